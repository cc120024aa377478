import { type Ask, asksOfConference } from '../db/asks.ts'
import { conferenceById } from '../db/conferences.ts'
import { roundsOf } from '../db/rounds.ts'
import { record } from '../db/facts.ts'
import { isCoordinator } from '../db/people.ts'
import { identitiesOf } from '../db/identities.ts'
import { currentRound } from './board.ts'
import { remindOfSeveral } from './bundle.ts'
import { remindOfAsk } from './chase.ts'
import { type Heard, say } from './heard.ts'
import { readinessOf } from './readiness-card.ts'
import type { Turn } from './world.ts'

/** "Nhắc các đầu mối chưa trả lời": how many, before anything is sent. */
export async function proposeReminder(heard: Heard, conferenceId: string): Promise<void> {
  if (!(await mayRemind(heard, conferenceId))) return
  const { inRound, reachable, unreachable } = await silentPeople(heard, conferenceId)
  const { board, general } = heard.texts
  if (reachable.size === 0) {
    await say(heard, 'remind', unreachable > 0 ? board.reminded(0, unreachable) : board.nobodySilent)
    return
  }
  await say(heard, 'remind', board.remindQuestion(reachable.size, inRound), [
    {
      label: board.remindNowLabel(reachable.size),
      command: { kind: 'remind-silent-now', conference: conferenceId, wave: heard.eventId },
    },
    { label: general.neverMindLabel, command: { kind: 'never-mind' } },
  ])
}

/** One message to everyone who still owes an answer, and to nobody else. The same wave is sent once. */
export async function remindSilent(heard: Heard, conferenceId: string, wave: string): Promise<void> {
  if (!(await mayRemind(heard, conferenceId))) return
  const { reachable, unreachable } = await silentPeople(heard, conferenceId)
  for (const [contactId, asks] of reachable) await remindPerson(heard, contactId, asks, `by-hand-${wave}`)
  await record(heard.tx, heard.now, heard.person.id, 'reminded', conferenceId, { people: reachable.size })
  const { board } = heard.texts
  await say(
    heard,
    'reminded',
    reachable.size > 0 ? board.reminded(reachable.size, unreachable) : board.nobodySilent,
  )
}

async function remindPerson(turn: Turn, contactId: string, asks: Ask[], step: string): Promise<void> {
  const [first] = asks
  if (!first) return
  if (asks.length > 1) await remindOfSeveral(turn, contactId, asks, step, true)
  else await remindOfAsk(turn, contactId, first, step, 'reminder', true)
}

async function mayRemind(heard: Heard, conferenceId: string): Promise<boolean> {
  const conference = await conferenceById(heard.tx, conferenceId)
  if (await isCoordinator(heard.tx, heard.person.id, conference.id)) return true
  await say(heard, 'remind', heard.texts.general.coordinatorsOnly)
  return false
}

/** Who owes an answer and has said nothing: in the open round, or about assignments when no round is open. */
async function silentPeople(turn: Turn, conferenceId: string) {
  const round = currentRound(await roundsOf(turn.tx, conferenceId))
  const open = round && round.closedAt === null ? round : null
  const owed = (await asksOfConference(turn.tx, conferenceId)).filter((ask) => ask.state === 'open')
  const silent: Ask[] = []
  for (const ask of owed) {
    if (open ? ask.roundId !== open.id : ask.kind !== 'acknowledge') continue
    if (ask.kind !== 'readiness' || (await readinessOf(turn, ask)).status === 'pending') silent.push(ask)
  }
  return { inRound: open !== null, ...(await byPerson(turn, silent)) }
}

async function byPerson(turn: Turn, asks: Ask[]) {
  const reachable = new Map<string, Ask[]>()
  let unreachable = 0
  for (const contactId of new Set(asks.map((ask) => ask.owedBy))) {
    const paths = await identitiesOf(turn.tx, contactId)
    if (paths.some((path) => path.closedAt === null))
      reachable.set(
        contactId,
        asks.filter((ask) => ask.owedBy === contactId),
      )
    else unreachable++
  }
  return { reachable, unreachable }
}
