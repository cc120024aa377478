import { coordinatorsOf } from '../db/people.ts'
import { type Note, writeTo } from './write.ts'
import type { Turn } from './world.ts'

/** Tells every coordinator of that conference (and of everything), each in their own words. Returns how many. */
export async function tellCoordinators(
  turn: Turn,
  conferenceId: string | null,
  note: Note,
  except?: string,
): Promise<number> {
  const people = (await coordinatorsOf(turn.tx, conferenceId)).filter((person) => person.id !== except)
  for (const person of people) await writeTo(turn, person.id, note)
  return people.length
}
