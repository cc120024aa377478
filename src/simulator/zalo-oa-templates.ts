import { z } from 'zod'
import { HOUR } from '../domain/time.ts'
import { isRecord } from './fields.ts'
import { checked, jsonBody, OaRefusal } from './zalo-oa-answers.ts'
import type { OaRequest } from './zalo-oa-answers.ts'
import { deliver, tellEcho } from './zalo-oa-events.ts'
import { receiptOf, related } from './zalo-oa-sending.ts'
import type { OaTemplate } from './zalo-oa-settings.ts'
import { countOne, platformNumber, putOa, usedUp } from './zalo-oa-state.ts'
import type { OaButton, OaChat, OaWorld, Said } from './zalo-oa-state.ts'
import { checkedData, filled } from './zalo-oa-template-checks.ts'
import { hexId, vietnamDay } from './zalo-state.ts'

const PHONE = /^\+?84[35789]\d{8}$/
const LONGEST_TRACKING_ID = 48

const byPhone = new Set(['phone', 'template_id', 'template_data', 'tracking_id', 'mode', 'sending_mode'])

/** `POST /message/template` */
export function sendByPhone(world: OaWorld, request: OaRequest): unknown {
  const body = jsonBody(request, -121, -122)
  if (!isRecord(body)) throw new OaRefusal(-122, 'Body is not an object')
  const template = usableTemplate(world, body.template_id)
  const values = checkedData(template, body.template_data)
  const { phone, trackingId } = checkedEnvelope(world, body)
  if (world.settings.nightHours && isNight(world.settings.now()))
    throw new OaRefusal(-133, 'Not allowed to send at night')
  const chat = holder(world, phone)
  spend(world)
  const entry = putOa(world, chat, { ...rendered(template, values), way: 'phone', trackingId })
  world.sentByPhone.set(String(entry.shown.id), {})
  deliver(world, chat, entry)
  const sent_time = String(world.settings.now())
  return { msg_id: String(entry.shown.id), sent_time, sending_mode: '1', quota: dailyQuota(world) }
}

function checkedEnvelope(world: OaWorld, body: Record<string, unknown>) {
  const { phone, tracking_id: trackingId, mode, sending_mode = '1' } = body
  const stranger = Object.keys(body).find((name) => !byPhone.has(name))
  if (stranger !== undefined) throw new OaRefusal(-132, `Parameter ${stranger} is invalid`)
  if (typeof phone !== 'string' || !PHONE.test(phone)) throw new OaRefusal(-108, 'Phone number is invalid')
  if (typeof trackingId !== 'string' || trackingId === '' || trackingId.length > LONGEST_TRACKING_ID)
    throw new OaRefusal(-132, 'Parameter tracking_id is invalid')
  if (mode !== undefined && mode !== 'development') throw new OaRefusal(-132, 'Parameter mode is invalid')
  if (mode === 'development' && !isAdmin(world, phone))
    throw new OaRefusal(-127, 'Development mode reaches administrators only')
  if (sending_mode !== '1') throw new OaRefusal(-161, 'sending_mode is not allowed')
  return { phone: platformNumber(phone), trackingId }
}

const isAdmin = (world: OaWorld, phone: string) =>
  world.settings.admins.some((admin) => platformNumber(admin) === platformNumber(phone))

/** 22:00 to 06:00 in Vietnam (UTC+7 all year). */
function isNight(now: number): boolean {
  const hour = new Date(now + 7 * HOUR).getUTCHours()
  return hour >= 22 || hour < 6
}

function holder(world: OaWorld, phone: string): OaChat {
  const chat = [...world.chats.values()].find((one) => one.number === phone)
  if (!chat) throw new OaRefusal(-118, 'Zalo account does not exist')
  if (chat.restricted) throw new OaRefusal(-139, 'User refused this type of message')
  return chat
}

const byUser = z.strictObject({
  user_id: z.string().min(1),
  template_id: z.string().min(1),
  template_data: z.unknown(),
})

/** `POST /v3.0/oa/message/template` */
export function sendByUser(world: OaWorld, request: OaRequest): unknown {
  const { user_id, template_id, template_data } = checked(byUser, jsonBody(request))
  const template = usableTemplate(world, template_id)
  if (template.uid === false) throw new OaRefusal(-249, 'Template cannot be sent by user id')
  const said = rendered(template, checkedData(template, template_data))
  const chat = related(world, user_id)
  if (chat.relation !== 'open') throw new OaRefusal(-213, 'User has no relation with the OA')
  if (chat.restricted) throw new OaRefusal(-244, 'User has restricted this type of message from the OA')
  spend(world)
  const entry = putOa(world, chat, { ...said, way: 'uid' })
  echo(world, chat, String(entry.shown.id), said)
  deliver(world, chat, entry)
  const { remainingQuota } = dailyQuota(world)
  return {
    ...receiptOf(world, chat, entry),
    quota: { quota_type: 'purchase_quota', remain: Number(remainingQuota) },
  }
}

function echo(world: OaWorld, chat: OaChat, msg_id: string, { text, buttons }: Rendered): void {
  const payload = {
    zinstant_id: hexId(`zinstant/${msg_id}`),
    text,
    link_url: buttons[0]?.data ?? '',
    checksum: hexId(text),
  }
  tellEcho(world, chat, 'oa_send_text', { msg_id, attachments: [{ type: 'template', payload }] })
}

function usableTemplate(world: OaWorld, id: unknown): OaTemplate {
  const template = typeof id === 'string' ? world.templates.get(id) : undefined
  if (!template) throw new OaRefusal(-109, 'Template id is invalid')
  if ((template.status ?? 'ENABLE') !== 'ENABLE') throw new OaRefusal(-131, 'Template is not approved')
  return template
}

type Rendered = Pick<Said, 'text'> & { buttons: OaButton[] }

function rendered(template: OaTemplate, values: Map<string, string>): Rendered {
  const buttons = (template.buttons ?? []).map(({ title, url }): OaButton => ({
    label: title,
    type: 'open',
    data: filled(url, values),
  }))
  return { text: filled(template.text, values), buttons }
}

function spend(world: OaWorld): void {
  const { now, dailyQuota } = world.settings
  if (!countOne(world, 'templates', vietnamDay(now()), dailyQuota))
    throw new OaRefusal(-144, 'The OA has reached its daily limit')
}

/** `GET /message/quota` gives these and more. */
export function dailyQuota(world: OaWorld): { dailyQuota: string; remainingQuota: string } {
  const most = world.settings.dailyQuota
  const used = usedUp(world, 'templates', vietnamDay(world.settings.now()))
  return { dailyQuota: String(most), remainingQuota: String(Math.max(0, most - used)) }
}
