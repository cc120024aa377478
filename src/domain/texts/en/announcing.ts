import type { AnswerWanted, RecipientState, Tally, When } from '../../announcement.ts'
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
      return `For ${people(question.people)} it is outside working hours where they are.`
    default:
      return question satisfies never
  }
}

const asked = (question: SendQuestion): string => {
  switch (question.kind) {
    case 'many':
      return 'Type how many to confirm:'
    case 'same':
      return 'Send it once more? (y/n)'
    case 'outside-hours':
      return 'Send it to them now all the same? (y/n)'
    default:
      return question satisfies never
  }
}

/** What the command line says of announcements, and what stands in their report. */
export const announcing = {
  // what each command and option is for
  help: {
    announce: 'send an announcement to many contacts',
    text: 'the text; {ten}, {xung_ho}, {don_vi}, {diem_cau} and {gio_dia_phuong} may be used',
    textFile: 'read the text from this UTF-8 file',
    file: 'a file or picture that goes with it, at most 20 MB; give it again for more files',
    to: 'who gets it, for example: all; conference:vt26 and not country:VN; file:codes.txt',
    list: 'the name of a list that --to uses, and the file with its codes or phone numbers, one a line',
    at: 'when it leaves, for example "14:00 05/12/2026" or 2026-12-05T14:00; hours: in everybody’s own working hours',
    zone: 'time zone of --at and --until, for example Asia/Tokyo; DEFAULT_TIMEZONE unless given',
    ack: 'the answer that is asked for: none, received, number, text, file, or up to five options "a|b|c"',
    until: 'answers are taken until then',
    conference: 'the conference it is about (for {diem_cau} and {gio_dia_phuong})',
    urgent: 'urgent: leaves now, outside working hours too; needs --reason',
    reason: 'why it is urgent, or goes outside working hours',
    yes: 'agree to what would be asked',
    dryRun: 'only show who would get it and how it would look, send nothing',
    announcements: 'announcements that were sent, and how each stands',
    show: 'how an announcement stands: who has it, who answered what',
    report: 'write the report of an announcement to an Excel file',
    id: 'number or id of the announcement',
    reportFile: 'the .xlsx file to write',
    newText: 'the whole new text',
    newFile: 'the new version of the file',
    acts: {
      pause: 'stop sending for a while',
      resume: 'go on sending',
      stop: 'stop for good: whoever has not had it will not get it',
      remind: 'remind those who have it and have not answered',
      correct: 'correct it: replace the text that was sent',
      recall: 'withdraw the announcement',
      'new-file': 'send a new version of the file and ask for confirmation again',
    },
  },

  // before it goes
  classified: 'Please note: matter that is a state secret must NOT be sent through this system.',
  audience: (count: number, named: string) => `Goes to ${people(count)}: ${named}`,
  named: (names: string[], all: number) =>
    names.join('; ') + (all > names.length ? ` … and ${all - names.length} more` : ''),
  leaves: {
    now: () => 'Leaves: now.',
    at: (at: string) => `Leaves: ${at}.`,
    hours: () => 'Leaves: in everybody’s own working hours.',
  } satisfies Record<When['kind'], (at: string) => string>,
  openUntil: (until: string) => `Answers until: ${until}.`,
  byChannel: (shares: string[]) => `By: ${shares.join(', ') || 'no path yet'}.`,
  noPath: (count: number, named: string) =>
    `${people(count)} cannot be reached; the message waits until there is a way: ${named}`,
  outsideHours: (count: number, named: string) => `Outside working hours: ${people(count)}: ${named}`,
  fileLine: (name: string, size: string, links: string[], nowhere: string[]) =>
    `File ${name}, ${size}${links.length > 0 ? `; sent as a link by ${links.join(', ')}` : ''}${nowhere.length > 0 ? `; cannot go by ${nowhere.join(', ')}, where the message says whom to ask for it` : ''}.`,
  missing: (count: number) => `The text lacks something for ${people(count)}:`,
  preview: (channel: string, count: number, name: string, parts: number) =>
    `${channel} (${people(count)}), for example to ${name}${parts > 1 ? `, in ${parts} messages` : ''}:`,
  looksLost: 'Bold and italics are not shown on this path; the text is whole.',
  noticeOnly: 'By this path only a notice with a link goes out; the text is read on the page behind it.',
  noted,
  asked,
  sendQuestion: (count: number) => `Send it to ${people(count)}? (y/n)`,
  onItsWay: (number: number) =>
    `Announcement no. ${number} is on its way. How it stands: caunoi announcements show ${number}`,
  onlyLooked: 'Only shown; nothing was sent.',

  // why it does not go
  notSent: 'Nothing was sent.',
  yesNeeded: (notes: string[]) =>
    `Nothing was sent. ${notes.join(' ')} To send it all the same, run the command again with --yes.`,
  audienceChanged:
    'The audience has just changed, so nothing was sent. Run the command again to see who is in it now.',
  missingRefused: (count: number) =>
    `Nothing was sent: the text lacks something for ${people(count)}. Add what is missing and import again, leave that variable out, or leave those people out.`,
  notPrepared: {
    empty: 'There is nothing to send. Add --text, --text-file or --file.',
    nobody: audience.nobody,
  },
  unknownVariable: (word: string, didYouMean: string | null) =>
    `There is no variable {${inBrief(word, 40)}}.${didYouMean ? ` Did you mean {${didYouMean}}?` : ''} Known are: {ten}, {xung_ho}, {don_vi}, {diem_cau}, {gio_dia_phuong}.`,
  reasonNeeded: 'An urgent announcement needs a reason: --reason "…".',
  oneText: 'Give only one of --text and --text-file.',
  badAck: (typed: string) =>
    `--ack cannot be “${inBrief(typed, 60)}”. Use none, received, number, text, file, or two to five options "a|b|c".`,
  tooManyOptions: (count: number, most: number) =>
    `--ack has ${count} options; there may be ${most} at most. Leave some out and run it again.`,
  longOption: (option: string, most: number) =>
    `The option “${inBrief(option, 40)}” is longer than ${most} characters and would not fit on a button. Make it shorter.`,
  sameOption: (option: string) => `The option “${inBrief(option, 40)}” is given twice.`,
  untilWithoutAck: '--until only makes sense where an answer is asked for: add --ack.',
  badList: (typed: string) => `--list “${inBrief(typed, 60)}” should read NAME=FILE.`,
  badZone: (typed: string) =>
    `There is no time zone “${inBrief(typed, 40)}”. For example: Asia/Ho_Chi_Minh, Asia/Tokyo.`,
  badMoment: (option: string, typed: string) =>
    `${option} “${inBrief(typed, 40)}” is no moment. For example: 14:00, "14:00 05/12/2026", 2026-12-05T14:00.`,
  momentOver: (option: string, at: string, now: string) =>
    `${option} ${at} is past (it is ${now}). Choose another moment.`,
  momentTooEarly: (option: string, at: string, after: string) =>
    `${option} ${at} must be later than it leaves, ${after}. Choose another moment.`,
  emptyFile: (file: string) => `The file ${file} is empty and cannot be sent.`,
  fileTooLarge: (file: string, size: string) =>
    `The file ${file} is larger than ${size} and cannot be sent. Compress it, split it, or put a link into the text.`,
  fileRefused: (file: string) =>
    `The file ${file} is of a kind that is not sent. Send a picture, a PDF, or a Word, Excel or PowerPoint document.`,
  noAnnouncement: (typed: string) =>
    `There is no announcement “${inBrief(typed, 40)}”. See them all: caunoi announcements`,
  addYes: 'Run the command again with --yes to do it.',

  // afterwards
  none: 'There is no announcement yet.',
  listColumns: ['No.', 'When', 'State', 'Sent', 'Answers', 'Text'],
  showColumns: ['Code', 'Name', 'By', 'State', 'When', 'Answer', 'Note'],
  shownStates: sending.states,
  changed: (number: number) =>
    `The change to announcement no. ${number} is recorded; whoever has it is being told.`,
  states: {
    queued: 'waiting',
    held: 'no way to reach',
    sent: 'sent',
    delivered: 'on their phone',
    answered: 'answered',
    failed: 'failed',
    unneeded: 'answered before it left',
    stopped: 'not sent any more',
  } satisfies Record<RecipientState, string>,
  onBehalf: (name: string) => `(answered by ${name})`,
  noWay: 'no way to reach them now: no app is linked, or they have blocked it',
  fileNotThere: (reason: string) => `the file is not there: ${reason}`,
  reportWritten: (file: string) =>
    `The report is in ${file}. It holds phone numbers: please keep it to yourself.`,
  reportFile: (number: number) => `announcement-${number}-report.xlsx`,
  silent: (count: number) => `Not answered yet (${count}):`,
  unreached: (count: number) => `Not reached (${count}):`,
  inFile: (file: string) => `Person by person in the file ${file}.`,
  figures: {
    total: 'Recipients in all',
    queued: 'Waiting',
    held: 'No way to reach',
    sent: 'Sent',
    delivered: 'On their phones',
    acknowledged: 'Answered',
    owing: 'Have it, not answered',
    stopped: 'Not sent any more',
    failed: 'Failed',
  } satisfies Record<Exclude<keyof Tally, 'failures'>, string>,
  report: {
    recipients: 'Recipients',
    summary: 'Summary',
    columns: [
      'Code',
      'Name',
      'Unit',
      'Phones',
      'By',
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
    file: 'File',
    audience: 'For',
    sentAt: 'Sent at',
    asks: 'Asks for',
    wanted: {
      none: 'nothing',
      received: 'confirmation',
      choice: 'one of several',
      number: 'a number',
      text: 'a short text',
      file: 'a file',
    } satisfies Record<AnswerWanted['kind'], string>,
    until: 'Answers until',
    reason: 'Why urgent or outside working hours',
    zone: 'Time zone of this report',
    counts: 'Figures',
    answers: 'Answers',
    sum: 'In all',
    events: 'What happened',
    console: 'command line',
    done: {
      announced: 'Sent',
      'announcement-paused': 'Paused',
      'announcement-sending': 'Sending went on',
      'announcement-stopped': 'Stopped',
      'announcement-corrected': 'Corrected',
      'announcement-new-file': 'New version of the file',
      'announcement-recalled': 'Withdrawn',
      'announcement-reminded': 'Reminded those who had not answered',
    } as Record<string, string>,
  },
}
