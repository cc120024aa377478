import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Person } from '../../domain/person.ts'

export const pageLanguages = ['vi', 'en', 'zh'] as const
export type PageLanguage = (typeof pageLanguages)[number]

const COOKIE = 'caunoi_lang'

/** What was chosen on the page, else Chinese where the browser asks for it, else the contact's language. */
export function languageOf(c: Context, person: Pick<Person, 'language'> | null): PageLanguage {
  const chosen = known(c.req.query('lang')) ?? known(getCookie(c, COOKIE))
  const prefersChinese = /^\s*zh\b/i.test(c.req.header('accept-language') ?? '')
  return chosen ?? (prefersChinese ? 'zh' : (person?.language ?? 'vi'))
}

/** The choice lasts for the next opening, on this page and nowhere else. */
export function rememberLanguage(c: Context): void {
  const chosen = known(c.req.query('lang'))
  if (chosen)
    setCookie(c, COOKIE, chosen, { path: '/c/', httpOnly: true, sameSite: 'Strict', maxAge: 30 * 86_400 })
}

const known = (text: string | undefined) => pageLanguages.find((each) => each === text)

/** What apps send to draw a preview of a link names itself; browsers call themselves Mozilla. */
const MACHINES =
  /bot\b|bot\/|crawl|spider|preview|externalhit|facebot|whatsapp|slack|discord|embed|fetch|monitor|curl|wget|python|okhttp/i

/** Nobody looks yet at what a browser fetches ahead. */
export const isAhead = (c: Context) =>
  /prefetch|prerender/i.test(c.req.header('sec-purpose') ?? c.req.header('purpose') ?? '')

/** Whether somebody sits there. Whom we took for a machine can say so by a link on the page it got. */
export function isPerson(c: Context): boolean {
  if (c.req.raw.method !== 'GET') return false
  const agent = c.req.header('user-agent') ?? ''
  return c.req.query('here') === '1' || (agent.startsWith('Mozilla/') && !MACHINES.test(agent))
}

/** A form on another site may not be sent here. No referrer is sent from this page, so its own origin may be 'null'. */
export function isForeignSite(c: Context, publicUrl: string | null): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('origin')
  if (!origin || origin === 'null') return false
  const ours = [c.req.header('host'), publicUrl && new URL(publicUrl).host]
  return !URL.canParse(origin) || !ours.includes(new URL(origin).host)
}
