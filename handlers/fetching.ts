import { changeFetch, eventOf, type Fetch, nextFetch, wantFetch } from '../db/fetches.ts'
import { identityAt } from '../db/identities.ts'
import { saveMedia } from '../db/media.ts'
import { inTransaction } from '../db/open.ts'
import { personById } from '../db/people.ts'
import type { Channel, Fetched } from '../src/channels/channel.ts'
import { type FetchPurpose, LARGEST_FILE } from '../src/domain/fetch.ts'
import { type FileKind, fileKind, fileNameFor } from '../src/domain/file-kind.ts'
import type { Content, FailureReason, MediaRef } from '../src/domain/message.ts'
import { MINUTE, SECOND } from '../src/domain/time.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { fileArrived, fileFailed } from './fetched.ts'
import { type Heard, say } from './heard.ts'
import { tellCoordinators } from './tell.ts'
import { type Turn, turn as inTurn, type World } from './world.ts'

export type MediaContent = Extract<Content, { kind: 'media' }>

/**
 * What came with this event is to be fetched for that; nothing is said before it is here. Returns false, and says so, when
 * it is nothing that can be.
 */
export async function wantFile(
  heard: Heard,
  { what, ref }: MediaContent,
  purpose: FetchPurpose,
): Promise<boolean> {
  const { tx, world, at, eventId, person, now } = heard
  if (!ref || (what !== 'photo' && what !== 'file')) {
    await say(heard, 'no-file', heard.texts.fetched.notTaken(person, at.channel))
    return false
  }
  await wantFetch(tx, {
    id: world.newId(),
    ...at,
    eventId,
    contactId: person.id,
    ref,
    what: what === 'photo' ? 'image' : 'file',
    purpose,
    at: heard.saidAt,
    nextAt: now,
  })
  return true
}

const MOST_ATTEMPTS = 5
/** Longer than any download takes: what is still claimed then was lost on the way. */
const LEASE_MS = 3 * MINUTE
/** Real time before the next try, four times as long after each. */
const FIRST_PAUSE_MS = 2 * SECOND

export interface Fetching {
  /** Chats of this bot a file of which is on its way: a chat's files come one after the other. */
  busy: Set<string>
  /** Gives up what is on its way; it begins anew with the next start. */
  signal: AbortSignal
}

/** Fetches the next file that somebody sent to this bot, and does with it what it was meant for. */
export async function fetchNext(
  world: World,
  bot: Channel,
  { busy, signal }: Fetching,
): Promise<'did' | 'nothing'> {
  const row = await claim(world, bot, busy)
  if (!row) return 'nothing'
  try {
    const fetched = await fetchOne(bot, row, signal)
    const isGivenUp = signal.aborted && fetched.kind === 'retry'
    await inTurn(world, (turn) => record(turn, row, isGivenUp ? 'given-up' : fetched))
  } catch (error) {
    await inTurn(world, (turn) => putAside(turn, row))
    throw error
  } finally {
    busy.delete(row.chat)
  }
  return 'did'
}

async function claim(world: World, bot: Channel, busy: Set<string>): Promise<Fetch | null> {
  const address = { channel: bot.name, account: bot.account }
  if (!(await nextFetch(world.store.db, address, [...busy], world.now()))) return null
  return inTransaction(world.store, async (tx) => {
    const row = await nextFetch(tx, address, [...busy], world.now())
    if (!row) return null
    await changeFetch(tx, row.id, { attempts: row.attempts + 1, nextAt: world.afterReal(LEASE_MS) })
    busy.add(row.chat)
    return { ...row, attempts: row.attempts + 1 }
  })
}

/** One that brought the process down so often is not touched again. */
async function fetchOne(bot: Channel, row: Fetch, signal: AbortSignal): Promise<Fetched> {
  if (row.attempts > MOST_ATTEMPTS || !bot.fetch) return { kind: 'refused', reason: 'platform-error' }
  return bot.fetch(row.ref, signal)
}

async function record(turn: Turn, row: Fetch, fetched: Fetched | 'given-up'): Promise<void> {
  if (!(await isStillWanted(turn, row))) return end(turn, row, { reason: 'no-such-chat' })
  if (fetched === 'given-up')
    return changeFetch(turn.tx, row.id, { attempts: row.attempts - 1, nextAt: turn.now })
  switch (fetched.kind) {
    case 'file':
      return take(turn, row, fetched)
    case 'retry':
      return row.attempts < MOST_ATTEMPTS
        ? postpone(turn, row, fetched.afterMs)
        : fail(turn, row, 'unreachable')
    case 'refused':
      return fail(turn, row, fetched.reason)
    default:
      return fetched satisfies never
  }
}

/** Not when the sender was forgotten meanwhile, or the chat is somebody else's by now. */
const isStillWanted = async ({ tx }: Turn, row: Fetch): Promise<boolean> =>
  (await identityAt(tx, row))?.contactId === row.contactId

const postpone = (turn: Turn, { id, attempts }: Fetch, afterMs = 0) =>
  changeFetch(turn.tx, id, {
    nextAt: turn.world.afterReal(Math.max(afterMs, FIRST_PAUSE_MS * 4 ** (attempts - 1))),
  })

const end = ({ tx }: Turn, { id }: Fetch, outcome: Partial<Fetch>) =>
  changeFetch(tx, id, { ...outcome, ref: '', nextAt: null })

async function fail(turn: Turn, row: Fetch, reason: FailureReason): Promise<void> {
  await end(turn, row, { reason })
  await fileFailed(turn, row, reason)
}

async function take(turn: Turn, row: Fetch, { bytes, fileName }: Extract<Fetched, { kind: 'file' }>) {
  const kind = fileKind(bytes)
  if (!kind) return fail(turn, row, 'bad-message')
  if (bytes.length > LARGEST_FILE) return fail(turn, row, 'too-large')
  const event = await eventOf(turn.tx, row)
  const media = described(turn, kind, event?.fileName ?? fileName, bytes.length)
  await saveMedia(turn.tx, { ...media, contactId: row.contactId, bytes: Buffer.from(bytes), at: turn.now })
  await end(turn, row, { mediaId: media.id })
  await fileArrived(turn, row, { media, ...(event?.caption && { caption: event.caption }) })
}

const described = ({ world }: Turn, kind: FileKind, name: string | null, size: number): MediaRef => ({
  id: world.newId(),
  kind: kind.kind,
  mime: kind.mime,
  fileName: fileNameFor(name, kind),
  size,
})

/** Something of ours failed. It is tried again, in the end it is over and the coordinators are told. */
async function putAside(turn: Turn, row: Fetch): Promise<void> {
  if (row.attempts < MOST_ATTEMPTS) return postpone(turn, row)
  await end(turn, row, { reason: 'platform-error' })
  const { name } = await personById(turn.tx, row.contactId)
  await tellCoordinators(turn, null, {
    key: `parked:${row.id}`,
    kind: 'urgent',
    card: (reader) => ({ text: textsIn(reader.language).general.parked(name), choices: [] }),
  })
}
