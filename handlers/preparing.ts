import type { Ask } from '../db/asks.ts'
import { expect } from '../db/chats.ts'
import { PATIENCE_MS } from '../src/domain/conversation.ts'
import type { Choice } from '../src/domain/message.ts'
import { preparing } from '../src/domain/readiness.ts'
import { MINUTE, momentFor } from '../src/domain/time.ts'
import { answerable } from './answerable.ts'
import { aboutAsk, type Heard, say } from './heard.ts'
import { reviseChoice } from './opening.ts'
import { keepStatus, recordedText, recordStatus, sayAlready } from './readiness.ts'
import { readinessOf } from './readiness-card.ts'

/** Asked again after this when the person named no time. */
const UNSURE_MS = 30 * MINUTE

/** Not later than this before the round closes, so that there is time to answer. */
const BEFORE_CLOSE_MS = 5 * MINUTE

/** "Đang chuẩn bị": counted apart at once; when it is expected to end is asked, and asked again then. */
export async function sayPreparing(heard: Heard, askId: string, minutes?: number): Promise<void> {
  const ask = await answerable(heard, askId)
  if (!ask) return
  if (minutes !== undefined) return expectAt(heard, ask, heard.now + minutes * MINUTE)
  await expect(heard.tx, heard.at, { what: 'expected-time', ask: ask.id, until: heard.now + PATIENCE_MS })
  const before = await readinessOf(heard, ask)
  const { readiness: words } = heard.texts
  if (before.status === 'preparing' && before.expectedAt !== null && before.expectedAt > heard.now)
    return sayAlready(heard, ask, before, ` ${words.newTime}`, minuteChoices(heard, ask))
  const unsure = beforeClose(heard, ask, heard.now + UNSURE_MS)
  const waiting = { ...preparing(before, unsure), expectedAt: null }
  await keepStatus(heard, ask, waiting, { kind: 'owed', againAt: unsure })
  const again = momentFor(heard.person, unsure, heard.now)
  const text = `${await recordedText(heard, ask, waiting)} ${words.whenReady(heard.person, again)}`
  const choices = [...minuteChoices(heard, ask), { ...reviseChoice(ask, heard.texts), row: 2 }]
  await say(heard, 'when', text, choices, aboutAsk(ask))
}

const minuteChoices = ({ texts }: Heard, ask: Ask): Choice[] =>
  [15, 30, 60].map((minutes) => ({
    label: texts.readiness.minutesLabel(minutes),
    command: { kind: 'preparing', ask: ask.id, minutes },
    row: 1,
  }))

/** The expected time was named, by a button or in words. */
export async function expectAt(heard: Heard, ask: Ask, at: number): Promise<void> {
  await expect(heard.tx, heard.at, null)
  const againAt = beforeClose(heard, ask, at)
  await recordStatus(heard, ask, preparing(await readinessOf(heard, ask), at), { kind: 'owed', againAt })
}

/** Asked again while there is still time to answer before the round closes, but not in the same breath. */
const beforeClose = (heard: Heard, ask: Ask, at: number) =>
  ask.endsAt === null ? at : Math.max(heard.now + MINUTE, Math.min(at, ask.endsAt - BEFORE_CLOSE_MS))
