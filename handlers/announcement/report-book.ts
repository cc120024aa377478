import { type Announcement, revisionsOf } from '../../db/announcements.ts'
import { recordsAbout } from '../../db/facts.ts'
import { peopleByIds } from '../../db/people.ts'
import { tallied } from '../../src/domain/furthest.ts'
import type { Language, Person } from '../../src/domain/person.ts'
import { spokenPhone } from '../../src/domain/person.ts'
import { type Texts, textsIn } from '../../src/domain/texts/index.ts'
import { clock, day } from '../../src/domain/time.ts'
import { type ReportSheet, writeReport } from '../../src/intake/report-sheet.ts'
import type { Reads } from '../paths-of.ts'
import { givenValue, type ReportRow, reportOf, resultsIn } from './report.ts'

/** What happened to an announcement, as a workbook: whom it reached and what they answered, and all of it in figures. */
export async function reportBook(
  reads: Reads,
  announcement: Announcement,
  language: Language,
  rows?: ReportRow[],
): Promise<Uint8Array> {
  const said = { texts: textsIn(language), zone: reads.world.settings.timezone, announcement }
  const all = rows ?? (await reportOf(reads, announcement))
  return writeReport([recipientsSheet(said, all), await summarySheet(reads, said, all)])
}

interface Said {
  texts: Texts
  zone: string
  announcement: Announcement
}

type Cell = string | number | null

function recipientsSheet({ texts, zone, announcement }: Said, rows: ReportRow[]): ReportSheet {
  const { report, states } = texts.announcing
  const moment = momentIn(zone)
  return {
    name: report.recipients,
    rows: [
      report.columns,
      ...rows.map((row) => [
        row.person.code,
        row.person.name,
        row.person.unit,
        row.person.phones.map(spokenPhone).join('; ') || null,
        row.channel && texts.cli.channels[row.channel],
        states[row.state],
        moment(row.sentAt),
        moment(row.deliveredAt),
        givenValue(announcement, row.given, texts.announcement.receivedLabel),
        moment(row.answeredAt),
        row.answeredBy?.name ?? null,
        row.again ? texts.general.sentAgain : null,
        reasonWords(texts, row),
      ]),
    ],
    widths: [10, 26, 30, 18, 16, 22, 17, 17, 30, 17, 26, 12, 40],
    headings: [0],
  }
}

const momentIn = (zone: string) => (at: number | null) =>
  at === null ? null : `${day(at, zone)} ${clock(at, zone)}`

/** Why somebody does not have it, or not all of it; null when there is nothing to say. */
export function reasonWords(
  { announcing, general }: Texts,
  { state, reason, isOutdated }: ReportRow,
): string | null {
  if (isOutdated) return announcing.correctionNotThere(reason ? general.failures[reason] : announcing.noWay)
  if (reason === null) return state === 'held' ? announcing.noWay : null
  const isThere = state === 'sent' || state === 'delivered' || state === 'answered'
  return isThere ? announcing.fileNotThere(general.failures[reason]) : general.failures[reason]
}

async function summarySheet(reads: Reads, said: Said, rows: ReportRow[]): Promise<ReportSheet> {
  const { report } = said.texts.announcing
  const sections: [title: string, lines: Cell[][]][] = [
    [report.title(said.announcement.number), await aboutIt(reads, said)],
    [report.counts, countsOf(said, rows)],
    [report.answers, answersOf(said, rows)],
    [report.events, await eventsOf(reads, said)],
  ]
  const lines: Cell[][] = []
  const headings: number[] = []
  for (const [title, own] of sections) {
    if (own.length === 0) continue
    if (lines.length > 0) lines.push([null, null, null])
    headings.push(lines.length)
    lines.push([title, null, null], ...own)
  }
  return { name: report.summary, rows: lines, widths: [34, 60, 40], headings }
}

async function aboutIt({ tx }: Reads, { texts, zone, announcement }: Said): Promise<Cell[][]> {
  const { report } = texts.announcing
  const moment = momentIn(zone)
  const [first] = await revisionsOf(tx, announcement.id)
  return [
    [report.text, announcement.text],
    ...announcement.media.map(({ fileName }) => [report.file, fileName]),
    [report.audience, announcement.audience],
    [report.sentAt, moment(first?.at ?? null)],
    [report.asks, report.wanted[announcement.wanted.kind]],
    [report.until, moment(announcement.openUntil)],
    [report.reason, announcement.reason],
    [report.zone, zone],
  ].filter(([, value]) => value !== null && value !== '')
}

function countsOf({ texts, announcement }: Said, rows: ReportRow[]): Cell[][] {
  const { figures } = texts.announcing
  const tally = tallied(rows, false)
  const isAsked = announcement.wanted.kind !== 'none'
  const shown = Object.entries(figures) as [keyof typeof figures, string][]
  return [
    ...shown
      .filter(([figure]) => isAsked || (figure !== 'acknowledged' && figure !== 'owing'))
      .map(([figure, name]) => [name, tally[figure]]),
    ...tally.failures.map(({ reason, people }) => [`– ${texts.general.failures[reason]}`, people]),
  ]
}

function answersOf({ texts, announcement }: Said, rows: ReportRow[]): Cell[][] {
  const { options, sum } = resultsIn(announcement, rows)
  return [
    ...options.map(({ option, people }) => [option, people]),
    ...(sum === null ? [] : [[texts.announcing.report.sum, sum]]),
  ]
}

/** When it was sent, halted, corrected, taken back and reminded of, and by whom. */
async function eventsOf({ tx }: Reads, { texts, zone, announcement }: Said): Promise<Cell[][]> {
  const { report } = texts.announcing
  const records = await recordsAbout(tx, announcement.id)
  const people = await peopleByIds(tx, [...new Set(records.map(({ actor }) => actor))])
  const nameOf = (actor: string) => nameAmong(people, actor) ?? report.console
  return records.flatMap(({ at, actor, action, detail }) => {
    const what = report.done[action]
    const count = detail?.['people']
    const words = what && (typeof count === 'number' ? `${what} (${count})` : what)
    return words ? [[momentIn(zone)(at), words, nameOf(actor)]] : []
  })
}

const nameAmong = (people: Person[], id: string) => people.find((person) => person.id === id)?.name
