export const composing = {}
