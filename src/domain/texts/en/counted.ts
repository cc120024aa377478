/** '1 bridge point', '2 bridge points': English counts aloud. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`
