import type { Entry } from './draft.ts'
import { warn } from './faults.ts'
import { phones } from './phones.ts'
import { timezone } from './places.ts'
import type { BridgePointFile, ContactFile } from './plan-file.ts'
import { expects } from './texts.ts'
import { code, email, oneOf, optionalText, requiredText } from './values.ts'

/** A contact; country and zone, where not stated, are those of the first bridge point the person serves. */
export function contactOf(entry: Entry, zone: string, served: Map<string, BridgePointFile>): ContactFile {
  const own = code(entry.get('code'))
  const point = served.get(own)
  return {
    code: own,
    name: requiredText(entry.get('name'), expects.personName),
    title: optionalText(entry.get('title')),
    unit: optionalText(entry.get('unit')),
    phones: phones(entry.get('phones'), point?.country ?? 'VN'),
    email: email(entry.get('email')),
    timezone: timezone(entry.get('timezone')) ?? point?.timezone ?? zone,
    language: oneOf(entry.get('language'), languageWords, expects.language) ?? 'vi',
    address: optionalText(entry.get('address'), 40) ?? 'Ông/Bà',
    role: oneOf(entry.get('role'), roleWords, expects.role) ?? 'contact',
  }
}

/** The first bridge point that each contact serves, as contact, as backup or on a duty. */
export function firstPoints(bridgePoints: BridgePointFile[]): Map<string, BridgePointFile> {
  const first = new Map<string, BridgePointFile>()
  for (const point of bridgePoints) {
    for (const contact of [point.contact, point.backup, ...point.contacts.map((one) => one.contact)]) {
      if (contact && !first.has(contact)) first.set(contact, point)
    }
  }
  return first
}

const languageWords = [
  ['vi', ['tieng viet', 'viet', 'vietnamese']],
  ['en', ['tieng anh', 'anh', 'english']],
] as const

const roleWords = [
  ['contact', ['dau moi', 'dau moi ky thuat', 'ky thuat']],
  ['coordinator', ['ban to chuc', 'btc', 'bo phan thuong truc', 'thuong truc', 'dieu phoi']],
] as const

/** The same number twice is most often one person entered twice; a shared office line is fine. */
export function warnOfTwins(entries: Entry[], contacts: ContactFile[]): void {
  const owners = new Map<string, ContactFile>()
  for (const [index, contact] of contacts.entries()) {
    for (const phone of contact.phones) {
      const owner = owners.get(phone)
      const found = entries[index]?.get('phones')
      if (owner && found) warn({ ...found, value: phone }, expects.ownPhone(owner.name))
      else owners.set(phone, contact)
    }
  }
}
