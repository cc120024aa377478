import { z } from 'zod'
import { isRecord } from './fields.ts'
import { checked, invalid, limitedText, OaRefusal } from './zalo-oa-answers.ts'
import type { OaButton } from './zalo-oa-state.ts'

/** What a consultation message says, its shape being one of the five that the platform takes. */
export type OaContent = { text: string; quote?: string } & (
  | { kind: 'text' }
  | { kind: 'buttons'; buttons: OaButton[] }
  | { kind: 'media'; media: 'image' | 'gif' | 'sticker'; attachmentId?: string; url?: string }
  | { kind: 'file'; token: string }
  | { kind: 'form' }
)

const https = z.string().refine((url) => URL.canParse(url) && url.startsWith('https://'))
const size = z.number().int().positive()

export const addressed = z.strictObject({
  recipient: z.strictObject({ user_id: z.string().min(1) }),
  message: z.record(z.string(), z.unknown()),
})

const plain = z.strictObject({ text: limitedText(2000), quote_message_id: z.string().optional() })

const button = z.discriminatedUnion('type', [
  buttonOf('oa.open.url', z.strictObject({ url: https })),
  buttonOf('oa.query.show', limitedText(1000)),
  buttonOf('oa.query.hide', limitedText(1000)),
  buttonOf('oa.open.sms', z.strictObject({ content: limitedText(160), phone_code: z.string().min(1) })),
  buttonOf('oa.open.phone', z.strictObject({ phone_code: z.string().min(1) })),
])

const buttoned = plain.extend({
  attachment: z.strictObject({
    type: z.literal('template'),
    payload: z.strictObject({ buttons: z.array(button).min(1).max(5) }),
  }),
})

const element = z.strictObject({
  media_type: z.enum(['image', 'gif', 'sticker']),
  url: https.optional(),
  attachment_id: z.string().min(1).optional(),
  width: size.optional(),
  height: size.optional(),
})

const media = plain.partial().extend({
  attachment: z.strictObject({ type: z.literal('template'), payload: template('media', element) }),
})

const form = z.strictObject({
  attachment: z.strictObject({
    type: z.literal('template'),
    payload: template(
      'request_user_info',
      z.strictObject({ title: limitedText(100), subtitle: limitedText(500), image_url: https }),
    ),
  }),
})

const file = z.strictObject({
  attachment: z.strictObject({
    type: z.literal('file'),
    payload: z.strictObject({ token: z.string().min(1) }),
  }),
})

function buttonOf<T extends string, P>(type: T, payload: z.ZodType<P>) {
  return z.strictObject({ title: limitedText(100), type: z.literal(type), payload })
}

function template<T extends string, E>(type: T, one: z.ZodType<E>) {
  return z.strictObject({ template_type: z.literal(type), elements: z.array(one).length(1) })
}

/** Reads `message`; a shape that is none of the platform's is refused by the name of what is wrong with it. */
export function readMessage(message: Record<string, unknown>): OaContent {
  if (message.attachment === undefined) return readText(message)
  if (!isRecord(message.attachment)) throw invalid('message.attachment')
  const { type, payload } = message.attachment
  if (type === 'file') return readFile(message)
  if (type !== 'template') throw new OaRefusal(-233, 'attachment type is unsupported')
  if (!isRecord(payload)) throw invalid('message.attachment.payload')
  switch (payload.template_type) {
    case undefined:
      return readButtons(message)
    case 'media':
      return readMedia(message)
    case 'request_user_info':
      return readForm(message)
    default:
      throw new OaRefusal(-233, 'template_type is unsupported')
  }
}

function readText(message: unknown): OaContent {
  const { text, quote_message_id } = checked(plain, message, 'message')
  return { kind: 'text', text, quote: quote_message_id }
}

function readFile(message: unknown): OaContent {
  return { kind: 'file', text: '', token: checked(file, message, 'message').attachment.payload.token }
}

function readForm(message: unknown): OaContent {
  const { title, subtitle } = checked(form, message, 'message').attachment.payload.elements[0]!
  return { kind: 'form', text: `${title}\n${subtitle}` }
}

function readButtons(message: unknown): OaContent {
  const { text, quote_message_id, attachment } = checked(buttoned, message, 'message')
  const buttons = attachment.payload.buttons.map(readButton)
  return { kind: 'buttons', text, quote: quote_message_id, buttons }
}

function readButton({ title, type, payload }: z.infer<typeof button>): OaButton {
  switch (type) {
    case 'oa.open.url':
      return { label: title, type: 'open', data: payload.url }
    case 'oa.query.show':
      return { label: title, type: 'show', data: payload }
    case 'oa.query.hide':
      return { label: title, type: 'hide', data: payload }
    case 'oa.open.sms':
      return { label: title, type: 'open', data: `sms:${payload.phone_code}` }
    case 'oa.open.phone':
      return { label: title, type: 'open', data: `tel:${payload.phone_code}` }
    default:
      return type satisfies never
  }
}

function readMedia(message: unknown): OaContent {
  const { text = '', quote_message_id, attachment } = checked(media, message, 'message')
  const one = attachment.payload.elements[0]!
  if ((one.url === undefined) === (one.attachment_id === undefined)) throw invalid('attachment_id')
  if (one.media_type === 'gif' && (one.width === undefined || one.height === undefined))
    throw invalid('width')
  const { media_type, url, attachment_id } = one
  return { kind: 'media', media: media_type, text, quote: quote_message_id, url, attachmentId: attachment_id }
}
