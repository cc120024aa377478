import type { AssignmentStatus } from '../../assignment.ts'
import type { ConcernReason } from '../../command.ts'
import type { Person } from '../../person.ts'
import { inBrief, quoted } from '../../quoted.ts'
import type { AssignmentView, BundleEntry } from '../vi/assignment.ts'
import { general } from './general.ts'
import { counted } from './counted.ts'

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n')

const details = (view: AssignmentView) =>
  lines(
    view.conference &&
      `${general.conference(view.conference)}${view.conferenceAt ? `, ${view.conferenceAt}` : ''}`,
    view.bridgePoint && `Bridge point: ${view.bridgePoint}`,
    view.leads.length > 0 && `Lead: ${view.leads.join('; ')}`,
    view.coordinating.length > 0 && `In coordination with: ${view.coordinating.join('; ')}`,
    view.due && `Due: ${view.due}`,
    view.document && `Under ${view.document}`,
    view.callWhom && `To discuss, call: ${view.callWhom}`,
  )

const statuses: Record<AssignmentStatus, string> = {
  draft: 'Not sent',
  sent: 'Not confirmed',
  acknowledged: 'Received',
  concern: 'Concern raised',
  'in-progress': 'In progress',
  submitted: 'Reported complete',
  accepted: 'Complete',
  returned: 'More needed',
  cancelled: 'Cancelled',
}

const concerns: Record<ConcernReason, string> = {
  'not-mine': 'Not the right contact',
  clash: 'Clash of dates',
  'beyond-authority': 'Beyond our authority',
  other: 'Another reason',
}

const open = (entries: BundleEntry[]) => entries.filter((entry) => entry.open).length

/** 'the assignment', 'both assignments', 'all 3 assignments'. */
const allOf = ({ length }: BundleEntry[]) =>
  length === 1 ? 'the assignment' : length === 2 ? 'both assignments' : `all ${length} assignments`

const bundled = ({ code, text, due, status }: BundleEntry) =>
  `– Assignment ${code}: ${text}${due ? ` (due ${due})` : ''}${status ? ` – ${status}` : ''}`

export const assignment = {
  statuses,
  concerns,
  acknowledgeLabel: 'Received',
  acknowledgeAllLabel: 'All received',
  acknowledgeNumberedLabel: (code: string) => `Received assignment ${code}`,
  concernLabel: 'Raise a concern',
  discussLabel: 'Ask the organisers',
  completeLabel: 'Report complete',
  notCompleteLabel: 'Not complete yet',
  reviseNumberedLabel: (code: string) => `Change my answer – assignment ${code}`,
  completeNumberedLabel: (code: string) => `Report assignment ${code} complete`,
  name: (code: string) => `assignment ${code}`,
  names: (codes: string[]) => `${codes.length === 1 ? 'assignment' : 'assignments'} ${codes.join(', ')}`,
  card: (reader: Person, view: AssignmentView) =>
    lines(
      general.greeting(reader),
      `Please carry out assignment ${view.code}: ${view.text}`,
      details(view),
      `\nPlease confirm that you have received it.`,
    ),
  answered: (reader: Person, view: AssignmentView, what: string, at: string, by: string | null) =>
    lines(
      general.greeting(reader),
      `Assignment ${view.code}: ${view.text}`,
      details(view),
      `\nRecorded: ${what}, ${at}${by ? ` (answered by ${by})` : ''}.`,
    ),
  reminder: (reader: Person, view: AssignmentView) =>
    lines(
      general.greeting(reader),
      `The organisers have not yet had your confirmation of assignment ${view.code}: ${view.text}`,
      view.due && `Due: ${view.due}`,
      `\nPlease confirm that you have received it.`,
    ),
  reminderOfSeveral: (reader: Person, entries: BundleEntry[]) =>
    lines(
      general.greeting(reader),
      open(entries) > 0
        ? `The organisers have not yet had your confirmation of ${counted(open(entries), 'assignment')}:`
        : `You have answered for ${allOf(entries)}:`,
      ...entries.map(bundled),
    ),
  backupCard: (reader: Person, view: AssignmentView, first: string) =>
    lines(
      general.greeting(reader),
      `${first} has not answered. As the backup, please confirm assignment ${view.code} instead: ${view.text}`,
      details(view),
    ),
  dueCard: (reader: Person, view: AssignmentView) =>
    lines(
      general.greeting(reader),
      `Assignment ${view.code}: ${view.text}`,
      details(view),
      `\nWhen it is done, please report it complete.`,
    ),
  dueReminder: (reader: Person, view: AssignmentView) =>
    lines(
      general.greeting(reader),
      `Assignment ${view.code} is due soon: ${view.text}`,
      view.due && `Due: ${view.due}`,
      `\nIf it is done, please report it complete.`,
    ),
  dueReminderOfSeveral: (reader: Person, entries: BundleEntry[]) =>
    lines(
      general.greeting(reader),
      open(entries) > 0
        ? `${counted(open(entries), 'assignment')} due soon:`
        : `You have reported ${allOf(entries)} complete:`,
      ...entries.map(bundled),
    ),
  whyConcern: (_reader: Person, code: string) =>
    `What is your concern about assignment ${code}? Please choose a reason:`,
  concernWords: () => 'Please describe your concern in one message.',
  concernForwarded: 'Your concern has been passed straight on to the organisers.',
  concernReason: (reason: ConcernReason, words: string | null) => {
    if (!words) return concerns[reason]
    return reason === 'other' ? `“${quoted(words)}”` : `${concerns[reason]}: “${quoted(words)}”`
  },
  because: (reason: string) =>
    Object.values(concerns).includes(reason) ? reason.toLowerCase() : `“${inBrief(reason)}”`,
  concernAlert: (who: string, code: string, text: string, reason: string, call: string | null) =>
    lines(`CONCERN: ${who}`, `Assignment ${code}: ${text}`, call && `Call: ${call}`, `Reason: ${reason}`),
  completionReport: (who: string, code: string, text: string) =>
    lines(`REPORTED COMPLETE: ${who}`, `Assignment ${code}: ${text}`),
  completionWithdrawn: (who: string, code: string, text: string) =>
    lines(`COMPLETION REPORT WITHDRAWN: ${who}`, `Assignment ${code}: ${text}`),
  discussPrompt: () =>
    'Please write what you would like to discuss in one message; it goes straight to the organisers.',
  silentAlert: (
    conference: string,
    entries: { code: string; who: string; phones: string; reachable: boolean }[],
  ) =>
    lines(
      `ASSIGNMENTS NOT CONFIRMED – ${conference}`,
      `Please call ${counted(entries.length, 'contact')}:`,
      ...entries.map(
        (entry) =>
          `– Assignment ${entry.code}: ${entry.who}, ${entry.phones || general.noPhone}${entry.reachable ? '' : ' (not linked, nothing received)'}`,
      ),
    ),
  list: (reader: Person, entries: { code: string; text: string; status: string; due: string | null }[]) =>
    entries.length === 0
      ? 'You have no assignments at present.'
      : lines(
          `Assignments of ${reader.name}:`,
          ...entries.map(
            (entry) =>
              `– ${entry.code}. ${entry.text}${entry.due ? ` (due ${entry.due})` : ''}: ${entry.status.toLowerCase()}`,
          ),
        ),
}
