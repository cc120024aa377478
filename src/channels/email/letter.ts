import type { SendMailOptions } from 'nodemailer'
import { inBrief } from '../../domain/quoted.ts'
import type { Outgoing } from '../../domain/message.ts'
import { type Look, type Piece, pieces, plainWithLinks } from '../../domain/spans.ts'
import { textsIn } from '../../domain/texts/index.ts'

export interface Mailbox {
  name: string
  address: string
}

/** 'Văn phòng <vp@example.vn>' or the address alone, as the settings have it. */
export function mailboxOf(text: string): Mailbox {
  const [, name = '', address = text] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? []
  return { name: name.trim(), address: address.trim() }
}

/** One address and nothing else: what could open a second one, or a header, is none. */
const ADDRESS = /^[^\s<>@,;:"()[\]\\\p{Cc}]{1,64}@[^\s<>@,;:"()[\]\\\p{Cc}]{1,253}$/u
export const isAddress = (text: string) => ADDRESS.test(text)

const LONGEST_SUBJECT = 150

/** The same letter has the same id whenever it is sent: a mailbox that has it already can tell. */
export const messageIdOf = ({ letter }: Outgoing, from: Mailbox) =>
  `<${letter.replace(/[^\w.-]/g, '')}@${from.address.split('@')[1]}>`

export function mailOf(letter: Outgoing, from: Mailbox, replyTo: Mailbox): SendMailOptions {
  const words = textsIn(letter.language ?? 'vi').link.mail
  const foot = words.repliesGoTo(replyTo.name || replyTo.address)
  const subject = inBrief(letter.headline || letter.text, LONGEST_SUBJECT)
  return {
    from,
    replyTo,
    to: { name: '', address: letter.chat },
    subject,
    messageId: messageIdOf(letter, from),
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: plain(letter, foot),
    html: page(letter, subject, foot),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The file as it goes with a mail; none where it is no longer kept. */
export async function attachments({ media }: Outgoing): Promise<Pick<SendMailOptions, 'attachments'>> {
  const bytes = await media?.bytes()
  if (!media || !bytes) return {}
  return { attachments: [{ filename: media.fileName, content: Buffer.from(bytes), contentType: media.mime }] }
}

function plain({ text, spans = [], link }: Outgoing, foot: string): string {
  return (
    [plainWithLinks(text, spans), ...(link ? [`${link.label}:\n${link.url}`] : []), foot].join('\n\n') + '\n'
  )
}

const BUTTON =
  'display:inline-block;padding:14px 28px;background:#0b4a8f;color:#ffffff;border-radius:6px;font-size:20px;font-weight:bold;text-decoration:none'

/** Read by old mail programs and aloud as well: no picture, no script, nothing fetched from anywhere. */
function page({ text, spans = [], link, language = 'vi' }: Outgoing, title: string, foot: string): string {
  const button = link && [
    `<p style="margin:24px 0"><a href="${escaped(link.url)}" style="${BUTTON}">${escaped(link.label)}</a></p>`,
    `<p style="font-size:14px;word-break:break-all">${escaped(link.url)}</p>`,
  ]
  return [
    '<!DOCTYPE html>',
    `<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>`,
    '<body style="margin:0;padding:16px;font-family:sans-serif;font-size:18px;line-height:1.5;color:#1a1a1a">',
    `<p>${pieces({ text, spans }).map(shown).join('')}</p>`,
    ...(button ?? []),
    `<p style="font-size:14px;color:#444444">${escaped(foot)}</p>`,
    '</body></html>',
  ].join('\n')
}

const TAGS: Record<Look, string> = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' }

function shown({ url, stretches }: Piece): string {
  const words = stretches.map(({ text, looks }) =>
    looks.reduceRight(
      (inside, look) => `<${TAGS[look]}>${inside}</${TAGS[look]}>`,
      escaped(text).replace(/\r\n?|\n/g, '<br>\n'),
    ),
  )
  return url === undefined ? words.join('') : `<a href="${escaped(url)}">${words.join('')}</a>`
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)
