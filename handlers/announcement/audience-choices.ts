import { type Announcement, latestAnnouncements } from '../../db/announcements.ts'
import { liveConferences } from '../../db/conferences.ts'
import { roundsOf } from '../../db/rounds.ts'
import type { Person } from '../../src/domain/person.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import type { Turn } from '../world.ts'
import { mayEdit, scopeOf } from './draft-rights.ts'
import { PASTED } from './meant.ts'

/** An audience that is picked by a button, and what it is called. */
export interface AudienceChoice {
  expression: string
  label: string
}

/** More conferences than these are named in words. */
const MOST_CONFERENCES = 5

/** So far back we look for an announcement that asked something. */
const LOOK_BACK = 20

/** Whom a coordinator is likely to mean, as things stand. */
export async function audienceChoices(turn: Turn, reader: Person): Promise<AudienceChoice[]> {
  const { labels } = textsIn(reader.language).composing
  const scope = await scopeOf(turn.tx, reader.id)
  const conferences = (await liveConferences(turn.tx))
    .filter(({ id }) => scope?.includes(id) ?? true)
    .slice(0, MOST_CONFERENCES)
  const pending: AudienceChoice[] = []
  for (const { id, code } of conferences)
    for (const round of await roundsOf(turn.tx, id))
      if (round.openedAt !== null && round.closedAt === null)
        pending.push({
          expression: `${named('conference', code)} and ${named('round', round.code)} and status:pending`,
          label: labels.pending(round.name),
        })
  const asking = await latestAsking(turn, reader)
  return [
    { expression: 'all', label: labels.everyone },
    ...conferences.map(({ code, title }) => ({
      expression: named('conference', code),
      label: labels.conference(title),
    })),
    ...pending,
    ...(asking
      ? [{ expression: `unacknowledged:${asking.number}`, label: labels.unacknowledged(asking.number) }]
      : []),
    { expression: 'role:coordinator', label: labels.organisers },
  ]
}

/** What somebody called it may hold blanks and signs. */
const named = (keyword: string, name: string) =>
  /^[\p{L}\p{N}._-]+$/u.test(name) ? `${keyword}:${name}` : `${keyword}:"${name}"`

async function latestAsking({ tx }: Turn, reader: Person): Promise<Announcement | null> {
  for (const announcement of await latestAnnouncements(tx, LOOK_BACK)) {
    const { sentAt, wanted, state } = announcement
    const asks = sentAt !== null && wanted.kind !== 'none' && state !== 'recalled'
    if (asks && (await mayEdit(tx, reader.id, announcement))) return announcement
  }
  return null
}

/** An audience as its coordinator chose it: by the name of its button, as a list, or in their own expression. */
export async function audienceWords(
  turn: Turn,
  { audience, lists }: Announcement,
  reader: Person,
): Promise<string> {
  const pasted = audience === `file:${PASTED}` ? lists[PASTED] : undefined
  if (pasted) return textsIn(reader.language).composing.listWords(pasted.length)
  const choice = (await audienceChoices(turn, reader)).find(({ expression }) => expression === audience)
  return choice?.label ?? audience ?? ''
}
