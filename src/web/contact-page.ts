import { setTimeout as pause } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Link } from '../../db/links.ts'
import { mediaById } from '../../db/media.ts'
import { fateOf } from '../../db/visits.ts'
import { type NoWay, opens } from '../../handlers/link.ts'
import { awaitsWords, pointsIn } from '../../handlers/web-offer.ts'
import { open, takeIn, type Visit, visitOf } from '../../handlers/web-visit.ts'
import type { World } from '../../handlers/world.ts'
import { type Done, readForm } from './contact-page/form.ts'
import { isAhead, isForeignSite, isPerson, rememberLanguage } from './contact-page/opening.ts'
import { fileHeaders } from './contact-page/file.ts'
import { neutralPage, refusalPage } from './contact-page/outside.ts'
import { rendered } from './contact-page/rendered.ts'
import { PAGE_HEADERS } from './contact-page/style.ts'
import type { Metrics, WebRefusal } from './metrics.ts'

export interface ContactPageNeeds {
  world: World
  metrics: Metrics
}

/** A photo of 10 MB and what surrounds it. */
const BODY_LIMIT = 12 * 1024 * 1024

/** `/c/<token>`: the cards that a signed link opens, as a page that needs nothing but a browser. */
export function contactPage(needs: ContactPageNeeds): Hono {
  const app = new Hono()
  app.use('/c/*', async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.res.headers.set(name, value)
  })
  const limit = bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => refuseTooLarge(needs, c) })
  app.get('/c/:token', (c) => through(needs, c, (link) => show(needs, c, link)))
  app.post('/c/:token', limit, (c) => through(needs, c, (link) => take(needs, c, link)))
  app.get('/c/:token/media/:id', (c) => through(needs, c, (link) => carried(needs, c, link)))
  return app
}

type Inside = (link: Link) => Promise<Response>

/** Only by a link that opens something. */
async function through({ world, metrics }: ContactPageNeeds, c: Context, inside: Inside): Promise<Response> {
  const link = await opens(world, world.store.db, c.req.param('token') ?? '')
  if (typeof link !== 'string') return inside(link)
  metrics.webRefused(link)
  return c.html(refusalPage(world.settings.office, link), STATUS[link])
}

const STATUS = { unknown: 404, expired: 410, revoked: 410 } as const satisfies Record<NoWay, number>

/** What draws a preview, and what fetches ahead, learns nothing and counts for nothing. */
async function show({ world }: ContactPageNeeds, c: Context, link: Link): Promise<Response> {
  if (isAhead(c)) return c.body(null, 503)
  if (!isPerson(c)) return c.html(neutralPage(c.req.path))
  rememberLanguage(c)
  return answer(world, c, await open(world, link))
}

async function answer(
  world: World,
  c: Context,
  visit: Visit,
  refused?: { why: Refused; status: 403 | 422 },
): Promise<Response> {
  const isWaiting = await waits(world, visit, c.req.query('did'))
  const body = await rendered(world, c, { visit, isWaiting, refused: refused?.why ?? null })
  return c.html(body, refused?.status ?? 200)
}

const waits = async (world: World, { at, link }: Visit, nonce: string | undefined) =>
  nonce !== undefined && (await fateOf(world.store.db, at, `${link.id}:${nonce}`)) === 'waiting'

type Refused = Exclude<WebRefusal, NoWay | 'oversized'>

async function take(needs: ContactPageNeeds, c: Context, link: Link): Promise<Response> {
  const { world } = needs
  const visit = await visitOf(world.store.db, link)
  if (isForeignSite(c, world.settings.publicUrl)) return refuse(needs, c, visit, 'foreign-site')
  const points = (await pointsIn(world, visit)).map((point) => point.id)
  const awaits = await awaitsWords(world, visit)
  const body = await c.req.parseBody().catch(() => ({}))
  const read = await readForm(body, { visit, points, awaits, newId: () => world.newId() })
  if (read.kind === 'refused') return refuse(needs, c, visit, read.why as Refused)
  await takeIn(world, visit, read)
  needs.metrics.inbound('web', 'accepted')
  await untilHandled(world, visit, read)
  return c.redirect(`${c.req.path}?${afterwards(c, read.eventId.slice(link.id.length + 1))}`, 303)
}

/** The language that was chosen, and that a person is here, stay with whoever said so. */
function afterwards(c: Context, nonce: string): string {
  const { lang, here } = c.req.query()
  return new URLSearchParams({ did: nonce, ...(lang && { lang }), ...(here && { here }) }).toString()
}

function refuse({ world, metrics }: ContactPageNeeds, c: Context, visit: Visit, why: Refused) {
  metrics.webRefused(why)
  const status = why === 'malformed' || why === 'bad-photo' ? 422 : 403
  return answer(world, c, visit, { why, status })
}

function refuseTooLarge({ world, metrics }: ContactPageNeeds, c: Context) {
  metrics.webRefused('oversized')
  return c.html(refusalPage(world.settings.office, 'oversized'), 413)
}

const PATIENCE_MS = 5_000
const LOOK_MS = 25

/** The page that follows shows what came of it; when that takes long, it says so. */
async function untilHandled({ store }: World, { at }: Visit, { eventId }: Done): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  while (performance.now() < giveUpAt && (await fateOf(store.db, at, eventId)) === 'waiting')
    await pause(LOOK_MS)
}

/** Only what a card in scope carries. */
async function carried({ world }: ContactPageNeeds, c: Context, link: Link): Promise<Response> {
  const { letters, replies } = await visitOf(world.store.db, link)
  const id = c.req.param('id')
  const isCarried = [...letters, ...replies].some(({ card }) => card.media?.id === id)
  const file = isCarried && id ? await mediaById(world.store.db, id) : null
  if (!file?.bytes) return c.notFound()
  return c.body(new Uint8Array(file.bytes), 200, fileHeaders(file))
}
