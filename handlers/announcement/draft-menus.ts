import type { Announcement } from '../../db/announcements.ts'
import { expect } from '../../db/chats.ts'
import type { AnswerWanted } from '../../src/domain/announcement.ts'
import { PATIENCE_MS } from '../../src/domain/conversation.ts'
import { type DraftField, MOST_FILES } from '../../src/domain/draft.ts'
import type { Choice } from '../../src/domain/message.ts'
import type { Person } from '../../src/domain/person.ts'
import { clock, momentAt, sameClock, VIETNAM } from '../../src/domain/time.ts'
import { audienceChoices } from './audience-choices.ts'
import { tell } from './draft-access.ts'
import { type Drafting, stepChoice } from './draft-card.ts'

/** Asks for something; the next words are it, and what is likely stands below. */
export async function ask(
  drafting: Drafting,
  draft: Announcement,
  field: DraftField,
  text: string,
  choices: Choice[] = [],
): Promise<void> {
  const { tx, at, now, texts } = drafting
  const { id, version } = draft
  await expect(tx, at, { what: 'draft', draft: id, version, field, until: now + PATIENCE_MS })
  const back = stepChoice(draft, 'show', texts.composing.labels.back)
  await tell(drafting, field, text, { choices: [...choices, back], about: draft })
}

export function askText(drafting: Drafting, draft: Announcement): Promise<void> {
  const { composing } = drafting.texts
  const { person } = drafting
  const text = draft.text
    ? composing.askText(person, draft.text)
    : `${composing.banner}\n${composing.start(person)}`
  return ask(drafting, draft, 'text', text)
}

export const askFiles = (drafting: Drafting, draft: Announcement): Promise<void> =>
  ask(drafting, draft, 'files', drafting.texts.composing.askFiles(drafting.person, MOST_FILES))

export async function askAudience(drafting: Drafting, draft: Announcement): Promise<void> {
  const choices = (await audienceChoices(drafting, drafting.person)).map(({ expression, label }) =>
    stepChoice(draft, `audience:${expression}`, label),
  )
  await ask(drafting, draft, 'audience', drafting.texts.composing.askAudience, choices)
}

const kinds: AnswerWanted['kind'][] = ['none', 'received', 'choice', 'number', 'text', 'file']

/** Two side by side. */
export async function askAnswer(drafting: Drafting, draft: Announcement): Promise<void> {
  const { labels, askAnswer: question } = drafting.texts.composing
  const choices = kinds.map((kind, place) =>
    stepChoice(draft, `answer:${kind}`, labels.answers[kind], Math.floor(place / 2)),
  )
  const until = draft.wanted.kind === 'none' ? [] : [stepChoice(draft, 'until', labels.until)]
  await tell(drafting, 'answer', question, {
    choices: [...choices, ...until, stepChoice(draft, 'show', labels.back)],
    about: draft,
  })
}

/** Offices close at this hour, and open at that one. */
const CLOSES_AT = 17
const OPENS_AT = 8

export async function askUntil(drafting: Drafting, draft: Announcement): Promise<void> {
  const { person, now, texts } = drafting
  const { labels, askUntil: question } = texts.composing
  const today = momentAt(now, person.timezone, 0, CLOSES_AT)
  const tomorrow = momentAt(now, person.timezone, 1, OPENS_AT)
  const choices = [
    ...(today > now
      ? [stepChoice(draft, `until:${today}`, labels.untilToday(clock(today, person.timezone)), 0)]
      : []),
    stepChoice(draft, `until:${tomorrow}`, labels.untilTomorrow(clock(tomorrow, person.timezone)), 0),
    stepChoice(draft, 'until:none', labels.untilNone, 1),
  ]
  await ask(drafting, draft, 'until', question(zoneOf(drafting)), choices)
}

export async function askWhen(drafting: Drafting, draft: Announcement): Promise<void> {
  const { labels, askWhen: question } = drafting.texts.composing
  await ask(drafting, draft, 'when', question(zoneOf(drafting)), [
    stepChoice(draft, 'when:now', labels.now, 0),
    stepChoice(draft, 'when:hours', labels.hours, 0),
    draft.urgent
      ? stepChoice(draft, 'when:not-urgent', labels.notUrgent, 1)
      : stepChoice(draft, 'when:urgent', labels.urgent, 1),
  ])
}

/** Whose clock the hours that are typed are read on: the coordinator's own. */
export function zoneOf({ person, now, texts }: { person: Person } & Pick<Drafting, 'now' | 'texts'>): string {
  return texts.composing.zone(sameClock(now, person.timezone, VIETNAM) ? null : person.timezone)
}
