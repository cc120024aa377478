import { onTestFinished } from 'vitest'
import type { ZaloAccess } from '../../src/channels/zalo-access.ts'
import { zaloTemplateChannel, type ZaloTemplateConfig } from '../../src/channels/zalo-template/channel.ts'
import type { Outgoing, SendResult } from '../../src/domain/message.ts'
import { startZaloOaSimulator, type ZaloOaOptions } from '../../src/simulator/zalo-oa.ts'
import { app, MORNING, template } from './zalo-oa-kit.ts'

export const params = {
  ten: 'name',
  viec: 'subject',
  han: 'when',
  ma: 'token',
  ghi_chu: 'conference',
} as const

export interface Access extends ZaloAccess {
  value: string
  next: string | null
  refused: string[]
  none: SendResult | null
}

/** Holds one token; the next one is had by renewing. */
export function accessWith(value: string): Access {
  return {
    value,
    next: null,
    refused: [],
    none: null,
    token() {
      return Promise.resolve(
        this.none ? { kind: 'none', result: this.none } : { kind: 'token', value: this.value },
      )
    },
    renew(refused) {
      this.refused.push(refused)
      if (this.next === null) return Promise.resolve(false)
      this.value = this.next
      return Promise.resolve(true)
    },
  }
}

/** The simulated platform with Lan on it, and a channel of ours. */
export async function templates(
  simulator: Partial<ZaloOaOptions> = {},
  config: Partial<ZaloTemplateConfig> = {},
) {
  const clock = { now: MORNING }
  const zalo = await startZaloOaSimulator({
    ...app,
    templates: [template],
    now: () => clock.now,
    ...simulator,
  })
  onTestFinished(() => zalo.close())
  const lan = zalo.phone({ id: 'lan', name: 'Nguyễn Thị Lan', phone: '0912 345 678' })
  const access = accessWith(zalo.tokens().access!)
  const channel = zaloTemplateChannel(
    {
      oaId: app.oaId,
      templates: { assignment: { id: template.id, params } },
      templateWays: ['uid', 'phone'],
      devMode: false,
      roots: { openapi: zalo.url, business: zalo.url },
      patience: { answerMs: 1_000 },
      now: () => clock.now,
      ...config,
    },
    access,
  )
  return { zalo, clock, lan, access, channel }
}

export const PHONE = 'phone:84912345678'

let letters = 0

export const assignmentTo = (chat: string, more: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'zalo-template',
  account: app.oaId,
  chat,
  letter: `01935f2e-7d4c-7b1e-8c55-${String(++letters).padStart(12, '0')}`,
  text: 'Kính gửi Bà Lan, đề nghị xác nhận nhiệm vụ 1.',
  buttons: [],
  topic: 'assignment',
  particulars: {
    name: 'Nguyễn Thị Lan',
    address: 'Bà',
    office: 'UBND tỉnh',
    conference: '',
    subject: '1. Trực kỹ thuật',
    when: '17:00 30/11/2026',
    phone: '0299 3 822 333',
  },
  link: { url: 'https://hop.example.vn/c/tk.81', token: 'tk.81', label: 'Xem và trả lời', onButton: true },
  ...more,
})
