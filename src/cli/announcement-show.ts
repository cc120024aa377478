import { tallyOf } from '../../db/tallies.ts'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { type Announcement, revisionsOf } from '../../db/announcements.ts'
import { peopleByIds } from '../../db/people.ts'
import { progressCard } from '../../handlers/announcement/progress.ts'
import { givenValue, type ReportRow, reportOf, resultsIn } from '../../handlers/announcement/report.ts'
import { reasonWords, reportBook } from '../../handlers/announcement/report-book.ts'
import { tallied } from '../domain/furthest.ts'
import { shortMoment } from '../domain/time.ts'
import { countsJson } from './announcement-counts.ts'
import type { Office } from './office.ts'
import { Refusal, short, table, type Terminal } from './terminal.ts'

/** What became of it, person by person. The figures are counted from what is said of each. */
export async function show(
  { world }: Office,
  terminal: Terminal,
  announcement: Announcement,
  json: boolean,
): Promise<void> {
  const reads = { tx: world.store.db, world, now: world.now() }
  const rows = await reportOf(reads, announcement)
  if (json) {
    const { leaving } = await tallyOf(reads.tx, announcement)
    return terminal.json({
      ...countsJson(announcement, tallied(rows, leaving)),
      reminders: announcement.reminders,
      results: resultsIn(announcement, rows),
      revisions: await revisionsJson(reads.tx, announcement),
      recipients: rows.map((row) => recipientJson(terminal, announcement, row)),
    })
  }
  const reader = { language: terminal.language, timezone: world.settings.timezone }
  terminal.say((await progressCard(reads, announcement, reader)).text)
  if (rows.length === 0) return
  const { announcing } = terminal.texts
  const moment = (at: number | null) => (at === null ? '' : shortMoment(at, reader.timezone, reads.now))
  const lines = rows.map((row) => lineOf(terminal, announcement, row, moment))
  terminal.say(`\n${table([announcing.showColumns, ...lines])}`)
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** `again` and `answeredBy` are there only where they say something. */
const recipientJson = (terminal: Terminal, announcement: Announcement, row: ReportRow) => ({
  contact: row.person.code,
  channel: row.channel,
  state: row.state,
  at: iso(row.at),
  answer: givenValue(announcement, row.given, 'received'),
  reason: reasonWords(terminal.texts, row),
  sentAt: iso(row.sentAt),
  deliveredAt: iso(row.deliveredAt),
  ...(row.again && { again: true }),
  ...(row.answeredBy && { answeredBy: row.answeredBy.code }),
})

async function revisionsJson(tx: Office['world']['store']['db'], { id }: Announcement) {
  const revisions = await revisionsOf(tx, id)
  const people = await peopleByIds(tx, [...new Set(revisions.flatMap(({ by }) => by ?? []))])
  const codeOf = (by: string | null) => people.find((person) => person.id === by)?.code ?? null
  return revisions.map(({ revision, kind, at, by }) => ({ revision, kind, at: iso(at), by: codeOf(by) }))
}

function lineOf(
  { texts }: Terminal,
  announcement: Announcement,
  row: ReportRow,
  moment: (at: number | null) => string,
): string[] {
  const { announcing, announcement: words, cli, general } = texts
  const answer = givenValue(announcement, row.given, words.receivedLabel)
  const by = row.answeredBy ? announcing.onBehalf(row.answeredBy.name) : ''
  const notes = [row.again ? general.sentAgain : '', reasonWords(texts, row) ?? '']
  return [
    row.person.code,
    row.person.name,
    row.channel ? cli.channels[row.channel] : '',
    announcing.states[row.state],
    moment(row.at),
    [answer === null ? '' : short(String(answer), 30), by].filter(Boolean).join(' '),
    notes.filter(Boolean).join(' '),
  ]
}

/** The report as a workbook; a file that is there already is not written over. */
export async function writeBook(
  { world }: Office,
  terminal: Terminal,
  announcement: Announcement,
  file: string,
): Promise<void> {
  const { cli, announcing } = terminal.texts
  if (existsSync(file)) throw new Refusal(cli.fileExists(file))
  const reads = { tx: world.store.db, world, now: world.now() }
  const bytes = await reportBook(reads, announcement, terminal.language)
  await writeFile(file, bytes, { flag: 'wx' }).catch(() => {
    throw new Refusal(cli.cannotWrite(file))
  })
  terminal.say(announcing.reportWritten(file))
}
