import { type Ask, latestAnswer } from '../db/asks.ts'
import { lastSaid } from '../db/cards.ts'
import { type Letter } from '../db/outbox.ts'
import type { Command } from '../src/domain/command.ts'
import type { Choice } from '../src/domain/message.ts'
import { fold, type Meaning, readMoment } from '../src/domain/reply.ts'
import { MINUTE, offset } from '../src/domain/time.ts'
import { sayAlready } from './acknowledge.ts'
import { answerLabelOf } from './announcement/asked.ts'
import { asksOf } from './answerable.ts'
import { askWhich } from './choosing.ts'
import { neverMind } from './concern.ts'
import { aboutAsk, type Heard, say } from './heard.ts'
import { perform } from './perform.ts'
import { sayAlready as sayReadinessAlready } from './readiness.ts'
import { readinessOf } from './readiness-card.ts'

type Answering = Extract<Meaning, { kind: 'yes' | 'all-good' | 'not-yet' | 'concern' }>

/** The asks a person may mean: the one they quoted, else what they were asked, and apart from it what others were. */
export async function asksMeant(heard: Heard): Promise<{ asked: Ask[]; others: Ask[] }> {
  const all = await asksOf(heard)
  const { quoted } = heard
  const isQuoted = (ask: Ask) => quoted?.askId === ask.id || quoted?.subject === aboutAsk(ask)
  const [one] = [...all.asked, ...all.others].filter(isQuoted)
  return one ? { asked: [one], others: [] } : all
}

/** An answer in words belongs to the one ask it fits; with several, which one is asked. False when it fits none. */
export async function answerAsk(heard: Heard, text: string, meaning: Answering): Promise<boolean> {
  if (meaning.kind === 'not-yet' && tellsMore(text, meaning)) return false
  const { asked, others } = await asksMeant(heard)
  const fitting = asked.filter((ask) => fits(ask, meaning))
  if (isPlain(meaning)) return answerPlainly(heard, fitting, text, meaning)
  const asks = fitting.length > 0 ? fitting : others.filter((ask) => fits(ask, meaning))
  const owed = asks.filter((ask) => ask.state === 'open')
  const meant = owed.length > 0 ? owed : await answeredOtherwise(heard, asks, meaning)
  const [only] = meant
  if (!only) return false
  await (meant.length === 1
    ? perform(heard, commandFor(heard, only, text, meaning))
    : askWhich(heard, await choicesFor(heard, meant, text, meaning)))
  return true
}

const isPlain = (meaning: Answering) => meaning.kind === 'yes' && meaning.of === 'plain'

/** Nothing is owed: what the same words would change, or the newest, which is told that it was so already. */
async function answeredOtherwise(heard: Heard, asks: Ask[], meaning: Answering): Promise<Ask[]> {
  if (meaning.kind !== 'yes') return asks.slice(0, 1)
  const changed: Ask[] = []
  for (const ask of asks) {
    const value = (await latestAnswer(heard.tx, ask.id, true))?.value as { status: string } | undefined
    if (value?.status === 'concern' || value?.status === 'issue') changed.push(ask)
  }
  return changed.length > 0 ? asks : asks.slice(0, 1)
}

/**
 * "ok", "vâng", "👍" say yes to what was last said. They are an answer only to an ask that nobody has answered and that
 * our last message was about; after anything else the person is asked whether they mean it.
 */
async function answerPlainly(heard: Heard, asks: Ask[], text: string, meaning: Answering): Promise<boolean> {
  const awaited: Ask[] = []
  for (const ask of asks) if (await isAwaited(heard, ask)) awaited.push(ask)
  const [only] = awaited
  if (!only) return sayHowItStands(heard, asks[0])
  const choices = await choicesFor(heard, awaited, text, meaning)
  if (awaited.length > 1) await askWhich(heard, choices)
  else if (heard.quoted || (await lastSaid(heard.tx, heard.at, heard.now)).some(isAbout(only)))
    await perform(heard, commandFor(heard, only, text, meaning))
  else await askWhether(heard, choices[0]!)
  return true
}

/** "Đang chuẩn bị" until a time we know: "ok" before then only says that we were heard. */
async function isAwaited(heard: Heard, ask: Ask): Promise<boolean> {
  if (ask.state !== 'open') return false
  if (ask.kind !== 'readiness') return true
  const { status } = await readinessOf(heard, ask)
  return status === 'pending' || (status === 'preparing' && ask.againAt === null)
}

const isAbout = (ask: Ask) => (letter: Letter) =>
  letter.askId === ask.id ||
  letter.subject === aboutAsk(ask) ||
  letter.card.choices.some(({ command }) => 'ask' in command && command.ask === ask.id)

async function askWhether(heard: Heard, choice: Choice): Promise<void> {
  const text = heard.texts.general.isThisMeant(heard.person)
  await say(heard, 'whether', text, [choice, neverMind(heard.texts)], `which:${heard.person.id}`)
}

async function sayHowItStands(heard: Heard, ask: Ask | undefined): Promise<boolean> {
  if (!ask) await say(heard, 'nothing-owed', heard.texts.general.nothingOwed(heard.person))
  else if (ask.kind === 'ping') await perform(heard, { kind: 'answer-ping', ask: ask.id })
  else if (ask.kind === 'announcement') await perform(heard, { kind: 'received', ask: ask.id })
  else if (ask.kind !== 'readiness') await sayAlready(heard, ask)
  else await sayReadinessAlready(heard, ask, await readinessOf(heard, ask))
  return true
}

/** "tôi chưa nhận được tài liệu" says more than that the bridge point is not ready: it is not taken for that alone. */
function tellsMore(text: string, meaning: Extract<Answering, { kind: 'not-yet' }>): boolean {
  if (meaning.minutes !== undefined || text.trim().split(/\s+/).length <= 4) return false
  return !/san sang|chuan bi|xong|kiem tra|thu |test|ready|doi|cho |lat nua|chut|phut|gio|\d ?h/.test(
    fold(text),
  )
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
  received: ['acknowledge', 'ping', 'announcement'],
  ready: ['readiness'],
  done: ['deadline', 'readiness'],
  plain: ['acknowledge', 'readiness', 'ping', 'announcement'],
}

function commandFor(heard: Heard, ask: Ask, text: string, meaning: Answering): Command {
  switch (meaning.kind) {
    case 'all-good':
      return { kind: 'all-good', ask: ask.id }
    case 'not-yet':
      return { kind: 'preparing', ask: ask.id, minutes: meaning.minutes ?? minutesUntil(heard, text) }
    case 'concern':
      return concernIn(ask, text, meaning.reason)
    case 'yes':
      return yesTo(ask)
    default:
      return meaning satisfies never
  }
}

/** "đang chuẩn bị, 15h30 xong": the moment is named beside it. */
function minutesUntil({ now, person }: Heard, text: string): number | undefined {
  const at = readMoment(text, now, (moment) => offset(moment, person.timezone))
  return at === null ? undefined : (at - now) / MINUTE
}

/** Fewer words than this only say that there is something, not what. */
const WORDS_OF_A_REASON = 4

/** What a concern's words say goes with it; too few of them are asked about. */
function concernIn(ask: Ask, words: string, reason?: 'not-mine' | 'clash' | 'beyond-authority'): Command {
  if (reason) return { kind: 'concern-reason', ask: ask.id, reason, words }
  return words.trim().split(/\s+/).length < WORDS_OF_A_REASON
    ? { kind: 'concern', ask: ask.id }
    : { kind: 'concern-reason', ask: ask.id, reason: 'other', words }
}

function yesTo(ask: Ask): Command {
  if (ask.kind === 'readiness') return { kind: 'ready', ask: ask.id }
  if (ask.kind === 'ping') return { kind: 'answer-ping', ask: ask.id }
  if (ask.kind === 'announcement') return { kind: 'received', ask: ask.id }
  return ask.kind === 'deadline' ? { kind: 'complete', ask: ask.id } : { kind: 'acknowledge', ask: ask.id }
}

async function choicesFor(heard: Heard, asks: Ask[], text: string, meaning: Answering): Promise<Choice[]> {
  const choices: Choice[] = []
  for (const ask of asks) {
    const command = commandFor(heard, ask, text, meaning)
    choices.push({ label: await labelFor(heard, ask, meaning), command })
  }
  return choices
}

async function labelFor(heard: Heard, ask: Ask, meaning: Answering): Promise<string> {
  const { assignment, contactable, readiness } = heard.texts
  if (meaning.kind === 'all-good') return readiness.allGoodLabel
  if (meaning.kind === 'not-yet') return readiness.preparingLabel
  if (meaning.kind === 'concern') return assignment.concernLabel
  if (ask.kind === 'announcement') return answerLabelOf(heard, ask)
  const yes = {
    acknowledge: assignment.acknowledgeLabel,
    readiness: readiness.readyLabel,
    deadline: assignment.completeLabel,
    ping: contactable.pingLabel,
  }
  return yes[ask.kind]
}
