import { announcementById } from '../../db/announcements.ts'
import { type Ask, askById } from '../../db/asks.ts'
import { numberedCards } from '../../db/cards.ts'
import { isThanks } from '../../src/domain/courtesy.ts'
import { inBrief } from '../../src/domain/quoted.ts'
import { matchLabel, type Meaning, readAmount, understand } from '../../src/domain/reply.ts'
import { asksOf } from '../answerable.ts'
import { neverMind } from '../concern.ts'
import { aboutAsk, type Heard, say } from '../heard.ts'
import { takeWords } from './answer.ts'
import { type Asked, askedOf } from './asked.ts'

/** Words that quote a card which wants a number or a few words are the answer; false when they are something else. */
export async function takeQuoted(heard: Heard, text: string): Promise<boolean> {
  const quoted = await quotedAsk(heard)
  if (!quoted || !isForIt(heard, quoted, text)) return false
  const asked = await askedOf(heard, quoted.ask.id, text)
  if (asked) await takeWords(heard, asked, text)
  return true
}

async function quotedAsk({ tx, quoted }: Heard): Promise<Asked | null> {
  const about = aboutAsk({ id: '' })
  const id = quoted?.askId ?? (quoted?.subject?.startsWith(about) ? quoted.subject.slice(about.length) : null)
  const ask = id ? await askById(tx, id) : null
  const announcement = ask?.announcementId ? await announcementById(tx, ask.announcementId) : null
  return ask && announcement ? { ask, announcement } : null
}

/** Of several words only those that mean nothing else; a choice of the card itself is that choice. */
function isForIt(heard: Heard, { announcement: { wanted } }: Asked, text: string): boolean {
  const { quoted, texts } = heard
  const labels = [...quoted!.card.choices.map(({ label }) => label), texts.general.neverMindLabel]
  if (matchLabel(text, labels) >= 0 || isThanks(text)) return false
  if (wanted.kind === 'number') return readAmount(text).kind !== 'none'
  const meaning = understand(text)
  return wanted.kind === 'text' && isOwn(meaning) && !isChoice(quoted!.commands, meaning)
}

/** What a short answer may be: anything that is not an order, a fault, a question or a nod. */
const isOwn = ({ kind }: Meaning) =>
  kind === 'unclear' || kind === 'numbers' || kind === 'no' || kind === 'code' || kind === 'not-yet'

const isChoice = (commands: object, meaning: Meaning) =>
  meaning.kind === 'numbers' && meaning.numbers.some((number) => number in commands)

/**
 * Nothing but a number, nobody having asked just now: it is the answer when all that is owed is one number, and no choice
 * in this chat is called that.
 */
export async function takeLoneNumber(heard: Heard, text: string): Promise<boolean> {
  const amount = readAmount(text)
  if (amount.kind !== 'number' || amount.how === 'among') return false
  const only = await onlyOwed(heard, 'number')
  if (!only || (amount.how === 'alone' && (await isNumbered(heard, amount.number)))) return false
  const asked = await askedOf(heard, only.ask.id, text)
  if (asked) await takeWords(heard, asked, text)
  return true
}

const isNumbered = async ({ tx, at, now }: Heard, number: number) =>
  (await numberedCards(tx, at, now)).some(({ commands }) => number in commands)

/** Words that may be the short text which is all that is owed: they are asked about, never guessed. */
export async function askWhetherText(heard: Heard, text: string): Promise<boolean> {
  const only = await onlyOwed(heard, 'text')
  if (!only) return false
  const { ask, announcement } = only
  const { texts, person } = heard
  const { conferenceId, number } = announcement
  const about = { about: ask.id, ...(conferenceId && { conference: conferenceId }) }
  const words = texts.announcement
  await say(
    heard,
    'whether',
    words.isAnswer(person, number, inBrief(text)),
    [
      { label: words.isAnswerLabel(number), command: { kind: 'give', ask: ask.id, words: text } },
      { label: texts.question.forwardLabel, command: { kind: 'ask-organisers', text, ...about } },
      neverMind(texts),
    ],
    aboutAsk(ask),
  )
  return true
}

/** The one thing this person owes, when it is an answer of that kind to an announcement. */
export async function onlyOwed(heard: Heard, kind: 'number' | 'text' | 'file'): Promise<Asked | null> {
  const { asked, others } = await asksOf(heard)
  const [ask, ...more]: Ask[] = [...asked, ...others].filter(({ state }) => state === 'open')
  if (!ask?.announcementId || more.length > 0) return null
  const announcement = await announcementById(heard.tx, ask.announcementId)
  return announcement?.wanted.kind === kind ? { ask, announcement } : null
}
