import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import type { ChannelName } from '../domain/message.ts'
import type { Health } from './health.ts'
import { type ContactPageNeeds, contactPage } from './contact-page.ts'
import { ourHostOnly } from './our-host.ts'
import { mountZaloPages, siteMeta, type ZaloPages } from './zalo.ts'
import { hook, hooked, webhookPath, type HookNeeds, type WebEnv } from './hooks.ts'

export interface WebNeeds extends HookNeeds {
  host: string
  /** 0 lets the system choose. */
  port: number
  /** Where others reach us, where that is known. */
  publicUrl?: string | undefined
  health: () => Promise<Health>
  /** Adds the page that signed links open. */
  contactPage?: ContactPageNeeds
  zalo?: ZaloPages | undefined
  /** Adds the routes of the drill; they exist only then. */
  drill?: (app: Hono) => void
}

export interface Web {
  /** Where to reach it from this machine, with the port it got. */
  url: string
  /** Takes no new requests, lets running ones end, and cuts those that take longer than a few seconds. */
  close: () => Promise<void>
}

/** The door could not be opened; the message says in both languages which setting to change. */
export class WebError extends Error {
  override name = 'WebError'
}

/** Opens the web door. Throws `WebError` when the address or port cannot be had. */
export async function openWeb(needs: WebNeeds): Promise<Web> {
  const listener = getRequestListener(routes(needs).fetch)
  const server = createServer(TIMES, (request, response) => {
    listener(request, response).catch((err: unknown) => {
      needs.log.error({ err }, 'a response could not be written')
      response.destroy()
    })
  })
  await listening(server, needs.host, needs.port)
  return { url: urlOf(server, needs.host), close: () => closed(server) }
}

/** Every route there is. */
function routes(needs: WebNeeds): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.use(securityHeaders)
  for (const path of ['/metrics', '/drill', '/drill/*']) app.use(path, ourHostOnly(needs))
  app.get('/', (c) => c.html(frontPage(needs)))
  mountZaloPages(app, needs.zalo ?? {})
  for (const name of hooked) mountHook(app, name, needs)
  if (needs.contactPage) app.route('/', contactPage(needs.contactPage))
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const health = await needs.health()
    return c.json(health, health.database === 'ok' ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    const { body, contentType } = await needs.metrics.page()
    return c.body(body, 200, { 'content-type': contentType })
  })
  if (needs.drill) app.route('/', drillRoutes(needs.drill))
  app.onError((err, c) => {
    needs.log.error({ err, route: c.req.routePath }, 'a request failed')
    return c.text('Hệ thống đang gặp sự cố. / Something went wrong.', 500)
  })
  return app
}

function mountHook(app: Hono<WebEnv>, name: ChannelName, needs: HookNeeds): void {
  app.post(webhookPath(name), hook(name, needs))
  app.all(webhookPath(name), (c) => c.body(null, 405, { allow: 'POST' }))
}

function drillRoutes(drill: (app: Hono) => void): Hono {
  const app = new Hono()
  drill(app)
  return app
}

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** A page that needs other headers sets its own; they are kept. */
const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}

const frontPage = ({ drill, zalo }: WebNeeds) => `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${siteMeta(zalo ?? {})}<title>Cầu Nối</title>
<style>body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}</style>
<h1>Cầu Nối</h1>
<p>Hệ thống đang hoạt động. Đề nghị sử dụng qua Telegram hoặc Zalo.</p>
<p lang="en">The service is running. Please use it through Telegram or Zalo.</p>
${drill ? '<p><a href="/drill"><strong>DIỄN TẬP</strong>: mở màn hình điện thoại mô phỏng / open the simulated phones</a></p>\n' : ''}</html>
`

/**
 * Proxies and platforms keep a connection for about a minute: ours must outlive theirs, or a request is lost in between. A
 * photo of ten megabytes takes minutes where the network is poor.
 */
const TIMES = { keepAliveTimeout: 75_000, headersTimeout: 15_000, requestTimeout: 180_000 }

/** Long enough for any request of a platform, short enough for whoever waits for a restart. */
const CLOSING_MS = 3000

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((open, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(explained(error, host, port)))
    server.listen(port, host, open)
  })
}

const anotherPort = (port: number) => (port < 65_535 ? port + 1 : 8080)

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new WebError(
        `Cổng ${port} trên ${host} đang có chương trình khác sử dụng. Đề nghị đặt PORT khác, ví dụ PORT=${anotherPort(port)}.\n` +
          `Port ${port} on ${host} is in use by another program. Set another PORT, for example PORT=${anotherPort(port)}.`,
      )
    case 'EACCES':
      return new WebError(
        `Không có quyền mở cổng ${port}. Đề nghị đặt PORT từ 1024 trở lên, ví dụ PORT=8080.\n` +
          `Opening port ${port} is not permitted. Set PORT to 1024 or above, for example PORT=8080.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new WebError(
        `Máy này không có địa chỉ ${host}. Đề nghị sửa HOST, ví dụ HOST=127.0.0.1.\n` +
          `This machine does not have the address ${host}. Correct HOST, for example HOST=127.0.0.1.`,
      )
    default:
      return error
  }
}

function urlOf(server: Server, host: string): string {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const near = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${near.includes(':') ? `[${near}]` : near}:${port}`
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    const deadline = setTimeout(() => server.closeAllConnections(), CLOSING_MS)
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(deadline)
      clearInterval(idle)
      done()
    })
  })
}
