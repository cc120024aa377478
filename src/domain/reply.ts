import { visible } from './reply/fold.ts'
import { codeIn, numbersIn } from './reply/digits.ts'
import type { Numbered } from './reply/digits.ts'
import { judge } from './reply/judge.ts'
import type { Meaning } from './reply/meaning.ts'
import { orderIn } from './reply/orders.ts'

export { type Amount, LARGEST_AMOUNT, readAmount } from './reply/amount.ts'
export { fold } from './reply/fold.ts'
export { matchLabel } from './reply/label.ts'
export type { Meaning } from './reply/meaning.ts'
export { readPerson } from './reply/person.ts'
export { isWhollyRead, readMoment } from './reply/time.ts'
export type { FaultKind } from './reply/fault.ts'

/** How much of a message is read; more than this is a letter, and no letter is a yes. */
const READ = 1000

/**
 * What a person meant by free Vietnamese or English words, typed with or without diacritics, in any Unicode form.
 * It never guesses a yes: an answer counts only when every word of it is accounted for; else it is 'unclear'.
 */
export function understand(said: string): Meaning {
  const text = visible(said)
  if (text.length > READ) return ofLetter(judge(text.slice(0, READ)))
  const code = codeIn(text)
  if (code) return { kind: 'code', code }
  const order = orderIn(text)
  if (order) return { kind: 'command', command: order }
  const numbered = numbersIn(text)
  return numbered ? ofNumbers(numbered, text) : judge(text)
}

/** The invite code a message is, eight digits as people space them, or null. */
export function readCode(text: string): string | null {
  return codeIn(text) ?? null
}

function ofLetter(meaning: Meaning): Meaning {
  return ['fault', 'concern', 'question'].includes(meaning.kind) ? meaning : { kind: 'unclear' }
}

const LABEL_WORDS = 8

/** "1. Đã nhận" is choice 1; "1. chưa xong" is not, and "2 người" is no choice at all. */
function ofNumbers({ numbers, rest, listed }: Numbered, text: string): Meaning {
  if (rest === '') return { kind: 'numbers', numbers }
  const meant = judge(rest)
  const agrees = meant.kind === 'yes' || meant.kind === 'all-good'
  if (agrees || (listed && isLabel(rest, meant))) return { kind: 'numbers', numbers, rest }
  return meant.kind === 'unclear' ? judge(text) : meant
}

function isLabel(rest: string, meant: Meaning): boolean {
  if (meant.kind === 'question' || meant.kind === 'no' || rest.split(/\s+/).length > LABEL_WORDS) return false
  return (
    meant.kind === 'concern' ||
    !/(?<!\p{L})(?:chưa|không|ko|k|chua|khong|not|no)(?!\p{L})/iu.test(rest.normalize('NFC'))
  )
}
