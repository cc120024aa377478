import type { Person } from '../../person.ts'

export const announcement = {
  receivedLabel: 'Received',
  head: (number: number, urgent: boolean) =>
    urgent ? `URGENT ANNOUNCEMENT no. ${number}` : `ANNOUNCEMENT no. ${number}`,
  reminderHead: ({ name }: Person, number: number) =>
    `Dear ${name}, the organisers have not had your answer to announcement no. ${number} yet:`,
  corrected: (at: string) => `(Corrected at ${at}; this replaces what was sent)`,
  newFile: (at: string) =>
    `(There is a new version of the file since ${at}: please use it and confirm again)`,
  recalled: (_: Person, number: number, at: string) =>
    `Announcement no. ${number} was withdrawn at ${at}. Please do not act on it.`,
  furtherFile: (place: number, all: number, number: number, fileName: string) =>
    `File ${place} of ${all} with announcement no. ${number}: ${fileName}`,
  name: (number: number) => `announcement no. ${number}`,
  giveLabels: { number: 'Enter a number', text: 'Answer', file: 'Send the file' },
  chooseLabel: 'Choose one',
  asks: {
    received: () => 'Please confirm that you have received this.',
    choice: () => 'Please choose one.',
    number: () => 'Please answer with a number.',
    text: () => 'Please answer in a few words.',
    file: () => 'Please send the file.',
  },
  until: (at: string) => `Answers are taken until ${at}.`,
  over: (at: string | null) => (at ? `Answers were closed at ${at}.` : 'Answers are closed.'),
  overtaken: 'There is a new version of the file. Please answer on the latest message.',
  answered: (what: string, by: string | null, until: string | null) =>
    `Answered: ${what}${by ? `, by ${by}` : ''}${until ? ` (may be changed until ${until})` : ''}`,
  given: {
    received: 'Received',
    number: (number: number) => number.toLocaleString('en-GB'),
    gone: '(no longer kept)',
  },
  prompts: {
    number: (_: Person, number: number) =>
      `Announcement no. ${number}: please send a number, for example 12. If there is none, send 0.`,
    text: (_: Person, number: number) =>
      `Announcement no. ${number}: please send your answer in one message of at most 1000 characters.`,
    file: (_: Person, number: number) => `Announcement no. ${number}: please send the file here.`,
  },
  orNeverMind: (label: string) => `To answer later, type ${label}.`,
  refusals: {
    negative: 'A number below zero is not recorded. Please send a number from 0 up.',
    fraction: 'A fraction is not recorded. Please send a whole number, for example 12.',
    'too-large': 'This number is too large and is not recorded. Please send one of at most 1,000,000.',
    several:
      'There are several numbers in the message, so none is recorded. Please send one only, for example 12.',
    unreadable: 'No number could be read and nothing is recorded. Please send a number, for example 12.',
    'too-long': (length: number) =>
      `The answer has ${length} characters and is not recorded. Please shorten it to at most 1000.`,
    'no-file': 'This announcement asks for a file; none has been recorded. Please send the file here.',
  },
  recorded: (
    _: Person,
    number: number,
    answer: { what: string; before: string | null; until: string | null },
  ) =>
    [
      `Recorded as your answer to announcement no. ${number}: ${answer.what}${answer.before ? ` (instead of ${answer.before})` : ''}.`,
      ...(answer.until ? [`It may be changed until ${answer.until}.`] : []),
    ].join(' '),
  closed: {
    over: (_: Person, number: number, at: string | null, given: string | null) =>
      `Announcement no. ${number} no longer takes answers${at ? ` since ${at}` : ''}${given ? `; “${given}” is not recorded` : ''}. Shall this be passed on to the organisers?`,
    recalled: (_: Person, number: number, at: string | null, given: string | null) =>
      `Announcement no. ${number} was withdrawn${at ? ` at ${at}` : ''} and needs no answer${given ? `; “${given}” is not recorded` : ''}. Shall this be passed on to the organisers?`,
    overtaken: (_: Person, number: number, _at: string | null, given: string | null) =>
      `There is a new version of the file of announcement no. ${number}${given ? `; “${given}” is not recorded` : ''}. Please answer on the latest message.`,
  },
  late: (number: number, given: string | null) =>
    `Announcement no. ${number}, late answer: ${given ?? 'asks to be allowed to answer'}`,
  isAnswer: (_: Person, number: number, words: string) =>
    `Nothing has been recorded yet. Is this your answer to announcement no. ${number}: “${words}”?`,
  isAnswerLabel: (number: number) => `Yes, that is the answer to announcement no. ${number}`,
  results: {
    head: (number: number, at: string) => `Announcement no. ${number}: answers up to ${at}`,
    answered: (people: number, all: number) => `Answered: ${people} of ${all}`,
    nobody: 'Nobody has answered yet.',
    option: (option: string, people: number) => `${option}: ${people}`,
    sum: (sum: number) => `Total: ${sum.toLocaleString('en-GB')}`,
    line: (who: string, what: string | null) => (what === null ? `- ${who}` : `- ${who}: ${what}`),
    more: (people: number) => `- and ${people} others (see the report)`,
  },
}
