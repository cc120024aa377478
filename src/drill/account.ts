import type { ZaloOaSettings } from '../config.ts'
import type { DrillClock } from '../simulator/clock.ts'
import { startZaloOaSimulator, type ZaloOaSimulator } from '../simulator/zalo-oa.ts'

/** Known to the simulator alone. */
export const drillAccount = {
  appId: '7000000003',
  appSecret: 'khong-phai-khoa-that',
  oaId: '7000000004',
}
const SECRETS = { oaSecretKey: 'cung-khong-phai-khoa-that', refreshToken: 'hat-giong-dien-tap' }

/** The official account as it answers; what it repeats, it repeats at the pace of the drill's clock. */
export const startAccount = (clock: DrillClock, name: string): Promise<ZaloOaSimulator> =>
  startZaloOaSimulator({
    ...drillAccount,
    ...SECRETS,
    name,
    now: () => clock.now(),
    scale: () => clock.speed(),
  })

export const oaSettings = (root: string): ZaloOaSettings => ({
  ...drillAccount,
  secretKey: SECRETS.oaSecretKey,
  refreshToken: SECRETS.refreshToken,
  buttons: 'auto',
  perMinute: 4_000,
  appSecretProof: false,
  roots: { openapi: root, oauth: root, business: root },
  templates: {},
  templateWays: ['uid', 'phone'],
  devMode: false,
})
