export const announcing = {}
