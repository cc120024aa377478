export const sorted = (values: number[]) => values.toSorted((a, b) => a - b)

/** The value below which `share` of them lie. */
export const quantile = (values: number[], share: number) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

export const median = (values: number[]) => quantile(values, 0.5)

export interface Row {
  what: string
  figure: string
  aim: string
  met: boolean
}

export const rounded = (value: number, digits = 0) => value.toFixed(digits)
