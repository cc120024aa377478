import type { AnswerWanted } from '../../announcement.ts'
import type { Gap, Options } from '../../draft.ts'
import type { ChannelName } from '../../message.ts'
import type { Person } from '../../person.ts'
import { inBrief } from '../../quoted.ts'
import { type TemplateCheck, type Variable, variables } from '../../template.ts'
import type { AudienceView, DraftView, PreviewView } from '../vi/composing.ts'
import { channels } from './channels.ts'
import { counted } from './counted.ts'

const MOST_NAMES = 40

/** These have to be called one by one. */
const MOST_UNREACHABLE = 100

const figure = (people: number) => people.toLocaleString('en-GB')

const persons = (people: number) => (people === 1 ? '1 person' : `${figure(people)} people`)

const several = (names: string[], all = names.length, most = MOST_NAMES) =>
  all <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${figure(all - most)} more`

const megabytes = (size: number) =>
  size < 100_000
    ? `${Math.max(1, Math.round(size / 1000))} KB`
    : `${(size / 1_000_000).toLocaleString('en-GB', { maximumFractionDigits: 1 })} MB`

const shared = (byChannel: AudienceView['byChannel']) =>
  Object.entries(byChannel)
    .map(([channel, people]) => `${channels[channel as ChannelName]} ${figure(people)}`)
    .join(', ')

const braced = (names: readonly string[]) => names.map((name) => `{${name}}`).join(', ')

const unknownVariable = ({ word, didYouMean }: Extract<TemplateCheck, { kind: 'unknown-variable' }>) =>
  `there is no field {${inBrief(word, 40)}}${didYouMean ? `; did you mean {${didYouMean}}? ` : '. '}You can use: ${braced(variables)}.`

const gap = (missing: Gap): string => {
  switch (missing.kind) {
    case 'text':
      return 'Missing: the text.'
    case 'variable':
      return `To fix: ${unknownVariable(missing.check)}`
    case 'audience':
      return 'Missing: the recipients.'
    case 'reason':
      return 'Missing: the reason for urgency.'
    case 'until':
      return 'To fix: the deadline for answers has passed, or is before the sending time.'
    default:
      return missing satisfies never
  }
}

const answers: Record<AnswerWanted['kind'], string> = {
  none: 'none needed',
  received: 'press Received',
  choice: 'choose an option',
  number: 'enter a number',
  text: 'write a short answer',
  file: 'send a file',
}

const answer = ({ wanted, openUntil }: DraftView) => {
  const what =
    wanted.kind === 'choice' ? `${answers.choice}: ${wanted.options.join(' | ')}` : answers[wanted.kind]
  return wanted.kind === 'none' ? what : `${what}; ${openUntil ? `by ${openUntil}` : 'no deadline'}`
}

const leaves = ({ leaves: when }: DraftView) => {
  if (when.kind === 'at') return `at ${when.at}`
  return when.kind === 'now'
    ? 'as soon as you press Send'
    : "within each recipient's local hours (not urgent)"
}

const audience = ({ audience: to }: DraftView) => {
  if (!to) return 'not chosen'
  if ('wrong' in to) return to.wrong
  const outside = to.outside > 0 ? `, not including ${persons(to.outside)} outside your responsibility` : ''
  return `${persons(to.people)} (${to.words})${outside}`
}

const fileNotes = {
  attached: 'attached',
  link: 'sent as a link',
  nothing: 'CANNOT be sent this way; please deliver it by other means',
}

const styleNotes = {
  kept: 'Bold and italic are shown on this channel.',
  lost: 'Bold and italic are not shown on this channel.',
}

export const composing = {
  banner: 'Do not send state secrets through this channel.',
  start: () =>
    `Please send the text in one message (it may have several lines); pictures and files come afterwards. ${braced(variables)} are filled in for each recipient.`,
  chooseOld: 'Or open an earlier draft or announcement:',
  draftLabel: (number: number, text: string) => inBrief(`Draft ${number}: ${text || 'no text yet'}`, 50),
  sentLabel: (number: number, text: string) => inBrief(`Sent ${number}: ${text}`, 50),
  labels: {
    text: 'Edit the text',
    files: 'Add photos or files',
    dropFiles: 'Remove all files',
    audience: 'Recipients',
    answer: 'How to answer',
    when: 'Sending time',
    preview: 'Preview',
    test: 'Send me a test',
    send: 'Send',
    discard: 'Discard',
    restore: 'Restore the draft',
    back: 'Back to the draft',
    urgent: 'Urgent',
    notUrgent: 'Not urgent any more',
    now: 'As soon as I press Send',
    hours: 'Within local hours',
    sendHours: 'Send within local hours',
    sendUrgent: 'Send now, even out of hours',
    sendAtNight: 'Keep that time and send',
    sendAgain: 'Send anyway',
    until: 'Deadline for answers',
    untilToday: (at: string) => `Today ${at}`,
    untilTomorrow: (at: string) => `Tomorrow ${at}`,
    untilNone: 'No deadline',
    dropMissing: (people: number) => `Leave out ${people === 1 ? 'this person' : `these ${figure(people)}`}`,
    answers: {
      none: 'No answer needed',
      received: 'Received',
      choice: 'Options',
      number: 'A number',
      text: 'A short answer',
      file: 'A file',
    } satisfies Record<AnswerWanted['kind'], string>,
    everyone: 'All contacts',
    conference: (title: string) => inBrief(title, 55),
    pending: (round: string) => inBrief(`Not answered: ${round}`, 55),
    unacknowledged: (number: number) => `Not confirmed: no. ${number}`,
    organisers: 'The organisers',
  },
  listWords: (entries: number) => `a list of ${counted(entries, 'entry', 'entries')}`,
  card: (view: DraftView) =>
    [
      `DRAFT of announcement no. ${view.number}${view.urgent ? ' – URGENT' : ''}`,
      ...(view.gaps.length > 0 ? view.gaps.map(gap) : ['Ready to send.']),
      '',
      ...(view.text ? [`“${inBrief(view.text)}”`] : []),
      ...(view.files.length > 0
        ? [
            `Files (${view.files.length}): ${view.files.map(({ fileName, size }) => `${fileName} (${megabytes(size)})`).join(', ')}`,
          ]
        : []),
      `Recipients: ${audience(view)}`,
      `How to answer: ${answer(view)}`,
      `Sending time: ${leaves(view)}`,
      ...(view.reason ? [`Reason: ${inBrief(view.reason, 100)}`] : []),
    ].join('\n'),
  changedBy: (who: string, at: string) =>
    `${who} changed this draft at ${at}; what you have just done was not applied. The draft now:`,
  changedSince:
    'The draft has changed since that message; what you have just done was not applied. The draft now:',
  sentBy: (number: number, who: string | null, at: string) =>
    `Announcement no. ${number} was sent at ${at}${who ? ` by ${who}` : ''}. Nothing has changed.`,
  sentCard: (number: number, who: string | null, at: string) =>
    `Announcement no. ${number}: sent at ${at}${who ? ` by ${who}` : ''}.`,
  discardedBy: (number: number, who: string | null, at: string) =>
    `Draft no. ${number} was discarded at ${at}${who ? ` by ${who}` : ''}; it was not sent to anybody.`,
  notEditable: 'This draft belongs to other coordinators; nothing has changed.',
  askText: (_: Person, now: string) => `Please send the new text; it will replace all of this:\n\n${now}`,
  askFiles: (_: Person, most: number) =>
    `Please send the pictures or files here (at most ${most}, up to 20 MB each).`,
  noFileInWords: 'Waiting for a picture or file; this text was not added to the announcement.',
  tooManyFiles: (fileName: string, most: number) =>
    `${fileName} was not added: an announcement may have at most ${most} files. To change them, press Remove all files and send the ones you need.`,
  askAudience:
    'Who should receive it? Choose, or type a condition such as conference:vt26 and not country:VN, or paste a list of codes or phone numbers.',
  unknownEntries: (entries: string[]) =>
    `Nothing has changed. No contact has this code or phone number: ${several(entries.map((entry) => `“${inBrief(entry, 40)}”`))}. Please correct the list and send all of it again.`,
  nobody: 'Nothing has changed: nobody matches. Please choose again.',
  audience: (view: AudienceView) =>
    [
      `Recipients: ${figure(view.people)}. ${several(view.names, view.people)}.`,
      ...(view.outside > 0 ? [`Not including ${persons(view.outside)} outside your responsibility.`] : []),
      ...(shared(view.byChannel) ? [`Channels: ${shared(view.byChannel)}.`] : []),
      ...(view.unreachable.length > 0
        ? [
            `CANNOT BE REACHED (${figure(view.unreachable.length)}), please call: ${several(view.unreachable, view.unreachable.length, MOST_UNREACHABLE)}.`,
          ]
        : []),
    ].join('\n'),
  askAnswer: 'How should recipients answer?',
  askOptions: () =>
    'Please send 2 to 5 options, one per line or separated by |, each of at most 60 characters.',
  wrongOptions: {
    few: 'Not saved: at least 2 options are needed, one per line or separated by |. Please send them again.',
    many: 'Not saved: at most 5 options. Please leave some out and send them again.',
    alike: 'Not saved: two of the options are the same. Please change one and send them again.',
    long: 'Not saved: each option may have at most 60 characters. Please shorten and send them again.',
    number:
      'Not saved: an option that is only a number is mistaken for its place. Please add a word, for example 3 cars, and send them again.',
  } satisfies Record<Extract<Options, { kind: 'wrong' }>['why'], string>,
  askUntil: (zone: string) =>
    `Until when can people answer? Choose, or type a time (${zone}), for example: tomorrow 5pm.`,
  askWhen: (zone: string) =>
    `When should it be sent? Choose, or type a time (${zone}), for example: tomorrow 7:30. “Urgent” is sent at any hour, ahead of other messages, and needs a reason.`,
  zone: (name: string | null) => (name ? `${name} time` : 'Vietnam time'),
  wrongMoment: (zone: string) =>
    `Not saved: the time is unclear or already past. Please type it again (${zone}), for example: today 17:00, tomorrow 7:30.`,
  untilBeforeLeaving:
    'Not saved: the deadline must be after the sending time. Please choose or type another.',
  askReasonUrgent: () => 'Why is it urgent?',
  askReasonNight: () => 'Why must it be sent out of hours?',
  shortReason: 'Not saved: please give a fuller reason (at least 5 characters).',
  preview: (view: PreviewView) =>
    [
      `PREVIEW of announcement no. ${view.number} – ${channels[view.channel]}: ${persons(view.people)}, ${counted(view.messages, 'message')} each (example: ${view.reader})`,
      ...(view.isNotice
        ? ['This channel carries one line and a link; the text below is read on the linked page.']
        : []),
      ...view.parts.map((part) => `———\n${part}`),
      ...(view.choices.length > 0
        ? [view.choices.map((label) => (view.buttons ? `[${label}]` : `(number) ${label}`)).join('\n')]
        : []),
      '———',
      ...(view.style ? [styleNotes[view.style]] : []),
      ...view.files.map(({ fileName, goes }) => `${fileName}: ${fileNotes[goes]}.`),
    ].join('\n'),
  testHead: '(TEST)',
  testBlank: (blank: Variable[]) =>
    `In the test, ${braced(blank)} is shown as “…” because your own details lack it.`,
  tested: 'This is a test; no answer was recorded.',
  refused: {
    empty: 'Not sent: the announcement has no text.',
    nobody: 'Not sent: the announcement has no recipients.',
    audience: (wrong: string) => `Not sent: ${wrong}`,
    whichConference: (codes: string[], words: string) =>
      `Not sent: it is not clear which conference {diem_cau} and {gio_dia_phuong} are of (${codes.join(', ')}). Please press Recipients and type it with the conference, for example: conference:${codes[0]} and (${inBrief(words, 200)}).`,
    gaps: (gaps: Gap[]) => ['Not sent.', ...gaps.map(gap)].join('\n'),
  },
  unknownVariable: (check: Extract<TemplateCheck, { kind: 'unknown-variable' }>, around: string) =>
    `Not sent: ${unknownVariable(check)}\n“${around}”`,
  missing: (people: { name: string; variables: Variable[] }[]) =>
    [
      `Not sent: details are missing for ${persons(people.length)}.`,
      ...people.slice(0, MOST_NAMES).map(({ name, variables: missing }) => `- ${name}: ${braced(missing)}`),
      ...(people.length > MOST_NAMES ? [`and ${figure(people.length - MOST_NAMES)} more`] : []),
      'Please complete their contact details, change the text, or leave these people out.',
    ].join('\n'),
  outsideHours: (names: string[], at: string | null) =>
    `${at ? `At ${at} it is` : 'It is now'} out of hours for ${persons(names.length)}: ${several(names)}.`,
  tooLate: (names: string[]) =>
    `Answers will be closed before the local hours of ${persons(names.length)} begin: ${several(names)}. Please set a later deadline or another time to send; if it is sent all the same, they can read it but not answer.`,
  sameAs: (number: number, at: string) =>
    `This is identical to announcement no. ${number}, sent at ${at}. Send it anyway?`,
  typeCount: (_: Person, people: number) =>
    `This goes to ${persons(people)}. To send it, please type the exact number of recipients.`,
  wrongCount: (typed: string, people: number) =>
    `Not sent: “${inBrief(typed, 20)}” is not the number of recipients (${figure(people)}). Please type it again, or type Never mind.`,
}
