import { z } from 'zod'
import type { Step, StepAction } from '../domain/ask.ts'
import { channelNames } from '../domain/message.ts'
import type { Preference } from '../domain/reach.ts'
import { durationMs, type QuietHours } from '../domain/time.ts'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))

const isDuration = (text: string) => z.iso.duration().safeParse(text).success && durationMs(text) > 0
const isoDuration = z.string().refine(isDuration)

/** Kept in ms. */
export const duration = isoDuration.transform(durationMs)

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host)

function parsedUrl(text: string, protocols: string[]): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  return url && protocols.includes(url.protocol) && url.hostname ? url : null
}

const bare = (text: string) => text.replace(/\/+$/, '')

/** Where the platforms find us. They insist on https; only a rehearsal on this very machine may go without. */
export const publicUrl = z
  .string()
  .refine((text) => {
    const url = parsedUrl(text, ['https:', 'http:'])
    if (!url || url.search || url.hash || url.username || url.password) return false
    return url.protocol === 'https:' || isLoopback(url.hostname)
  })
  .transform(bare)

export const webAddress = z.string().refine((text) => parsedUrl(text, ['https:', 'http:']) !== null)
export const apiRoot = webAddress.transform(bare)

export const redisUrl = z
  .string()
  .refine((text) => text.startsWith('/') || parsedUrl(text, ['redis:', 'rediss:']) !== null)

/** Curl and apt accept a proxy without its scheme, so offices have it written that way. */
export const proxy = z
  .string()
  .transform((text) => (text.includes('://') ? text : `http://${text}`))
  .refine((text) => parsedUrl(text, ['https:', 'http:']) !== null)

/** IANA names only: an offset would not know about summer time. */
export const zoneName = z.string().refine(isZone)

function isZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}

/** A bot's token and the public id that stands before its colon. */
export interface BotToken {
  account: string
  token: string
}

export const botToken = z
  .string()
  .regex(/^\d+:[^\s/?#,:]+$/)
  .transform((token): BotToken => ({ account: token.slice(0, token.indexOf(':')), token }))

const commaList = (text: string) => text.split(',').flatMap((part) => part.trim() || [])

export const differentBots = z
  .string()
  .transform(commaList)
  .pipe(z.array(botToken).min(1))
  .refine((bots) => new Set(bots.map((bot) => bot.account)).size === bots.length)

const minuteOfDay = (hhmm: string) => Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3))

export const quietHours = z
  .string()
  .regex(/^(off|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)$/)
  .transform((text): QuietHours | null =>
    text === 'off' ? null : { from: minuteOfDay(text.slice(0, 5)), to: minuteOfDay(text.slice(6)) },
  )

const action = z.enum(['remind', 'backup', 'coordinators'] satisfies StepAction[])

/** 'remind PT4H, backup P1D' → steps whose durations count as `timed` says; 'off' → none. */
export const steps = (timed: (iso: string, act: StepAction) => Step) =>
  z
    .string()
    .transform((text) => (text === 'off' ? [] : commaList(text)))
    .transform((parts) => parts.map((part) => part.split(/\s+/)))
    .pipe(z.array(z.tuple([action, isoDuration])))
    .transform((pairs) => pairs.map(([act, iso]) => timed(iso, act)))

export const platformMode = z.enum(['polling', 'webhook'])

export const onOff = z.enum(['on', 'off']).transform((text) => text === 'on')

const preference = z.enum(['chosen', ...channelNames] satisfies Preference[])

/** 'chosen, zalo-oa, email' → the order in which paths are tried, each once. */
export const channelOrder = z
  .string()
  .transform(commaList)
  .pipe(z.array(preference).min(1))
  .refine((order) => new Set(order).size === order.length)

/** A digits-only id, as Zalo's consoles show them. */
export const zaloId = z.string().regex(/^\d{3,25}$/)

const particulars = [
  'name',
  'address',
  'office',
  'conference',
  'subject',
  'when',
  'phone',
  'token',
  'link',
] as const
export type TemplateSource = (typeof particulars)[number]

/** 'ten=name, noi_dung=subject' → which parameter of a template is filled in with what. */
export const templateParameters = z
  .string()
  .transform(commaList)
  .transform((parts) => parts.map((part) => part.split('=').map((side) => side.trim())))
  .pipe(z.array(z.tuple([z.string().regex(/^\w{1,50}$/), z.enum(particulars)])))
  .refine((pairs) => new Set(pairs.map(([name]) => name)).size === pairs.length)
  .transform((pairs): Record<string, TemplateSource> => Object.fromEntries(pairs))

export const templateWays = z
  .string()
  .transform(commaList)
  .pipe(z.array(z.enum(['uid', 'phone'])).min(1))

/** Several links, in the order of the bots. */
export const webAddresses = z.string().transform(commaList).pipe(z.array(webAddress).min(1))

export const smtpUrl = z.string().refine((text) => parsedUrl(text, ['smtp:', 'smtps:']) !== null)

/** 'Văn phòng UBND tỉnh <vp@example.vn>' or the address alone. */
export const mailbox = z.string().regex(/^(?:[^<>\r\n]{1,120}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)

/** Somebody's name must stand before the address: a reply goes to a person who is known. */
export const namedMailbox = z.string().regex(/^[^<>\r\n]{2,120}<[^\s<>@]+@[^\s<>@]+>$/)
