import { askById } from '../db/asks.ts'
import { chatAt, expect } from '../db/chats.ts'
import { bridgePointById } from '../db/conferences.ts'
import type { Expecting } from '../src/domain/conversation.ts'
import { readMoment, understand } from '../src/domain/reply.ts'
import { offset } from '../src/domain/time.ts'
import { answerable, forwardConcern } from './acknowledge.ts'
import { type Heard, say } from './heard.ts'
import { raiseFault, reportFault } from './incident.ts'
import { forwardQuestion, replyToQuestion } from './question.ts'
import { expectAt, nameDuty } from './readiness.ts'

/** Words we asked for are taken for what we asked; returns false when none were, or when these are something else. */
export async function takeExpected(heard: Heard, text: string): Promise<boolean> {
  const expecting = (await chatAt(heard.tx, heard.at))?.expecting
  if (!expecting || expecting.until < heard.now) return false
  if (isCommandOrNumber(text, expecting)) return false
  return take(heard, expecting, text)
}

/** A slash command, or a number where words were asked for, is not the answer; a coordinator's reply may be anything. */
function isCommandOrNumber(text: string, expecting: Expecting): boolean {
  const { kind } = understand(text)
  if (kind === 'command') return true
  return kind === 'numbers' && expecting.what !== 'reply' && expecting.what !== 'question'
}

async function take(heard: Heard, expecting: Expecting, text: string): Promise<boolean> {
  switch (expecting.what) {
    case 'expected-time':
      return takeTime(heard, expecting.ask, text)
    case 'duty-person':
      return takeDuty(heard, expecting.ask, text)
    case 'fault-words':
      return takeFaultWords(heard, expecting.ask, text)
    case 'concern-words':
      return takeConcern(heard, expecting.ask, text)
    case 'question':
      await expect(heard.tx, heard.at, null)
      await forwardQuestion(heard, text, expecting.ask)
      return true
    case 'reply':
      await expect(heard.tx, heard.at, null)
      await replyToQuestion(heard, expecting.question, text)
      return true
    default:
      return expecting satisfies never
  }
}

async function takeTime(heard: Heard, askId: string, text: string): Promise<boolean> {
  const at = readMoment(text, heard.now, offset(heard.now, heard.person.timezone))
  if (at === null) {
    if (understand(text).kind !== 'unclear') return false
    await say(heard, 'what-time', heard.texts.readiness.whatTime)
    return true
  }
  const ask = await answerable(heard, askId)
  if (ask) await expectAt(heard, ask, at)
  return true
}

async function takeDuty(heard: Heard, askId: string, text: string): Promise<boolean> {
  if (await nameDuty(heard, askId, text)) return true
  if (understand(text).kind !== 'unclear') return false
  await say(heard, 'duty', heard.texts.readiness.dutyUnreadable)
  return true
}

async function takeFaultWords(heard: Heard, askId: string, text: string): Promise<boolean> {
  const { kind } = understand(text)
  if (kind !== 'fault' && kind !== 'unclear') return false
  await expect(heard.tx, heard.at, null)
  const ask = askId ? await askById(heard.tx, askId) : null
  if (ask?.bridgePointId) await raiseFault(heard, await bridgePointById(heard.tx, ask.bridgePointId), text, askId)
  else await reportFault(heard, text)
  return true
}

async function takeConcern(heard: Heard, askId: string, text: string): Promise<boolean> {
  await expect(heard.tx, heard.at, null)
  const ask = await answerable(heard, askId)
  if (ask) await forwardConcern(heard, ask, text, 'other')
  return true
}
