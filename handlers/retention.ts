import { fact, saveFact } from '../db/facts.ts'
import { dropOldFetches } from '../db/fetches.ts'
import type { Tx } from '../db/open.ts'
import {
  blankOldLetters,
  blankOldPayloads,
  dropOldGuesses,
  dropOldMedia,
  dropOldWays,
  forgetOldChats,
  forgetOldStrangers,
} from '../db/retention.ts'
import { HOUR } from '../src/domain/time.ts'
import { type Settings, turn, type World } from './world.ts'

/** Rows of one class in one transaction: nobody waits long for the writer. What is left over is for the next look. */
const BATCH = 500

/** Looking through everything takes a while, and a day's retention is not a matter of minutes. */
const EVERY = HOUR

type Forget = (tx: Tx, now: number) => Promise<number>

const classes = (settings: Settings): Forget[] => [
  (tx, now) => blankOldPayloads(tx, now - settings.inboxRetentionMs, BATCH),
  (tx, now) => forgetOldStrangers(tx, now - settings.inboxRetentionMs, BATCH),
  (tx, now) => forgetOldChats(tx, now - settings.inboxRetentionMs, BATCH),
  (tx, now) => blankOldLetters(tx, now - settings.letterRetentionMs, BATCH),
  (tx, now) => dropOldMedia(tx, now - settings.mediaRetentionMs, BATCH),
  (tx, now) => dropOldFetches(tx, now - settings.inboxRetentionMs, BATCH),
  (tx, now) => dropOldWays(tx, now - settings.letterRetentionMs, BATCH),
  (tx, now) => dropOldGuesses(tx, now - HOUR),
]

/** Forgets, class by class, what has been kept for as long as the office set. Returns how many rows; 0 when it was done within the hour. */
export async function forgetWhatIsOld(world: World): Promise<number> {
  const last = await fact(world.store.db, 'retention-at')
  if (last && last.at <= world.now() && world.now() - last.at < EVERY) return 0
  const taken: number[] = []
  for (const forget of classes(world.settings))
    taken.push(await turn(world, ({ tx, now }) => forget(tx, now)))
  const isDone = taken.every((rows) => rows < BATCH)
  if (isDone) await turn(world, ({ tx, now }) => saveFact(tx, 'retention-at', '', now))
  return taken.reduce((sum, rows) => sum + rows, 0)
}
