import { askById } from '../db/asks.ts'
import { assignmentById, assignmentsServedBy } from '../db/assignments.ts'
import { expect } from '../db/chats.ts'
import { bridgePointById, bridgePointsServedBy, type Conference, liveConferences } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import { addQuestion, markAnswered, type Question, questionById } from '../db/incidents.ts'
import { isCoordinator, personById } from '../db/people.ts'
import { PATIENCE_MS } from '../src/domain/conversation.ts'
import { callOn, named } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { neverMind } from './concern.ts'
import { type Heard, say } from './heard.ts'
import { MOST_LISTED } from './numbering.ts'
import { tellCoordinators } from './tell.ts'
import { whomToCall } from './whom-to-call.ts'
import { writeTo } from './write.ts'
import type { Turn } from './world.ts'

/**
 * What a contact wrote goes to the coordinators, with what it is about and the number to ring. Somebody who serves several
 * conferences is first asked which one is meant.
 */
export async function forwardQuestion(
  heard: Heard,
  text: string,
  askId: string | null,
  conferenceId?: string,
): Promise<void> {
  const ask = askId ? await askById(heard.tx, askId) : null
  const known = ask?.conferenceId ?? conferenceId ?? null
  const served = known ? [] : await conferencesOf(heard)
  if (served.length > 1) return askWhichConference(heard, served, text)
  await putQuestion(heard, text, askId, known ?? served[0]?.id ?? null)
}

async function putQuestion(
  heard: Heard,
  text: string,
  askId: string | null,
  conferenceId: string | null,
): Promise<void> {
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

async function askWhichConference(heard: Heard, served: Conference[], text: string): Promise<void> {
  const choices = served.slice(0, MOST_LISTED).map(({ id, title }, row) => ({
    label: title,
    command: { kind: 'ask-organisers' as const, text, conference: id },
    row,
  }))
  await say(heard, 'which-conference', heard.texts.question.whichConference(heard.person), choices)
}

/** The conferences this person has to do with; the only one there is, for somebody with none. */
async function conferencesOf(heard: Heard): Promise<Conference[]> {
  const live = await liveConferences(heard.tx)
  const points = await bridgePointsServedBy(heard.tx, heard.person.id)
  const given = await assignmentsServedBy(heard.tx, heard.person.id)
  const ids = new Set([...points, ...given].map((each) => each.conferenceId))
  const served = live.filter((each) => ids.has(each.id))
  return served.length > 0 || live.length > 1 ? served : live
}

async function officeNumber(heard: Heard, conferenceId: string | null): Promise<string | null> {
  return (await whomToCall(heard.tx, conferenceId, heard.person)) ?? heard.world.settings.office.phone
}

async function alertCoordinators(heard: Heard, question: Question): Promise<number> {
  const about = await subjectOf(heard, question)
  const { person } = heard
  return tellCoordinators(
    heard,
    question.conferenceId,
    {
      key: `question:${question.id}`,
      kind: 'urgent',
      subject: `question:${question.id}`,
      card: (reader) => {
        const { question: words, assignment, readiness } = textsIn(reader.language)
        const name =
          about && (about.kind === 'assignment' ? assignment.name(about.name) : readiness.name(about.name))
        const who = [named(person, reader), person.unit].filter(Boolean).join(', ')
        const text = words.alert(
          question.number,
          who,
          name,
          person.phones[0] ? callOn(person) : '',
          question.text,
        )
        return {
          text,
          choices: [{ label: words.replyLabel, command: { kind: 'reply-question', question: question.id } }],
        }
      },
    },
    person.id,
  )
}

async function subjectOf(
  turn: Turn,
  question: Question,
): Promise<{ kind: 'assignment' | 'bridge-point'; name: string } | null> {
  const ask = question.askId ? await askById(turn.tx, question.askId) : null
  if (ask?.assignmentId)
    return { kind: 'assignment', name: (await assignmentById(turn.tx, ask.assignmentId)).code }
  const pointId = ask?.bridgePointId
  return pointId ? { kind: 'bridge-point', name: (await bridgePointById(turn.tx, pointId)).name } : null
}

/** "Trả lời": the coordinator's next message goes to the one who asked. */
export async function startReply(heard: Heard, questionId: string): Promise<void> {
  const question = await replyable(heard, questionId)
  if (!question) return
  await expect(heard.tx, heard.at, { what: 'reply', question: question.id, until: heard.now + PATIENCE_MS })
  const asker = await personById(heard.tx, question.contactId)
  const prompt = heard.texts.question.writeReply(heard.person, question.number, named(asker, heard.person))
  await say(heard, 'write-reply', prompt, [neverMind(heard.texts)])
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
    card: (reader) => ({
      text: textsIn(reader.language).question.reply(reader, question.text, text),
      choices: [],
    }),
  })
  const asker = await personById(heard.tx, question.contactId)
  await say(heard, 'replied', heard.texts.question.replied(question.number, named(asker, heard.person)))
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
        text: textsIn(reader.language).question.othersReplied(
          question.number,
          named(heard.person, reader),
          text,
        ),
        choices: [],
      }),
    },
    heard.person.id,
  )
}

async function replyable(heard: Heard, questionId: string): Promise<Question | null> {
  const question = await questionById(heard.tx, questionId)
  if (question && (await isCoordinator(heard.tx, heard.person.id, question.conferenceId))) return question
  await say(heard, 'not-yours', heard.texts.general.notYours)
  return null
}
