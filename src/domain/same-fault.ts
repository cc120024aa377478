import { type FaultKind, fold, understand } from './reply.ts'

/** The faults a message tells of; empty when it tells of none. */
export function faultsIn(text: string): FaultKind[] {
  const meaning = understand(text)
  return meaning.kind === 'fault' ? meaning.faults : []
}

/** The same words, whatever the case, diacritics and punctuation. */
export const isSameText = (one: string, other: string) => words(one) === words(other)

const words = (text: string) =>
  fold(text)
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? ''

/** Whether a report tells of nothing but what `known` told of: the same words, or the same kinds of fault. */
export function isSameFault(known: string, report: string): boolean {
  if (known === '' || report === '') return false
  if (isSameText(known, report)) return true
  const [before, now] = [faultsIn(known), faultsIn(report)]
  return now.length > 0 && now.every((kind) => kind !== 'other' && before.includes(kind))
}
