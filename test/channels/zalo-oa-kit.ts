import { z } from 'zod'
import { startZaloOaSimulator } from '../../src/simulator/zalo-oa.ts'
import type { OaTemplate, ZaloOaOptions, ZaloOaSimulator } from '../../src/simulator/zalo-oa.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** Ten in the morning in Vietnam. */
export const MORNING = Date.parse('2026-11-30T03:00:00Z')

export const app = {
  appId: '3301',
  appSecret: 'bi-mat-ung-dung',
  oaId: '4409223344556677889',
  oaSecretKey: 'khoa-oa',
  name: 'Sở Khoa học và Công nghệ',
  refreshToken: 'hat-giong',
}

const envelope = z.looseObject({ error: z.number().optional(), message: z.string().optional() })

export interface Platform {
  zalo: ZaloOaSimulator
  clock: { now: number }
  call(path: string, body?: unknown, headers?: Record<string, string>): Promise<Told>
  get(path: string, query?: Record<string, string>): Promise<Told>
  /** Sends a message of this shape; `accepted`, or the number and the sentence of the refusal. */
  send(userId: string, message: unknown): Promise<string>
  grant(fields: Record<string, string>, secret?: string): Promise<Told>
  /** So much later, with a token that is good then. */
  later(ms: number): Promise<void>
}

export type Told = z.infer<typeof envelope> & { status: number; headers: Headers }

/** The simulated platform, with a client that always holds the good token. */
export async function openPlatform(options: Partial<ZaloOaOptions> = {}): Promise<Platform> {
  const clock = { now: MORNING }
  const zalo = await startZaloOaSimulator({ ...app, now: () => clock.now, ...options })
  const token = () => ({ access_token: zalo.tokens().access ?? '' })
  const call: Platform['call'] = (path, body, headers) =>
    told(`${zalo.url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...token(), ...headers },
    })
  const grant: Platform['grant'] = (fields, secret = app.appSecret) =>
    told(`${zalo.url}/v4/oa/access_token`, {
      method: 'POST',
      body: new URLSearchParams({ app_id: app.appId, ...fields }),
      headers: { secret_key: secret },
    })
  return {
    zalo,
    clock,
    call,
    get: (path, query = {}) =>
      told(`${zalo.url}${path}?${new URLSearchParams(query).toString()}`, { headers: token() }),
    send: async (user_id, message) =>
      verdict(await call('/v3.0/oa/message/cs', { recipient: { user_id }, message })),
    grant,
    async later(ms) {
      clock.now += ms
      await grant({ grant_type: 'refresh_token', refresh_token: zalo.tokens().refresh! })
    },
  }
}

export const verdict = ({ error, message }: Told) => (error === 0 ? 'accepted' : `${error} ${message}`)

export async function told(url: string, init: RequestInit): Promise<Told> {
  const response = await fetch(url, init)
  const body = envelope.parse(await response.json())
  return { ...body, status: response.status, headers: response.headers }
}

export const buttons = (...given: unknown[]) => ({
  text: 'Đơn vị xác nhận?',
  attachment: { type: 'template', payload: { buttons: given } },
})

export const query = (title: string, payload: string, type = 'oa.query.hide') => ({ title, type, payload })

export const media = (...elements: unknown[]) => ({
  text: 'Sơ đồ',
  attachment: { type: 'template', payload: { template_type: 'media', elements } },
})

export const form = {
  attachment: {
    type: 'template',
    payload: {
      template_type: 'request_user_info',
      elements: [{ title: 'Xin số', subtitle: 'Để liên hệ', image_url: 'https://a.example.vn/x.png' }],
    },
  },
}

export const template: OaTemplate = {
  id: '123456',
  name: 'Nhắc nhiệm vụ hội nghị',
  text: 'Kính gửi <ten>, nhiệm vụ <viec> cần xác nhận trước <han>.',
  params: [
    { name: 'ten', kind: 1 },
    { name: 'viec', minLength: 3 },
    { name: 'han', kind: 11 },
    { name: 'ma', kind: 13 },
    { name: 'ghi_chu', kind: 6, require: false, acceptNull: true },
  ],
  buttons: [{ title: 'Xác nhận', url: 'https://hop.example.vn/c/<ma>' }],
}

export const filledIn = { ten: 'Chị Lan', viec: 'Trực kỹ thuật', han: '17:00 30/11/2026', ma: 'tk.81' }
