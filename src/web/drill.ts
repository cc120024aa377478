import { readFileSync } from 'node:fs'
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { acts } from './drill/acts.ts'
import { type Hub, openHub } from './drill/hub.ts'
import { sameOriginJson } from './drill/same-origin.ts'
import type { Stage } from './drill/stage.ts'
import { castView, clockView, phoneView, stateView } from './drill/view.ts'

export type { Player, Stage } from './drill/stage.ts'

export interface DrillPage {
  /** The routes, for the web door. Until the stage is shown they answer 503. */
  routes: (app: Hono) => void
  show: (stage: Stage) => void
  /** Lets go of every page that looks on, so that the door can close at once. */
  close: () => void
}

interface Show {
  stage: Stage
  hub: Hub
}

type During = (c: Context, does: (show: Show) => Response | Promise<Response>) => Response | Promise<Response>

/** What stands under `/drill`: the simulated phones, the clock and the board, and what a newcomer does with them. */
export function drillPage(onError: (error: unknown) => void): DrillPage {
  const later: { show?: Show } = {}
  const ending = new AbortController()
  const during: During = (c, does) =>
    later.show && !ending.signal.aborted
      ? does(later.show)
      : c.text('Đang chuẩn bị diễn tập… / The drill is being set up…', 503, { 'retry-after': '1' })
  return {
    routes: (app) => {
      serveFiles(app)
      serveViews(app, during)
      app.get('/drill/events', (c) => during(c, (show) => tellEvents(c, show, ending.signal)))
      serveActs(app, during)
    },
    show: (stage) => {
      later.show = { stage, hub: openHub(stage, onError) }
    },
    close: () => {
      ending.abort()
      later.show?.hub.close()
    },
  }
}

/** The page is plain files beside this one; what is not listed is not served. */
const scripts = ['main', 'words', 'server', 'clock', 'dock', 'phone', 'messages', 'board', 'people', 'dom']
const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' }

const read = (name: string) => readFileSync(new URL(`drill/page/${name}`, import.meta.url), 'utf8')

function serveFiles(app: Hono): void {
  const html = read('page.html')
  const css = read('page.css')
  app.get('/drill', (c) => c.html(html))
  app.get('/drill/page.css', (c) => c.body(css, 200, { 'content-type': types.css }))
  for (const name of scripts) {
    const script = read(`${name}.js`)
    app.get(`/drill/${name}.js`, (c) => c.body(script, 200, { 'content-type': types.js }))
  }
}

function serveViews(app: Hono, during: During): void {
  app.get('/drill/cast', (c) => during(c, ({ stage }) => c.json(castView(stage))))
  app.get('/drill/state', (c) =>
    during(c, async ({ stage }) => c.json({ clock: clockView(stage), ...(await stateView(stage)) })),
  )
  app.get('/drill/phones/:code', (c) =>
    during(c, ({ stage }) => {
      const member = stage.cast.member(c.req.param('code'))
      return member ? c.json(phoneView(member)) : c.json({ error: 'unknown' }, 404)
    }),
  )
}

const BODY_LIMIT = 64 * 1024

function serveActs(app: Hono, during: During): void {
  const limit = bodyLimit({
    maxSize: BODY_LIMIT,
    onError: (c) => c.json({ error: 'too-large' }, 413, { connection: 'close' }),
  })
  for (const [path, act] of Object.entries(acts))
    app.post(path, sameOriginJson, limit, (c) => during(c, ({ stage }) => act(c, stage)))
}

/** A line every so often, so that whatever stands between us and the browser does not take us for dead. */
const STILL_HERE_MS = 15_000

function tellEvents(c: Context, { stage, hub }: Show, ending: AbortSignal): Response {
  stage.watched()
  return streamSSE(c, async (stream) => {
    const left = new Promise<void>((done) => {
      stream.onAbort(done)
      ending.addEventListener('abort', () => done(), { once: true })
    })
    const stop = hub.subscribe((event, data) => void stream.writeSSE({ event, data }))
    const stillHere = setInterval(() => void stream.writeSSE({ event: 'here', data: '' }), STILL_HERE_MS)
    await left
    clearInterval(stillHere)
    stop()
  })
}
