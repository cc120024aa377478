import type { Ask } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { expect } from '../db/chats.ts'
import type { ConcernReason } from '../src/domain/command.ts'
import { PATIENCE_MS } from '../src/domain/conversation.ts'
import type { Choice } from '../src/domain/message.ts'
import { callOn, named } from '../src/domain/person.ts'
import { textsIn, type Texts } from '../src/domain/texts/index.ts'
import { settleAssignment } from './acknowledge.ts'
import { answerable, theirs } from './answerable.ts'
import { aboutAsk, type Heard, say } from './heard.ts'
import { tellCoordinators } from './tell.ts'

/** "Có vướng mắc": which reason? */
export async function concern(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const { assignment } = heard.texts
  const { code } = await assignmentById(heard.tx, ask.assignmentId!)
  const reasons = Object.entries(assignment.concerns) as [ConcernReason, string][]
  const choices = reasons.map(([reason, label], place) => ({
    label,
    command: { kind: 'concern-reason' as const, ask: askId, reason },
    row: Math.floor(place / 2),
  }))
  await say(heard, 'why', assignment.whyConcern(heard.person, code), choices, aboutAsk(ask))
}

/** A reason was chosen: it goes to the coordinators at once; "Lý do khác" first asks for words, unless they were said. */
export async function concernReason(
  heard: Heard,
  askId: string,
  reason: ConcernReason,
  words?: string,
): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  if (reason !== 'other' || words) return forwardConcern(heard, ask, reason, words ?? null)
  const until = heard.now + PATIENCE_MS
  await expect(heard.tx, heard.at, { what: 'concern-words', ask: ask.id, until })
  const text = heard.texts.assignment.concernWords(heard.person)
  await say(heard, 'words', text, [neverMind(heard.texts)], aboutAsk(ask))
}

export const neverMind = (texts: Texts): Choice => ({
  label: texts.general.neverMindLabel,
  command: { kind: 'never-mind' },
})

/** Records a concern and passes it on, with the person's own words where they wrote any. */
export async function forwardConcern(
  heard: Heard,
  ask: Ask,
  reason: ConcernReason,
  words: string | null,
): Promise<void> {
  const shown = words ?? heard.texts.assignment.concerns[reason]
  const more = ` ${heard.texts.assignment.concernForwarded}`
  const settled = await settleAssignment(heard, ask, 'concern', shown, more)
  if (!settled) return
  const assignment = await assignmentById(heard.tx, ask.assignmentId!)
  await tellCoordinators(heard, ask.conferenceId, {
    key: `concern:${ask.id}:${heard.eventId}`,
    kind: 'urgent',
    card: (reader) => {
      const { assignment: texts } = textsIn(reader.language)
      const why = texts.concernReason(reason, words)
      const call = heard.person.phones.length > 0 ? callOn(heard.person) : null
      const who = [named(heard.person, reader), heard.person.unit].filter(Boolean).join(', ')
      return { text: texts.concernAlert(who, assignment.code, assignment.text, why, call), choices: [] }
    },
  })
}

/** "Cần trao đổi": the next message goes to the coordinators. */
export async function discuss(heard: Heard, askId: string): Promise<void> {
  const ask = await theirs(heard, askId)
  if (!ask) return
  await expect(heard.tx, heard.at, { what: 'question', ask: askId, until: heard.now + PATIENCE_MS })
  const text = heard.texts.assignment.discussPrompt(heard.person)
  await say(heard, 'discuss', text, [neverMind(heard.texts)], aboutAsk(ask))
}
