import type { Command } from 'commander'
import { attempt } from '../../handlers/attempt.ts'
import { type Prepared, prepare } from '../../handlers/announcement/prepare.ts'
import { previews } from '../../handlers/announcement/preview.ts'
import { newDraft, sendDraft } from '../../handlers/announcement/send.ts'
import type { Turn } from '../../handlers/world.ts'
import { pointer } from '../domain/audience/pointer.ts'
import { type Options, type Order, orderOf } from './announce-order.ts'
import { askedOf, askOnTerminal, type Question } from './announce-questions.ts'
import { asJson, type Look, tell } from './announce-view.ts'
import { keep } from './attachments.ts'
import { audienceMeant } from './audience-meant.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

export function announceCommand(program: Command, terminal: Terminal): void {
  const { help } = terminal.texts.announcing
  const several = (path: string, before: string[] = []) => [...before, path]
  program
    .command('announce')
    .description(help.announce)
    .option('--text <text>', help.text)
    .option('--text-file <file>', help.textFile)
    .option('--file <file>', help.file, several)
    .requiredOption('--to <expression>', help.to)
    .option('--list <name=file>', help.list, several)
    .option('--at <time>', help.at)
    .option('--zone <zone>', help.zone)
    .option('--ack <what>', help.ack)
    .option('--until <time>', help.until)
    .option('--conference <code>', help.conference)
    .option('--urgent', help.urgent)
    .option('--reason <reason>', help.reason)
    .option('--yes', help.yes)
    .option('--dry-run', help.dryRun)
    .option('--json', terminal.texts.cli.about.json)
    .action((options: Options) => run(options, terminal))
}

async function run(options: Options, terminal: Terminal): Promise<void> {
  terminal.warn(terminal.texts.announcing.classified)
  await inOffice(terminal, async (office) => {
    const order = await orderOf(office, terminal, options)
    const isAsked = process.stdin.isTTY && !options.json && !options.dryRun
    const work = { office, terminal, order, options }
    if (isAsked) await withQuestions(work)
    else finish(work, await tried(work, (questions) => unasked(terminal, questions, options)))
  })
}

interface Work {
  office: Office
  terminal: Terminal
  order: Order
  options: Options
}

/** What was found, and what came of it: `sent`, or why it was not; neither when it was only looked at. */
interface Outcome {
  seen: Look
  questions: Question[]
  sent: boolean
  refusal: Refusal | null
}

/** Looks and, unless something stands in the way, sends, in one turn; `mayGo` says what the open questions come to. */
function tried(
  { office, terminal, order, options }: Work,
  mayGo: (questions: Question[], seen: Look) => Refusal | null,
): Promise<Outcome> {
  const work = async (turn: Turn): Promise<Outcome> => {
    const seen = await look(turn, terminal, order)
    const { draft, preparation } = seen
    const lacking = preparation.missing.length > 0
    const questions = askedOf(draft, preparation, office.world.settings.confirmFrom)
    const refusal = lacking
      ? new Refusal(terminal.texts.announcing.missingRefused(preparation.missing.length))
      : mayGo(questions, seen)
    if (refusal || options.dryRun) return { seen, questions, sent: false, refusal }
    await keep(turn, order.files)
    const ids = preparation.people.map(({ id }) => id)
    await sendDraft(turn, draft, ids, null)
    return { seen, questions, sent: true, refusal: null }
  }
  return attempt(office.world, work, ({ sent }) => sent)
}

async function look(turn: Turn, terminal: Terminal, order: Order): Promise<Look> {
  const { composed, zone } = order
  const found = await audienceMeant(turn, terminal, composed.audience, composed.lists)
  const { people } = found
  const conferenceId = composed.conferenceId ?? found.conferenceId
  const draft = await newDraft(turn, null, { ...composed, conferenceId })
  const prepared = await prepare(turn, draft, people)
  if (prepared.kind === 'refused') throw notPrepared(terminal, prepared, composed.text)
  const { preparation } = prepared
  return { draft, preparation, previews: await previews(turn, draft, preparation), zone }
}

function notPrepared(
  { texts }: Terminal,
  refused: Extract<Prepared, { kind: 'refused' }>,
  text: string,
): Refusal {
  const { announcing } = texts
  if (refused.why === 'which-conference')
    return new Refusal(announcing.whichConference(refused.live.map(({ code }) => code)))
  if (refused.why !== 'unknown-variable') return new Refusal(announcing.notPrepared[refused.why])
  const { at, word, didYouMean } = refused.check
  const said = announcing.unknownVariable(word, didYouMean)
  return new Refusal(`${pointer(text, { at, length: word.length })}\n${said}`, 2)
}

/** Nobody is there to answer: `--yes` has answered already, but gives no reason. A trial needs no answers. */
function unasked({ texts }: Terminal, questions: Question[], { yes, dryRun }: Options): Refusal | null {
  const { noted, yesNeeded, hoursOrReason } = texts.announcing
  const [night] = questions.filter(({ kind }) => kind === 'outside-hours')
  const others = yes ? [] : questions.filter((each) => each !== night)
  if (dryRun || (!night && others.length === 0)) return null
  const said = [
    ...(others.length > 0 ? [yesNeeded(others.map((each) => noted(each)))] : []),
    ...(night ? [hoursOrReason(noted(night))] : []),
  ]
  return new Refusal(said.join('\n'))
}

/** Shown first, then asked; what has changed meanwhile is looked at anew by whoever sends it. */
async function withQuestions(work: Work): Promise<void> {
  const { terminal, options } = work
  const { announcing } = terminal.texts
  const first = await tried({ ...work, options: { ...options, dryRun: true } }, () => null)
  tell(terminal, first.seen)
  if (first.refusal) throw first.refusal
  const { people } = first.seen.preparation
  const reason = await askOnTerminal(terminal, first.questions, people.length, options.yes ?? false)
  if (reason !== null) work.order.composed.reason = reason
  const idsOf = ({ preparation }: Look) => preparation.people.map(({ id }) => id).join()
  const second = await tried(work, (_, seen) =>
    idsOf(seen) === idsOf(first.seen) ? null : new Refusal(announcing.audienceChanged),
  )
  if (second.refusal) throw second.refusal
  terminal.say(announcing.onItsWay(second.seen.draft.number))
}

function finish({ terminal, options }: Work, { seen, sent, refusal }: Outcome): void {
  const { announcing } = terminal.texts
  if (options.json) terminal.json(asJson(seen, sent))
  else {
    tell(terminal, seen)
    if (sent) terminal.say(announcing.onItsWay(seen.draft.number))
    else if (!refusal) terminal.say(announcing.onlyLooked)
  }
  if (refusal) throw refusal
}
