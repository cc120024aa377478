import { type Announcement, saidSince } from '../../db/announcements.ts'
import { type Conference, liveConferences } from '../../db/conferences.ts'
import type { ChannelName } from '../../src/domain/message.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Path } from '../../src/domain/reach.ts'
import {
  checkTemplate,
  type Particular,
  render,
  type TemplateCheck,
  type Variable,
} from '../../src/domain/template.ts'
import { afterQuietHours, HOUR } from '../../src/domain/time.ts'
import type { Reads } from '../paths-of.ts'
import { waysOfMany } from '../ways-of-many.ts'
import { digestOf } from './digest.ts'
import { isOpen } from './is-open.ts'
import { particularsFor } from './particulars.ts'
import { kindOf } from './write-first.ts'

/** What is known before it goes: who gets it, how, and what stands in the way. Nothing is changed by looking. */
export interface Preparation {
  people: Person[]
  /** The best way to each; absent for those whom it cannot reach now. */
  ways: Map<string, Path>
  byChannel: Partial<Record<ChannelName, number>>
  unreachable: Person[]
  /** Whose text would have a blank; it is not sent like that. */
  missing: { person: Person; variables: Variable[] }[]
  /** In whose own time it is night. */
  outsideHours: Person[]
  /** It waits for their morning, when answers to it are closed. */
  tooLate: Person[]
  /** The same was sent within the hour. */
  sameAs: Announcement | null
  particular: (person: Person) => Particular
}

export type Prepared =
  | { kind: 'ready'; preparation: Preparation }
  | { kind: 'refused'; why: 'empty' | 'nobody' }
  /** The text speaks of the conference, and it may be any of these. */
  | { kind: 'refused'; why: 'which-conference'; live: Conference[] }
  | { kind: 'refused'; why: 'unknown-variable'; check: Extract<TemplateCheck, { kind: 'unknown-variable' }> }

/** An identical announcement so soon after another is questioned. */
const SAME_WITHIN_MS = HOUR

/** `people` as the audience resolves now. */
export async function prepare(reads: Reads, draft: Announcement, people: Person[]): Promise<Prepared> {
  if (draft.text.trim() === '' && draft.media.length === 0) return { kind: 'refused', why: 'empty' }
  if (people.length === 0) return { kind: 'refused', why: 'nobody' }
  const check = checkTemplate(draft.text)
  if (check.kind !== 'good') return { kind: 'refused', why: 'unknown-variable', check }
  const live =
    draft.conferenceId || !check.variables.some(isOfConference) ? [] : await liveConferences(reads.tx)
  if (live.length > 1) return { kind: 'refused', why: 'which-conference', live }
  const { tx, world, now } = reads
  const particular = await particularsFor(reads, draft.conferenceId)
  const ways = await bestWays(reads, draft, people)
  const at = draft.leaves.kind === 'at' ? draft.leaves.at : now
  const hoursOf = ({ timezone }: Person) => afterQuietHours(at, timezone, world.settings.quietHours)
  const waits = draft.leaves.kind === 'hours' && !draft.urgent && draft.wanted.kind !== 'none'
  return {
    kind: 'ready',
    preparation: {
      people,
      ways,
      byChannel: counted(ways),
      unreachable: people.filter(({ id }) => !ways.has(id)),
      missing: people.flatMap((person) => {
        const rendered = render(draft.text, particular(person))
        return rendered.kind === 'missing' ? [{ person, variables: rendered.variables }] : []
      }),
      outsideHours: people.filter((person) => hoursOf(person) > at),
      tooLate: people.filter((person) => waits && !isOpen({ now: hoursOf(person) }, draft)),
      sameAs: await saidSince(tx, digestOf(world, draft), now - SAME_WITHIN_MS, draft.id),
      particular,
    },
  }
}

const isOfConference = (variable: Variable) => variable === 'diem_cau' || variable === 'gio_dia_phuong'

async function bestWays(reads: Reads, draft: Announcement, people: Person[]): Promise<Map<string, Path>> {
  const errand = {
    kind: kindOf(draft),
    topic: 'notice' as const,
    media: draft.media[0] ?? null,
  }
  const ids = people.map(({ id }) => id)
  const best = new Map<string, Path>()
  for (const [id, [way]] of await waysOfMany(reads, ids, errand)) if (way) best.set(id, way)
  return best
}

function counted(ways: Map<string, Path>): Preparation['byChannel'] {
  const counts: Preparation['byChannel'] = {}
  for (const { channel } of ways.values()) counts[channel] = (counts[channel] ?? 0) + 1
  return counts
}
