import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { UnitLink } from '../../db/nominations.ts'
import type { NoWay } from '../../handlers/link.ts'
import { nominate, unitPage } from '../../handlers/nominate.ts'
import { noteUnitOpened, opensUnit } from '../../handlers/unit-link.ts'
import { turn, type World } from '../../handlers/world.ts'
import type { Language } from '../domain/person.ts'
import { readNomination, typedOf } from '../intake/nomination-form.ts'
import { csp, formPage, plainPage } from './unit-html.ts'
import type { WebEnv } from './hooks.ts'

const PATH = '/u/:token'

const LARGEST_FORM = 32 * 1024

/** Chat apps look at a link before anybody does; that is no opening. */
const PREVIEW =
  /bot\b|crawl|spider|preview|facebookexternalhit|whatsapp|slack|skype|curl|wget|python|headless/i

/** The page on which a unit names its people. It needs no script, and looking at it changes nothing. */
export function mountUnitPage(app: Hono<WebEnv>, world: World): void {
  app.use(PATH, async (c, next) => {
    await next()
    c.header('content-security-policy', csp)
    c.header('referrer-policy', 'no-referrer')
    c.header('cache-control', 'no-store')
    c.header('x-robots-tag', 'noindex, nofollow')
  })
  app.get(PATH, (c) => show(c, world))
  app.post(PATH, bodyLimit({ maxSize: LARGEST_FORM, onError: (c) => c.body(null, 413) }), (c) =>
    take(c, world),
  )
}

type Asked = Context<WebEnv>

const languageOf = (c: Asked): Language => (c.req.query('lang') === 'en' ? 'en' : 'vi')

const found = (c: Asked, world: World): Promise<UnitLink | NoWay> =>
  opensUnit(world, world.store.db, c.req.param('token') ?? '')

async function show(c: Asked, world: World) {
  const link = await found(c, world)
  if (typeof link === 'string') return refuse(c, world, link)
  if (link.openedAt === null && c.req.method === 'GET' && !PREVIEW.test(c.req.header('user-agent') ?? ''))
    await turn(world, (inner) => noteUnitOpened(inner, link))
  const page = await unitPage(world.store.db, link)
  const typed = page.last ? typedOf(page.last.people) : {}
  return c.html(formPage({ page, settings: world.settings, language: languageOf(c), typed, faults: {} }))
}

async function take(c: Asked, world: World) {
  const link = await found(c, world)
  if (typeof link === 'string') return refuse(c, world, link)
  const page = await unitPage(world.store.db, link)
  const form: unknown = await c.req.parseBody().catch(() => ({}))
  const read = readNomination(form, page.country)
  const language = languageOf(c)
  if (read.kind === 'faults')
    return c.html(formPage({ page, settings: world.settings, language, ...read }), 422)
  await turn(world, (inner) => nominate(inner, link, read.people))
  // Back to the page that says so: loading it again sends nothing twice.
  return c.redirect(language === 'en' ? '?lang=en' : '?lang=vi', 303)
}

const refuse = (c: Asked, { settings }: World, why: NoWay) =>
  c.html(plainPage(why, settings, languageOf(c)), why === 'unknown' ? 404 : 410)
