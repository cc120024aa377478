import { announcementById } from '../../db/announcements.ts'
import { askById, latestAnswer } from '../../db/asks.ts'
import { numberedCards } from '../../db/cards.ts'
import type { Given } from '../../src/domain/announcement.ts'
import type { Command } from '../../src/domain/command.ts'
import { isThanks } from '../../src/domain/courtesy.ts'
import type { Choice } from '../../src/domain/message.ts'
import { inBrief } from '../../src/domain/quoted.ts'
import { type Amount, matchLabel, type Meaning, readAmount, understand } from '../../src/domain/reply.ts'
import { asksOf } from '../answerable.ts'
import { askWhich, cardsMeant } from '../choosing.ts'
import { neverMind } from '../concern.ts'
import { aboutAsk, type Heard, say } from '../heard.ts'
import { givenWords } from './answer-lines.ts'
import { takeWords } from './answer.ts'
import { answerLabelOf, type Asked, askedOf, forward, sayWanted } from './asked.ts'

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
 * Nothing but a number, nobody having asked just now, and no choice in this chat is called that: the answer when it is all
 * that is owed, else it is asked about.
 */
export async function takeLoneNumber(heard: Heard, text: string): Promise<boolean> {
  const amount = readAmount(text)
  if (amount.kind !== 'number') return false
  if (amount.how === 'among' && understand(text).kind !== 'numbers') return false
  if (await isChosen(heard, text, amount)) return false
  const meant = await waitingFor(heard, [['number'], ['text']])
  const [only] = meant
  const isSure = amount.how !== 'among' && only?.announcement.wanted.kind === 'number'
  if (!isSure || !(await isAllOwed(heard, only))) return askWhether(heard, text, meant)
  const asked = await askedOf(heard, only.ask.id, text)
  if (asked) await takeWords(heard, asked, text)
  return true
}

/** It is the number of a choice here, or with what is counted its label. */
async function isChosen(heard: Heard, text: string, { number, how }: AmountRead): Promise<boolean> {
  const { tx, at, now } = heard
  if (how !== 'counted') return (await numberedCards(tx, at, now)).some(({ commands }) => number in commands)
  const cards = await cardsMeant(heard)
  return cards.some(
    ({ card }) =>
      matchLabel(
        text,
        card.choices.map(({ label }) => label),
      ) >= 0,
  )
}

/** Words that may be the answer to what is owed, a number among them perhaps: they are asked about, never guessed. */
export async function askWhetherAnswer(heard: Heard, text: string): Promise<boolean> {
  const kinds: Typed[] = readAmount(text).kind === 'number' ? ['number', 'text'] : ['text']
  return askWhether(heard, text, await waitingFor(heard, [kinds]))
}

type AmountRead = Extract<Amount, { kind: 'number' }>
type Typed = 'number' | 'text' | 'file'

/**
 * The announcements that wait for an answer of the first of these kinds that any waits for. A number or a file may also be
 * meant to change what was answered, when none is waited for; words are too often something else.
 */
async function waitingFor(heard: Heard, inTurn: Typed[][]): Promise<Asked[]> {
  const all = await announcementsAsked(heard)
  const wants = ({ announcement }: Asked, kinds: Typed[]) =>
    kinds.some((kind) => kind === announcement.wanted.kind)
  const owed = all.filter(({ ask }) => ask.state === 'open')
  const first = inTurn.find((kinds) => owed.some((each) => wants(each, kinds)))
  if (first) return owed.filter((each) => wants(each, first))
  return all.filter((each) =>
    wants(
      each,
      inTurn.flat().filter((kind) => kind !== 'text'),
    ),
  )
}

async function announcementsAsked(heard: Heard): Promise<Asked[]> {
  const found: Asked[] = []
  for (const ask of (await asksOf(heard)).asked) {
    const announcement = ask.announcementId ? await announcementById(heard.tx, ask.announcementId) : null
    if (announcement) found.push({ ask, announcement })
  }
  return found
}

/** Nothing else waits for this person. */
async function isAllOwed(heard: Heard, { ask }: Asked): Promise<boolean> {
  const { asked, others } = await asksOf(heard)
  const owed = [...asked, ...others].filter(({ state }) => state === 'open')
  return owed.length === 1 && owed[0]!.id === ask.id
}

/** Is it the answer to that one, or to which of them? False when it can be to none. */
async function askWhether(heard: Heard, text: string, meant: Asked[]): Promise<boolean> {
  const [only] = meant
  if (!only) return false
  const give = ({ ask }: Asked): Command => ({ kind: 'give', ask: ask.id, words: text, saidAt: heard.saidAt })
  await (meant.length > 1 ? askWhichOf(heard, meant, give) : askThat(heard, only, text, give(only)))
  return true
}

async function askWhichOf(heard: Heard, meant: Asked[], command: (asked: Asked) => Command): Promise<void> {
  const choices: Choice[] = []
  for (const each of meant)
    choices.push({ label: await answerLabelOf(heard, each.ask), command: command(each) })
  await askWhich(heard, choices)
}

async function askThat(heard: Heard, asked: Asked, text: string, command: Command): Promise<void> {
  const { ask, announcement } = asked
  const { texts } = heard
  await say(
    heard,
    'whether',
    await whetherText(heard, asked, text),
    [
      { label: texts.announcement.isAnswerLabel(announcement.number), command },
      forward(heard, asked, text),
      neverMind(texts),
    ],
    aboutAsk(ask),
  )
}

async function whetherText(heard: Heard, { ask, announcement }: Asked, text: string): Promise<string> {
  const { texts, person, tx } = heard
  const { number, wanted } = announcement
  const words = texts.announcement
  const amount = readAmount(text)
  if (wanted.kind !== 'number' || amount.kind !== 'number')
    return words.isAnswer(person, number, inBrief(text))
  const before = await latestAnswer(tx, ask.id, true)
  const was = before && givenWords(words, wanted, before.value as Given)
  return words.isNumber(person, number, amount.number, was)
}

/**
 * A file, nobody having asked for one just now, is the answer to the one that waits for a file, which this returns. Of
 * several it is asked which; how to change one that was given already is told.
 */
export async function askForFile(heard: Heard): Promise<{ ask: string } | 'told' | null> {
  const meant = await waitingFor(heard, [['file']])
  const [only] = meant
  if (!only) return null
  if (meant.length > 1) await askWhichOf(heard, meant, ({ ask }) => ({ kind: 'give', ask: ask.id }))
  else if (only.ask.state === 'open') return { ask: only.ask.id }
  else await sayWanted(heard, only)
  return 'told'
}
