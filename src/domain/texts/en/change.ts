import type { Person } from '../../person.ts'
import type { Shift } from '../vi/change.ts'
import { general } from './general.ts'

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n')

const fields: Record<string, string> = { text: 'task', due: 'due date', contact: 'person responsible' }

const call = (whom: string | null) => whom && `To discuss, call: ${whom}`

/** What people are told when a conference is moved, changed or called off after they were written to. */
export const change = {
  moved: (
    reader: Person,
    view: {
      conference: string
      start: Shift | null
      end: Shift | null
      askedAgain: boolean
      callWhom: string | null
    },
  ) =>
    lines(
      `NEW TIME: ${view.conference}`,
      general.greeting(reader),
      view.start && `Starts: ${view.start.from} → ${view.start.to}`,
      view.end && `Ends: ${view.end.from} → ${view.end.to}`,
      view.askedAgain && 'Your earlier answer no longer counts. Please answer again on the new message.',
      call(view.callWhom),
    ),
  gone: (reader: Person, view: { conference: string; what: string[]; callWhom: string | null }) =>
    lines(
      `CHANGE: ${view.conference}`,
      general.greeting(reader),
      ...view.what.map((what) => `– ${what}`),
      'You need not answer the earlier messages about this.',
      call(view.callWhom),
    ),
  cancelled: (reader: Person, view: { conference: string; at: string; callWhom: string | null }) =>
    lines(
      `CANCELLED: ${view.conference}`,
      general.greeting(reader),
      `The conference planned for ${view.at} will not take place. Please stop any work on it; the earlier messages need no answer.`,
      call(view.callWhom),
    ),
  bridgePointGone: (name: string) => `Bridge point ${name} is no longer part of the conference.`,
  bridgePointHandedOver: (name: string, to: string) => `Bridge point ${name} is now looked after by ${to}.`,
  roundGone: (name: string) => `${name} will not take place.`,
  roundPutOff: (name: string, opensAt: string) =>
    `${name} has been moved to ${opensAt}; the organisers will ask again then.`,
  assignmentGone: (code: string, text: string) => `Assignment ${code} no longer applies: ${text}`,
  assignmentHandedOver: (code: string, text: string, to: string) =>
    `Assignment ${code} is now with ${to}: ${text}`,
  /** What an old card says from then on. */
  assignmentReplaced: (code: string) => `Assignment ${code} has a new message; please answer on that one.`,
  cancelledCard: (conference: string) =>
    `The conference has been cancelled: ${conference}. This message no longer applies.`,
  /** Stands above the card of an assignment that has changed since it was sent. */
  changedHeading: (changed: string[]) => {
    const named = changed.flatMap((field) => fields[field] ?? [])
    return `ASSIGNMENT CHANGED: ${named.join(', ')}`
  },
  askedAnewHeading: 'Please confirm again: the conference has a new time.',
}
