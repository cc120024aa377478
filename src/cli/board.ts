import type { Command } from 'commander'
import { boardOf } from '../../handlers/board.ts'
import { type Board, figures } from '../domain/board.ts'
import { spokenPhone } from '../domain/person.ts'
import { forReader, shortMoment } from '../domain/time.ts'
import { conferenceMeant } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { short, table, type Terminal } from './terminal.ts'

interface Options {
  conference?: string
  json?: boolean
}

export function boardCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('board')
    .description(about.board)
    .option('--conference <code>', about.conference)
    .option('--json', about.json)
    .action((options: Options) => inOffice(terminal, (office) => run(office, terminal, options)))
}

async function run(office: Office, terminal: Terminal, options: Options): Promise<void> {
  const conference = await conferenceMeant(office, terminal, options.conference)
  const board = await boardOf(office.world.store.db, conference)
  if (options.json) return terminal.json(asJson(board))
  tell(terminal, board, conference.timezone, office.world.now())
}

/** The shape that scripts rely on; moments as ISO 8601 in UTC. */
const asJson = (board: Board) => ({
  conference: board.conference,
  round: board.round?.code ?? null,
  bridgePoints: board.bridgePoints.map(({ code, name, status, contact, since, via, items }) => ({
    code,
    name,
    status,
    contact,
    since: since === null ? null : new Date(since).toISOString(),
    via,
    items,
  })),
  assignments: board.assignments.map(({ code, contact, status }) => ({ code, contact, status })),
})

function tell(terminal: Terminal, board: Board, zone: string, now: number): void {
  const { texts, language, say } = terminal
  const { cli, readiness } = texts
  const { round } = board
  say(`${board.title} (${board.conference})`)
  say(
    round
      ? cli.roundLine(round.name, forReader(round.closesAt, zone, language), round.closed)
      : cli.noRoundYet,
  )
  const counted = Object.entries(figures(board.bridgePoints))
  const statuses: Record<string, string> = readiness.statuses
  if (round) say(counted.map(([status, count]) => `${statuses[status]}: ${count}`).join('   '))
  for (const each of board.openIncidents)
    say(cli.incidentLine(each.number, each.bridgePoint, each.text, each.owner))
  say(`\n${table([pointHeads(terminal), ...pointRows(terminal, board, zone, now)])}`)
  if (board.assignments.length > 0) say(`\n${table(assignmentRows(terminal, board))}`)
}

const pointHeads = ({ texts }: Terminal) => {
  const { columns } = texts.cli
  const { code, point, status, since, via, person, phone } = columns
  return [code, point, status, since, via, person, phone]
}

const wayOf = ({ via }: Board['bridgePoints'][number], { cli }: Terminal['texts']) =>
  via === null ? '' : via === 'phone' ? cli.columns.phone : cli.channels[via]

const pointRows = ({ texts }: Terminal, board: Board, zone: string, now: number) =>
  board.bridgePoints.map((row) => [
    row.code,
    short(row.name, 40),
    texts.readiness.statuses[row.status],
    row.since === null ? '' : shortMoment(row.since, zone, now),
    wayOf(row, texts),
    row.contactName,
    row.phone ? spokenPhone(row.phone) : '',
  ])

function assignmentRows({ texts }: Terminal, board: Board): string[][] {
  const { columns } = texts.cli
  const rows = board.assignments.map((row) => [
    row.code,
    short(row.text, 48),
    texts.assignment.statuses[row.status],
    row.contactName,
    row.phone ? spokenPhone(row.phone) : '',
  ])
  return [[columns.code, columns.assignment, columns.status, columns.person, columns.phone], ...rows]
}
