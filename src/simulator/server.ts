import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Call, CallLog } from './calls.ts'
import type { Faults, Trouble } from './faults.ts'
import { BrokenBody, readFields, text } from './fields.ts'
import type { Answer, Incoming, Platform } from './platform.ts'

export interface BotServer {
  url: string
  close: () => Promise<void>
  /** Listens again on the same port after a `close`. */
  reopen: () => Promise<void>
}

interface Ears {
  platform: Platform
  faults: Faults
  log: CallLog
}

interface Exchange extends Ears {
  request: IncomingMessage
  response: ServerResponse
  call: Call
  incoming: Incoming
}

/** Real platforms cut bodies at 50 MB; nothing here needs more. */
const LARGEST_BODY = 55 * 1024 * 1024

/** Serves `/bot<token>/<method>` on the loopback interface; port 0 takes a free one. */
export async function startBotServer(ears: Ears, port: number): Promise<BotServer> {
  // a keep-alive pool of a client must not find its connection closed at the moment it writes
  const server = createServer({ keepAliveTimeout: 120_000, requestTimeout: 0 }, (request, response) =>
    receive(ears, request, response),
  )
  await listen(server, port)
  const bound = server.address()
  const taken = typeof bound === 'object' && bound ? bound.port : port
  return { url: `http://127.0.0.1:${taken}`, close: () => shut(server), reopen: () => listen(server, taken) }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function receive(ears: Ears, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= LARGEST_BODY) chunks.push(chunk)
  })
  request.on('error', () => response.destroy())
  request.on('end', () => {
    if (size > LARGEST_BODY) return write(response, ears.platform.refusal(413, 'Request Entity Too Large'))
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
    handle(ears, request, response, body).catch((error: unknown) => {
      write(response, ears.platform.refusal(500, `Internal Server Error: ${String(error)}`))
    })
  })
}

async function handle(
  ears: Ears,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  if (path.startsWith('/file/')) return writeFile(response, ears.platform.file?.(path))
  const spelled = /^\/bot([^/]+)\/(?:test\/)?([^/]+)$/.exec(path)
  if (!spelled) return write(response, ears.platform.refusal(404, 'Not Found'))
  const exchange = opened(ears, request, response, decoded(spelled[1]!), spelled[2]!)
  const broken = readInto(exchange, query, body)
  if (broken) return finish(exchange, ears.platform.refusal(400, `Bad Request: ${broken}`))
  const trouble = ears.faults.take(exchange.call)
  if (trouble) return suffer(exchange, trouble)
  finish(exchange, await ears.platform.answer(exchange.incoming))
}

function opened(
  ears: Ears,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  method: string,
): Exchange {
  const account = ears.platform.account(token) ?? ''
  const call: Call = { method, account, fields: {}, at: Date.now(), status: 0 }
  ears.log.record(call)
  const onHangUp = (listener: () => void) =>
    void response.once('close', () => {
      if (!response.writableEnded) listener()
    })
  return { ...ears, request, response, call, incoming: { token, method, fields: {}, onHangUp } }
}

function readInto({ call, incoming, request }: Exchange, query: string, body: Buffer): string | undefined {
  try {
    incoming.fields = call.fields = readFields(request.headers['content-type'], query, body)
    call.chat = text(call.fields, 'chat_id')
    return undefined
  } catch (error) {
    if (error instanceof BrokenBody) return error.message
    throw error
  }
}

async function suffer(exchange: Exchange, trouble: Trouble): Promise<void> {
  const { platform, incoming, request, call } = exchange
  switch (trouble.kind) {
    case 'hang':
      return
    case 'refuse':
      return void request.socket.resetAndDestroy()
    case 'garbage':
      return finish(exchange, {
        status: 200,
        body: trouble.body ?? '<html><body>Sign in to the Wi-Fi</body></html>',
      })
    case 'status':
      return finish(exchange, statusAnswer(platform, trouble))
    case 'late': {
      const answer = await platform.answer(incoming)
      return void setTimeout(() => finish(exchange, answer), trouble.ms).unref()
    }
    case 'lose':
      call.result = (await platform.answer(incoming)).body
      return void request.socket.destroy()
    default:
      return trouble satisfies never
  }
}

function statusAnswer(platform: Platform, trouble: Extract<Trouble, { kind: 'status' }>): Answer {
  if (trouble.body !== undefined) return { status: trouble.code, body: trouble.body }
  return platform.refusal(trouble.code, trouble.description, trouble.retryAfter)
}

function finish({ call, response }: Exchange, answer: Answer): void {
  call.status = answer.status
  call.result = answer.body
  write(response, answer)
}

function write(response: ServerResponse, { status, body, retryAfter }: Answer): void {
  if (response.writableEnded || response.destroyed) return
  const plain = typeof body === 'string'
  const content = plain ? body : JSON.stringify(body)
  const headers: Record<string, string | number> = {
    'content-type': plain ? 'text/html' : 'application/json',
    'content-length': Buffer.byteLength(content),
  }
  if (retryAfter !== undefined) headers['retry-after'] = retryAfter
  response.writeHead(status, headers)
  response.end(content)
}

function writeFile(response: ServerResponse, bytes: Buffer | undefined): void {
  response.writeHead(bytes ? 200 : 404, { 'content-type': 'application/octet-stream' })
  response.end(bytes)
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token)
  } catch {
    return token
  }
}
