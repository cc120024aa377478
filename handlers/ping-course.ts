import { latestPings } from '../db/pings.ts'
import { type Conference, conferenceById, liveConferences } from '../db/conferences.ts'
import { isCoordinator, peopleByIds } from '../db/people.ts'
import { lettersShowing } from '../db/outbox.ts'
import type { Choice } from '../src/domain/message.ts'
import { givenName, named, type Person } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import type { PingView } from '../src/domain/texts/vi/contactable.ts'
import { answerable } from './answerable.ts'
import { recordAnswer } from './asking.ts'
import { type Heard, say } from './heard.ts'
import { MOST_LISTED } from './numbering.ts'
import { ping, pingable, type PingResult, pingResult } from './ping.ts'
import { refresh, reply } from './write.ts'
import type { Turn } from './world.ts'

/** "Đã nhận": the way to this person works. */
export async function answerPing(heard: Heard, askId: string): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  const { contactable } = heard.texts
  if (ask.state === 'answered')
    return void (await say(heard, 'ping-already', contactable.thanksAlready(heard.person)))
  await recordAnswer(heard, ask, { status: 'received' }, { kind: 'settled' })
  await say(heard, 'ping', contactable.thanks(heard.person))
  await refreshRun(heard, ask.conferenceId!)
}

/** "/thulienlac": how the last test stands, and whether another is to go out. */
export async function proposePing(heard: Heard, conferenceId?: string): Promise<void> {
  const conferences = await coordinatedBy(heard)
  const [only, another] = conferenceId ? conferences.filter(({ id }) => id === conferenceId) : conferences
  const { board, general, contactable } = heard.texts
  if (another)
    return void (await say(
      heard,
      'which',
      board.whichConference,
      conferences.slice(0, MOST_LISTED).map(pingChoice),
    ))
  if (!only) {
    const some = await isCoordinator(heard.tx, heard.person.id)
    return void (await say(heard, 'ping', some ? board.noConference : general.coordinatorsOnly))
  }
  const count = await countAsked(heard, only)
  if (count === 0) return void (await say(heard, 'ping', contactable.nobody))
  const before = await pingResult(heard.tx, only.id)
  const stands = before ? `${await runText(heard, only, heard.person, before)}\n\n` : ''
  const command = { kind: 'ping-now' as const, conference: only.id, wave: heard.eventId }
  await say(heard, 'ping', stands + contactable.pingQuestion(count, only.title), [
    { label: contactable.pingNowLabel(count), command },
  ])
}

const pingChoice = ({ id, title }: Conference, row: number): Choice => ({
  label: title,
  command: { kind: 'ping', conference: id },
  row,
})

async function countAsked({ tx, person }: Heard, { id }: Conference): Promise<number> {
  return (await pingable(tx, id)).filter((each) => each.id !== person.id).length
}

async function coordinatedBy(heard: Heard): Promise<Conference[]> {
  const coordinated: Conference[] = []
  for (const conference of await liveConferences(heard.tx))
    if (await isCoordinator(heard.tx, heard.person.id, conference.id)) coordinated.push(conference)
  return coordinated
}

/** It goes out, once however often the button is pressed; what the coordinator reads is brought up to date from then on. */
export async function pingNow(heard: Heard, conferenceId: string, wave: string): Promise<void> {
  const { tx, person } = heard
  if (!(await isCoordinator(tx, person.id, conferenceId)))
    return void (await say(heard, 'not-yours', heard.texts.general.notYours))
  const conference = await conferenceById(tx, conferenceId)
  const isNew = !(await latestPings(tx, conferenceId)).some(({ key }) => key.split(':')[2] === wave)
  const everyone = (await pingable(tx, conferenceId)).filter(({ id }) => id !== person.id)
  if (isNew)
    await ping(
      heard,
      conference,
      everyone.map(({ id }) => id),
      wave,
    )
  const text = await runText(heard, conference, person)
  const more = { contactId: person.id, subject: runOf(conferenceId) }
  await reply(heard, heard.at, `reply:${heard.eventId}:ping-run`, { text, choices: [] }, more)
}

const runOf = (conferenceId: string) => `ping-run:${conferenceId}`

async function refreshRun(turn: Turn, conferenceId: string): Promise<void> {
  if ((await lettersShowing(turn.tx, runOf(conferenceId))).length === 0) return
  const conference = await conferenceById(turn.tx, conferenceId)
  await refresh(turn, runOf(conferenceId), async (_, reader) => ({
    text: await runText(turn, conference, reader),
    choices: [],
  }))
}

async function runText(
  turn: Turn,
  conference: Conference,
  reader: Person,
  known?: PingResult,
): Promise<string> {
  const result = known ?? (await pingResult(turn.tx, conference.id))
  const { contactable } = textsIn(reader.language)
  return result
    ? contactable.pingSent(conference.title, await pingView(turn, reader, result))
    : contactable.nobody
}

/** By their names, as they are called and sorted; who has no way to them stands apart. */
export async function pingView({ tx }: Turn, reader: Person, result: PingResult): Promise<PingView> {
  const people = await peopleByIds(tx, result.silent)
  const sorted = people.toSorted((a, b) => givenName(a.name).localeCompare(givenName(b.name), 'vi'))
  const isCutOff = ({ id }: Person) => result.unreachable.includes(id)
  const names = (some: Person[]) => some.map((person) => named(person, reader))
  return {
    answered: result.answered.length,
    all: result.answered.length + result.silent.length,
    silent: names(sorted.filter((person) => !isCutOff(person))),
    unreachable: names(sorted.filter(isCutOff)),
  }
}
