import { type Conference } from '../db/conferences.ts'
import { roundsOf } from '../db/rounds.ts'
import { type Board, type BoardRow, figures } from '../src/domain/board.ts'
import { givenName, type Person, spokenPhone } from '../src/domain/person.ts'
import { inBrief } from '../src/domain/quoted.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import type { BoardLine } from '../src/domain/texts/vi/board.ts'
import { forReader, momentFor } from '../src/domain/time.ts'
import type { Turn } from './world.ts'

/** The board as a coordinator reads it in chat. */
export async function boardText(
  turn: Turn,
  conference: Conference,
  shown: Board,
  reader: Person,
): Promise<string> {
  const { board } = textsIn(reader.language)
  const at = (moment: number) => momentFor(reader, moment, turn.now)
  const rows = [
    board.title(conference.title, at(turn.now)),
    ...(await roundLines(turn, conference, shown, reader)),
    ...board.faults(shown.openIncidents.map((row) => ({ ...row, text: inBrief(row.text), at: at(row.at) }))),
    ...pointLines(shown, reader, turn.now),
    ...assignmentLines(shown, reader),
  ]
  return rows.join('\n')
}

async function roundLines(
  turn: Turn,
  conference: Conference,
  shown: Board,
  reader: Person,
): Promise<string[]> {
  const { board } = textsIn(reader.language)
  const { round } = shown
  if (round) {
    const closesAt = forReader(round.closesAt, reader.timezone, reader.language)
    return [
      board.round(round.name, closesAt, round.closed),
      board.figures(figures(shown.bridgePoints), shown.bridgePoints.length),
    ]
  }
  const next = (await roundsOf(turn.tx, conference.id)).find((each) => each.openedAt === null)
  const opensAt = next && forReader(next.opensAt, reader.timezone, reader.language)
  return [board.noRound, ...(next && opensAt ? [board.nextRound(next.name, opensAt)] : [])]
}

function pointLines(shown: Board, reader: Person, now: number): string[] {
  if (!shown.round) return []
  const { board } = textsIn(reader.language)
  const rows = (status: BoardRow['status']) =>
    shown.bridgePoints.filter((row) => row.status === status).map((row) => lineOf(row, reader, now))
  return [
    ...board.issues(rows('issue')),
    ...board.pending(rows('pending')),
    ...board.preparing(rows('preparing')),
    ...board.ready(rows('ready')),
  ]
}

function lineOf(row: BoardRow, reader: Person, now: number): BoardLine {
  const { board } = textsIn(reader.language)
  const at = (moment: number) => momentFor(reader, moment, now)
  const since = row.expectedAt
    ? board.expected(at(row.expectedAt))
    : row.since
      ? board.since(at(row.since))
      : ''
  const problems = Object.keys(row.items).filter((item) => row.items[item] === 'problem')
  return { name: row.name, since, who: whoIs(row), problems, reachable: row.reachable }
}

const whoIs = (row: { contactName: string; phone: string | null }) =>
  row.phone ? `${row.contactName} ${spokenPhone(row.phone)}` : row.contactName

function assignmentLines(shown: Board, reader: Person): string[] {
  const { board } = textsIn(reader.language)
  const sent = shown.assignments.filter((row) => row.status !== 'draft' && row.status !== 'cancelled')
  if (sent.length === 0) return []
  const concerns = sent.filter((row) => row.status === 'concern').length
  const silent = sent.filter((row) => row.status === 'sent')
  const byName = silent.toSorted((a, b) =>
    givenName(a.contactName).localeCompare(givenName(b.contactName), 'vi'),
  )
  return [
    `\n${board.acknowledged(sent.length - silent.length - concerns, sent.length, concerns)}`,
    ...board.silent(byName.map((row) => ({ code: row.code, who: whoIs(row), reachable: row.reachable }))),
  ]
}
