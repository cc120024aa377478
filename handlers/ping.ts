import { type Ask } from '../db/asks.ts'
import type { Conference } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import type { Db, Tx } from '../db/open.ts'
import { peopleByIds } from '../db/people.ts'
import { latestPings, pathless } from '../db/pings.ts'
import { peopleIn } from '../db/plans.ts'
import { end, open } from './asking.ts'
import { subjectOf } from './cards.ts'
import { pingCard } from './ping-card.ts'
import { writeTo } from './write.ts'
import type { Turn } from './world.ts'

/** How the last test of the paths stands: contacts by their ids. */
export interface PingResult {
  answered: string[]
  silent: string[]
  /** Among the silent: those whom the message has no way to. */
  unreachable: string[]
}

/** Everybody whom a conference has to do with, in the order of their codes. */
export async function pingable(tx: Db | Tx, conferenceId: string) {
  return peopleByIds(tx, [...(await peopleIn(tx, conferenceId))])
}

/**
 * A test message to each of these contacts; the one before that is still open to them ends. Answering is all that is asked:
 * nobody is chased, nobody is held to account. `run` names it, so that it is never sent twice.
 */
export async function ping(
  turn: Turn,
  conference: Conference,
  contactIds: string[],
  run: string,
): Promise<void> {
  const before = await latestPings(turn.tx, conference.id)
  await end(
    turn,
    before.filter((ask) => ask.state === 'open' && contactIds.includes(ask.owedBy)),
  )
  for (const contactId of contactIds) await pingOne(turn, conference, contactId, run)
  await record(turn.tx, turn.now, 'system', 'pinged', conference.id, { contacts: contactIds.length })
}

async function pingOne(turn: Turn, conference: Conference, contactId: string, run: string): Promise<void> {
  const ask = await open(turn, {
    key: `ping:${conference.id}:${run}:${contactId}`,
    kind: 'ping',
    conferenceId: conference.id,
    owedBy: contactId,
    steps: [],
    urgent: false,
  })
  if (ask) await writeCard(turn, ask)
}

const writeCard = (turn: Turn, ask: Ask) =>
  writeTo(turn, ask.owedBy, {
    key: `card:${ask.id}`,
    kind: 'ask',
    ask: ask.id,
    chasing: true,
    subject: subjectOf(ask),
    card: (reader) => pingCard(turn, ask, reader),
  })

/** How the last test stands for each contact who has had one; null when there was none. */
export async function pingResult(tx: Db | Tx, conferenceId: string): Promise<PingResult | null> {
  const asks = await latestPings(tx, conferenceId)
  if (asks.length === 0) return null
  const open = asks.filter((ask) => ask.state !== 'answered')
  return {
    answered: asks.filter((ask) => ask.state === 'answered').map((ask) => ask.owedBy),
    silent: open.map((ask) => ask.owedBy),
    unreachable: await pathless(
      tx,
      open.map((ask) => ask.id),
    ),
  }
}
