import type { CountryCode } from 'libphonenumber-js/max'
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { isAbsent, items } from './draft.ts'
import type { Expectation, Found } from './faults.ts'
import { fault, warn } from './faults.ts'
import { expects } from './texts.ts'
import { peek } from './values.ts'

/** Phone numbers as E.164, the first one to be called first. A single text is one number. */
export function phones(found: Found, country: string): string[] {
  const each = Array.isArray(found.value) ? items(found) : isAbsent(found) ? [] : [found]
  const numbers = each.filter((item) => !isAbsent(item)).map((item) => phone(item, country))
  return [...new Set(numbers)].filter((number) => number !== '')
}

function phone(found: Found, country: string): string {
  const read = readPhone(peek(found), country)
  if (!read) fault(found, expects.phone(country))
  else if (read.doubt) warn(found, read.doubt)
  return read?.number ?? ''
}

const extension = /[\s,;(-]*(?:máy lẻ|may le|số lẻ|so le|lẻ|ext\.?|x)\s*:?\s*\d{1,6}\)?\s*$/i

/** E.164, or null when nobody could dial it. A Vietnamese number is read as one abroad as well: people keep their SIM. */
export function readPhone(text: string, country: string): { number: string; doubt?: Expectation } | null {
  const whole = text.normalize('NFKC').trim()
  const direct = whole.replace(extension, '')
  // letters are typos (O for 0); a spreadsheet's 8.49E+10 has lost its digits
  if (!/^[+\d\s().\-–/]+$/.test(direct)) return null
  const digits = international(direct.replace(/[^\d+]/g, ''))
  const read = vietnameseOrNull(digits, country) ?? foreign(digits, country)
  return read && direct !== whole ? { ...read, doubt: expects.noExtension } : read
}

/**
 * A number that a platform tells, as E.164: digits with the country's code, with or without '+', or as dialled in
 * `country`. Null when nobody could dial it.
 */
export function sharedPhone(text: string, country: string): string | null {
  const bare = text.normalize('NFKC').replace(/[\s().-]/g, '')
  const whole = /^[1-9]\d{6,14}$/.test(bare) ? readPhone(`+${bare}`, country) : null
  if (whole && !whole.doubt) return whole.number
  const read = readPhone(text, country)
  return read && !read.doubt ? read.number : null
}

const international = (digits: string) => digits.replace(/^00(?=[1-9])/, '+')

function vietnameseOrNull(digits: string, country: string) {
  if (digits.startsWith('+') && !digits.startsWith('+84')) return null
  if (country === 'VN') return vietnamese(digits)
  const abroad = parse(digits, country)
  const home = vietnamese(digits)
  return home && !home.doubt && !abroad?.isValid() ? home : null
}

/**
 * '+84…', '84…' (from 11 digits on: 084 is a real prefix as well), '0…', or what Excel left of it without the zero.
 * Numbers of 11 digits from before 2018 get the prefix that replaced theirs.
 */
function vietnamese(digits: string): { number: string; doubt?: Expectation } | null {
  const bare = digits.replace(/^\+84/, '')
  const national = bare === digits && /^84\d{9,}$/.test(digits) ? digits.slice(2) : bare
  const today = renumbered(national.replace(/^0/, ''))
  if (!/^([35789]\d{8}|2\d{9}|1[89]00\d{4,6})$/.test(today)) return null
  const known = parse(`+84${today}`, 'VN')?.isValid()
  return known ? { number: `+84${today}` } : { number: `+84${today}`, doubt: expects.surerPhone }
}

/** The change of mobile prefixes of 2018: ten digits after the zero became nine; the last seven stayed. */
const prefixesOf2018: Record<string, string> = {
  120: '70',
  121: '79',
  122: '77',
  126: '76',
  128: '78',
  123: '83',
  124: '84',
  125: '85',
  127: '81',
  129: '82',
  162: '32',
  163: '33',
  164: '34',
  165: '35',
  166: '36',
  167: '37',
  168: '38',
  169: '39',
  186: '56',
  188: '58',
  199: '59',
}

function renumbered(national: string): string {
  const prefix = /^1\d{9}$/.test(national) ? prefixesOf2018[national.slice(0, 3)] : undefined
  return prefix ? prefix + national.slice(3) : national
}

function foreign(digits: string, country: string): { number: string; doubt?: Expectation } | null {
  if (country === 'VN' && !digits.startsWith('+')) return null
  const national = parse(digits, country)
  const withCode = digits.startsWith('+') ? undefined : parse(`+${digits}`, country)
  const valid = [national, withCode].find((number) => number?.isValid())
  if (valid) return { number: valid.number }
  return national?.isPossible() ? { number: national.number, doubt: expects.surerPhone } : null
}

const parse = (digits: string, country: string) =>
  parsePhoneNumberFromString(digits, isSupportedCountry(country) ? country : ('VN' satisfies CountryCode))
