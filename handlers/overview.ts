import type { Ask } from '../db/asks.ts'
import { assignmentsServedBy } from '../db/assignments.ts'
import { bridgePointsServedBy, conferenceById } from '../db/conferences.ts'
import { isCoordinator } from '../db/people.ts'
import { describeDue } from '../src/domain/time.ts'
import { asksOf } from './answerable.ts'
import { askCard, subjectOf } from './cards.ts'
import { type Heard, say, sayCard } from './heard.ts'
import { namesOfPoints } from './point-names.ts'
import { readinessOf } from './readiness-card.ts'
import { whomToCall } from './whom-to-call.ts'

/** "/diemcau": the person's bridge points; a card for each that is being checked. */
export async function showBridgePoints(heard: Heard): Promise<void> {
  const points = await bridgePointsServedBy(heard.tx, heard.person.id)
  const { board, readiness } = heard.texts
  if (points.length === 0) return void (await say(heard, 'points', board.noBridgePoint(heard.person)))
  const { asked, others } = await asksOf(heard)
  const asks = [...asked, ...others].filter((ask) => ask.kind === 'readiness')
  const names = await namesOfPoints(heard, points)
  const rows: string[] = []
  for (const [place, point] of points.entries()) {
    const ask = asks.find((each) => each.bridgePointId === point.id)
    const status = ask
      ? readiness.statuses[(await readinessOf(heard, ask)).status].toLowerCase()
      : board.notAsked
    rows.push(board.bridgePoint(names[place]!, point.place, status))
  }
  await say(heard, 'points', [board.yourBridgePoints(heard.person), ...rows].join('\n'))
  for (const ask of asks) await showCard(heard, ask)
}

/** A fresh card of an ask, in the place of the one before. */
async function showCard(heard: Heard, ask: Ask): Promise<void> {
  const isTheirs = ask.owedBy === heard.person.id
  const opening = isTheirs || ask.state === 'answered' ? 'card' : 'backup'
  const card = await askCard(heard, ask, heard.person, opening)
  await sayCard(heard, `card-${ask.id}`, card, { subject: subjectOf(ask), ask: ask.id })
}

/** "/nhiemvu": the person's assignments; a card for each that is to be acknowledged, or done by a date. */
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
  const { asked } = await asksOf(heard)
  const owed = asked.filter((ask) => ask.state === 'open' && ask.kind !== 'readiness')
  for (const ask of owed) if (isFirstOf(owed, ask)) await showCard(heard, ask)
}

/** What has not even been acknowledged is not yet asked whether it is done. */
const isFirstOf = (owed: Ask[], ask: Ask) =>
  ask.kind === 'acknowledge' ||
  !owed.some((each) => each.kind === 'acknowledge' && each.assignmentId === ask.assignmentId)

/** "/trogiup". */
export async function showHelp(heard: Heard): Promise<void> {
  const [point] = await bridgePointsServedBy(heard.tx, heard.person.id)
  const conference = point ? await conferenceById(heard.tx, point.conferenceId) : null
  const call = await whomToCall(heard.tx, conference?.id ?? null, heard.person)
  const coordinator = await isCoordinator(heard.tx, heard.person.id)
  await say(
    heard,
    'help',
    heard.texts.board.help(heard.person, coordinator, call ?? heard.world.settings.office.phone),
  )
}
