import type { AnswerWanted, RecipientState, Tally, When } from '../../announcement.ts'
import type { Options } from '../../draft.ts'
import { inBrief } from '../../quoted.ts'
import type { SendQuestion } from '../vi/announcing.ts'
import { counted } from './counted.ts'
import { audience } from './audience.ts'
import { sending } from './sending.ts'

const people = (count: number) => counted(count, 'person', 'people')

const noted = (question: SendQuestion): string => {
  switch (question.kind) {
    case 'many':
      return `The announcement goes to ${people(question.people)}.`
    case 'same':
      return `The same was sent within the last hour (announcement no. ${question.number}).`
    case 'outside-hours':
      return `When it leaves it is out of hours for ${people(question.people)} where they are.`
    case 'too-late':
      return `Answers will be closed before the local hours of ${people(question.people)} begin; they can only read it.`
    default:
      return question satisfies never
  }
}

const asked = (question: SendQuestion): string => {
  switch (question.kind) {
    case 'many':
      return 'Type the number of recipients to confirm:'
    case 'same':
      return 'Send it again? (y/n)'
    case 'outside-hours':
      return 'Why must it go out of hours (Enter: do not send):'
    case 'too-late':
      return 'Send it anyway? (y/n)'
    default:
      return question satisfies never
  }
}

/** What the command line says of announcements, and what stands in their report. */
export const announcing = {
  // what each command and option is for
  help: {
    announce: 'send an announcement to many contacts',
    text: 'the text; {ten}, {xung_ho}, {don_vi}, {diem_cau} and {gio_dia_phuong} can be used; *bold*, _italic_, [words](https://…)',
    textFile: 'read the text from this UTF-8 file',
    file: 'a file or picture to attach, at most 20 MB; repeat for more files',
    to: 'who gets it, for example: all; conference:vt26 and not country:VN; file:codes.txt',
    list: 'the name of a list used in --to, and the file with its codes or phone numbers, one per line',
    at: 'when to send, for example "14:00 05/12/2026" or 2026-12-05T14:00; hours: within each recipient’s local hours',
    zone: 'time zone of --at and --until, for example Asia/Tokyo; DEFAULT_TIMEZONE unless given',
    ack: 'the answer to ask for: none, received, number, text, file, or up to five options "a|b|c"',
    until: 'the deadline for answers',
    conference: 'the conference it is about (for {diem_cau} and {gio_dia_phuong})',
    urgent: 'urgent: send now, even out of hours; needs --reason',
    reason: 'why it is urgent or sent out of hours',
    yes: 'answer yes to every question; a reason for sending out of hours is still needed',
    dryRun: 'only show who would receive it and how it would look; send nothing',
    announcements: 'the announcements sent, and the progress of each',
    show: 'the progress of an announcement: who has received it, who answered what',
    report: 'write the report of an announcement to an Excel file',
    id: 'number or id of the announcement',
    reportFile: 'the .xlsx file to write',
    newText: 'the whole new text',
    newFile: 'the new version of the file',
    acts: {
      pause: 'pause sending',
      resume: 'resume sending',
      stop: 'stop for good: whoever has not received it will not receive it',
      remind: 'remind those who have not confirmed',
      correct: 'correct it: replace the text that was sent',
      recall: 'withdraw the announcement',
      'new-file': 'send a new version of the file and ask for confirmation again',
    },
  },

  // before it goes
  classified: 'Please note: state secrets must NOT be sent through this system.',
  audience: (count: number, named: string) => `Goes to ${people(count)}: ${named}`,
  named: (names: string[], all: number) =>
    names.join('; ') + (all > names.length ? ` … and ${all - names.length} more` : ''),
  leaves: {
    now: () => 'Sending time: now.',
    at: (at: string) => `Sending time: ${at}.`,
    hours: () => 'Sending time: within each recipient’s local hours.',
  } satisfies Record<When['kind'], (at: string) => string>,
  openUntil: (until: string) => `Answers by: ${until}.`,
  byChannel: (shares: string[]) => `Channels: ${shares.join(', ') || 'none yet'}.`,
  noPath: (count: number, named: string) =>
    `${people(count)} cannot be reached; the message waits until they can be: ${named}`,
  outsideHours: (count: number, named: string) => `Out of hours for ${people(count)}: ${named}`,
  tooLate: (count: number, named: string) =>
    `Answers will be closed before the local hours of ${people(count)} begin (set --until later, or change --at): ${named}`,
  fileLine: (name: string, size: string, links: string[], nowhere: string[]) =>
    `File ${name}, ${size}${links.length > 0 ? `; sent as a link by ${links.join(', ')}` : ''}${nowhere.length > 0 ? `; cannot be sent by ${nowhere.join(', ')}, where the message says where to get it` : ''}.`,
  missing: (count: number) => `Details are missing for ${people(count)}:`,
  preview: (channel: string, count: number, name: string, parts: number) =>
    `${channel} (${people(count)}), for example to ${name}${parts > 1 ? `, in ${parts} messages` : ''}:`,
  looksLost: 'Bold and italic are not shown on this channel; the text is complete.',
  noticeOnly: 'This channel carries one line and a link; the text is read on the linked page.',
  noted,
  asked,
  sendQuestion: (count: number) => `Send it to ${people(count)}? (y/n)`,
  onItsWay: (number: number) =>
    `Announcement no. ${number} is on its way. To see its progress: caunoi announcements show ${number}`,
  onlyLooked: 'Preview only; nothing was sent.',

  // why it does not go
  notSent: 'Nothing was sent.',
  yesNeeded: (notes: string[]) =>
    `Nothing was sent. ${notes.join(' ')} To send it anyway, run the command again with --yes.`,
  hoursOrReason: (note: string) =>
    `Nothing was sent. ${note} Use --at hours to send it in the hours of each, or --reason "…" to send it anyway.`,
  audienceChanged:
    'The list of recipients has just changed, so nothing was sent. Run the command again to see the new list.',
  missingRefused: (count: number) =>
    `Nothing was sent: details are missing for ${people(count)}. Add them and import again, take that field out of the text, or leave those people out.`,
  notPrepared: {
    empty: 'There is nothing to send. Add --text, --text-file or --file.',
    nobody: audience.nobody,
  },
  unknownVariable: (word: string, didYouMean: string | null) =>
    `There is no field {${inBrief(word, 40)}}.${didYouMean ? ` Did you mean {${didYouMean}}?` : ''} You can use: {ten}, {xung_ho}, {don_vi}, {diem_cau}, {gio_dia_phuong}.`,
  whichConference: (codes: string[]) =>
    `Nothing was sent: it is not clear which conference {diem_cau} and {gio_dia_phuong} are of (${codes.join(', ')}). Add --conference, for example --conference ${codes[0]}.`,
  reasonNeeded: 'An urgent announcement needs a reason: --reason "…".',
  urgentInHours:
    "What is urgent does not wait for each recipient's local hours. Leave out --at hours to send it now, or --urgent to send it within those hours.",
  unreadableList: (path: string) => ({
    'old-office': `${path} is an old Excel file (.xls) or has a password. Save it as .xlsx without a password.`,
    damaged: `${path} cannot be read: it must be an .xlsx or .csv file, or text in UTF-8 with one code or phone on each line.`,
    'too-big': `${path} is too large for a list. Leave only the column of codes or phones in it.`,
  }),
  oneText: 'Give only one of --text and --text-file.',
  badAck: (typed: string) =>
    `--ack cannot be “${inBrief(typed, 60)}”. Use none, received, number, text, file, or two to five options "a|b|c".`,
  wrongAck: {
    many: '--ack has too many options; at most 5 are allowed. Leave some out and run it again.',
    alike: 'Two options of --ack are the same. Change one and run it again.',
    long: 'An option of --ack is longer than 60 characters and would not fit on a button. Make it shorter.',
    number:
      'An option of --ack is only a number, and answers would be mistaken for its place. Add a word, for example "2 cars|3 cars".',
  } satisfies Record<Exclude<Extract<Options, { kind: 'wrong' }>['why'], 'few'>, string>,
  untilWithoutAck: '--until needs an answer to be asked for: add --ack.',
  badList: (typed: string) => `--list “${inBrief(typed, 60)}” should read NAME=FILE.`,
  badZone: (typed: string) =>
    `There is no time zone “${inBrief(typed, 40)}”. For example: Asia/Ho_Chi_Minh, Asia/Tokyo.`,
  badMoment: (option: string, typed: string) =>
    `${option} “${inBrief(typed, 40)}” is not a time. For example: 14:00, "14:00 05/12/2026", 2026-12-05T14:00.`,
  momentOver: (option: string, at: string, now: string) =>
    `${option} ${at} is in the past (it is now ${now}). Choose another time.`,
  momentTooEarly: (option: string, at: string, after: string) =>
    `${option} ${at} must be later than the sending time, ${after}. Choose another time.`,
  emptyFile: (file: string) => `The file ${file} is empty and cannot be sent.`,
  fileTooLarge: (file: string, size: string) =>
    `The file ${file} is larger than ${size} and cannot be sent. Compress it, split it, or put a link in the text.`,
  fileRefused: (file: string) =>
    `Files like ${file} cannot be sent. Send a picture, a PDF, or a Word, Excel or PowerPoint document.`,
  noAnnouncement: (typed: string) =>
    `There is no announcement “${inBrief(typed, 40)}”. See them all: caunoi announcements`,
  addYes: 'Run the command again with --yes to do it.',

  // afterwards
  none: 'There are no announcements yet.',
  listColumns: ['No.', 'When', 'State', 'Sent', 'Answers', 'Text'],
  showColumns: ['Code', 'Name', 'Channel', 'State', 'When', 'Answer', 'Note'],
  shownStates: sending.states,
  changed: (number: number) =>
    `The change to announcement no. ${number} is recorded; it is going to everybody who received it.`,
  states: {
    queued: 'waiting',
    held: 'cannot be reached',
    sent: 'sent',
    delivered: 'delivered',
    answered: 'answered',
    failed: 'failed',
    unneeded: 'answered before sending',
    stopped: 'cancelled before sending',
  } satisfies Record<RecipientState, string>,
  onBehalf: (name: string) => `(answered by ${name})`,
  noWay: 'cannot be reached now: no app is linked, or they have blocked it',
  correctionNotThere: (reason: string) => `the correction has not arrived: ${reason}`,
  fileNotThere: (reason: string) => `the file has not arrived: ${reason}`,
  reportWritten: (file: string) =>
    `The report is in ${file}. It contains phone numbers: please keep it confidential.`,
  reportFile: (number: number) => `announcement-${number}-report.xlsx`,
  silent: (count: number) => `Not answered yet (${count}):`,
  unreached: (count: number) => `Not reached (${count}):`,
  outdated: (count: number) => `Correction not received (${count}):`,
  inFile: (file: string) => `Details for each person are in ${file}.`,
  figures: {
    total: 'Total recipients',
    queued: 'Waiting',
    held: 'Cannot be reached',
    sent: 'Sent',
    delivered: 'Delivered',
    acknowledged: 'Answered',
    owing: 'Received, not answered',
    stopped: 'Cancelled before sending',
    unneeded: 'Answered before it was sent',
    failed: 'Failed',
  } satisfies Record<Exclude<keyof Tally, 'failures' | 'leaving'>, string>,
  report: {
    recipients: 'Recipients',
    summary: 'Summary',
    columns: [
      'Code',
      'Name',
      'Unit',
      'Phones',
      'Channel',
      'State',
      'Sent at',
      'Arrived at',
      'Answer',
      'Answered at',
      'Answered by (on behalf)',
      'Sent again',
      'Reason',
    ],
    title: (number: number) => `Announcement no. ${number}`,
    text: 'Text',
    file: 'Attached file',
    audience: 'Sent to',
    sentAt: 'Sent at',
    asks: 'Asks for',
    wanted: {
      none: 'nothing',
      received: 'confirmation',
      choice: 'one of the options',
      number: 'a number',
      text: 'a short answer',
      file: 'a file',
    } satisfies Record<AnswerWanted['kind'], string>,
    until: 'Answers by',
    reason: 'Reason for urgency or sending out of hours',
    zone: 'Time zone of this report',
    counts: 'Figures',
    answers: 'Answers',
    sum: 'Total',
    events: 'Events',
    console: 'command line',
    done: {
      announced: 'Sent',
      'announcement-paused': 'Paused',
      'announcement-sending': 'Resumed',
      'announcement-stopped': 'Stopped',
      'announcement-corrected': 'Corrected',
      'announcement-new-file': 'File replaced',
      'announcement-recalled': 'Withdrawn',
      'announcement-reminded': 'Reminded those who had not confirmed',
    } as Record<string, string>,
  },
}
