import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, createServer as createMute, type Server as Mute, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** What a server of ours does with one request: an answer (a string is sent as it stands), or no answer. */
export type Doing =
  | { status: number; body: unknown; headers?: Record<string, string> }
  /** Reads the request, then cuts the line. */
  | 'cut'
  /** Begins to answer, then cuts the line. */
  | 'cut-halfway'
  /** Begins to answer, then says nothing more. */
  | 'stall'
  /** Reads the request and never answers. */
  | 'hang'

export interface Asked {
  path: string
  method: string
  body: Record<string, unknown>
}

export interface Wire {
  root: string
  asked: Asked[]
}

/** An HTTP server that answers as it is told, and writes down what it was asked; closed when the test ends. */
export async function startWire(answer: (asked: Asked) => Doing): Promise<Wire> {
  const asked: Asked[] = []
  const server = createServer((request, response) => void hear(request, response))
  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    const body = JSON.parse((await text(request)) || '{}')
    const one = { path, method: path.split('/').at(-1)!, body }
    asked.push(one)
    act(response, answer(one))
  }
  return { root: await listening(server), asked }
}

function act(response: ServerResponse, doing: Doing): void {
  if (doing === 'hang') return
  if (doing === 'cut') return void response.socket?.destroy()
  if (doing === 'cut-halfway' || doing === 'stall') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"ok":true,"result":')
    return doing === 'stall' ? undefined : void setTimeout(() => response.socket?.destroy(), 20)
  }
  const { status, body, headers } = doing
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

/** The root of a server that is not there. */
export async function deadRoot(): Promise<string> {
  const server = createServer()
  const root = await listen(server)
  await close(server)
  return root
}

/** A server that takes connections and says nothing, not even to a handshake. */
export async function muteHttpsRoot(): Promise<string> {
  const lines = new Set<Socket>()
  const server = createMute((line) => void lines.add(line))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const line of lines) line.destroy()
    server.close()
  })
  return `https://127.0.0.1:${portOf(server)}`
}

/** An HTTP proxy that makes tunnels, after a while with `slowMs`, or refuses to with the status `refusal`. */
export async function startProxy({ refusal = 0, slowMs = 0 } = {}): Promise<{
  url: string
  tunnels: string[]
}> {
  const tunnels: string[] = []
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', (request, socket: Socket) => {
    const target = request.url ?? ''
    onTestFinished(() => void socket.destroy())
    if (refusal) socket.end(`HTTP/1.1 ${refusal} No\r\ncontent-length: 0\r\n\r\n`)
    else setTimeout(() => tunnels.push(target) && dig(socket, target), slowMs)
  })
  return { url: await listening(server), tunnels }
}

function dig(socket: Socket, target: string): void {
  const [host, port] = target.split(':')
  const beyond = connect(Number(port), host, () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    beyond.pipe(socket).pipe(beyond)
  })
  for (const end of [socket, beyond]) end.on('error', () => end.destroy())
}

async function listening(server: Server): Promise<string> {
  const root = await listen(server)
  onTestFinished(() => close(server))
  return root
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${portOf(server)}`
}

function portOf(server: Mute): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Collects a webhook's requests as the web layer would hand them to a channel. */
export async function startHook(
  take: (request: { headers: Record<string, string | undefined>; body: Uint8Array }) => number,
): Promise<string> {
  const server = createServer((request, response) => void hear(request, response))
  async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    response.writeHead(take({ headers, body: await bytes(request) })).end()
  }
  return listening(server)
}

async function bytes(stream: Readable): Promise<Uint8Array> {
  return new TextEncoder().encode(await text(stream))
}
