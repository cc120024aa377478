import { setTimeout as pause } from 'node:timers/promises'
import type { Outgoing, SendResult } from '../../domain/message.ts'
import type { Ask, Asked } from './ask.ts'
import { type CsBody, fitsButtons, phoneForm, textBody } from './body.ts'
import { meaningOf } from './codes.ts'
import type { Pace } from './pace.ts'
import { sendResultOf } from './result.ts'
import { carries, mediaBody } from './upload.ts'

export interface Sending {
  ask: Ask
  pace: Pace
  hasButtons: () => boolean
  buttons: 'auto' | 'on' | 'off'
  buttonsRefused: { known: () => boolean; remember: () => void }
  formImage?: string
  now: () => number
}

/** A wait that fits between two letters is waited here; a longer one gives the letter back. */
const SHORT_WAIT_MS = 2_000
/** Letters whose failed attempts are counted; older ones are forgotten. */
const REMEMBERED = 1_000

export function sender(sending: Sending): (letter: Outgoing) => Promise<SendResult> {
  const tries = new Map<string, number>()
  let throttled = 0
  return async (letter) => {
    const wait = await taken(sending.pace)
    if (wait > 0) return { kind: 'retry', reason: 'throttled', afterMs: wait, scope: 'account' }
    const asked = await delivered(sending, letter)
    if (asked.kind === 'unasked') return asked.result
    const attempt = (tries.get(letter.letter) ?? 0) + 1
    const result = sendResultOf(asked, { now: sending.now(), tries: attempt, throttled })
    throttled = result.kind === 'retry' && result.reason === 'throttled' ? throttled + 1 : 0
    tries.delete(letter.letter)
    if (result.kind === 'retry') tries.set(letter.letter, attempt)
    if (tries.size > REMEMBERED) tries.delete(tries.keys().next().value!)
    return result
  }
}

async function taken(pace: Pace): Promise<number> {
  const wait = pace.take(performance.now())
  if (wait === 0 || wait > SHORT_WAIT_MS) return wait
  await pause(wait)
  return pace.take(performance.now())
}

const cs = (ask: Ask, body: CsBody) => ask({ path: '/v3.0/oa/message/cs', body })

/** The text first: what goes with it is worth nothing alone, and the text is what a later quote refers to. */
async function delivered(sending: Sending, letter: Outgoing): Promise<Asked> {
  const { ask } = sending
  const told = await textDelivered(sending, letter)
  if (told.kind !== 'ok') return told
  if (letter.media && carries(letter.media)) await mediaDelivered(ask, letter, letter.media)
  if (letter.asksPhone && sending.formImage)
    await cs(
      ask,
      phoneForm(letter.chat, {
        title: letter.text.slice(0, 100),
        subtitle: letter.text.slice(0, 500),
        image: sending.formImage,
      }),
    )
  return told
}

/** The text has left: what becomes of the picture changes nothing about that. An upload too old is made anew once. */
async function mediaDelivered(
  ask: Ask,
  letter: Outgoing,
  media: NonNullable<Outgoing['media']>,
): Promise<void> {
  for (let tries = 0; tries < 2; tries++) {
    const body = await mediaBody(ask, letter.chat, media)
    if (!('recipient' in body)) return
    const reply = await cs(ask, body)
    if (reply.kind !== 'no' || meaningOf(reply.code) !== 'upload-anew') return
  }
}

async function textDelivered(sending: Sending, letter: Outgoing): Promise<Asked> {
  const { ask, buttonsRefused } = sending
  const withButtons = sending.hasButtons() && fitsButtons(letter) && hasAny(letter)
  const reply = await cs(ask, textBody(letter, withButtons))
  const isRefused = reply.kind === 'no' && (reply.code === -201 || reply.code === -233)
  if (!withButtons || !isRefused || sending.buttons !== 'auto') return reply
  const plain = await cs(ask, textBody(letter, false))
  // Only when the same text passes without them was it the buttons that were refused.
  if (plain.kind === 'ok') buttonsRefused.remember()
  return plain
}

const hasAny = ({ buttons, link }: Outgoing) => buttons.length > 0 || link?.onButton === true
