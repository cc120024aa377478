import { answersGiven, countKeyed } from '../db/cards.ts'
import { addGuess, guessesAfter } from '../db/invites.ts'
import type { Address } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { HOUR } from '../src/domain/time.ts'
import { placeOf } from './path.ts'
import { tellCoordinators } from './tell.ts'
import type { Turn } from './world.ts'

/** Somebody shows a code in a chat. */
interface Guessing extends Turn {
  at: Address
  eventId: string
}

/** Wrong guesses allowed within an hour; after them even right codes of those who guessed are refused until it has passed. */
const GUESSES_PER_CHAT = 5
const GUESSES_IN_ALL = 100

/**
 * A link cannot be guessed, so a right one is taken even while codes are refused. When too many are guessed in all, a chat
 * that has guessed none may still show its code: else guessing would lock all out.
 */
export async function isBarred(guessing: Guessing): Promise<boolean> {
  const since = guessing.now - HOUR
  const wrong = await guessesAfter(guessing.tx, guesser(guessing), since)
  const here = Math.max(wrong.here, await answersGiven(guessing.tx, guessing.at, ['unknown'], since))
  return here >= GUESSES_PER_CHAT || (here > 0 && wrong.inAll >= GUESSES_IN_ALL)
}

/** A stranger's chat is kept only as far as counting needs it. */
const guesser = ({ world, at }: Guessing) => world.mac(`guesser ${placeOf(at)}`)

/** Keeps a wrong guess; when there are too many in all, it is told. */
export async function countGuess(guessing: Guessing): Promise<void> {
  const since = guessing.now - HOUR
  await addGuess(guessing.tx, guesser(guessing), guessing.now, since)
  const wrong = await guessesAfter(guessing.tx, guesser(guessing), since)
  if (wrong.inAll >= GUESSES_IN_ALL) await tellOfGuessing(guessing)
}

/** Somebody tries code after code: those who coordinate everything hear of it once an hour. */
async function tellOfGuessing(guessing: Guessing): Promise<void> {
  if ((await countKeyed(guessing.tx, 'guessing:*', guessing.now - HOUR)) > 0) return
  const card = (reader: Person) => ({
    text: textsIn(reader.language).join.guessing(GUESSES_IN_ALL),
    choices: [],
  })
  await tellCoordinators(guessing, null, { key: `guessing:${guessing.eventId}`, kind: 'urgent', card })
}
