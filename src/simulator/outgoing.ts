import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

/** What came of calling a webhook. */
export type Delivered =
  | { kind: 'answered'; status: number; retryAfterMs?: number }
  | { kind: 'failed'; description: string; tls: boolean }

export interface Postman {
  post(url: string, headers: Record<string, string>, body: string): Promise<Delivered>
  close(): void
}

/** Posts webhooks over kept-alive connections, the way the platforms do: no redirects, one try, a time limit. */
export function postman(timeoutMs: number, connections: number): Postman {
  const http = new HttpAgent({ keepAlive: true, maxSockets: connections })
  const https = new HttpsAgent({ keepAlive: true, maxSockets: connections })
  return {
    post: (url, headers, body) => post(url, headers, body),
    close() {
      http.destroy()
      https.destroy()
    },
  }

  function post(url: string, headers: Record<string, string>, body: string): Promise<Delivered> {
    return new Promise((resolve) => {
      const secure = url.startsWith('https:')
      const options = {
        method: 'POST',
        agent: secure ? https : http,
        timeout: timeoutMs,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      }
      const call = (secure ? httpsRequest : httpRequest)(url, options, (response) => {
        response.resume()
        response.on('end', () => resolve(answered(response)))
        response.on('error', (error) => resolve(failed(error)))
      })
      call.on('timeout', () => call.destroy(new Error('Read timeout expired')))
      call.on('error', (error) => resolve(failed(error)))
      call.end(body)
    })
  }
}

function answered(response: IncomingMessage): Delivered {
  const seconds = Number(response.headers['retry-after'])
  const retryAfterMs = seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined
  return { kind: 'answered', status: response.statusCode ?? 0, retryAfterMs }
}

function failed(error: Error & { code?: string }): Delivered {
  const refused = error.code === 'ECONNREFUSED'
  const tls = /CERT|TLS|SSL|EPROTO/.test(error.code ?? '')
  return { kind: 'failed', description: refused ? 'Connection refused' : error.message, tls }
}

/** Both platforms want https; plain http is let through to the machine itself, for tests and drills. */
export function webhookUrl(url: string): URL | undefined {
  if (!URL.canParse(url)) return undefined
  const parsed = new URL(url)
  if (parsed.protocol === 'https:') return parsed
  return parsed.protocol === 'http:' && isLoopback(parsed) ? parsed : undefined
}

export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || url.hostname.startsWith('127.')
}
