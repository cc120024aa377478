import { type Ask, askById, liveAsksFor } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { bridgePointById } from '../db/conferences.ts'
import { type Addressed, openCards } from '../db/outbox.ts'
import type { Command } from '../src/domain/command.ts'
import type { Choice } from '../src/domain/message.ts'
import { matchLabel, type Meaning, understand } from '../src/domain/reply.ts'
import { takeExpected } from './expected.ts'
import { type Heard, say } from './heard.ts'
import { clearFault, reportFault, withdrawLast } from './incident.ts'
import { perform } from './perform.ts'
import { forwardQuestion, replyToQuestion } from './question.ts'
import { tickItems } from './readiness.ts'

/** Words from somebody we know: what was asked of them first, then a label or a number, then what they mean. */
export async function hearWords(heard: Heard, text: string): Promise<void> {
  if (await answersQuotedQuestion(heard, text)) return
  if (await takeExpected(heard, text)) return
  const cards = await cardsMeant(heard)
  const labelled = await commandByLabel(heard, cards, text)
  if (labelled === 'told') return
  if (labelled) return void (await perform(heard, labelled))
  await act(heard, cards, text, understand(text))
}

/** A coordinator who quotes a question is answering it. */
async function answersQuotedQuestion(heard: Heard, text: string): Promise<boolean> {
  const subject = heard.quoted?.subject
  if (!subject?.startsWith('question:')) return false
  await replyToQuestion(heard, subject.slice('question:'.length), text)
  return true
}

/** The cards the words may be about: the one quoted, else all that are open in this chat. */
async function cardsMeant(heard: Heard): Promise<Addressed[]> {
  const cards = await openCards(heard.tx, heard.at, heard.now)
  const quoted = cards.filter((card) => card.id === heard.quoted?.id)
  return quoted.length > 0 ? quoted : cards
}

/** The choice whose label the words are. The same label on the cards of several asks: which one? */
async function commandByLabel(heard: Heard, cards: Addressed[], text: string): Promise<Command | 'told' | null> {
  const found = cards.flatMap((card) => {
    const place = matchLabel(text, card.card.choices.map((choice) => choice.label))
    return place < 0 ? [] : [card.card.choices[place]!]
  })
  const commands = new Map(found.map((choice) => [subjectOf(choice.command), choice.command]))
  if (commands.size === 0) return null
  const first = found[0]!.command
  if (commands.size === 1) return first
  await askWhich(heard, found)
  return 'told'
}

const subjectOf = (command: Command) => ('ask' in command ? command.ask : JSON.stringify(command))

async function askWhich(heard: Heard, found: Choice[]): Promise<void> {
  const choices: Choice[] = []
  for (const { label, command } of found) {
    if (choices.some((each) => subjectOf(each.command) === subjectOf(command))) continue
    const ask = 'ask' in command ? await askById(heard.tx, command.ask) : null
    const named = ask ? `${label} – ${await nameOf(heard, ask)}` : label
    choices.push({ label: named, command, row: choices.length })
  }
  await say(heard, 'which', heard.texts.common.whichCard(heard.person), choices)
}

async function nameOf(heard: Heard, ask: Ask): Promise<string> {
  if (ask.assignmentId) return heard.texts.assignment.name((await assignmentById(heard.tx, ask.assignmentId)).code)
  return heard.texts.readiness.name((await bridgePointById(heard.tx, ask.bridgePointId!)).name)
}

async function act(heard: Heard, cards: Addressed[], text: string, meaning: Meaning): Promise<unknown> {
  switch (meaning.kind) {
    case 'numbers':
      return chooseNumbers(heard, cards, meaning.numbers)
    case 'command':
      return perform(heard, slashCommands[meaning.command])
    case 'fault':
      return reportFault(heard, text)
    case 'cleared':
      return (await clearFault(heard)) || forwardQuestion(heard, text, null)
    case 'mistaken':
      return (await withdrawLast(heard)) || askBack(heard, cards, text)
    case 'question':
      return forwardQuestion(heard, text, await askInQuestion(heard, cards))
    case 'yes':
    case 'all-good':
    case 'not-yet':
    case 'concern':
      return answerAsk(heard, cards, text, meaning)
    case 'no':
    case 'code':
    case 'unclear':
      return askBack(heard, cards, text)
    default:
      return meaning satisfies never
  }
}

const slashCommands: Record<Extract<Meaning, { kind: 'command' }>['command'], Command> = {
  board: { kind: 'board' },
  assignments: { kind: 'assignments' },
  'bridge-points': { kind: 'bridge-points' },
  help: { kind: 'help' },
  'language-vi': { kind: 'language', language: 'vi' },
  'language-en': { kind: 'language', language: 'en' },
}

/** Numbers name choices of the open cards; several at once are ticks of one checklist. */
async function chooseNumbers(heard: Heard, cards: Addressed[], numbers: number[]): Promise<void> {
  const chosen = numbers.map((number) => commandNumbered(cards, number))
  const missing = numbers.find((_, place) => !chosen[place])
  if (missing !== undefined) return void (await say(heard, 'no-number', heard.texts.common.noSuchNumber(missing)))
  const ticks = chosen.filter((command) => command?.kind === 'tick')
  const [first] = chosen
  if (first?.kind === 'tick' && ticks.length === chosen.length && ticks.every((tick) => tick.ask === first.ask))
    return tickItems(heard, first.ask, ticks.map((tick) => tick.item))
  if (first && chosen.length === 1) {
    await perform(heard, first)
    return
  }
  await say(heard, 'one-number', heard.texts.common.oneNumber)
}

const commandNumbered = (cards: Addressed[], number: number): Command | undefined =>
  cards.find((card) => number in card.commands)?.commands[number]

type Answering = Extract<Meaning, { kind: 'yes' | 'all-good' | 'not-yet' | 'concern' }>

/** An answer in words belongs to the one ask it fits; with several, which one; with none, the person is asked. */
async function answerAsk(heard: Heard, cards: Addressed[], text: string, meaning: Answering): Promise<unknown> {
  const asks = (await asksMeant(heard, cards)).filter((ask) => fits(ask, meaning))
  const owed = asks.filter((ask) => ask.state === 'open')
  const meant = owed.length > 0 ? owed : asks.slice(0, 1)
  const [only] = meant
  if (!only) return askBack(heard, cards, text)
  if (meant.length === 1) return perform(heard, commandFor(only, meaning))
  const choices = meant.map((ask) => ({ label: labelFor(heard, ask, meaning), command: commandFor(ask, meaning) }))
  return askWhich(heard, choices)
}

async function asksMeant(heard: Heard, cards: Addressed[]): Promise<Ask[]> {
  const asks = await liveAsksFor(heard.tx, heard.person.id)
  const quoted = heard.quoted && cards.length === 1 ? heard.quoted.askId : null
  return quoted ? asks.filter((ask) => ask.id === quoted) : asks
}

/** Which asks a meaning can be the answer to. "ok" never settles a due date: it may only mean that it was read. */
function fits(ask: Ask, meaning: Answering): boolean {
  switch (meaning.kind) {
    case 'all-good':
    case 'not-yet':
      return ask.kind === 'readiness'
    case 'concern':
      return ask.kind === 'acknowledge'
    case 'yes':
      return kindsOfYes[meaning.of].includes(ask.kind)
    default:
      return meaning satisfies never
  }
}

const kindsOfYes: Record<Extract<Meaning, { kind: 'yes' }>['of'], Ask['kind'][]> = {
  received: ['acknowledge'],
  ready: ['readiness'],
  done: ['deadline', 'readiness'],
  plain: ['acknowledge', 'readiness'],
}

function commandFor(ask: Ask, meaning: Answering): Command {
  switch (meaning.kind) {
    case 'all-good':
      return { kind: 'all-good', ask: ask.id }
    case 'not-yet':
      return { kind: 'preparing', ask: ask.id, minutes: meaning.minutes }
    case 'concern':
      return meaning.reason
        ? { kind: 'concern-reason', ask: ask.id, reason: meaning.reason }
        : { kind: 'concern', ask: ask.id }
    case 'yes':
      return yesTo(ask)
    default:
      return meaning satisfies never
  }
}

function yesTo(ask: Ask): Command {
  if (ask.kind === 'readiness') return { kind: 'ready', ask: ask.id }
  return ask.kind === 'deadline' ? { kind: 'complete', ask: ask.id } : { kind: 'acknowledge', ask: ask.id }
}

function labelFor(heard: Heard, ask: Ask, meaning: Answering): string {
  const { assignment, readiness } = heard.texts
  if (meaning.kind === 'all-good') return readiness.allGoodLabel
  if (meaning.kind === 'not-yet') return readiness.preparingLabel
  if (meaning.kind === 'concern') return assignment.concernLabel
  const yes = { acknowledge: assignment.acknowledgeLabel, readiness: readiness.readyLabel, deadline: assignment.completeLabel }
  return yes[ask.kind]
}

async function askInQuestion(heard: Heard, cards: Addressed[]): Promise<string | null> {
  const asks = await asksMeant(heard, cards)
  return asks.length === 1 ? asks[0]!.id : null
}

/** In doubt the bot asks: the newest card's choices, and the way to the organisers. It never guesses a yes. */
async function askBack(heard: Heard, cards: Addressed[], text: string): Promise<void> {
  const { common, question } = heard.texts
  const forward: Choice = { label: question.forwardLabel, command: { kind: 'ask-organisers', text }, row: 90 }
  const card = cards.find((each) => each.askId && each.card.choices.length > 0)
  if (card) {
    const choices = card.card.choices.filter((choice) => choice.command.kind !== 'tick')
    await say(heard, 'unclear', common.notUnderstood(heard.person), [...choices.map(unnumbered), forward])
    return
  }
  const never: Choice = { label: common.neverMindLabel, command: { kind: 'never-mind' }, row: 91 }
  await say(heard, 'unclear', common.notUnderstoodWithoutCard(heard.person), [forward, never])
}

const unnumbered = ({ label, command, row }: Choice): Choice => ({ label, command, row })
