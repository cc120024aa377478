import { spokenPhone } from './person.ts'
import { inBrief, quoted } from './quoted.ts'

/** Whom a text is to forget: a name ('' when somebody else bears it too), numbers (a mail address is one
 * more), and words of theirs. */
export interface Forgotten {
  name: string
  phones: string[]
  words: string[]
}

/** Shorter words than this ("mất tiếng") tell nothing of who said them, and others say the same. */
const OWN_WORDS = 12

/** The ways a number stands in texts: as it is kept, as it is dialled here, with and without blanks. */
export function waysToWrite(phone: string): string[] {
  const spoken = spokenPhone(phone)
  return [...new Set([phone, spoken, spoken.replaceAll(' ', ''), phone.replace(/^\+/, '')])]
}

/** Words as they are passed on. The longest form first, so that no rest of it stays. */
const waysToQuote = (words: string[]) =>
  longestFirst(
    words.filter((each) => each.length >= OWN_WORDS).flatMap((each) => [each, quoted(each), inBrief(each)]),
  )

/** What is looked for when a person is to be forgotten. */
export const tracesOf = ({ name, phones, words }: Forgotten): string[] =>
  [name, ...phones.flatMap(waysToWrite), ...waysToQuote(words)].filter((each) => each !== '')

/** Takes a person out of a text. A longer name that begins or ends with theirs is somebody else's. */
export function withoutPerson(
  text: string,
  gone: Forgotten,
  as: { name: string; phone: string; words: string },
) {
  const named = new RegExp(`(?<![\\p{L}\\p{M}])${literally(gone.name)}(?![\\p{L}\\p{M}]| \\p{Lu})`, 'gu')
  const unquoted = waysToQuote(gone.words).reduce((rest, words) => rest.replaceAll(words, as.words), text)
  const unnamed = gone.name === '' ? unquoted : unquoted.replace(named, as.name)
  return longestFirst(gone.phones.flatMap(waysToWrite)).reduce(
    (rest, phone) => rest.replace(new RegExp(`(?<!\\d)${literally(phone)}(?!\\d)`, 'g'), as.phone),
    unnamed,
  )
}

const longestFirst = (texts: string[]) => [...new Set(texts)].toSorted((a, b) => b.length - a.length)

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
