import type { MiddlewareHandler } from 'hono'

/**
 * Lets only our own page act: another site's page in the same browser must not press buttons here. Browsers say where
 * a request comes from (Sec-Fetch-Site; older ones Origin), and cannot send JSON across sites without asking first.
 * That the host is ours in the first place is seen to at the door (`ourHostOnly`).
 */
export const sameOriginJson: MiddlewareHandler = async (c, next) => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') return c.json({ error: 'json' }, 415)
  if (!isOurs(c.req.header('sec-fetch-site'), c.req.header('origin'), c.req.header('host')))
    return c.json({ error: 'origin' }, 403)
  return next()
}

function isOurs(site: string | undefined, origin: string | undefined, host: string | undefined): boolean {
  if (site !== undefined) return site === 'same-origin'
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}
