import type { Command } from 'commander'
import { latestAnnouncements } from '../../db/announcements.ts'
import { tallyOf } from '../../db/tallies.ts'
import { addActs } from './announcement-acts.ts'
import { countsJson, stateOf } from './announcement-counts.ts'
import { show, writeBook } from './announcement-show.ts'
import { announcementMeant } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { short, table, type Terminal } from './terminal.ts'
import { shortMoment } from '../domain/time.ts'

/** More than this nobody looks for. */
const MOST_LISTED = 50

/** `--json` may stand anywhere after `announcements`: the first of the two commands takes it. */
export const isJson = (command: Command) => command.optsWithGlobals<{ json?: boolean }>().json ?? false

export function announcementsCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  const { help } = terminal.texts.announcing
  const announcements = program
    .command('announcements')
    .description(help.announcements)
    .option('--json', about.json)
    .action((_: unknown, command: Command) =>
      inOffice(terminal, (office) => list(office, terminal, isJson(command))),
    )
  announcements
    .command('show')
    .description(help.show)
    .argument('<id>', help.id)
    .option('--json', about.json)
    .action((id: string, _: unknown, command: Command) =>
      inOffice(terminal, async (office) =>
        show(office, terminal, await announcementMeant(office, terminal, id), isJson(command)),
      ),
    )
  announcements
    .command('report')
    .description(help.report)
    .argument('<id>', help.id)
    .argument('<file.xlsx>', help.reportFile)
    .action((id: string, file: string) =>
      inOffice(terminal, async (office) =>
        writeBook(office, terminal, await announcementMeant(office, terminal, id), file),
      ),
    )
  addActs(announcements, terminal)
}

async function list({ world }: Office, terminal: Terminal, json: boolean): Promise<void> {
  const { db } = world.store
  const all = await latestAnnouncements(db, MOST_LISTED)
  const counted = []
  for (const announcement of all) counted.push({ announcement, tally: await tallyOf(db, announcement) })
  if (json)
    return terminal.json(
      counted.map(({ announcement, tally }) => ({
        ...countsJson(announcement, tally),
        sentAt: announcement.sentAt && new Date(announcement.sentAt).toISOString(),
        text: announcement.text,
      })),
    )
  const { announcing } = terminal.texts
  if (all.length === 0) return terminal.say(announcing.none)
  const moment = (at: number) => shortMoment(at, world.settings.timezone, world.now())
  const rows = counted.map(({ announcement, tally }) => [
    String(announcement.number),
    moment(announcement.sentAt ?? announcement.createdAt),
    announcing.shownStates[stateOf(announcement, tally)],
    `${tally.sent}/${tally.total}`,
    announcement.wanted.kind === 'none' ? '–' : String(tally.acknowledged),
    short(announcement.text),
  ])
  terminal.say(table([announcing.listColumns, ...rows]))
}
