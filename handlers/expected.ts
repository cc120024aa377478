import { askById } from '../db/asks.ts'
import { chatAt, expect } from '../db/chats.ts'
import { bridgePointById, bridgePointsServedBy } from '../db/conferences.ts'
import { numberedCards } from '../db/cards.ts'
import type { Expecting } from '../src/domain/conversation.ts'
import { fold, type Meaning, readMoment, understand } from '../src/domain/reply.ts'
import { offset } from '../src/domain/time.ts'
import { takeGiven } from './announcement/answer.ts'
import { takeCorrection } from './announcement/change-words.ts'
import { takeDraftWords } from './announcement/draft.ts'
import { answerable } from './answerable.ts'
import { serves } from './asking.ts'
import { nameDuty } from './checklist.ts'
import { forwardConcern } from './concern.ts'
import { raiseFault, reportFault } from './fault-report.ts'
import { type Heard, say } from './heard.ts'
import { expectAt } from './preparing.ts'
import { forwardQuestion, replyToQuestion } from './question.ts'
import { takeContactFor } from './request-decision.ts'

/** Words we asked for are taken for what we asked; returns false when none were, or when these are something else. */
export async function takeExpected(heard: Heard, text: string): Promise<boolean> {
  const expecting = (await chatAt(heard.tx, heard.at))?.expecting
  if (!expecting || expecting.until < heard.saidAt) return false
  const meaning = understand(text)
  if (meaning.kind === 'command') return false
  if (await isNeverMind(heard, expecting, text, meaning))
    return expecting.what === 'announcement-answer' && letBe(heard)
  if (meaning.kind === 'numbers' && !isFreeText(expecting))
    return takeNumber(heard, expecting, meaning.numbers)
  return take(heard, expecting, text, meaning)
}

/** What a person writes to another, or to everybody, may be a number as well. */
const freeTexts: Expecting['what'][] = [
  'reply',
  'question',
  'contact-for-request',
  'announcement-answer',
  'draft',
  'correction',
]
const isFreeText = ({ what }: Expecting) => freeTexts.includes(what)

/** "Thôi", or its number; where a number may be what was asked for, only the word. */
async function isNeverMind(
  heard: Heard,
  { what }: Expecting,
  text: string,
  meaning: Meaning,
): Promise<boolean> {
  if (fold(text) === fold(heard.texts.general.neverMindLabel)) return true
  if (meaning.kind !== 'numbers' || what === 'announcement-answer') return false
  const chosen = meaning.numbers.map(String)
  return (await numberedCards(heard.tx, heard.at, heard.now)).some(({ commands }) =>
    chosen.some((number) => commands[Number(number)]?.kind === 'never-mind'),
  )
}

/** Where a number may be the answer, "Thôi" stands on no card. */
async function letBe(heard: Heard): Promise<boolean> {
  await expect(heard.tx, heard.at, null)
  await say(heard, 'never-mind', heard.texts.general.neverMind)
  return true
}

/** A number is a choice; "15" where a time was asked for and no choice has that number is asked about. */
async function takeNumber(heard: Heard, expecting: Expecting, numbers: number[]): Promise<boolean> {
  if (expecting.what !== 'expected-time') return false
  const cards = await numberedCards(heard.tx, heard.at, heard.now)
  if (numbers.some((number) => cards.some(({ commands }) => number in commands))) return false
  await say(heard, 'what-time', heard.texts.readiness.whatTime)
  return true
}

async function take(heard: Heard, expecting: Expecting, text: string, meaning: Meaning): Promise<boolean> {
  switch (expecting.what) {
    case 'expected-time':
      return takeTime(heard, expecting.ask, text, meaning)
    case 'duty-person':
      return takeDuty(heard, expecting.ask, text, meaning)
    case 'fault-words':
      return takeFaultWords(heard, expecting.ask, text, meaning)
    case 'concern-words':
      return takeConcern(heard, expecting.ask, text, meaning)
    case 'question':
      return takeQuestion(heard, expecting.ask, text, meaning)
    case 'reply':
      await expect(heard.tx, heard.at, null)
      await replyToQuestion(heard, expecting.question, text)
      return true
    case 'contact-for-request':
      return takeContactFor(heard, expecting.request, text)
    case 'announcement-answer':
      return takeGiven(heard, expecting.ask, text)
    case 'draft':
      return takeDraftWords(heard, expecting, text)
    case 'correction':
      return takeCorrection(heard, expecting, text)
    default:
      return expecting satisfies never
  }
}

async function takeTime(heard: Heard, askId: string, text: string, { kind }: Meaning): Promise<boolean> {
  const at = readMoment(text, heard.now, (moment) => offset(moment, heard.person.timezone))
  if (at === null) {
    if (kind !== 'unclear' && kind !== 'code') return false
    await say(heard, 'what-time', heard.texts.readiness.whatTime)
    return true
  }
  const ask = await answerable(heard, askId)
  if (ask) await expectAt(heard, ask, at)
  return true
}

async function takeDuty(heard: Heard, askId: string, text: string, { kind }: Meaning): Promise<boolean> {
  if (await nameDuty(heard, askId, text)) return true
  if (kind !== 'unclear' && kind !== 'code') return false
  await say(heard, 'duty', heard.texts.readiness.dutyUnreadable)
  return true
}

const faultWords = new Set<Meaning['kind']>(['fault', 'unclear', 'not-yet', 'concern'])

async function takeFaultWords(
  heard: Heard,
  askId: string,
  text: string,
  { kind }: Meaning,
): Promise<boolean> {
  if (!faultWords.has(kind)) return false
  await expect(heard.tx, heard.at, null)
  const ask = askId ? await askById(heard.tx, askId) : null
  if (!ask?.bridgePointId) await reportFault(heard, text)
  else if (await serves(heard, ask))
    await raiseFault(heard, await bridgePointById(heard.tx, ask.bridgePointId), text)
  // Somebody else answers for it by now: no fault of theirs, but nothing that failed goes unheard.
  else await forwardQuestion(heard, text, null)
  return true
}

async function takeConcern(heard: Heard, askId: string, text: string, meaning: Meaning): Promise<boolean> {
  if (isOtherAnswer(meaning)) return false
  if (isNod(meaning)) return sayPrompt(heard, heard.texts.assignment.concernWords(heard.person))
  await expect(heard.tx, heard.at, null)
  const ask = await answerable(heard, askId)
  if (ask) await forwardConcern(heard, ask, 'other', text)
  return true
}

/** A fault can be told at any time; everything else is what they wanted to talk about. */
async function takeQuestion(
  heard: Heard,
  askId: string | null,
  text: string,
  meaning: Meaning,
): Promise<boolean> {
  if (isOtherAnswer(meaning)) return false
  const isFault = meaning.kind === 'fault' || meaning.kind === 'cleared'
  if (isFault && (await bridgePointsServedBy(heard.tx, heard.person.id)).length > 0) return false
  if (isNod(meaning)) return sayPrompt(heard, heard.texts.assignment.discussPrompt(heard.person))
  await expect(heard.tx, heard.at, null)
  await forwardQuestion(heard, text, askId)
  return true
}

/** "ok" to being asked for words. */
const isNod = (meaning: Meaning) => meaning.kind === 'yes' && meaning.of === 'plain'

/** They thought better of it and gave the answer itself. */
const isOtherAnswer = (meaning: Meaning) =>
  meaning.kind === 'all-good' || (meaning.kind === 'yes' && meaning.of !== 'plain')

async function sayPrompt(heard: Heard, prompt: string): Promise<boolean> {
  await say(heard, 'prompt', prompt)
  return true
}
