import { askById } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { expect } from '../db/chats.ts'
import { bridgePointById, bridgePointsServedBy, liveConferences } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import { addQuestion, markAnswered, type Question, questionById } from '../db/incidents.ts'
import { isCoordinator, personById } from '../db/people.ts'
import { PATIENCE_MS } from '../src/domain/conversation.ts'
import { callOn } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { whomToCall } from './cards.ts'
import { type Heard, say } from './heard.ts'
import { tellCoordinators } from './tell.ts'
import { writeTo } from './write.ts'
import type { Turn } from './world.ts'

/** What a contact wrote goes to the coordinators, with what it is about and the number to ring. */
export async function forwardQuestion(heard: Heard, text: string, askId: string | null): Promise<void> {
  const ask = askId ? await askById(heard.tx, askId) : null
  const conferenceId = ask?.conferenceId ?? (await conferenceOf(heard))
  const question = await addQuestion(heard.tx, {
    id: heard.world.newId(),
    conferenceId,
    askId,
    contactId: heard.person.id,
    text,
    at: heard.now,
  })
  await record(heard.tx, heard.now, heard.person.id, 'question', question.id)
  const told = await alertCoordinators(heard, question)
  const { question: words } = heard.texts
  if (told > 0) await say(heard, 'forwarded', words.forwarded(question.number))
  else await say(heard, 'forwarded', words.noCoordinators(await officeNumber(heard, conferenceId)))
}

async function officeNumber(heard: Heard, conferenceId: string | null): Promise<string | null> {
  return (await whomToCall(heard.tx, conferenceId, heard.person)) ?? heard.world.settings.office.phone
}

async function conferenceOf(heard: Heard): Promise<string | null> {
  const [point] = await bridgePointsServedBy(heard.tx, heard.person.id)
  if (point) return point.conferenceId
  const live = await liveConferences(heard.tx)
  return live.length === 1 ? live[0]!.id : null
}

async function alertCoordinators(heard: Heard, question: Question): Promise<number> {
  const about = await subjectOf(heard, question)
  const { person } = heard
  const who = [person.name, person.unit].filter(Boolean).join(', ')
  return tellCoordinators(
    heard,
    question.conferenceId,
    {
      key: `question:${question.id}`,
      kind: 'urgent',
      subject: `question:${question.id}`,
      card: (reader) => {
        const { question: words, assignment, readiness } = textsIn(reader.language)
        const name = about && (about.kind === 'assignment' ? assignment.name(about.name) : readiness.name(about.name))
        const text = words.alert(question.number, who, name, person.phones[0] ? callOn(person) : '', question.text)
        return { text, choices: [{ label: words.replyLabel, command: { kind: 'reply-question', question: question.id } }] }
      },
    },
    person.id,
  )
}

async function subjectOf(turn: Turn, question: Question): Promise<{ kind: 'assignment' | 'bridge-point'; name: string } | null> {
  const ask = question.askId ? await askById(turn.tx, question.askId) : null
  if (ask?.assignmentId) return { kind: 'assignment', name: (await assignmentById(turn.tx, ask.assignmentId)).code }
  const pointId = ask?.bridgePointId
  return pointId ? { kind: 'bridge-point', name: (await bridgePointById(turn.tx, pointId)).name } : null
}

/** "Trả lời": the coordinator's next message goes to the one who asked. */
export async function startReply(heard: Heard, questionId: string): Promise<void> {
  const question = await replyable(heard, questionId)
  if (!question) return
  await expect(heard.tx, heard.at, { what: 'reply', question: question.id, until: heard.now + PATIENCE_MS })
  const asker = await personById(heard.tx, question.contactId)
  await say(heard, 'write-reply', heard.texts.question.writeReply(heard.person, question.number, asker.name))
}

/** The coordinator's words go to the one who asked; the other coordinators see them. */
export async function replyToQuestion(heard: Heard, questionId: string, text: string): Promise<void> {
  const question = await replyable(heard, questionId)
  if (!question) return
  await markAnswered(heard.tx, question.id, heard.person.id, heard.now)
  await record(heard.tx, heard.now, heard.person.id, 'question-answered', question.id)
  await writeTo(heard, question.contactId, {
    key: `answer:${question.id}:${heard.eventId}`,
    kind: 'urgent',
    card: (reader) => ({ text: textsIn(reader.language).question.reply(reader, question.text, text), choices: [] }),
  })
  const asker = await personById(heard.tx, question.contactId)
  await say(heard, 'replied', heard.texts.question.replied(question.number, `${asker.address} ${asker.name}`))
  await tellOthers(heard, question, text)
}

function tellOthers(heard: Heard, question: Question, text: string): Promise<number> {
  return tellCoordinators(
    heard,
    question.conferenceId,
    {
      key: `answered:${question.id}:${heard.eventId}`,
      kind: 'ask',
      card: (reader) => ({
        text: textsIn(reader.language).question.othersReplied(question.number, heard.person.name, text),
        choices: [],
      }),
    },
    heard.person.id,
  )
}

async function replyable(heard: Heard, questionId: string): Promise<Question | null> {
  const question = await questionById(heard.tx, questionId)
  if (question && (await isCoordinator(heard.tx, heard.person.id, question.conferenceId))) return question
  await say(heard, 'not-yours', heard.texts.common.notYours)
  return null
}
