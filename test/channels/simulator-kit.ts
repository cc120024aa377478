import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'

/** What a platform said no with, as "code description", of a call made through a client library. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'accepted',
    (error: { error_code?: number; description?: string }) => `${error.error_code} ${error.description}`,
  )
}

const envelope = z.looseObject({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().optional(),
})

export type Reply = z.infer<typeof envelope> & { status: number }

/** One raw request to a simulated platform, with any body at all. */
export async function raw(
  url: string,
  body?: string | FormData | URLSearchParams,
  type?: string,
): Promise<Reply> {
  const headers = type ? { 'content-type': type } : undefined
  const response = await fetch(url, { method: 'POST', body, headers })
  return { ...envelope.parse(await response.json()), status: response.status }
}

/** One raw call with a JSON body. */
export function json(url: string, fields: unknown = {}): Promise<Reply> {
  return raw(url, JSON.stringify(fields), 'application/json')
}

/** The same, read as "code description" or "accepted". */
export async function verdict(url: string, fields: unknown = {}): Promise<string> {
  const reply = await json(url, fields)
  return reply.ok ? 'accepted' : `${reply.error_code} ${reply.description}`
}

export interface Knock {
  headers: IncomingHttpHeaders
  body: unknown
  /** The body's very bytes. */
  text: string
}

export interface Door {
  url: string
  /** Everything that came, in order of arrival. */
  knocks: Knock[]
  shut(): Promise<void>
  reopen(): Promise<void>
}

/** The product's webhook as a platform sees it: `answer` gives the status, perhaps later. */
export async function openDoor(
  path: string,
  answer: (knock: Knock) => number | Promise<number>,
): Promise<Door> {
  const knocks: Knock[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      const knock = { headers: request.headers, body: JSON.parse(text) as unknown, text }
      knocks.push(knock)
      void Promise.resolve(answer(knock)).then((status) => response.writeHead(status).end())
    })
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  const shut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}${path}`, knocks, shut, reopen: () => listen(port) }
}
