import { isRecord, structure, text } from './fields.ts'
import type { Fields } from './fields.ts'
import { Refusal } from './refusal.ts'
import { parseHtml } from './telegram-html.ts'
import type { Marked } from './telegram-html.ts'
import type { Entity, InlineButton, InlineMarkup } from './telegram-wire.ts'

/** Longest text and caption after parsing. Counted in UTF-16 units: never looser than the real count. */
export const TEXT_LIMIT = 4096
export const CAPTION_LIMIT = 1024

const entityTypes = new Set(
  (
    'mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler ' +
    'blockquote expandable_blockquote code pre text_link text_mention custom_emoji date_time'
  ).split(' '),
)

/** Reads a text or a caption with its markup. Length and emptiness are the caller's, as they differ by method. */
export function markedText(fields: Fields, name: 'text' | 'caption'): Marked {
  const source = text(fields, name) ?? ''
  const mode = (text(fields, 'parse_mode') ?? '').toLowerCase()
  if (mode === 'html') return parseHtml(source)
  if (mode === 'markdown' || mode === 'markdownv2')
    throw bad(`this simulator reads parse_mode HTML and entities, not ${mode}`)
  if (mode !== '' && mode !== 'none') throw bad('unsupported parse_mode')
  const entities = structure(fields, name === 'text' ? 'entities' : 'caption_entities')
  return { text: source, entities: entities === undefined ? [] : checkedEntities(entities, source) }
}

/** Drops what the server drops: empty lines before, blanks after; entities move with the text. */
export function trimmed(marked: Marked): Marked {
  const lead = /^(?:[ \t\u00a0]*\n)+/.exec(marked.text)?.[0].length ?? 0
  const kept = marked.text.slice(lead).trimEnd()
  if (kept.length === marked.text.length) return marked
  const entities = marked.entities.flatMap((entity) => {
    const offset = Math.max(0, entity.offset - lead)
    const length = Math.min(entity.offset + entity.length - lead, kept.length) - offset
    return length > 0 ? [{ ...entity, offset, length }] : []
  })
  return { text: kept, entities }
}

function checkedEntities(value: unknown, source: string): Entity[] {
  if (!Array.isArray(value)) throw bad("can't parse entities: expected an Array of MessageEntity")
  const entities = value.map(checkedEntity)
  for (const entity of entities) checkRange(entity, source)
  entities.sort((a, b) => a.offset - b.offset || b.length - a.length)
  checkNesting(entities)
  return entities.filter((entity) => entity.length > 0)
}

/** What some types cannot do without. */
const neededBy: Record<string, string> = {
  text_link: 'url',
  text_mention: 'user',
  custom_emoji: 'custom_emoji_id',
}

function checkedEntity(value: unknown): Entity {
  if (!isRecord(value)) throw badEntity('expected an Object')
  const { type, offset, length } = value
  if (typeof type !== 'string') throw badEntity('Can\'t find field "type"')
  if (!entityTypes.has(type)) throw badEntity('Unsupported type specified')
  if (typeof offset !== 'number' || !Number.isInteger(offset)) throw badEntity('Can\'t find field "offset"')
  if (typeof length !== 'number' || !Number.isInteger(length)) throw badEntity('Can\'t find field "length"')
  const needed = neededBy[type]
  if (needed && value[needed] === undefined) throw badEntity(`Can't find field "${needed}"`)
  if (type === 'text_link') checkLink(text(value, 'url') ?? '', 'entity URL')
  return { ...value, type, offset, length }
}

function checkRange({ offset, length }: Entity, source: string): void {
  const end = offset + length
  if (offset < 0) throw bad(`receive an entity with incorrect offset ${offset}`)
  if (length < 0) throw bad(`receive an entity with incorrect length ${length}`)
  if (offset > source.length) throw bad(`entity begins after the end of the text at UTF-16 offset ${offset}`)
  if (end > source.length) throw endsLate(offset, end)
  if (splitsSurrogates(source, offset))
    throw bad(`entity begins in a middle of a UTF-16 symbol at offset ${offset}`)
  if (splitsSurrogates(source, end)) throw bad(`entity ends in a middle of a UTF-16 symbol at offset ${end}`)
}

/** Entities may lie in each other or side by side, not across each other. */
function checkNesting(sorted: Entity[]): void {
  const ends: number[] = []
  for (const { offset, length } of sorted) {
    while (ends.length > 0 && ends.at(-1)! <= offset) ends.pop()
    if (ends.length > 0 && offset + length > ends.at(-1)!) throw endsLate(offset, offset + length)
    ends.push(offset + length)
  }
}

function endsLate(offset: number, end: number): Refusal {
  return bad(
    `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
  )
}

function splitsSurrogates(source: string, at: number): boolean {
  return /[\uDC00-\uDFFF]/.test(source[at] ?? '') && /[\uD800-\uDBFF]/.test(source[at - 1] ?? '')
}

export interface Markup {
  inline?: InlineMarkup
  /** Labels of a reply keyboard; an empty list takes it away. */
  keyboard?: string[][]
}

/** Reads `reply_markup` of any of the four kinds. */
export function replyMarkup(fields: Fields): Markup {
  const value = structure(fields, 'reply_markup')
  if (value === undefined || value === null) return {}
  if (!isRecord(value)) throw bad('object expected as reply markup')
  if ('inline_keyboard' in value) return { inline: inlineMarkup(value.inline_keyboard) }
  if ('keyboard' in value)
    return { keyboard: rows(value.keyboard, 'keyboard').map((row) => row.map(keyLabel)) }
  if ('remove_keyboard' in value || 'force_reply' in value)
    return 'remove_keyboard' in value ? { keyboard: [] } : {}
  if (Object.keys(value).length === 0) return {}
  throw bad('object expected as reply markup')
}

function inlineMarkup(value: unknown): InlineMarkup | undefined {
  const keyboard = rows(value, 'inline_keyboard').map((row) => row.map(inlineButton))
  const filled = keyboard.filter((row) => row.length > 0)
  if (filled.flat().length > 100) throw bad('reply markup is too long')
  return filled.length > 0 ? { inline_keyboard: filled } : undefined
}

function rows(value: unknown, field: string): unknown[][] {
  if (!Array.isArray(value)) throw bad(`field "${field}" must be of type Array`)
  return value.map((row: unknown) => {
    if (!Array.isArray(row)) throw bad(`field "${field}" must be an Array of Arrays`)
    return row as unknown[]
  })
}

function keyLabel(value: unknown): string {
  const label = typeof value === 'string' ? value : isRecord(value) ? value.text : undefined
  if (typeof label !== 'string') throw bad('can\'t parse keyboard button: Can\'t find field "text"')
  return label
}

/** What a press on an inline button may do; one is needed, for a button that does nothing is not let through. */
const otherActions = (
  'url web_app login_url switch_inline_query switch_inline_query_current_chat switch_inline_query_chosen_chat ' +
  'copy_text callback_game pay disabled'
).split(' ')

function inlineButton(value: unknown): InlineButton {
  if (!isRecord(value)) throw badButton('InlineKeyboardButton must be an Object')
  if (value.text === undefined) throw badButton('Can\'t find field "text"')
  if (typeof value.text !== 'string') throw badButton('Field "text" must be of type String')
  if (value.text.trim() === '') throw badButton('Text must be non-empty')
  if (typeof value.url === 'string' && value.url !== '') checkLink(value.url, 'inline keyboard button URL')
  const data = value.callback_data
  if (typeof data === 'string' && data !== '') {
    if (Buffer.byteLength(data) > 64) throw bad('BUTTON_DATA_INVALID')
  } else if (!otherActions.some((action) => value[action] !== undefined && value[action] !== '')) {
    throw badButton('Text buttons are unallowed in the inline keyboard')
  }
  return { ...value, text: value.text }
}

function checkLink(url: string, what: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed && ['tg:', 'ton:', 'mailto:', 'tel:'].includes(parsed.protocol)) return
  if (parsed && !['http:', 'https:'].includes(parsed.protocol))
    throw bad(`${what} '${url}' is invalid: Unsupported URL protocol`)
  if (!parsed?.hostname.includes('.')) throw bad(`${what} '${url}' is invalid: Wrong HTTP URL`)
}

function badEntity(why: string): Refusal {
  return bad(`can't parse MessageEntity: ${why}`)
}

function badButton(why: string): Refusal {
  return bad(`can't parse inline keyboard button: ${why}`)
}

export function bad(why: string): Refusal {
  return new Refusal(400, `Bad Request: ${why}`)
}
