import http, { type ClientRequest } from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { HttpsProxyAgent } from 'https-proxy-agent'

/** Thrown in place of a library's error, which would carry the URL. `left`: the request may have reached the platform. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
  readonly left: boolean
  readonly code: string
  constructor(left: boolean, code: string) {
    super(`no answer (${code})`)
    this.left = left
    this.code = code
  }
}

/** A server closes idle connections without notice; a request written to a closed one would end as "unknown". */
const IDLE_CONNECTION_MS = 4_000

/** `proxy` is an HTTP proxy's URL. */
export function agents(proxy: string | undefined) {
  const options = { keepAlive: true, timeout: IDLE_CONNECTION_MS }
  if (!proxy) return { httpAgent: new http.Agent(options), httpsAgent: new https.Agent(options) }
  const agent = new HttpsProxyAgent(proxy, options)
  return { httpAgent: agent, httpsAgent: agent }
}

/**
 * Node's own transport, watched: a request can have reached the platform only once its connection stood (for https: the
 * handshake was over). That is more certain than any list of error codes.
 */
export function watchedTransport(root: string) {
  const plain = root.startsWith('https:') ? https : http
  let left = false
  const standing = plain === https ? 'secureConnect' : 'connect'
  const request = (...args: Parameters<typeof http.request>): ClientRequest => {
    const asked = plain.request(...args)
    asked.once('proxyConnect', (reply: { statusCode: number }) => {
      if (reply.statusCode !== 200) asked.destroy(new NoAnswer(false, 'proxy-refused'))
    })
    asked.once('socket', (socket) => {
      if (asked.destroyed) return
      if (asked.reusedSocket || (plain === http && !socket.connecting)) left = true
      else socket.once(standing, () => (left = true))
    })
    return asked
  }
  return { transport: { request }, left: () => left }
}

/** Null when there is more. */
export async function upTo(most: number, stream: Readable, onPiece: () => void): Promise<Uint8Array | null> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of stream) {
    onPiece()
    size += (piece as Buffer).length
    if (size > most) return null
    pieces.push(piece as Buffer)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

/** The short code of a network error; anything that is not plainly a code is left out, as it may quote the URL. */
export function networkCode(error: unknown): string {
  if (error instanceof NoAnswer) return error.code
  if (!(error instanceof Error)) return 'failed'
  if (error.cause instanceof NoAnswer) return error.cause.code
  const code = 'code' in error ? String(error.code) : ''
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'failed'
}
