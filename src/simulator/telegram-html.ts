import { Refusal } from './refusal.ts'
import type { Entity } from './telegram-wire.ts'

export interface Marked {
  text: string
  entities: Entity[]
}

/** Telegram's HTML style: these tags and no others (core.telegram.org/bots/api#html-style). */
const tags: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  a: 'text_link',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

interface Open {
  tag: string
  offset: number
  attributes: Record<string, string>
}

/** Turns HTML into text and entities, or refuses it with the real server's words and byte offsets. */
export function parseHtml(source: string): Marked {
  const open: Open[] = []
  const marked: Marked = { text: '', entities: [] }
  for (let at = 0; at < source.length;) {
    const char = source[at]!
    if (char === '<') at = tagAt(source, at, open, marked)
    else if (char === '&') at = referenceAt(source, at, marked)
    else at = plainAt(source, at, marked)
  }
  const unclosed = open.at(-1)
  if (unclosed) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.tag}"`)
  marked.entities.sort((a, b) => a.offset - b.offset || b.length - a.length)
  return marked
}

function plainAt(source: string, at: number, marked: Marked): number {
  const rest = /[<&]/g
  rest.lastIndex = at
  const end = rest.exec(source)?.index ?? source.length
  marked.text += source.slice(at, end)
  return end
}

function referenceAt(source: string, at: number, marked: Marked): number {
  const reference = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot));?/i.exec(source.slice(at, at + 12))
  const code = reference?.[1]
    ? Number(reference[1])
    : reference?.[2]
      ? Number.parseInt(reference[2], 16)
      : undefined
  if (!reference || (code !== undefined && (code === 0 || code > 0x10ffff))) {
    marked.text += '&'
    return at + 1
  }
  marked.text += code === undefined ? named[reference[3]!.toLowerCase()]! : String.fromCodePoint(code)
  return at + reference[0].length
}

function tagAt(source: string, at: number, open: Open[], marked: Marked): number {
  const end = source.indexOf('>', at)
  const bytes = Buffer.byteLength(source.slice(0, at))
  if (source[at + 1] === '/') return endTag(source, at, end, bytes, open, marked)
  if (end < 0) throw cannotParse(`Unclosed start tag at byte offset ${bytes}`)
  const inside = source.slice(at + 1, end)
  const tag = (/^[^\s>]*/.exec(inside)?.[0] ?? '').toLowerCase()
  if (tag === '') throw cannotParse(`Empty start tag at byte offset ${bytes}`)
  if (!Object.hasOwn(tags, tag)) throw cannotParse(`Unsupported start tag "${tag}" at byte offset ${bytes}`)
  const attributes = attributesIn(inside.slice(tag.length))
  if (tag === 'span' && attributes.class !== 'tg-spoiler')
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${bytes}`)
  open.push({ tag, offset: marked.text.length, attributes })
  return end + 1
}

function endTag(
  source: string,
  at: number,
  end: number,
  bytes: number,
  open: Open[],
  marked: Marked,
): number {
  if (end < 0) throw cannotParse(`Unclosed end tag at byte offset ${bytes}`)
  const tag = source
    .slice(at + 2, end)
    .trim()
    .toLowerCase()
  const opened = open.pop()
  if (!opened) throw cannotParse(`Unexpected end tag at byte offset ${bytes}`)
  if (tag !== '' && tag !== opened.tag)
    throw cannotParse(
      `Unmatched end tag at byte offset ${bytes}, expected "</${opened.tag}>", found "</${tag}>"`,
    )
  const entity = entityOf(opened, marked)
  if (entity) marked.entities.push(entity)
  return end + 1
}

function entityOf(opened: Open, marked: Marked): Entity | undefined {
  const length = marked.text.length - opened.offset
  if (length === 0) return undefined
  const base = { type: tags[opened.tag]!, offset: opened.offset, length }
  if (opened.tag === 'a') {
    const url = opened.attributes.href ?? marked.text.slice(opened.offset)
    return URL.canParse(url) ? { ...base, url } : undefined
  }
  if (opened.tag === 'tg-emoji') return { ...base, custom_emoji_id: opened.attributes['emoji-id'] }
  if (opened.tag === 'blockquote' && 'expandable' in opened.attributes)
    return { ...base, type: 'expandable_blockquote' }
  return base
}

function attributesIn(source: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name, double, single, bare] of source.matchAll(
    /([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  ))
    found[name!.toLowerCase()] = double ?? single ?? bare ?? ''
  return found
}

function cannotParse(what: string): Refusal {
  return new Refusal(400, `Bad Request: can't parse entities: ${what}`)
}
