import type { Announcement } from '../../db/announcements.ts'
import { letStand } from '../../db/cards.ts'
import { expect } from '../../db/chats.ts'
import { gapsIn, readCount } from '../../src/domain/draft.ts'
import { named, type Person } from '../../src/domain/person.ts'
import { momentFor } from '../../src/domain/time.ts'
import { showProgress } from './course.ts'
import { tell } from './draft-access.ts'
import { changeDraft, type Drafting, menuOf, refreshDraft, showDraft, stepChoice } from './draft-card.ts'
import { ask } from './draft-menus.ts'
import { scopeOf } from './draft-rights.ts'
import { namesOf } from './draft-settings.ts'
import { meant, PASTED } from './meant.ts'
import { type Preparation, prepare } from './prepare.ts'
import { sendDraft } from './send.ts'

/**
 * What the coordinator has confirmed on the way, each after the one before: that it may reach some when answers are closed,
 * that the same may go again, and to how many it goes.
 */
interface Confirmed {
  late?: boolean
  again?: boolean
  typed?: string
}

/** "Gửi": it goes, unless something is missing or has to be confirmed first. */
export async function trySend(
  drafting: Drafting,
  draft: Announcement,
  { late, again, typed }: Confirmed = {},
): Promise<void> {
  const ready = await readied(drafting, draft)
  if (!ready) return
  const { people, outsideHours, tooLate, sameAs } = ready
  if (ready.missing.length > 0) return tellMissing(drafting, draft, ready)
  if (outsideHours.length > 0 && draft.leaves.kind !== 'hours' && !draft.reason)
    return askNight(drafting, draft, outsideHours)
  const isFirst = !again && typed === undefined
  if (tooLate.length > 0 && !late && isFirst) return askLate(drafting, draft, tooLate)
  if (sameAs && isFirst) return askAgain(drafting, draft, sameAs)
  if (people.length >= drafting.world.settings.confirmFrom && readCount(typed ?? '') !== people.length)
    return askCount(drafting, draft, people, typed)
  await send(drafting, draft, people)
}

/** What is known of it as it stands, for whoever is meant now; refusals are told, each with what to do. */
export async function readied(drafting: Drafting, draft: Announcement): Promise<Preparation | null> {
  const { refused } = drafting.texts.composing
  const refuse = (text: string) =>
    tell(drafting, 'refused', text, { choices: wayBack(drafting, draft), about: draft }).then(() => null)
  const gaps = gapsIn(draft, drafting.now)
  const unknown = gaps.find((gap) => gap.kind === 'variable')
  if (unknown) return refuse(wordAround(drafting, draft, unknown.check))
  if (gaps.length > 0) return refuse(refused.gaps(gaps))
  const found = await meant(drafting, draft, drafting.person)
  if (found.kind === 'wrong') return refuse(refused.audience(found.text))
  const prepared = await prepare(drafting, draft, found.people)
  if (prepared.kind === 'ready') return prepared.preparation
  if (prepared.why === 'unknown-variable') return refuse(wordAround(drafting, draft, prepared.check))
  if (prepared.why !== 'which-conference') return refuse(refused[prepared.why])
  const scope = await scopeOf(drafting.tx, drafting.person.id)
  const own = prepared.live.filter(({ id }) => scope?.includes(id) ?? true).map(({ code }) => code)
  return refuse(refused.whichConference(own, draft.audience ?? ''))
}

const wayBack = ({ texts }: Drafting, draft: Announcement) => [
  stepChoice(draft, 'show', texts.composing.labels.back),
]

/** So much of the text stands on each side of a word that is wrong in it. */
const AROUND = 25

function wordAround(
  { texts }: Drafting,
  { text }: Announcement,
  check: Parameters<Drafting['texts']['composing']['unknownVariable']>[0],
): string {
  const { at, word } = check
  const around = text.slice(Math.max(0, at - AROUND), at + word.length + AROUND)
  return texts.composing.unknownVariable(check, around.replace(/\s+/g, ' ').trim())
}

export async function tellMissing(
  drafting: Drafting,
  draft: Announcement,
  { missing, people }: Preparation,
): Promise<void> {
  const { composing } = drafting.texts
  const { labels } = composing
  const listed = missing.map(({ person, variables }) => ({
    name: named(person, drafting.person),
    variables,
  }))
  const drop =
    missing.length < people.length
      ? [stepChoice(draft, 'drop-missing', labels.dropMissing(missing.length))]
      : []
  await tell(drafting, 'missing', composing.missing(listed), {
    choices: [...drop, stepChoice(draft, 'text', labels.text), ...wayBack(drafting, draft)],
    about: draft,
  })
}

/** It goes to all of them but those; who they are stands in a list from now on. */
export async function dropMissing(drafting: Drafting, draft: Announcement): Promise<void> {
  const ready = await readied(drafting, draft)
  if (!ready) return
  const lacking = new Set(ready.missing.map(({ person }) => person.id))
  const codes = ready.people.filter(({ id }) => !lacking.has(id)).map(({ code }) => code)
  const changes = { audience: `file:${PASTED}`, lists: { [PASTED]: codes } }
  await showDraft(drafting, await changeDraft(drafting, draft, changes))
}

function askNight(drafting: Drafting, draft: Announcement, people: Person[]): Promise<void> {
  const { texts, person, now } = drafting
  const { labels, outsideHours } = texts.composing
  const { leaves } = draft
  const isLater = leaves.kind === 'at'
  const text = outsideHours(namesOf(people, person), isLater ? momentFor(person, leaves.at, now) : null)
  const choices = isLater
    ? [stepChoice(draft, 'when', labels.when), stepChoice(draft, 'send-urgent', labels.sendAtNight)]
    : [stepChoice(draft, 'send-hours', labels.sendHours), stepChoice(draft, 'send-urgent', labels.sendUrgent)]
  return tell(drafting, 'night', text, { choices: [...choices, ...wayBack(drafting, draft)], about: draft })
}

function askLate(drafting: Drafting, draft: Announcement, people: Person[]): Promise<void> {
  const { composing } = drafting.texts
  const { labels } = composing
  return tell(drafting, 'late', composing.tooLate(namesOf(people, drafting.person)), {
    choices: [
      stepChoice(draft, 'until', labels.until),
      stepChoice(draft, 'send-late', labels.sendAgain),
      ...wayBack(drafting, draft),
    ],
    about: draft,
  })
}

/** "Gửi trong giờ của từng người". */
export async function sendInHours(drafting: Drafting, draft: Announcement): Promise<void> {
  await trySend(drafting, await changeDraft(drafting, draft, { leaves: { kind: 'hours' } }))
}

/** "Gửi ngay, kể cả ngoài giờ": why is kept. */
export const askNightReason = (drafting: Drafting, draft: Announcement): Promise<void> =>
  ask(drafting, draft, 'reason', drafting.texts.composing.askReasonNight(drafting.person))

function askAgain(drafting: Drafting, draft: Announcement, same: Announcement): Promise<void> {
  const { composing } = drafting.texts
  const { leaves, sentAt, stateAt } = same
  const left = leaves.kind === 'at' && leaves.at <= drafting.now ? leaves.at : (sentAt ?? stateAt)
  const at = momentFor(drafting.person, left, drafting.now)
  return tell(drafting, 'again', composing.sameAs(same.number, at), {
    choices: [stepChoice(draft, 'send-again', composing.labels.sendAgain), ...wayBack(drafting, draft)],
    about: draft,
  })
}

function askCount(drafting: Drafting, draft: Announcement, people: Person[], typed?: string): Promise<void> {
  const { composing } = drafting.texts
  const text =
    typed === undefined
      ? composing.typeCount(drafting.person, people.length)
      : composing.wrongCount(typed, people.length)
  return ask(drafting, draft, 'count', text)
}

/** The number of recipients, typed. */
export const takeCount = (drafting: Drafting, draft: Announcement, typed: string): Promise<void> =>
  trySend(drafting, draft, { typed })

async function send(drafting: Drafting, draft: Announcement, people: Person[]): Promise<void> {
  const { tx, at, person } = drafting
  const ids = people.map(({ id }) => id)
  const sent = await sendDraft(drafting, draft, ids, person.id)
  await expect(tx, at, null)
  await letStand(tx, at, menuOf(draft))
  await refreshDraft(drafting, sent)
  await showProgress(drafting, sent)
}
