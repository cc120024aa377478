import { IANAZone } from 'luxon'
import { VIETNAM } from '../domain/time.ts'
import { isAbsent } from './draft.ts'
import type { Found } from './faults.ts'
import { fault, warn } from './faults.ts'
import { fold } from './fold.ts'
import { expects } from './texts.ts'
import { peek } from './values.ts'

const HOME = 'VN'

/** The two-letter code of the country; Vietnam when nothing is said. */
export function country(found: Found): string {
  if (isAbsent(found)) return HOME
  const code = countryCode(peek(found))
  if (!code) fault(found, expects.country)
  return code ?? HOME
}

const regions = {
  vi: new Intl.DisplayNames(['vi'], { type: 'region', fallback: 'none' }),
  en: new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }),
}

/** Names in use besides the official ones. */
const otherNames: Record<string, string> = {
  uc: 'AU',
  'o xtray li a': 'AU',
  australia: 'AU',
  my: 'US',
  anh: 'GB',
  'vuong quoc anh': 'GB',
  duc: 'DE',
  'trung hoa': 'CN',
  'xin ga po': 'SG',
  'an do': 'IN',
  'ma lai xi a': 'MY',
  campuchia: 'KH',
  'cam pu chia': 'KH',
}

/** Codes that name no country: unknown, outlying, groups. */
const noCountries = new Set(['ZZ', 'QO', 'EU', 'EZ', 'UN', 'XA', 'XB'])

function countryCode(text: string): string | undefined {
  if (/^[a-z]{2}$/i.test(text)) {
    const code = text.toUpperCase()
    return regions.en.of(code) && !noCountries.has(code) ? code : otherNames[fold(text)]
  }
  const name = fold(text)
  return (Object.hasOwn(otherNames, name) ? otherNames[name] : undefined) ?? countriesByName().get(name)
}

let byName: Map<string, string> | undefined

function countriesByName(): Map<string, string> {
  byName ??= new Map(
    allCodes().flatMap((code) =>
      [regions.vi.of(code), regions.en.of(code)].flatMap((name) =>
        name ? [[fold(name), code] as const] : [],
      ),
    ),
  )
  return byName
}

function allCodes(): string[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  return letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((code) => regions.en.of(code) && !noCountries.has(code))
}

/** A country's name in Vietnamese, as it is written into a workbook. */
export const countryName = (code: string) => regions.vi.of(code) ?? code

/** An IANA zone, or a country with one clock ('Nhật Bản'); undefined when nothing is said. */
export function timezone(found: Found): string | undefined {
  if (isAbsent(found)) return undefined
  const text = peek(found)
  if (isZone(text)) return text
  const code = countryCode(text.replace(/^giờ\s+/i, ''))
  const zone = code && oneClock(code)
  if (!zone) fault(found, expects.timezone)
  return zone
}

/** Bare offsets ('+07:00') are refused: they know no summer time. */
export const isZone = (name: string) =>
  (/^[A-Za-z][\w+-]*(\/[\w+-]+)+$/.test(name) || name === 'UTC') && IANAZone.isValidZone(name)

/** Where a bridge point says no zone: its country's, when that has one clock; else the conference's, with a warning. */
export function pointTimezone(found: Found, countryCodeOfPoint: string, conferenceZone: string): string {
  const stated = timezone(found)
  if (stated) return stated
  if (countryCodeOfPoint === HOME) return conferenceZone
  const zone = oneClock(countryCodeOfPoint)
  if (!zone && isAbsent(found)) warn(found, expects.ownTimezone)
  return zone ?? conferenceZone
}

/** The runtime knows the zones of a region, the library's types do not yet. */
type RegionZones = Intl.Locale & { timeZones?: string[]; getTimeZones?: () => string[] }

/** The only clock of a country; China runs on Beijing's although the database lists a second zone. */
function oneClock(code: string): string | undefined {
  if (code === HOME) return VIETNAM
  if (code === 'CN') return 'Asia/Shanghai'
  const locale = new Intl.Locale(`und-${code}`) as RegionZones
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? []
  return zones.length === 1 ? zones[0] : undefined
}
