import type { Announcement } from '../../db/announcements.ts'
import { isCoordinator } from '../../db/people.ts'
import type { AnswerWanted } from '../../src/domain/announcement.ts'
import { givenName, named, type Person } from '../../src/domain/person.ts'
import { tell } from './draft-access.ts'
import { changeDraft, type Drafting, showDraft } from './draft-card.ts'
import { ask, askUntil, zoneOf } from './draft-menus.ts'
import { scopeOf } from './draft-rights.ts'
import { meant } from './meant.ts'
import { prepare } from './prepare.ts'

/** Whom it is for. Who that is, and who of them cannot be reached, is told at once; nobody at all is no audience. */
export async function chooseAudience(
  drafting: Drafting,
  draft: Announcement,
  chosen: { audience: string; lists: Record<string, string[]> },
): Promise<void> {
  const { composing } = drafting.texts
  const found = await meant(drafting, { ...draft, ...chosen }, drafting.person)
  if (found.kind === 'wrong') return ask(drafting, draft, 'audience', found.text)
  if (found.people.length === 0) return ask(drafting, draft, 'audience', composing.nobody)
  const conferenceId = await conferenceOf(drafting, found.conferenceId)
  const changed = await changeDraft(drafting, draft, { ...chosen, conferenceId })
  await tellAudience(drafting, changed, found)
  await showDraft(drafting, changed)
}

/** The one that is meant, else the only one they coordinate. */
async function conferenceOf({ tx, person }: Drafting, meantId: string | null): Promise<string | null> {
  if (meantId && (await isCoordinator(tx, person.id, meantId))) return meantId
  const scope = await scopeOf(tx, person.id)
  return scope?.length === 1 ? scope[0]! : null
}

async function tellAudience(
  drafting: Drafting,
  draft: Announcement,
  { people, outside }: { people: Person[]; outside: number },
): Promise<void> {
  // Whatever it will say: how people are reached does not hang on the words.
  const prepared = await prepare(drafting, { ...draft, text: '…' }, people)
  if (prepared.kind === 'refused') return
  const { byChannel, unreachable } = prepared.preparation
  const { composing } = drafting.texts
  await tell(
    drafting,
    'people',
    composing.audience({
      people: people.length,
      names: namesOf(people, drafting.person),
      byChannel,
      unreachable: namesOf(unreachable, drafting.person),
      outside,
    }),
  )
}

/** As people are called and sorted. */
export const namesOf = (people: Person[], reader: Person): string[] =>
  people
    .toSorted((a, b) => givenName(a.name).localeCompare(givenName(b.name), 'vi'))
    .map((person) => named(person, reader))

/** What is owed by everybody. Until when is asked next; options first. */
export async function chooseAnswer(drafting: Drafting, draft: Announcement, kind: string): Promise<void> {
  const { composing } = drafting.texts
  if (kind === 'choice') return ask(drafting, draft, 'answer', composing.askOptions(drafting.person))
  const wanted = { kind } as Exclude<AnswerWanted, { kind: 'choice' }>
  return setAnswer(drafting, draft, wanted)
}

export async function setAnswer(
  drafting: Drafting,
  draft: Announcement,
  wanted: AnswerWanted,
): Promise<void> {
  const openUntil = wanted.kind === 'none' ? null : draft.openUntil
  const changed = await changeDraft(drafting, draft, { wanted, openUntil })
  return wanted.kind === 'none' ? showDraft(drafting, changed) : askUntil(drafting, changed)
}

/** 'none', or a moment in ms. */
export async function chooseUntil(drafting: Drafting, draft: Announcement, chosen: string): Promise<void> {
  const { composing } = drafting.texts
  const openUntil = chosen === 'none' ? null : Number(chosen)
  if (openUntil !== null && openUntil <= drafting.now)
    return ask(drafting, draft, 'until', composing.wrongMoment(zoneOf(drafting)))
  if (openUntil !== null && draft.leaves.kind === 'at' && openUntil <= draft.leaves.at)
    return ask(drafting, draft, 'until', composing.untilBeforeLeaving)
  await showDraft(drafting, await changeDraft(drafting, draft, { openUntil }))
}

/**
 * 'now', 'hours', a moment in ms; or whether it is urgent, which has a reason. Another time needs its reason anew. What is
 * urgent does not wait for anybody's hours: of these two, the one chosen last ends the other.
 */
export async function chooseWhen(drafting: Drafting, draft: Announcement, chosen: string): Promise<void> {
  const { composing } = drafting.texts
  if (chosen === 'urgent') {
    const leaves = draft.leaves.kind === 'hours' ? { kind: 'now' as const } : draft.leaves
    const urgent = await changeDraft(drafting, draft, { urgent: true, leaves, reason: null })
    return ask(drafting, urgent, 'reason', composing.askReasonUrgent(drafting.person))
  }
  if (chosen === 'not-urgent')
    return showDraft(drafting, await changeDraft(drafting, draft, { urgent: false, reason: null }))
  const at = Number(chosen)
  if (!Number.isNaN(at) && at <= drafting.now)
    return ask(drafting, draft, 'when', composing.wrongMoment(zoneOf(drafting)))
  const leaves = Number.isNaN(at) ? { kind: chosen as 'now' | 'hours' } : { kind: 'at' as const, at }
  const urgent = draft.urgent && leaves.kind !== 'hours'
  const reason = urgent ? draft.reason : null
  await showDraft(drafting, await changeDraft(drafting, draft, { leaves, urgent, reason }))
}
