export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

/** A person as texts need them. */
export interface Person {
  id: string
  code: string
  name: string
  title: string | null
  unit: string | null
  phones: string[]
  timezone: string
  language: Language
  /** The form of address, 'Ông', 'Bà', 'đồng chí' …; 'Ông/Bà' unless stated. */
  address: string
}

/** The last word of a Vietnamese name is the one people are called and sorted by. */
export const givenName = (name: string) => name.trim().split(/\s+/).at(-1) ?? name

/**
 * 'Bà Nguyễn Thị Lan': how a third person is spoken of to this reader. The form of address is Vietnamese and for
 * Vietnamese readers; the default 'Ông/Bà' tells nothing and is left out.
 */
export const named = (person: Pick<Person, 'name' | 'address'>, reader: Pick<Person, 'language'>) =>
  reader.language !== 'vi' || person.address === 'Ông/Bà' ? person.name : `${person.address} ${person.name}`

/** 'Nguyễn Văn An, 0912 000 111': whom to ring. */
export const callOn = (person: Pick<Person, 'name' | 'phones'>) =>
  person.phones[0] ? `${person.name}, ${spokenPhone(person.phones[0])}` : person.name

/** A Vietnamese number as it is dialled here, '0912 000 111', from '+84912000111' or as typed; others keep their country code. */
export function spokenPhone(e164: string): string {
  if (!/^(?:\+84|0)/.test(e164)) return e164
  const digits = e164.replace('+84', '0')
  return digits.length === 10 ? `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}` : digits
}
