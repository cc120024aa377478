import { type InboxRow, markFailed, markHandled } from '../db/inbox.ts'
import { letterShownAs } from '../db/cards.ts'
import { type Addressed, isAddressed, type Letter, letterById } from '../db/outbox.ts'
import { personById } from '../db/people.ts'
import { identityAt, type Identity } from '../db/identities.ts'
import type { Inbound } from '../src/domain/message.ts'
import { secretIn } from '../src/domain/invite.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { type Heard, say, styledBy } from './heard.ts'
import { join } from './join.ts'
import { matchPhone } from './phone-match.ts'
import { noteRequest } from './request.ts'
import { hearMedia } from './media.ts'
import { perform } from './perform.ts'
import { pathClosed, pathOpened } from './path.ts'
import { forgetChatOf } from './withdrawn.ts'
import { noteEcho, noteReceipt } from './receipts.ts'
import { stranger } from './stranger.ts'
import { tellCoordinators } from './tell.ts'
import { showHelp } from './overview.ts'
import { hearWords, takeAwaited } from './words.ts'
import { type Turn, turn as inTurn, type World } from './world.ts'

/** After this many failures a row is put aside and the chat goes on. */
const MOST_ATTEMPTS = 5

/** A failure that may pass (a locked file) is tried again after this much real time, longer each time. */
const RETRY_MS = 500

/** One inbound event: who, what do they want, may they; its whole effect in one transaction, once. */
export async function handle(world: World, row: InboxRow): Promise<'handled' | 'failed' | 'parked'> {
  try {
    await inTurn(world, async (turn) => {
      const isNew = await markHandled(turn.tx, row.seq, turn.now)
      if (isNew && row.body) await hear(turn, row.body)
    })
    return 'handled'
  } catch (error) {
    const parked = await inTurn(world, (turn) => putAside(turn, row))
    if (parked) throw error
    return 'failed'
  }
}

async function putAside(turn: Turn, row: InboxRow): Promise<boolean> {
  const retryAt = turn.world.afterReal(RETRY_MS * 2 ** row.attempts)
  const parked = await markFailed(turn.tx, row, turn.now, retryAt, MOST_ATTEMPTS)
  if (!parked) return false
  const identity = await identityAt(turn.tx, row)
  const who = identity ? (await personById(turn.tx, identity.contactId)).name : '—'
  await tellCoordinators(turn, null, {
    key: `parked:${row.seq}`,
    kind: 'urgent',
    card: (reader) => ({ text: textsIn(reader.language).general.parked(who), choices: [] }),
  })
  return true
}

async function hear(turn: Turn, event: Inbound): Promise<void> {
  const { content } = event
  if (content.kind === 'closed') return pathClosed(turn, event)
  if (content.kind === 'receipt') return noteReceipt(turn, event, content)
  if (content.kind === 'echo') return noteEcho(turn, event, content)
  if (content.kind === 'withdrawn') return forgetChatOf(turn, event)
  const identity = await pathOpened(turn, event)
  if (identity) return hearContact(turn, event, identity)
  const secret = secretIn(event.content)
  if (secret) await join(turn, event, event.eventId, secret, event.senderName)
  else if (event.content.kind === 'phone') await matchPhone(joiningBy(turn, event), event.content)
  else if (event.content.kind !== 'opened') await hearStranger(turn, event)
}

const joiningBy = (turn: Turn, event: Inbound) => ({
  ...turn,
  at: { channel: event.channel, account: event.account, chat: event.chat },
  eventId: event.eventId,
  senderName: event.senderName ?? null,
})

/** Somebody we do not know: they are told how to be let in, and what they write goes to those who may know them. */
async function hearStranger(turn: Turn, event: Inbound): Promise<void> {
  const { content } = event
  await stranger(turn, event, event.eventId)
  const text = content.kind === 'text' ? content.text : content.kind === 'media' ? content.caption : ''
  if (text?.trim()) await noteRequest(joiningBy(turn, event), { text })
}

async function hearContact(turn: Turn, event: Inbound, identity: Identity): Promise<void> {
  const person = await personById(turn.tx, identity.contactId)
  await hearContent(
    {
      ...turn,
      at: { channel: event.channel, account: event.account, chat: event.chat },
      eventId: event.eventId,
      saidAt: Math.min(event.at, turn.now),
      person,
      identity,
      texts: textsIn(person.language),
      quoted: await quotedIn(turn, event),
      pressed: null,
    },
    event,
  )
}

async function quotedIn(turn: Turn, event: Inbound): Promise<Addressed | null> {
  const { content } = event
  if ((content.kind !== 'text' && content.kind !== 'media') || !content.replyTo) return null
  const letter = await letterShownAs(turn.tx, event, content.replyTo)
  return letter && isAddressed(letter) ? letter : null
}

/** Eight digits may be what was asked for, a number to ring perhaps; only unasked they are the code of an invite. */
async function showsInvite(heard: Heard, event: Inbound): Promise<boolean> {
  const secret = secretIn(event.content)
  if (!secret) return false
  const isTaken =
    event.content.kind === 'text' && secret.kind === 'code' && (await takeAwaited(heard, event.content.text))
  if (!isTaken) await join(heard, heard.at, heard.eventId, secret, event.senderName)
  return true
}

async function hearContent(heard: Heard, event: Inbound): Promise<unknown> {
  const { content } = event
  const { general } = heard.texts
  if (await showsInvite(heard, event)) return null
  switch (content.kind) {
    case 'text':
      return hearWords(styledBy(heard, content), content.text)
    case 'press':
      return press(heard, content.letter, content.number)
    case 'wish':
      return perform(content.photo ? { ...heard, photo: content.photo } : heard, content.command)
    case 'start':
      return showHelp(heard)
    case 'phone':
      return content.own
        ? matchPhone(joiningBy(heard, event), content)
        : say(heard, 'phone', general.foreignContactCard(heard.person))
    case 'media':
      return hearMedia(heard, content)
    case 'closed':
    case 'opened':
    case 'receipt':
    case 'echo':
    case 'withdrawn':
      return null
    default:
      return content satisfies never
  }
}

/**
 * A button says only which letter and which number; the letter must have gone to this chat. The page shows its reader
 * what was written to them elsewhere, too.
 */
async function press(heard: Heard, letterId: string, number: number): Promise<unknown> {
  const letter = await letterById(heard.tx, letterId)
  const isHere =
    letter?.channel === heard.at.channel &&
    letter.account === heard.at.account &&
    letter.chat === heard.at.chat
  const isShown = heard.at.channel === 'web' && letter?.contactId === heard.person.id
  if (!letter || !(isHere || isShown)) return say(heard, 'not-yours', heard.texts.general.notYours)
  const command = letter.commands[number]
  if (!command || letter.state === 'void' || (!isShown && wasOthers(heard, letter)))
    return say(heard, 'gone', heard.texts.general.buttonGone)
  return perform({ ...heard, pressed: letter }, command)
}

/** The chat was somebody else's, or not yet linked again, when this was sent there. */
const wasOthers = ({ identity }: Heard, { contactId, sendAt }: Letter) =>
  sendAt < identity.linkedAt || (contactId !== null && contactId !== identity.contactId)
