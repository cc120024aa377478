import { bridgePointsServedBy, type Conference, conferenceById, liveConferences, roundsOf } from '../db/conferences.ts'
import { liveAsksFor } from '../db/asks.ts'
import { assignmentsServedBy } from '../db/assignments.ts'
import { isCoordinator } from '../db/people.ts'
import { type Board, type BoardRow, figures } from '../src/domain/board.ts'
import type { Choice } from '../src/domain/message.ts'
import { givenName, type Person, spokenPhone } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import type { BoardLine } from '../src/domain/texts/vi/board.ts'
import { describeDue, forReader, shortMoment } from '../src/domain/time.ts'
import { boardOf } from './board.ts'
import { askCard, readinessOf, subjectOf, whomToCall } from './cards.ts'
import { type Heard, say, sayCard } from './heard.ts'
import type { Turn } from './world.ts'

/** "/tinhhinh": how a conference stands, for its coordinators. */
export async function showBoard(heard: Heard, conferenceId?: string): Promise<void> {
  const conferences = await coordinatedBy(heard)
  const chosen = conferences.find((each) => each.id === conferenceId) ?? (conferences.length === 1 ? conferences[0] : null)
  if (chosen) return sayBoard(heard, chosen)
  const { board, common } = heard.texts
  if (conferences.length > 0) return void (await say(heard, 'which', board.whichConference, conferences.map(boardChoice)))
  const none = (await isCoordinator(heard.tx, heard.person.id)) ? board.noConference : common.coordinatorsOnly
  await say(heard, 'board', none)
}

const boardChoice = (conference: Conference, row: number): Choice => ({
  label: conference.title,
  command: { kind: 'board', conference: conference.id },
  row,
})

async function coordinatedBy(heard: Heard): Promise<Conference[]> {
  const all = await liveConferences(heard.tx)
  const own = await Promise.all(all.map((each) => isCoordinator(heard.tx, heard.person.id, each.id)))
  return all.filter((_, place) => own[place])
}

async function sayBoard(heard: Heard, conference: Conference): Promise<void> {
  const shown = await boardOf(heard.tx, conference)
  const remind: Choice = {
    label: heard.texts.board.remindLabel,
    command: { kind: 'remind-silent', conference: conference.id },
  }
  const text = await boardText(heard, conference, shown, heard.person)
  await say(heard, 'board', text, silentCount(shown) > 0 ? [remind] : [])
}

/** Those who have not said anything: in the open round, else about their assignments. */
const silentCount = (shown: Board) =>
  shown.round && !shown.round.closed
    ? figures(shown.bridgePoints).pending
    : shown.assignments.filter((row) => row.status === 'sent').length

/** The board as a coordinator reads it in chat. */
export async function boardText(turn: Turn, conference: Conference, shown: Board, reader: Person): Promise<string> {
  const { board } = textsIn(reader.language)
  const at = (moment: number) => shortMoment(moment, reader.timezone, turn.now)
  const rows = [
    board.title(conference.title, at(turn.now)),
    ...(await roundLines(turn, conference, shown, reader)),
    ...board.faults(shown.openIncidents.map((row) => ({ ...row, at: at(row.at) }))),
    ...pointLines(shown, reader, turn.now),
    ...assignmentLines(shown, reader),
  ]
  return rows.join('\n')
}

async function roundLines(turn: Turn, conference: Conference, shown: Board, reader: Person): Promise<string[]> {
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
  const at = (moment: number) => shortMoment(moment, reader.timezone, now)
  const since = row.expectedAt ? board.expected(at(row.expectedAt)) : row.since ? board.since(at(row.since)) : ''
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
  const byName = silent.toSorted((a, b) => givenName(a.contactName).localeCompare(givenName(b.contactName), 'vi'))
  return [
    `\n${board.acknowledged(sent.length - silent.length - concerns, sent.length, concerns)}`,
    ...board.silent(byName.map((row) => ({ code: row.code, who: whoIs(row), reachable: row.reachable }))),
  ]
}

/** "/diemcau": the person's bridge points; a card for each that is being checked. */
export async function showBridgePoints(heard: Heard): Promise<void> {
  const points = await bridgePointsServedBy(heard.tx, heard.person.id)
  const { board } = heard.texts
  if (points.length === 0) return void (await say(heard, 'points', board.noBridgePoint(heard.person)))
  const asks = (await liveAsksFor(heard.tx, heard.person.id)).filter((ask) => ask.kind === 'readiness')
  const rows: string[] = []
  for (const point of points) {
    const ask = asks.find((each) => each.bridgePointId === point.id)
    const status = ask ? heard.texts.readiness.statuses[(await readinessOf(heard, ask)).status].toLowerCase() : board.notAsked
    rows.push(board.bridgePoint(point.name, point.place, status))
  }
  await say(heard, 'points', [board.yourBridgePoints(heard.person), ...rows].join('\n'))
  for (const ask of asks) {
    const card = await askCard(heard, ask, heard.person, ask.owedBy === heard.person.id ? 'card' : 'backup')
    await sayCard(heard, `card-${ask.id}`, card, { subject: subjectOf(ask), ask: ask.id })
  }
}

/** "/nhiemvu": the person's assignments; a card for each that is not acknowledged yet. */
export async function showAssignments(heard: Heard): Promise<void> {
  const given = await assignmentsServedBy(heard.tx, heard.person.id)
  const { assignment: words } = heard.texts
  const { timezone, language } = heard.person
  const entries = given.map((row) => ({
    code: row.code,
    text: row.text,
    status: words.statuses[row.status],
    due: row.due && describeDue(row.due, timezone, language),
  }))
  await say(heard, 'assignments', words.list(heard.person, entries))
  const asks = await liveAsksFor(heard.tx, heard.person.id)
  for (const ask of asks.filter((each) => each.kind === 'acknowledge' && each.state === 'open')) {
    const card = await askCard(heard, ask, heard.person, ask.owedBy === heard.person.id ? 'card' : 'backup')
    await sayCard(heard, `card-${ask.id}`, card, { subject: subjectOf(ask), ask: ask.id })
  }
}

/** "/trogiup". */
export async function showHelp(heard: Heard): Promise<void> {
  const [point] = await bridgePointsServedBy(heard.tx, heard.person.id)
  const conference = point ? await conferenceById(heard.tx, point.conferenceId) : null
  const call = await whomToCall(heard.tx, conference?.id ?? null, heard.person)
  const coordinator = await isCoordinator(heard.tx, heard.person.id)
  await say(heard, 'help', heard.texts.board.help(heard.person, coordinator, call ?? heard.world.settings.office.phone))
}
