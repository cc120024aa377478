import type { Outgoing } from '../../domain/message.ts'

/** The body of a `message/cs` call. */
export interface CsBody {
  recipient: { user_id: string }
  message: Record<string, unknown>
}

/** The platform takes five, and cuts what is longer than a line on a phone. */
const MOST_BUTTONS = 5
const LONGEST_TITLE = 100
const PREFIX = '#cn:'

const to = (chat: string, message: Record<string, unknown>): CsBody => ({
  recipient: { user_id: chat },
  message,
})

/** Whether the choices fit on buttons; a link that may stand on one takes one. */
export const fitsButtons = ({ buttons, link }: Outgoing): boolean =>
  buttons.flat().length + (link?.onButton ? 1 : 0) <= MOST_BUTTONS

/** The text, with buttons when `withButtons`, else with the numbered lines that stand for them. */
export function textBody(letter: Outgoing, withButtons: boolean): CsBody {
  const { chat, replyTo } = letter
  const text =
    (withButtons ? letter.text : (letter.numbered ?? letter.text)) + linkInText(letter, withButtons)
  const buttons = withButtons ? buttonsOf(letter) : []
  return to(chat, {
    text: text.normalize('NFC'),
    ...(replyTo && { quote_message_id: replyTo }),
    ...(buttons.length > 0 && { attachment: { type: 'template', payload: { buttons } } }),
  })
}

const linkInText = ({ link }: Outgoing, withButtons: boolean) =>
  link && !(withButtons && link.onButton) ? `\n${link.label}: ${link.url}` : ''

const buttonsOf = ({ buttons, link }: Outgoing) => [
  ...buttons.flat().map(({ label, data }) => ({
    title: label.slice(0, LONGEST_TITLE),
    type: 'oa.query.hide',
    payload: PREFIX + data,
  })),
  ...(link?.onButton ? [{ title: link.label, type: 'oa.open.url', payload: { url: link.url } }] : []),
]

/** A form in which the person confirms their own number; the platform wants all three parts. */
export const phoneForm = (chat: string, words: { title: string; subtitle: string; image: string }): CsBody =>
  to(chat, {
    attachment: {
      type: 'template',
      payload: {
        template_type: 'request_user_info',
        elements: [{ title: words.title, subtitle: words.subtitle, image_url: words.image }],
      },
    },
  })

export const imageBody = (chat: string, attachmentId: string): CsBody =>
  to(chat, {
    attachment: {
      type: 'template',
      payload: {
        template_type: 'media',
        elements: [{ media_type: 'image', attachment_id: attachmentId }],
      },
    },
  })

export const fileBody = (chat: string, token: string): CsBody =>
  to(chat, { attachment: { type: 'file', payload: { token } } })
