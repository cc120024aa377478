import { structure, whole } from './fields.ts'
import type { Fields } from './fields.ts'
import { granted } from './refusal.ts'
import type { Answer } from './platform.ts'
import { bad } from './telegram-checks.ts'
import { writableChat } from './telegram-sending.ts'
import type { Bot, Chat, World } from './telegram-state.ts'

/** Telegram deletes nothing that is older than this (core.telegram.org/bots/api#deletemessage). */
const DELETABLE_MS = 48 * 3600_000
const MOST_AT_ONCE = 100

export function deleteMessage(world: World, bot: Bot, fields: Fields): Answer {
  const chat = writableChat(world, bot, fields)
  const id = whole(fields, 'message_id')
  if (!id) throw bad('message identifier is not specified')
  if (!chat.messages.has(id)) throw bad('message to delete not found')
  return deleted(world, chat, [id])
}

/** What is not there is passed over; one that is too old keeps all of them. */
export function deleteMessages(world: World, bot: Bot, fields: Fields): Answer {
  const chat = writableChat(world, bot, fields)
  const ids = structure(fields, 'message_ids')
  if (!Array.isArray(ids) || ids.length === 0) throw bad('message identifiers are not specified')
  if (ids.length > MOST_AT_ONCE) throw bad('too many messages to delete')
  return deleted(world, chat, ids.map(Number))
}

function deleted(world: World, chat: Chat, ids: number[]): Answer {
  const isOld = (id: number) => {
    const stored = chat.messages.get(id)
    return stored !== undefined && world.now() - stored.wire.date * 1000 >= DELETABLE_MS
  }
  if (ids.some(isOld)) throw bad("message can't be deleted for everyone")
  for (const id of ids) chat.messages.delete(id)
  world.changed(chat.person)
  return granted(true)
}
