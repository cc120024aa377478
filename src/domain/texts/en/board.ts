import type { Figures } from '../../board.ts'
import type { Person } from '../../person.ts'
import type { BoardLine } from '../vi/board.ts'
import { counted } from './counted.ts'

const section = (title: string, rows: string[]) =>
  rows.length > 0 ? [`\n${title} (${rows.length})`, ...rows] : []

const unlinked = (row: { reachable: boolean }) => (row.reachable ? '' : ' (not linked)')

const contacts = (count: number) => counted(count, 'contact')

export const board = {
  title: (conference: string, at: string) => `OVERVIEW – ${conference}\nAt ${at}`,
  round: (name: string, closesAt: string, closed: boolean) =>
    closed ? `${name}: closed at ${closesAt}` : `${name}, closes at ${closesAt}`,
  noRound: 'No readiness check has been opened yet.',
  nextRound: (name: string, opensAt: string) => `Next: ${name}, opens at ${opensAt}.`,
  figures: (figures: Figures, all: number) =>
    `Ready ${figures.ready}/${all} · Preparing ${figures.preparing} · Fault ${figures.issue} · Not answered ${figures.pending}`,
  acknowledged: (done: number, all: number, concerns: number) =>
    `Assignments received ${done}/${all}${concerns > 0 ? ` · Concerns ${concerns}` : ''}`,
  faults: (rows: { number: number; bridgePoint: string; text: string; at: string; owner: string | null }[]) =>
    section(
      'FAULTS',
      rows.map(
        (row) =>
          `🔴 No. ${row.number} – bridge point ${row.bridgePoint}: ${row.text ? `“${row.text}”` : 'not yet described'}, since ${row.at}, ${row.owner ? `${row.owner} is handling it` : 'nobody is handling it yet'}`,
      ),
    ),
  issues: (rows: BoardLine[]) =>
    section(
      'FAULT REPORTED',
      rows.map(
        (row) =>
          `🔴 ${row.name}${row.since}${row.problems.length > 0 ? ` (${row.problems.join(', ')})` : ''}: ${row.who}`,
      ),
    ),
  pending: (rows: BoardLine[]) =>
    section(
      'NOT ANSWERED',
      rows.map((row) => `⚪ ${row.name}: ${row.who}${unlinked(row)}`),
    ),
  preparing: (rows: BoardLine[]) =>
    section(
      'PREPARING',
      rows.map((row) => `🟡 ${row.name}${row.since}: ${row.who}`),
    ),
  ready: (rows: BoardLine[]) =>
    section(
      'READY',
      rows.map((row) => `🟢 ${row.name}${row.since}`),
    ),
  silent: (rows: { code: string; who: string; reachable: boolean }[]) =>
    section(
      'ASSIGNMENTS NOT CONFIRMED',
      rows.map((row) => `⚪ ${row.who} – assignment ${row.code}${unlinked(row)}`),
    ),
  since: (at: string) => `, since ${at}`,
  expected: (at: string) => `, expected ${at}`,
  remindLabel: 'Remind those who have not answered',
  remindNowLabel: (count: number) => `Remind ${contacts(count)}`,
  remindQuestion: (count: number, inRound: boolean) =>
    `${contacts(count)} who ${count === 1 ? 'has' : 'have'} not confirmed ${inRound ? 'readiness' : 'assignments'} will be reminded. Send now?`,
  nobodySilent: 'Everyone has answered.',
  reminded: (count: number, held: number) =>
    `Reminder sent to ${contacts(count)}.${held > 0 ? ` ${contacts(held)} not linked and not reminded; please call.` : ''}`,
  noConference: 'There is no conference at the moment.',
  whichConference: 'Overview of which conference?',
  yourBridgePoints: (reader: Person) => `Bridge points of ${reader.name}:`,
  noBridgePoint: () => 'You are not in charge of any bridge point at present.',
  notAsked: 'no readiness check open',
  pointOn: (name: string, day: string) => `${name} (conference on ${day})`,
  bridgePoint: (name: string, place: string | null, status: string) =>
    `– ${name}${place ? ` (${place})` : ''}: ${status}`,
  help: (reader: Person, coordinator: boolean, call: string | null) =>
    [
      `Dear ${reader.name},`,
      'To answer, press a button under the message, type the number of an answer, or simply write: “received”, “ready”, “no sound”.',
      '/bridgepoints – your bridge points and readiness checks',
      '/assignments – your assignments',
      coordinator ? '/announce – write and send an announcement' : null,
      coordinator ? '/board – overview' : null,
      coordinator ? '/ping – send a test message' : null,
      coordinator ? '/link and a code or name – the links of a contact' : null,
      '/help – this guide',
      '/vietnamese – change to Vietnamese',
      'Questions written here are passed on to the organisers.',
      call ? `If it is urgent, call: ${call}` : null,
    ]
      .filter(Boolean)
      .join('\n'),
  languageSet: 'From now on the system will answer in English.',
}
