import type { MessageEntity } from 'grammy/types'
import { z } from 'zod'
import type { Outgoing, Span } from '../../domain/message.ts'
import { sound } from '../../domain/spans.ts'
import { markedUp } from '../../domain/source-of.ts'

/** Telegram's names (https://core.telegram.org/bots/api#messageentity); its places are UTF-16 units as ours are. */
const types = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strike: 'strikethrough',
  link: 'text_link',
} as const satisfies Record<Span['style'], MessageEntity['type']>

const styles = new Map<string, Span['style']>([
  ['bold', 'bold'],
  ['italic', 'italic'],
  ['underline', 'underline'],
  ['strikethrough', 'strike'],
  ['text_link', 'link'],
])

/** It shows no more of one message. */
const MOST_ENTITIES = 100

/** In place of a parse mode: no sign in a text can make the platform refuse it. */
export function entitiesOf({ spans = [] }: Outgoing): { entities?: MessageEntity[] } {
  const entities = spans.slice(0, MOST_ENTITIES).map(entityOf)
  return entities.length > 0 ? { entities } : {}
}

function entityOf({ from: offset, length, style, url = '' }: Span): MessageEntity {
  return style === 'link' ? { type: types.link, offset, length, url } : { type: types[style], offset, length }
}

const entity = z.object({
  type: z.string(),
  offset: z.number().int().nonnegative(),
  length: z.number().int().positive(),
  url: z.string().optional().catch(undefined),
})

/** What is no list of entities, or none that we know, only says nothing of how the text looks. */
export const entities = z.array(z.unknown()).optional().catch(undefined)

/** What somebody wrote, with their app's own bold and the like as marks of ours; undefined where there are none. */
export function markedBy(text: string, given: z.infer<typeof entities>): { marked?: string } {
  const spans = sound({ text, spans: (given ?? []).slice(0, MOST_ENTITIES).flatMap(spanOf) })
  return spans.length > 0 ? { marked: markedUp(text, spans).normalize('NFC') } : {}
}

function spanOf(raw: unknown): Span[] {
  const { type, offset: from, length, url } = entity.safeParse(raw).data ?? {}
  const style = styles.get(type ?? '')
  return style && from !== undefined && length !== undefined
    ? [{ from, length, style, ...(url && { url }) }]
    : []
}
