import * as z from 'zod'
import { type Nominee, type NomineeRole, nomineeRoles } from '../domain/nomination.ts'
import { readPhone } from './phones.ts'

export type FormFault =
  | 'name-missing'
  | 'name-wrong'
  | 'too-long'
  | 'phone-missing'
  | 'phone-wrong'
  | 'email-wrong'
  | 'same-person'

export const formParts = ['name', 'title', 'phone', 'email'] as const
export type FormField = `${NomineeRole}-${(typeof formParts)[number]}`

/** What was typed, by field, tidied; only fields of the form. */
export type Typed = Partial<Record<FormField, string>>

export type ReadForm =
  | { kind: 'people'; people: Nominee[] }
  | { kind: 'faults'; faults: Partial<Record<FormField, FormFault>>; typed: Typed }

const MOST_LETTERS = { name: 80, title: 120, phone: 40, email: 120 }

const email = z.email()

/** Reads the form with which a unit names its people; never throws, whatever a browser sends. Only a contact must be named. */
export function readNomination(form: unknown, country: string): ReadForm {
  const typed = typedIn(form)
  const faults: Partial<Record<FormField, FormFault>> = {}
  const people: Nominee[] = []
  for (const role of nomineeRoles) {
    const isNamed = formParts.some((part) => valueOf(typed, role, part) !== '')
    if (role !== 'contact' && !isNamed) continue
    const found = faultsOf(typed, role, country)
    Object.assign(faults, found)
    if (Object.keys(found).length === 0) people.push(nominee(typed, role, country))
  }
  const [contact, backup] = people
  if (contact?.role === 'contact' && backup?.role === 'backup' && isSame(contact, backup))
    faults['backup-phone'] = 'same-person'
  return Object.keys(faults).length > 0 ? { kind: 'faults', faults, typed } : { kind: 'people', people }
}

/** What a form holds when these people have been named already. */
export const typedOf = (people: Nominee[]): Typed =>
  Object.fromEntries(
    people.flatMap(({ role, ...parts }) => formParts.map((part) => [`${role}-${part}`, parts[part] ?? ''])),
  )

/** One number for two people of the same name is one person. */
const isSame = (one: Nominee, other: Nominee) => one.phone === other.phone && one.name === other.name

function typedIn(form: unknown): Typed {
  const values = z.record(z.string(), z.unknown()).safeParse(form).data ?? {}
  const typed: Typed = {}
  for (const role of nomineeRoles)
    for (const part of formParts) {
      const value = values[`${role}-${part}`]
      if (typeof value === 'string') typed[`${role}-${part}`] = tidy(value).slice(0, 1_000)
    }
  return typed
}

/** Characters nobody sees would let one name pass for another. */
const tidy = (text: string) =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '')
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .trim()

const valueOf = (typed: Typed, role: NomineeRole, part: (typeof formParts)[number]) =>
  typed[`${role}-${part}`] ?? ''

function faultsOf(typed: Typed, role: NomineeRole, country: string): Partial<Record<FormField, FormFault>> {
  const faults: Partial<Record<FormField, FormFault>> = {}
  for (const part of formParts) {
    const fault = faultIn(part, valueOf(typed, role, part), country)
    if (fault) faults[`${role}-${part}`] = fault
  }
  return faults
}

function faultIn(part: (typeof formParts)[number], value: string, country: string): FormFault | null {
  if (value.length > MOST_LETTERS[part]) return 'too-long'
  switch (part) {
    case 'name':
      return value === '' ? 'name-missing' : /\p{L}/u.test(value) ? null : 'name-wrong'
    case 'phone':
      return value === '' ? 'phone-missing' : readPhone(value, country) ? null : 'phone-wrong'
    case 'email':
      return value === '' || email.safeParse(value).success ? null : 'email-wrong'
    case 'title':
      return null
    default:
      return part satisfies never
  }
}

const nominee = (typed: Typed, role: NomineeRole, country: string): Nominee => ({
  role,
  name: valueOf(typed, role, 'name'),
  title: valueOf(typed, role, 'title') || null,
  phone: readPhone(valueOf(typed, role, 'phone'), country)!.number,
  email: valueOf(typed, role, 'email') || null,
})
