import { asksOfConference } from '../db/asks.ts'
import { peopleByIds } from '../db/people.ts'
import { named } from '../src/domain/person.ts'
import { isOpen } from '../src/domain/reach.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { pathsOf } from './paths-of.ts'
import { tellCoordinators } from './tell.ts'
import type { Turn } from './world.ts'

/** So many names are read on a phone. */
const MOST_NAMED = 15

/**
 * Of those who owe an answer, some have no way by which anything goes to them by itself; only their page is there. The
 * coordinators hear who, at once, so that a link is passed on by hand. Without a page there is nothing to pass on: then the
 * board shows who has not linked.
 */
export async function tellOfUnreached(turn: Turn, conferenceId: string, wave: string): Promise<void> {
  if (turn.world.settings.publicUrl === null) return
  const owing = (await asksOfConference(turn.tx, conferenceId)).filter(({ state }) => state === 'open')
  const unreached: string[] = []
  for (const id of new Set(owing.map(({ owedBy }) => owedBy)))
    if (!(await hasWay(turn, id))) unreached.push(id)
  if (unreached.length === 0) return
  const people = await peopleByIds(turn.tx, unreached)
  await tellCoordinators(turn, conferenceId, {
    key: `unreached:${conferenceId}:${wave}`,
    kind: 'urgent',
    byItself: true,
    card: (reader) => {
      const names = people.slice(0, MOST_NAMED).map((one) => `${named(one, reader)} (${one.code})`)
      return { text: textsIn(reader.language).link.unreached(names, people.length - names.length), choices: [] }
    },
  })
}

const hasWay = async (turn: Turn, contactId: string) =>
  (await pathsOf(turn, contactId)).some((path) => path.channel !== 'web' && isOpen(path))
