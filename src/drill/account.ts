import type { ZaloOaSettings } from '../config.ts'
import { topics } from '../domain/message.ts'
import type { DrillClock } from '../simulator/clock.ts'
import { startZaloOaSimulator, type ZaloOaSimulator } from '../simulator/zalo-oa.ts'

/** Known to the simulator alone. */
export const drillAccount = {
  appId: '7000000003',
  appSecret: 'khong-phai-khoa-that',
  oaId: '7000000004',
}
const SECRETS = { oaSecretKey: 'cung-khong-phai-khoa-that', refreshToken: 'hat-giong-dien-tap' }

/** The form that reaches a phone number nobody has linked: whom, what, until when, and where to answer. */
const form = (pages: string) => ({
  id: '7000000005',
  name: 'Đề nghị trả lời',
  text: 'DIỄN TẬP. Kính gửi <ten>. <co_quan> đề nghị trả lời: <noi_dung>. Thời hạn: <han>.',
  params: [
    { name: 'ten', maxLength: 30 },
    { name: 'co_quan', maxLength: 200 },
    { name: 'noi_dung', maxLength: 200 },
    { name: 'han', maxLength: 20, acceptNull: true },
    { name: 'ma', maxLength: 200 },
  ],
  buttons: [{ title: 'Xem và trả lời', url: `${pages}/c/<ma>` }],
})

const FILLED = { ten: 'name', co_quan: 'office', noi_dung: 'subject', han: 'when', ma: 'token' } as const

/** The official account as it answers; what it repeats, it repeats at the pace of the drill's clock. */
export const startAccount = (
  clock: DrillClock,
  name: string,
  pages: string | null,
): Promise<ZaloOaSimulator> =>
  startZaloOaSimulator({
    ...drillAccount,
    ...SECRETS,
    name,
    now: () => clock.now(),
    scale: () => clock.speed(),
    nightHours: true,
    templates: pages === null ? [] : [form(pages)],
  })

/** Without pages that can be opened a form would lead nowhere: then none is sent. */
export const oaSettings = (root: string, pages: string | null): ZaloOaSettings => ({
  ...drillAccount,
  secretKey: SECRETS.oaSecretKey,
  refreshToken: SECRETS.refreshToken,
  buttons: 'auto',
  perMinute: 4_000,
  appSecretProof: false,
  roots: { openapi: root, oauth: root, business: root },
  templates:
    pages === null
      ? {}
      : Object.fromEntries(topics.map((topic) => [topic, { id: form(pages).id, params: FILLED }])),
  templateWays: ['uid', 'phone'],
  devMode: false,
})
