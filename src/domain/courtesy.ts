import { sentenceOf } from './reply/read.ts'

/** "Cảm ơn đồng chí": thanks and nothing else, which answers nothing. */
export function isThanks(text: string): boolean {
  const { lean, thanked } = sentenceOf(text)
  return thanked && lean.replace(/<[,?]>/g, '') === ''
}
