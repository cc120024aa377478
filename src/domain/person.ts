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
