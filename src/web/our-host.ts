import type { MiddlewareHandler } from 'hono'

/** `localhost`, `127.0.0.1:8080`, `[::1]:8080`; the first group is the name. */
const HOST = /^(\[[\da-f:.]+\]|[^\s:/@?#\\]+)(?::\d+)?$/i

const NEAR = ['localhost', '127.0.0.1', '[::1]']

/**
 * Refuses who reached us by a name that is not ours (421). A page elsewhere may let its own name lead to this machine
 * (DNS rebinding); the browser then takes us for that page's site and lets it read and press what is here. That is
 * no danger to webhooks, which are signed.
 */
export function ourHostOnly(door: { host: string; publicUrl?: string | undefined }): MiddlewareHandler {
  const names = new Set([
    ...NEAR,
    named(door.host),
    ...(door.publicUrl ? [new URL(door.publicUrl).hostname] : []),
  ])
  return async (c, next) => {
    const name = HOST.exec(c.req.header('host') ?? '')?.[1]?.toLowerCase()
    if (isLoopback(door.host) && (name === undefined || !names.has(name)))
      return c.text('Địa chỉ này không phải của máy chủ. / Misdirected request.', 421)
    return next()
  }
}

const named = (host: string) => (host.includes(':') ? `[${host}]` : host).toLowerCase()

/**
 * Only a door that nobody but this machine reaches has a known name. One that is open to the network (HOST=0.0.0.0 in
 * a container) is asked by whatever name the operator gave it, `http://caunoi:8080/metrics`, which we cannot know; whoever
 * opened it there guards it there.
 */
const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|::1|\[::1\])$/i.test(host)
