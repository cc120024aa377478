import type { Person } from '../../person.ts'
import type { ItemState, Readiness, ReadinessStatus } from '../../readiness.ts'
import type { ReadinessView } from '../vi/readiness.ts'
import { common } from './common.ts'
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

const facts = (view: ReadinessView) =>
  lines(
    ...checklist(view.readiness),
    view.readiness.duty && `On duty: ${view.readiness.duty.name}, ${view.readiness.duty.phone}`,
    view.since &&
      `\nRecorded: ${statuses[view.readiness.status]}, ${view.since}${view.expectedAt ? `, expected by ${view.expectedAt}` : ''}${view.by ? ` (${view.by})` : ''}.`,
  )

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
      common.greeting(reader),
      `Please check and confirm bridge point ${view.bridgePoint}.`,
      `${view.round}, closes at ${view.closesAt}`,
      `Conference: ${view.conference}, ${view.conferenceAt}`,
      '',
      facts(view),
      view.callWhom && `For assistance, call: ${view.callWhom}`,
    ),
  backupCard: (reader: Person, view: ReadinessView, first: string) =>
    lines(
      common.greeting(reader),
      `${first} has not answered. As the backup, please confirm bridge point ${view.bridgePoint} instead.`,
      `${view.round}, closes at ${view.closesAt}`,
      '',
      facts(view),
      view.callWhom && `For assistance, call: ${view.callWhom}`,
    ),
  reminder: (reader: Person, view: ReadinessView) =>
    lines(
      common.greeting(reader),
      `Bridge point ${view.bridgePoint} has not confirmed yet. ${view.round} closes at ${view.closesAt}.`,
      '',
      facts(view),
    ),
  reminderOfSeveral: (reader: Person, bridgePoints: string[]) =>
    lines(
      common.greeting(reader),
      `${counted(bridgePoints.length, 'bridge point')} not confirmed yet:`,
      ...bridgePoints.map((name) => `– ${name}`),
    ),
  readyNamedLabel: (bridgePoint: string) => `Ready – ${bridgePoint}`,
  askedAgain: (reader: Person, view: ReadinessView) =>
    lines(
      common.greeting(reader),
      `It is the time you named: is bridge point ${view.bridgePoint} ready now?`,
      '',
      facts(view),
    ),
  unknownItems: (items: string[]) =>
    `Not recorded as ready yet: ${counted(items.length, 'item')} not checked (${items.join(', ')}). Please mark each one, or choose All good if everything has been checked.`,
  problemItems: (_reader: Person, items: string[]) =>
    `Not recorded as ready yet: there is a problem with ${items.join(', ')}. Confirm as ready all the same?`,
  ticked: (readinessNow: Readiness) => {
    const states = Object.values(readinessNow.items)
    const good = states.filter((state) => state === 'ok').length
    const bad = Object.keys(readinessNow.items).filter((item) => readinessNow.items[item] === 'problem')
    const trouble = bad.length > 0 ? ` Problem with: ${bad.join(', ')}.` : ''
    const then = good === states.length ? ' Please answer Ready if the bridge point is ready.' : ''
    return `Recorded: ${good} of ${counted(states.length, 'item')} good.${trouble}${then}`
  },
  whenReady: (_reader: Person, again: string) =>
    `When do you expect to be ready? Choose, or type a time, e.g. 15:30. If you are not sure, the organisers will ask again at ${again}.`,
  whatTime: 'That time could not be read. Please type the time you expect, e.g. 15:30 or 20 minutes.',
  willAskAgain: (at: string) => `The organisers will ask again at ${at}.`,
  recorded: (bridgePoint: string, status: ReadinessStatus, at: string, expectedAt: string | null) =>
    `bridge point ${bridgePoint}, ${statuses[status]}, ${at}${expectedAt ? `, expected by ${expectedAt}` : ''}`,
  whichFault: (_reader: Person, bridgePoint: string) =>
    `The organisers have been told. What is the fault at bridge point ${bridgePoint}? Choose, or describe it in one message.`,
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
          `– ${entry.bridgePoint}: ${entry.who}, ${entry.phones}${entry.status}${entry.reachable ? '' : ' (not linked, has not had the card)'}`,
      ),
    ),
  noRoundOpen: (bridgePoint: string) => `No readiness check is open for bridge point ${bridgePoint}.`,
  closedAlert: (round: string, figures: Record<ReadinessStatus, number>) =>
    `${round} closed: ${figures.ready} ready, ${figures.preparing} preparing, ${figures.issue} with a fault, ${figures.pending} not answered.`,
}
