import { askById } from '../db/asks.ts'
import type { Db, Tx } from '../db/open.ts'
import { meansOf } from '../db/reach.ts'
import type { AskKind } from '../src/domain/ask.ts'
import type { LetterKind } from '../src/domain/delivery.ts'
import type { Card, ChannelName, Topic } from '../src/domain/message.ts'
import { type Errand, type Path, waysFor } from '../src/domain/reach.ts'
import { pathsOf } from './paths-of.ts'
import type { Turn, World } from './world.ts'

/** The ways by which this errand can go to the contact now, the best first. */
export async function waysTo(turn: Turn, contactId: string, errand: Errand): Promise<Path[]> {
  const paths = await pathsOf(turn, contactId)
  const { country } = await meansOf(turn.tx, contactId)
  return waysFor(paths, errand, country, turn.world.settings.reach)
}

export async function errandOf(
  turn: Turn,
  kind: LetterKind,
  askId: string | null,
  card: Card,
): Promise<Errand> {
  return { kind, topic: await topicOf(turn.tx, askId), media: card.media ?? null }
}

const TOPICS: Record<AskKind, Topic> = {
  acknowledge: 'assignment',
  readiness: 'readiness',
  deadline: 'deadline',
  ping: 'notice',
  announcement: 'notice',
}

/** Which form a letter would fill in. */
export async function topicOf(db: Db | Tx, askId: string | null): Promise<Topic> {
  const ask = askId ? await askById(db, askId) : null
  return ask ? TOPICS[ask.kind] : 'notice'
}

/** Whether a message on this channel only says where the card is. */
export const isNotice = (world: World, channel: ChannelName): boolean =>
  world.abilities(channel).linksOnly === true || world.settings.noticeOnly.includes(channel)
