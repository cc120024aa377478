import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { OutgoingHttpHeaders, Server, ServerResponse } from 'node:http'
import type { Call, CallLog } from './calls.ts'
import type { Faults, Trouble } from './faults.ts'
import type { Answer } from './platform.ts'

/** A simulated platform's place on the network. */
export interface Listening {
  url: string
  close: () => Promise<void>
  /** Listens again on the same port after a `close`. */
  reopen: () => Promise<void>
}

/** A request as it came, whole. */
export interface Arrived {
  verb: string
  path: string
  query: string
  headers: IncomingHttpHeaders
  body: Buffer
  /** Calls back once if the caller hangs up before it is answered. */
  onHangUp: (listener: () => void) => void
}

/** A request that is a call of the platform: it is logged, and faults may strike it. */
export interface Understood {
  call: Pick<Call, 'method' | 'account' | 'chat' | 'fields'>
  answer(): Answer | Promise<Answer>
  /** Set when the call cannot even be read; faults spare it. */
  refused?: Answer
}

export interface Service {
  faults: Faults
  log: CallLog
  /** An `Answer` instead of a call is sent as it is, neither logged nor struck by faults. */
  understand(arrived: Arrived): Understood | Answer
  refusal(code: number, description?: string, retryAfter?: number): Answer
}

interface Exchange extends Service {
  request: IncomingMessage
  response: ServerResponse
  call: Call
  answer: Understood['answer']
}

/** Real platforms cut bodies at 50 MB; nothing here needs more. */
const LARGEST_BODY = 55 * 1024 * 1024

/** Serves one platform on the loopback interface; port 0 takes a free one. */
export async function startListening(service: Service, port: number): Promise<Listening> {
  // a keep-alive pool of a client must not find its connection closed at the moment it writes
  const server = createServer({ keepAliveTimeout: 120_000, requestTimeout: 0 }, (request, response) =>
    receive(service, request, response),
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

function receive(service: Service, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= LARGEST_BODY) chunks.push(chunk)
  })
  request.on('error', () => response.destroy())
  request.on('end', () => {
    if (size > LARGEST_BODY) return write(response, service.refusal(413, 'Request Entity Too Large'))
    const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
    handle(service, request, response, body).catch((error: unknown) => {
      write(response, service.refusal(500, `Internal Server Error: ${String(error)}`))
    })
  })
}

async function handle(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const understood = service.understand(arrived(request, response, body))
  if ('status' in understood) return write(response, understood)
  const call: Call = { ...understood.call, at: Date.now(), status: 0 }
  service.log.record(call)
  const exchange = { ...service, request, response, call, answer: () => understood.answer() }
  if (understood.refused) return finish(exchange, understood.refused)
  const trouble = service.faults.take(call)
  if (trouble) return suffer(exchange, trouble)
  finish(exchange, await exchange.answer())
}

function arrived(request: IncomingMessage, response: ServerResponse, body: Buffer): Arrived {
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const onHangUp = (listener: () => void) =>
    void response.once('close', () => {
      if (!response.writableEnded) listener()
    })
  return { verb: request.method ?? 'GET', path, query, headers: request.headers, body, onHangUp }
}

async function suffer(exchange: Exchange, trouble: Trouble): Promise<void> {
  const { request, call } = exchange
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
      return finish(exchange, statusAnswer(exchange, trouble))
    case 'late': {
      const answer = await exchange.answer()
      return void setTimeout(() => finish(exchange, answer), trouble.ms).unref()
    }
    case 'lose':
      call.result = (await exchange.answer()).body
      return void request.socket.destroy()
    default:
      return trouble satisfies never
  }
}

function statusAnswer(service: Service, trouble: Extract<Trouble, { kind: 'status' }>): Answer {
  if (trouble.body !== undefined) return { status: trouble.code, body: trouble.body }
  return service.refusal(trouble.code, trouble.description, trouble.retryAfter)
}

function finish({ call, response }: Exchange, answer: Answer): void {
  call.status = answer.status
  if (!Buffer.isBuffer(answer.body)) call.result = answer.body
  write(response, answer)
}

function write(response: ServerResponse, { status, body, retryAfter, headers }: Answer): void {
  if (response.writableEnded || response.destroyed) return
  const content = Buffer.isBuffer(body) ? body : Buffer.from(asText(body))
  const head: OutgoingHttpHeaders = { 'content-type': contentType(body), 'content-length': content.length }
  if (retryAfter !== undefined) head['retry-after'] = String(retryAfter)
  response.writeHead(status, { ...head, ...headers })
  response.end(content)
}

const asText = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))

function contentType(body: unknown): string {
  if (Buffer.isBuffer(body)) return 'application/octet-stream'
  return typeof body === 'string' ? 'text/html' : 'application/json'
}
