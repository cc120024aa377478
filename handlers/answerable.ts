import { type Ask, askById, latestAnswer } from '../db/asks.ts'
import { liveAsksFor } from '../db/live-asks.ts'
import { personById } from '../db/people.ts'
import { named } from '../src/domain/person.ts'
import { isAllowed } from './asking.ts'
import { type Heard, say } from './heard.ts'

/** The ask a person means, if they may answer it now; else they are told why not. */
export async function answerable(heard: Heard, askId: string): Promise<Ask | null> {
  const ask = await theirs(heard, askId)
  if (!ask || ask.state !== 'ended') return ask
  await say(heard, 'ended', heard.texts.general.askEnded(heard.person))
  return null
}

/** The same when nothing is answered, only talked about: an ask that is over can still be asked about. */
export async function theirs(heard: Heard, askId: string): Promise<Ask | null> {
  const ask = await askById(heard.tx, askId)
  if (ask && (await isAllowed(heard, ask))) return ask
  await say(heard, 'not-yours', heard.texts.general.notYours)
  return null
}

/**
 * What this person was asked and may answer, as it stood when they said it, which may be before its time was over; where
 * that is nothing, what they may answer for others.
 */
export async function asksOf(heard: Heard): Promise<{ asked: Ask[]; others: Ask[] }> {
  const { asked, unasked } = await liveAsksFor(heard.tx, heard.person.id, heard)
  return { asked: await allowed(heard, asked), others: await allowed(heard, unasked) }
}

async function allowed(heard: Heard, asks: Ask[]): Promise<Ask[]> {
  const theirs: Ask[] = []
  for (const ask of asks) if (await isAllowed(heard, ask)) theirs.push(beforeItsEnd(ask))
  return theirs
}

const beforeItsEnd = (ask: Ask): Ask =>
  ask.state === 'ended' ? { ...ask, state: ask.settledAt === null ? 'open' : 'answered' } : ask

/** Who gave the answer that counts, as others read it; null when it was this person themselves, or nobody. */
export async function answeredBy(heard: Heard, ask: Ask): Promise<string | null> {
  const answer = await latestAnswer(heard.tx, ask.id, true)
  if (!answer || answer.by === heard.person.id) return null
  return named(await personById(heard.tx, answer.by), heard.person)
}
