import { spokenPhone } from './person.ts'

/** The ways a number stands in texts: as it is kept, as it is dialled here, with and without blanks. */
export function waysToWrite(phone: string): string[] {
  const spoken = spokenPhone(phone)
  return [...new Set([phone, spoken, spoken.replaceAll(' ', ''), phone.replace(/^\+/, '')])]
}

/** What is looked for when a person is to be forgotten; the longest first, so that no rest of it stays. */
export const tracesOf = ({ name, phones }: { name: string; phones: string[] }): string[] =>
  [name, ...phones.flatMap(waysToWrite)].filter((each) => each !== '').toSorted((a, b) => b.length - a.length)

/** Takes a person out of a text. A longer name that begins or ends with theirs is somebody else's. */
export function withoutPerson(
  text: string,
  person: { name: string; phones: string[] },
  as: { name: string; phone: string },
): string {
  const named = new RegExp(`(?<![\\p{L}\\p{M}])${literally(person.name)}(?![\\p{L}\\p{M}]| \\p{Lu})`, 'gu')
  return person.phones
    .flatMap(waysToWrite)
    .toSorted((a, b) => b.length - a.length)
    .reduce(
      (rest, phone) => rest.replace(new RegExp(`(?<!\\d)${literally(phone)}(?!\\d)`, 'g'), as.phone),
      person.name === '' ? text : text.replace(named, as.name),
    )
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
