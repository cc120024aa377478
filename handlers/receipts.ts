import { changeLetter } from '../db/outbox.ts'
import { isKnownMessage, markDelivered, markSeen, unsettledAt } from '../db/receipts.ts'
import type { Content, Inbound } from '../src/domain/message.ts'
import { holdsText } from '../src/domain/quoted.ts'
import { lookSoonAt } from './announcement/watch.ts'
import type { Turn } from './world.ts'

type Receipt = Extract<Content, { kind: 'receipt' }>
type Echo = Extract<Content, { kind: 'echo' }>

/** Our messages arrived, or were looked at. The latter is kept only where the office has set so: it watches a person. */
export async function noteReceipt(turn: Turn, event: Inbound, receipt: Receipt): Promise<void> {
  const { tx, world } = turn
  if (receipt.messages.length === 0) return
  await lookSoonAt(turn, await markDelivered(tx, event, receipt.messages, event.at))
  if (receipt.what === 'seen' && world.settings.seenReceipts)
    await markSeen(tx, event, receipt.messages, event.at)
}

/**
 * The platform shows a message that left our account. One that we do not know under its id is, by its words, a letter
 * whose answer was lost: it left, and is not sent again.
 */
export async function noteEcho(turn: Turn, event: Inbound, echo: Echo): Promise<void> {
  const { tx } = turn
  if (echo.byHand || (await isKnownMessage(tx, event, echo.message))) return
  const unsettled = await unsettledAt(tx, event)
  const letter = unsettled.find(({ card }) => holdsText(echo.text, card.text))
  if (!letter || letter.claimedBy !== null) return
  const sent = {
    state: 'sent' as const,
    platformId: echo.message,
    sentAt: event.at,
    reason: null,
    again: false,
  }
  await changeLetter(tx, letter.id, { ...sent, attempts: 0 })
  await lookSoonAt(turn, [letter])
}
