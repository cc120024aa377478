import type { Outgoing } from '../../domain/message.ts'

/** What stands in `message` of a consultation message. */
export type Message = Record<string, unknown>

/** The platform takes no more on one message. */
const MOST_BUTTONS = 5
const TITLE_LIMIT = 100
const TEXT_LIMIT = 2000

/** What a button sends comes back as if it had been typed; by this it is known from what people type. */
export const PRESS = '#cn:'

const pressed = /^#cn:([\w-]{1,60})\.(\d{1,9})$/

/** The letter and the choice that a text names when a button sent it. */
export function pressIn(text: string): { letter: string; number: number } | undefined {
  const [, letter, number] = pressed.exec(text.trim()) ?? []
  return letter && number ? { letter, number: Number(number) } : undefined
}

type Worded = Pick<Outgoing, 'text' | 'buttons' | 'inLines' | 'link' | 'replyTo'>

/** With its buttons; undefined when there are none, or more than the platform takes. */
export function buttoned(letter: Worded): Message | undefined {
  const link = linkButton(letter)
  const presses = letter.buttons.flat().map(({ label, data }) => ({
    title: cut(label, TITLE_LIMIT),
    type: 'oa.query.hide',
    payload: `${PRESS}${data}`,
  }))
  const buttons = [...presses, ...link]
  if (buttons.length === 0 || buttons.length > MOST_BUTTONS || letter.text === '') return undefined
  const text = withLink(letter.text, link.length > 0 ? undefined : letter.link)
  return { text, ...quoting(letter), attachment: { type: 'template', payload: { buttons } } }
}

/** Nothing but text: choices are numbered lines, a link stands in it. */
export const worded = (letter: Worded): Message => ({
  text: withLink(letter.inLines ?? letter.text, letter.link),
  ...quoting(letter),
})

export const picture = (attachment_id: string, text: string, letter?: Worded): Message => ({
  ...(text && { text }),
  ...(letter && quoting(letter)),
  attachment: {
    type: 'template',
    payload: { template_type: 'media', elements: [{ media_type: 'image', attachment_id }] },
  },
})

export const file = (token: string): Message => ({ attachment: { type: 'file', payload: { token } } })

export const form = (title: string, subtitle: string, image_url: string): Message => ({
  attachment: {
    type: 'template',
    payload: { template_type: 'request_user_info', elements: [{ title, subtitle, image_url }] },
  },
})

const quoting = ({ replyTo }: Worded) => (replyTo ? { quote_message_id: replyTo } : {})

const linkButton = ({ link }: Worded) =>
  link?.onButton
    ? [{ title: cut(link.label, TITLE_LIMIT), type: 'oa.open.url', payload: { url: link.url } }]
    : []

/** The link is what must not be cut. */
function withLink(text: string, link: Outgoing['link']): string {
  if (!link) return cut(text, TEXT_LIMIT)
  const line = `${link.label}: ${link.url}`
  return text === '' ? line : `${cut(text, TEXT_LIMIT - line.length - 2)}\n\n${line}`
}

/** In characters, as the platform counts. */
function cut(text: string, limit: number): string {
  const characters = Array.from(text.normalize('NFC'))
  return characters.length <= limit ? characters.join('') : `${characters.slice(0, limit - 1).join('')}…`
}
