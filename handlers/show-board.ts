import { type Conference, liveConferences } from '../db/conferences.ts'
import { isCoordinator } from '../db/people.ts'
import { type Board, figures } from '../src/domain/board.ts'
import type { Choice } from '../src/domain/message.ts'
import { boardOf } from './board.ts'
import { boardText } from './board-text.ts'
import { type Heard, say } from './heard.ts'
import { linkedIn, linkedView } from './linked.ts'
import { pingResult } from './ping.ts'
import { pingView } from './ping-course.ts'
import { MOST_LISTED } from './numbering.ts'

/** "/tinhhinh": how a conference stands, for its coordinators. */
export async function showBoard(heard: Heard, conferenceId?: string): Promise<void> {
  const conferences = await coordinatedBy(heard)
  const chosen =
    conferences.find((each) => each.id === conferenceId) ?? (conferences.length === 1 ? conferences[0] : null)
  if (chosen) return sayBoard(heard, chosen)
  const { board, general } = heard.texts
  if (conferences.length > 0)
    return void (await say(
      heard,
      'which',
      board.whichConference,
      conferences.slice(0, MOST_LISTED).map(boardChoice),
    ))
  const none = (await isCoordinator(heard.tx, heard.person.id))
    ? board.noConference
    : general.coordinatorsOnly
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
  const text = [
    await boardText(heard, conference, shown, heard.person),
    ...(await linkingLines(heard, conference)),
  ].join('\n')
  await say(heard, 'board', text, silentCount(shown) > 0 ? [remind] : [])
}

/** Whether the contacts can be reached at all, and how the last test of that went. */
async function linkingLines(heard: Heard, { id }: Conference): Promise<string[]> {
  const { contactable } = heard.texts
  const linked = linkedView(await linkedIn(heard.tx, id), heard.person)
  const tested = await pingResult(heard.tx, id)
  return [
    `\n${contactable.linked(linked)}.`,
    ...(tested ? [contactable.pingBoard(await pingView(heard, heard.person, tested))] : []),
  ]
}

/** Those who have not said anything: in the open round, else about their assignments. */
const silentCount = (shown: Board) =>
  shown.round && !shown.round.closed
    ? figures(shown.bridgePoints).pending
    : shown.assignments.filter((row) => row.status === 'sent').length
