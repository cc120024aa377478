import type { AnswerWanted } from '../../announcement.ts'
import type { Gap, Options } from '../../draft.ts'
import type { ChannelName } from '../../message.ts'
import type { Person } from '../../person.ts'
import { inBrief } from '../../quoted.ts'
import { type TemplateCheck, type Variable, variables } from '../../template.ts'
import type { AudienceView, DraftView, PreviewView } from '../vi/composing.ts'
import { channels } from './channels.ts'
import { counted } from './counted.ts'

const MOST_NAMES = 15

const figure = (people: number) => people.toLocaleString('en-GB')

const persons = (people: number) => (people === 1 ? '1 person' : `${figure(people)} people`)

const several = (names: string[], all = names.length) =>
  all <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${figure(all - MOST_NAMES)} more`

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
  `there is no {${inBrief(word, 40)}}${didYouMean ? `, do you mean {${didYouMean}}? ` : '. '}There are: ${braced(variables)}.`

const gap = (missing: Gap): string => {
  switch (missing.kind) {
    case 'text':
      return 'Missing: the text.'
    case 'variable':
      return `To be put right: ${unknownVariable(missing.check)}`
    case 'audience':
      return 'Missing: the recipients.'
    case 'reason':
      return 'Missing: why it is urgent.'
    case 'until':
      return 'To be put right: the time for answers is over, or ends before it leaves.'
    default:
      return missing satisfies never
  }
}

const answers: Record<AnswerWanted['kind'], string> = {
  none: 'none needed',
  received: 'press Received',
  choice: 'choose one',
  number: 'give a number',
  text: 'a short answer',
  file: 'send a file',
}

const answer = ({ wanted, openUntil }: DraftView) => {
  const what =
    wanted.kind === 'choice' ? `${answers.choice}: ${wanted.options.join(' | ')}` : answers[wanted.kind]
  return wanted.kind === 'none' ? what : `${what}; ${openUntil ? `until ${openUntil}` : 'at any time'}`
}

const leaves = ({ leaves: when }: DraftView) => {
  if (when.kind === 'at') return `at ${when.at}`
  return when.kind === 'now' ? 'as soon as you press Send' : "in each reader's own hours"
}

const audience = ({ audience: to }: DraftView) => {
  if (!to) return 'not chosen'
  if ('wrong' in to) return to.wrong
  const outside = to.outside > 0 ? `, without ${persons(to.outside)} whom you do not coordinate` : ''
  return `${persons(to.people)} (${to.words})${outside}`
}

const fileNotes = {
  attached: 'goes along',
  link: 'goes as a link',
  nothing: 'CANNOT go this way; please hand it over some other way',
}

const styleNotes = {
  kept: 'Bold and italic are shown as they are.',
  lost: 'Bold and italic are not shown here.',
}

export const composing = {
  banner: 'Classified material of the state must not be sent by this channel.',
  start: () =>
    `Please send the text in one message, of several lines if you like; pictures and files after it. ${braced(variables)} are filled in for each reader.`,
  chooseOld: 'Or open a draft or an announcement:',
  draftLabel: (number: number, text: string) => inBrief(`Draft ${number}: ${text || 'no text yet'}`, 50),
  sentLabel: (number: number, text: string) => inBrief(`Sent ${number}: ${text}`, 50),
  labels: {
    text: 'Edit the text',
    files: 'Add a file',
    dropFiles: 'Drop the files',
    audience: 'Recipients',
    answer: 'Answers',
    when: 'Time',
    preview: 'Preview',
    test: 'Send a test to me',
    send: 'Send',
    discard: 'Discard',
    restore: 'Restore the draft',
    back: 'Back to the draft',
    urgent: 'Urgent',
    notUrgent: 'Not urgent',
    now: 'Send at once',
    hours: "In each reader's own hours",
    sendHours: "Send in each reader's own hours",
    sendUrgent: 'Send now, out of hours too',
    sendAtNight: 'Send at that time all the same',
    sendAgain: 'Send it all the same',
    until: 'Answers until',
    untilToday: (at: string) => `Today ${at}`,
    untilTomorrow: (at: string) => `Tomorrow ${at}`,
    untilNone: 'No time limit',
    dropMissing: (people: number) => `Leave out ${people === 1 ? 'this person' : `these ${figure(people)}`}`,
    answers: {
      none: 'None',
      received: 'Received',
      choice: 'A choice',
      number: 'A number',
      text: 'A short answer',
      file: 'A file',
    } satisfies Record<AnswerWanted['kind'], string>,
    everyone: 'All contacts',
    conference: (title: string) => inBrief(title, 55),
    pending: (round: string) => inBrief(`Not answered: ${round}`, 55),
    unacknowledged: (number: number) => `Not confirmed announcement no. ${number}`,
    organisers: 'The organisers',
  },
  listWords: (entries: number) => `a list of ${figure(entries)}`,
  card: (view: DraftView) =>
    [
      `DRAFT of announcement no. ${view.number}${view.urgent ? ' – URGENT' : ''}`,
      ...(view.gaps.length > 0 ? view.gaps.map(gap) : ['Ready to be sent.']),
      '',
      ...(view.text ? [`“${inBrief(view.text)}”`] : []),
      ...(view.files.length > 0
        ? [
            `Files (${view.files.length}): ${view.files.map(({ fileName, size }) => `${fileName} (${megabytes(size)})`).join(', ')}`,
          ]
        : []),
      `Recipients: ${audience(view)}`,
      `Answers: ${answer(view)}`,
      `Time: ${leaves(view)}`,
      ...(view.reason ? [`Reason: ${inBrief(view.reason, 100)}`] : []),
    ].join('\n'),
  changedBy: (who: string, at: string) =>
    `${who} changed this draft at ${at}; what you did has not been done. It stands like this now:`,
  changedSince: 'The draft has changed since that message; nothing was done. It stands like this now:',
  sentBy: (number: number, who: string | null, at: string) =>
    `Announcement no. ${number} was sent at ${at}${who ? ` by ${who}` : ''}. Nothing has changed.`,
  sentCard: (number: number, who: string | null, at: string) =>
    `Announcement no. ${number}: sent at ${at}${who ? ` by ${who}` : ''}.`,
  discardedBy: (number: number, who: string | null, at: string) =>
    `Draft no. ${number} was discarded at ${at}${who ? ` (${who})` : ''}; it went to nobody.`,
  notEditable: 'This draft is in the care of others; nothing has changed.',
  askText: (_: Person, now: string) => `Please send the new text; it takes the place of this:\n\n${now}`,
  askFiles: (_: Person, most: number) =>
    `Please send the pictures or files here (at most ${most}, of up to 20 MB each).`,
  noFileInWords: 'A picture or file is expected here; these words are not part of the announcement.',
  tooManyFiles: (fileName: string, most: number) =>
    `${fileName} was not added: an announcement has at most ${most} files. Please drop the old ones first.`,
  askAudience:
    'To whom? Choose, or type a condition such as conference:vt26 and not country:VN, or paste a list of codes or phone numbers.',
  unknownEntries: (entries: string[]) =>
    `Nothing has changed. Nobody has: ${several(entries.map((entry) => `“${inBrief(entry, 40)}”`))}. Please send the list again.`,
  nobody: 'Nothing has changed: that is nobody.',
  audience: (view: AudienceView) =>
    [
      `Recipients: ${figure(view.people)}. ${several(view.names, view.people)}.`,
      ...(view.outside > 0 ? [`Without ${persons(view.outside)} whom you do not coordinate.`] : []),
      ...(shared(view.byChannel) ? [`By: ${shared(view.byChannel)}.`] : []),
      ...(view.unreachable.length > 0
        ? [`NO WAY TO REACH (${figure(view.unreachable.length)}), please call: ${several(view.unreachable)}.`]
        : []),
    ].join('\n'),
  askAnswer: 'What are the recipients to answer?',
  askOptions: () =>
    'Please send the choices, one a line or parted by |: 2 to 5 of them, of at most 60 characters.',
  wrongOptions: {
    few: 'Not taken: at least 2 choices, one a line or parted by |.',
    many: 'Not taken: at most 5 choices.',
    alike: 'Not taken: two of the choices are the same.',
    long: 'Not taken: a choice has at most 60 characters.',
  } satisfies Record<Extract<Options, { kind: 'wrong' }>['why'], string>,
  askUntil: (zone: string) => `Until when? Choose, or type a time in ${zone}, for example: tomorrow 5pm.`,
  askWhen: (zone: string) =>
    `When is it to leave? Choose, or type a time in ${zone}, for example: tomorrow 7:30. “Urgent” goes at any hour and ahead of other messages, and needs a reason.`,
  zone: (name: string | null) => (name ? `${name} time` : 'Vietnam time'),
  wrongMoment: (zone: string) =>
    `Not taken: please name a time still to come, in ${zone}, for example: today 17:00, tomorrow 7:30.`,
  untilBeforeLeaving: 'Not taken: answers must be open until after it leaves.',
  askReasonUrgent: () => 'Why is it urgent?',
  askReasonNight: () => 'Why does it go out of hours?',
  shortReason: 'Not taken: please say more (at least 5 characters).',
  preview: (view: PreviewView) =>
    [
      `PREVIEW of announcement no. ${view.number} – ${channels[view.channel]}: ${persons(view.people)}, ${counted(view.messages, 'message')} each (here: ${view.reader})`,
      ...(view.isNotice
        ? ['Only one line and a link go this way; the text below is read on the page that opens.']
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
    `In the test ${braced(blank)} stands as “…”, because it is not known of you.`,
  tested: 'This is a test; no answer was recorded.',
  refused: {
    empty: 'Not sent: it has no text.',
    nobody: 'Not sent: it has no recipients.',
    audience: (wrong: string) => `Not sent: ${wrong}`,
    gaps: (gaps: Gap[]) => ['Not sent.', ...gaps.map(gap)].join('\n'),
  },
  unknownVariable: (check: Extract<TemplateCheck, { kind: 'unknown-variable' }>, around: string) =>
    `Not sent: ${unknownVariable(check)}\n“${around}”`,
  missing: (people: { name: string; variables: Variable[] }[]) =>
    [
      `Not sent: something is not known of ${persons(people.length)}.`,
      ...people.slice(0, MOST_NAMES).map(({ name, variables: missing }) => `- ${name}: ${braced(missing)}`),
      ...(people.length > MOST_NAMES ? [`and ${figure(people.length - MOST_NAMES)} more`] : []),
      'Please complete the contacts, change the text, or leave these people out.',
    ].join('\n'),
  outsideHours: (names: string[], at: string | null) =>
    `${at ? `${at} is` : 'It is now'} out of hours for ${persons(names.length)}: ${several(names)}.`,
  sameAs: (number: number, at: string) =>
    `This is the same as announcement no. ${number}, sent at ${at}. Send it all the same?`,
  typeCount: (_: Person, people: number) =>
    `This goes to ${persons(people)}. To send it, please type the exact number of recipients.`,
  wrongCount: (typed: string, people: number) =>
    `Not sent: “${inBrief(typed, 20)}” is not the number of recipients (${figure(people)}). Please type it again, or type Never mind.`,
}
