import type { Person } from '../../person.ts'
import type { ItemState, Readiness, ReadinessStatus } from '../../readiness.ts'
import type { ReadinessView } from '../vi/readiness.ts'
import { general } from './general.ts'
import { counted } from './counted.ts'

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n')

const marks: Record<ItemState, string> = { ok: '✅', problem: '⚠️', unknown: '▫️' }
const itemStates: Record<ItemState, string> = { ok: 'good', problem: 'problem', unknown: 'not checked' }
const statuses: Record<ReadinessStatus, string> = {
  pending: 'Not answered',
  preparing: 'Preparing',
  ready: 'Ready',
  issue: 'Fault reported',
}

const checklist = (readiness: Readiness) =>
  Object.entries(readiness.items).map(([item, state]) => `${marks[state]} ${item}: ${itemStates[state]}`)

const expected = (at: string | null) => (at ? `, expected by ${at}` : '')

const facts = (view: ReadinessView) =>
  lines(
    ...checklist(view.readiness),
    view.readiness.duty && `On duty: ${view.readiness.duty.name}, ${view.readiness.duty.phone}`,
    view.since &&
      `\nRecorded: ${statuses[view.readiness.status]}, ${view.since}${expected(view.expectedAt)}${view.by ? ` (answered by ${view.by})` : ''}.`,
  )

const afterTick = (status: ReadinessStatus, bad: number, unknown: number) => {
  if (bad > 0 && status === 'ready')
    return ' The bridge point is still recorded as Ready; if there is a fault, please report it.'
  return bad + unknown === 0 && status !== 'ready' ? ' If it is ready, please confirm with Ready.' : ''
}

export const readiness = {
  statuses,
  itemStates,
  marks,
  allGoodLabel: 'All good',
  readyLabel: 'Ready',
  readyAnywayLabel: 'Ready all the same',
  preparingLabel: 'Preparing',
  issueLabel: 'Report a fault',
  dutyLabel: 'Person on duty',
  itemLabel: (item: string, state: ItemState) => `${marks[state]} ${item}`,
  minutesLabel: (minutes: number) =>
    minutes < 60 ? `In ${counted(minutes, 'minute')}` : `In ${counted(minutes / 60, 'hour')}`,
  faultLabels: ['No sound', 'No picture', 'No connection', 'No power'],
  name: (bridgePoint: string) => `bridge point ${bridgePoint}`,
  card: (reader: Person, view: ReadinessView) =>
    lines(
      general.greeting(reader),
      `Please check and confirm bridge point ${view.bridgePoint}.`,
      `${view.round}, closes at ${view.closesAt}`,
      `${general.conference(view.conference)}, ${view.conferenceAt}`,
      '',
      facts(view),
      view.callWhom && `For assistance, call: ${view.callWhom}`,
    ),
  backupCard: (reader: Person, view: ReadinessView, first: string) =>
    lines(
      general.greeting(reader),
      `${first} has not answered. As the backup, please confirm bridge point ${view.bridgePoint} instead.`,
      `${view.round}, closes at ${view.closesAt}`,
      '',
      facts(view),
      view.callWhom && `For assistance, call: ${view.callWhom}`,
    ),
  reminder: (reader: Person, view: ReadinessView) =>
    lines(
      general.greeting(reader),
      `Bridge point ${view.bridgePoint} has not confirmed yet. ${view.round} closes at ${view.closesAt}; please confirm before then.`,
      '',
      facts(view),
    ),
  reminderOfSeveral: (
    reader: Person,
    bridgePoints: string[],
    round: { name: string; closesAt: string } | null,
  ) =>
    lines(
      general.greeting(reader),
      `Please confirm ${bridgePoints.length === 1 ? 'this bridge point' : 'these bridge points'}:`,
      ...bridgePoints.map((name) => `– ${name}`),
      round && `${round.name}, closes at ${round.closesAt}`,
    ),
  readyNamedLabel: (bridgePoint: string) => `Ready – ${bridgePoint}`,
  askedAgain: (reader: Person, view: ReadinessView) =>
    lines(
      general.greeting(reader),
      `It is the time you expected. Is bridge point ${view.bridgePoint} ready now?`,
      '',
      facts(view),
    ),
  unknownItems: (items: string[]) =>
    `Not recorded as ready yet: ${counted(items.length, 'item')} not checked (${items.join(', ')}). Please mark each one, or choose All good if everything has been checked.`,
  problemItems: (_reader: Person, items: string[]) =>
    `Not recorded as ready yet: there is a problem with ${items.join(', ')}. Confirm as ready all the same?`,
  ticked: (bridgePoint: string, now: Readiness) => {
    const that = (state: ItemState) => Object.keys(now.items).filter((item) => now.items[item] === state)
    const [good, bad, unknown] = [that('ok'), that('problem'), that('unknown')]
    const parts = [
      `Recorded: bridge point ${bridgePoint}, ${good.length} of ${counted(Object.keys(now.items).length, 'item')} good`,
      bad.length > 0 && `problem with: ${bad.join(', ')}`,
      unknown.length > 0 && `not checked: ${unknown.join(', ')}`,
    ]
    return `${parts.filter(Boolean).join('; ')}.${afterTick(now.status, bad.length, unknown.length)}`
  },
  whenReady: (_reader: Person, again: string) =>
    `When do you expect to be ready? Choose, or type a time, e.g. 15:30. If you cannot say yet, the organisers will ask again at ${again}.`,
  newTime: 'If the time has changed, please choose or type the new one.',
  whatTime: 'That time could not be read. Please type the time you expect, e.g. 15:30 or 20 minutes.',
  willAskAgain: (at: string) => `The organisers will ask again at ${at}.`,
  recorded: (bridgePoint: string, status: ReadinessStatus, at: string, expectedAt: string | null) =>
    `bridge point ${bridgePoint}, ${statuses[status]}, ${at}${expected(expectedAt)}`,
  stands: (bridgePoint: string, status: ReadinessStatus, expectedAt: string | null) =>
    `bridge point ${bridgePoint}, ${statuses[status]}${expectedAt ? ` (expected by ${expectedAt})` : ''}`,
  whichFault: () =>
    'The organisers have been told. What is the fault? Choose, or describe it in one message.',
  whoIsOnDuty:
    'Please type the name and phone number of the person on duty, e.g. John Smith +81 90 1234 5678.',
  dutyUnreadable: 'The name and phone number could not be read. Example: John Smith +81 90 1234 5678.',
  dutyRecorded: (bridgePoint: string, name: string, phone: string) =>
    `on duty at bridge point ${bridgePoint}: ${name}, ${phone}`,
  silentAlert: (
    round: string,
    closesAt: string,
    entries: { bridgePoint: string; who: string; phones: string; status: string; reachable: boolean }[],
  ) =>
    lines(
      `NOT CONFIRMED READY – ${round}, closes at ${closesAt}`,
      `Please call ${counted(entries.length, 'bridge point')}:`,
      ...entries.map(
        (entry) =>
          `– ${entry.bridgePoint}: ${entry.who}, ${entry.phones || general.noPhone}${entry.status}${entry.reachable ? '' : ' (not linked, nothing received)'}`,
      ),
    ),
  noRoundOpen: (bridgePoint: string) => `No readiness check is open for bridge point ${bridgePoint}.`,
  closedAlert: (round: string, figures: Record<ReadinessStatus, number>) =>
    `${round} closed: ${figures.ready} ready, ${figures.preparing} preparing, ${figures.issue} with a fault, ${figures.pending} not answered.`,
}
