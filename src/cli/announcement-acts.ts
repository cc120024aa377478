import type { Command } from 'commander'
import type { Announcement } from '../../db/announcements.ts'
import { tallyOf } from '../../db/tallies.ts'
import { type Changed, firstNames, correct, recall, replaceFile } from '../../handlers/announcement/change.ts'
import { type Halted, pause, resume, stop } from '../../handlers/announcement/halt.ts'
import { type Reminded, remindRest } from '../../handlers/announcement/remind.ts'
import { type Turn, turn } from '../../handlers/world.ts'
import type { Tally } from '../domain/announcement.ts'
import { pointer } from '../domain/audience/pointer.ts'
import { countsJson } from './announcement-counts.ts'
import { attachment, keep, named } from './attachments.ts'
import { announcementMeant } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

interface Options {
  json?: boolean
  text?: string
  file?: string
  yes?: boolean
}

/** What is said when it was done, and what a script gets beside the figures. */
interface Done {
  said: (tally: Tally) => string
  more?: Record<string, unknown>
}

/** Does it in one turn, or throws why not. */
type Act = (inner: Turn, terminal: Terminal, announcement: Announcement) => Promise<Done>

export function addActs(announcements: Command, terminal: Terminal): void {
  const { help } = terminal.texts.announcing
  const add = (
    name: keyof typeof help.acts,
    actOf: (options: Options, office: Office) => Promise<Act> | Act,
  ) =>
    announcements
      .command(name)
      .description(help.acts[name])
      .argument('<id>', help.id)
      .option('--json', terminal.texts.cli.about.json)
      .action((id: string, options: Options, command: Command) =>
        inOffice(terminal, async (office) => {
          const act = await actOf(options, office)
          await run(office, terminal, { id, act, json: command.optsWithGlobals<Options>().json ?? false })
        }),
      )
  add('pause', () => halting(pause))
  add('resume', () => halting(resume))
  add('stop', () => halting(stop))
  add('remind', () => reminding)
  add('correct', ({ text }) =>
    changing((inner, found) => correct(inner, found, text!, null), text),
  ).requiredOption('--text <text>', help.newText)
  add('recall', ({ yes }) => recalling(yes ?? false)).option('--yes', terminal.texts.cli.about.yes)
  add('new-file', ({ file }, office) => replacing(office, terminal, file!)).requiredOption(
    '--file <file>',
    help.newFile,
  )
}

async function run(
  office: Office,
  terminal: Terminal,
  { id, act, json }: { id: string; act: Act; json: boolean },
): Promise<void> {
  const { world } = office
  const { done, announcement, tally } = await turn(world, async (inner) => {
    const found = await announcementMeant(office, terminal, id, inner.tx)
    const outcome = await act(inner, terminal, found)
    const after = await announcementMeant(office, terminal, found.id, inner.tx)
    return { done: outcome, announcement: after, tally: await tallyOf(inner.tx, after) }
  })
  if (json) terminal.json({ ...countsJson(announcement, tally), ...done.more })
  else terminal.say(done.said(tally))
}

const halting =
  (halt: (inner: Turn, announcement: Announcement, by: null) => Promise<Halted>): Act =>
  async (inner, { texts }, announcement) => {
    const { sending } = texts
    const halted = await halt(inner, announcement, null)
    if (halted.kind === 'not-done') throw new Refusal(sending.notHalted[halted.why](announcement.number))
    const state = halted.announcement.state as keyof typeof sending.halted
    return {
      said: (tally) =>
        sending.halted[state](announcement.number, state === 'stopped' ? tally.stopped : tally.queued),
    }
  }

const reminding: Act = async (inner, { texts }, announcement) => {
  const { sending } = texts
  const reminded = await remindRest(inner, announcement, null)
  if (reminded.kind !== 'done') throw new Refusal(whyNotReminded(sending, reminded, announcement.number))
  const { people } = reminded
  return { said: () => sending.reminded(announcement.number, people), more: { reminded: people } }
}

const whyNotReminded = (
  sending: Terminal['texts']['sending'],
  reminded: Exclude<Reminded, { kind: 'done' }>,
  number: number,
) =>
  reminded.kind === 'too-soon' ? sending.tooSoon(reminded.minutes) : sending.notReminded[reminded.why](number)

const changing =
  (change: (inner: Turn, announcement: Announcement) => Promise<Changed>, text = ''): Act =>
  async (inner, { texts }, announcement) => {
    const { sending, announcing } = texts
    const changed = await change(inner, announcement)
    if (changed.kind === 'done') {
      const { state } = changed.announcement
      const said = state === 'recalled' ? sending.changed.recalled : announcing.changed
      return { said: () => said(announcement.number), more: { revision: changed.announcement.revision } }
    }
    if (changed.why === 'missing') throw new Refusal(sending.wouldBeBlank(...firstNames(changed.people)))
    if (changed.why !== 'unknown-variable')
      throw new Refusal(sending.notChanged[changed.why](announcement.number))
    const { at, word, didYouMean } = changed.check
    throw new Refusal(
      `${pointer(text, { at, length: word.length })}\n${announcing.unknownVariable(word, didYouMean)}`,
      2,
    )
  }

const recalling =
  (yes: boolean): Act =>
  async (inner, terminal, announcement) => {
    const { sending, announcing } = terminal.texts
    const { sent } = await tallyOf(inner.tx, announcement)
    const done = await changing((there, found) => recall(there, found, null))(inner, terminal, announcement)
    if (!yes) throw new Refusal(`${sending.recallQuestion(announcement.number, sent)} ${announcing.addYes}`)
    return done
  }

async function replacing({ world }: Office, terminal: Terminal, path: string): Promise<Act> {
  const file = await attachment(terminal, path, world.newId())
  return changing(async (inner, announcement) => {
    await keep(inner, [file])
    return replaceFile(inner, announcement, named(file), null)
  })
}
