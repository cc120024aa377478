import { expect } from '../../db/chats.ts'
import { type Media, mediaById } from '../../db/media.ts'
import { PATIENCE_MS } from '../../src/domain/conversation.ts'
import { isThanks } from '../../src/domain/courtesy.ts'
import { matchLabel, type Meaning, readAmount, understand } from '../../src/domain/reply.ts'
import { neverMind } from '../concern.ts'
import { aboutAsk, type Heard, say } from '../heard.ts'
import { type Asked, askedOf, forward, sayWanted } from './asked.ts'
import { keepAnswer } from './keep-answer.ts'

/** "Đã nhận". To an announcement that wants more it is no answer: what is wanted is said. */
export async function received(heard: Heard, askId: string): Promise<void> {
  const asked = await askedOf(heard, askId, { kind: 'received' })
  if (!asked) return
  const { wanted } = asked.announcement
  await (wanted.kind === 'received'
    ? keepAnswer(heard, asked, { kind: 'received' })
    : sayWanted(heard, asked))
}

/** One of the options; another one later takes its place. */
export async function choose(heard: Heard, askId: string, option: number): Promise<void> {
  const asked = await askedOf(heard, askId, { kind: 'choice', option })
  if (!asked) return
  const { wanted } = asked.announcement
  const isOffered = wanted.kind === 'choice' && option in wanted.options
  await (isOffered ? keepAnswer(heard, asked, { kind: 'choice', option }) : sayWanted(heard, asked))
}

/** A number, a text or a file: it is asked for, unless it came with the wish. */
export async function giveAnswer(heard: Heard, askId: string, words?: string): Promise<void> {
  const file = await fileSent(heard)
  const asked = await askedOf(heard, askId, words ?? file?.fileName ?? null)
  if (!asked) return
  const { wanted } = asked.announcement
  if (file && wanted.kind === 'file')
    return keepAnswer(heard, asked, { kind: 'file', media: file.id, fileName: file.fileName })
  if (wanted.kind !== 'number' && wanted.kind !== 'text' && wanted.kind !== 'file')
    return sayWanted(heard, asked)
  return words === undefined ? prompt(heard, asked) : takeWords(heard, asked, words)
}

async function fileSent({ tx, photo, person }: Heard): Promise<Media | null> {
  const file = photo ? await mediaById(tx, photo) : null
  return file?.contactId === person.id ? file : null
}

/** The next words are the answer. A number typed is one, so nothing else may have a number there. */
async function prompt(heard: Heard, { ask, announcement }: Asked): Promise<void> {
  const { texts, person, world, at } = heard
  const { wanted, number } = announcement
  if (wanted.kind !== 'number' && wanted.kind !== 'text' && wanted.kind !== 'file') return
  await awaitAnswer(heard, ask.id)
  const { announcement: words, general } = texts
  const text = words.prompts[wanted.kind](person, number)
  const { buttons } = world.abilities(at.channel)
  const more = buttons ? '' : ` ${words.orNeverMind(general.neverMindLabel)}`
  await say(heard, 'prompt', text + more, buttons ? [neverMind(texts)] : [], aboutAsk(ask))
}

/** Takes words that were asked for; false when they are something else. */
export async function takeGiven(heard: Heard, askId: string, text: string): Promise<boolean> {
  const meaning = understand(text)
  const isForward = matchLabel(text, [heard.texts.question.forwardLabel]) === 0
  if (isElsewhere(meaning) || isThanks(text) || isForward) return false
  const asked = await askedOf(heard, askId, text)
  if (!asked) await expect(heard.tx, heard.at, null)
  else if (isNod(meaning)) await prompt(heard, asked)
  else if (asked.announcement.wanted.kind === 'number' && isStatus(meaning)) return false
  else await takeWords(heard, asked, text)
  return true
}

/** A fault, a question: those who can help hear of it, whatever was asked. */
const isElsewhere = ({ kind }: Meaning) =>
  kind === 'command' || kind === 'question' || kind === 'fault' || kind === 'cleared'

/** "ok" to being asked. */
const isNod = (meaning: Meaning) =>
  meaning.kind === 'yes' && (meaning.of === 'plain' || meaning.of === 'received')

/** What can only be the answer to something else, where a number is wanted. */
const isStatus = ({ kind }: Meaning) =>
  kind === 'yes' || kind === 'all-good' || kind === 'not-yet' || kind === 'concern'

const MOST_CHARACTERS = 1000

/** Words that are meant as the answer: kept, or refused with the reason. */
export async function takeWords(heard: Heard, asked: Asked, text: string): Promise<void> {
  const { refusals } = heard.texts.announcement
  const words = text.trim()
  switch (asked.announcement.wanted.kind) {
    case 'number':
      return takeNumber(heard, asked, words)
    case 'text':
      if (words.length > MOST_CHARACTERS) return refuse(heard, asked, refusals['too-long'](words.length))
      return words ? keepAnswer(heard, asked, { kind: 'text', words }) : sayWanted(heard, asked)
    case 'file':
      return refuse(heard, asked, refusals['no-file'], words)
    default:
      return sayWanted(heard, asked)
  }
}

async function takeNumber(heard: Heard, asked: Asked, words: string): Promise<void> {
  const amount = readAmount(words)
  const { refusals } = heard.texts.announcement
  if (amount.kind === 'refused') return refuse(heard, asked, refusals[amount.why])
  if (amount.kind === 'none') return refuse(heard, asked, refusals.unreadable, words)
  await keepAnswer(heard, asked, { kind: 'number', number: amount.number })
}

/** The answer is waited for still; words that may be meant for the organisers can go there by a button. */
async function refuse(heard: Heard, asked: Asked, why: string, words = ''): Promise<void> {
  const { ask } = asked
  const { world, at } = heard
  // The page has a place for the answer on the card.
  if (at.channel !== 'web') await awaitAnswer(heard, ask.id)
  const isOffered = words !== '' && world.abilities(at.channel).buttons
  await say(heard, 'refused', why, isOffered ? [forward(heard, asked, words)] : [], aboutAsk(ask))
}

const awaitAnswer = (heard: Heard, ask: string) =>
  expect(heard.tx, heard.at, { what: 'announcement-answer', ask, until: heard.now + PATIENCE_MS })
