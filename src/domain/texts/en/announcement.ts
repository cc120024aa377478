import type { Person } from '../../person.ts'

export const announcement = {
  receivedLabel: 'Received',
  head: (number: number, urgent: boolean) =>
    urgent ? `URGENT ANNOUNCEMENT no. ${number}` : `ANNOUNCEMENT no. ${number}`,
  reminderHead: ({ name }: Person, number: number) =>
    `Dear ${name}, the organisers have not yet received your answer to announcement no. ${number}:`,
  corrected: (at: string) => `(Corrected at ${at}; this replaces what was sent)`,
  newFile: (at: string) =>
    `(The attached file was replaced at ${at}: please use the new version and confirm again)`,
  recalled: (_: Person, number: number, at: string) =>
    `Announcement no. ${number} was withdrawn at ${at}. Please do not act on it.`,
  furtherFile: (place: number, all: number, number: number, fileName: string) =>
    `File ${place} of ${all} attached to announcement no. ${number}: ${fileName}`,
  name: (number: number) => `announcement no. ${number}`,
  giveLabels: { number: 'Enter a number', text: 'Answer', file: 'Send the file' },
  numberHint: 'Type {number}, then send your number.',
  chooseLabel: 'Choose an option',
  asks: {
    received: () => 'Please confirm that you have received this.',
    choice: () => 'Please choose one of the options.',
    number: () => 'Please answer with a number.',
    text: () => 'Please answer in a few words.',
    file: () => 'Please send the file.',
  },
  until: (at: string) => `Deadline for answers: ${at}.`,
  over: (at: string | null) => (at ? `The time to answer ended at ${at}.` : 'The time to answer is over.'),
  overtaken: 'The file has been replaced. Please answer on the latest message.',
  answered: (what: string, by: string | null, until: string | null) =>
    `Answered: ${what}${by ? `, by ${by}` : ''}${until ? ` (can be changed until ${until})` : ''}`,
  given: {
    received: 'Received',
    number: (number: number) => number.toLocaleString('en-GB'),
    gone: '(deleted)',
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
    negative: 'Negative numbers are not recorded. Please send 0 or a higher number.',
    fraction: 'Only whole numbers are recorded. Please send one, for example 12.',
    'too-large': 'This number is too large and was not recorded. Please send one up to 1,000,000.',
    several:
      'The message has several numbers, so nothing was recorded. Please send just one, for example 12.',
    unreadable: 'No number was found, so nothing was recorded. Please send a number, for example 12.',
    'too-long': (length: number) =>
      `Your answer is ${length} characters long and was not recorded. Please shorten it to 1000 at most.`,
    'no-file': 'This announcement asks for a file; none has been received yet. Please send it here.',
  },
  recorded: (
    _: Person,
    number: number,
    answer: { what: string; before: string | null; until: string | null },
  ) =>
    [
      `Your answer to announcement no. ${number} has been recorded: ${answer.what}${answer.before ? ` (was: ${answer.before})` : ''}.`,
      ...(answer.until ? [`You can change it until ${answer.until}.`] : []),
    ].join(' '),
  closed: {
    over: (_: Person, number: number, at: string | null, given: string | null) =>
      `The time to answer announcement no. ${number} ${at ? `ended at ${at}` : 'is over'}${given ? `; “${given}” was not recorded` : ''}. ${forward(given)}`,
    recalled: (_: Person, number: number, at: string | null, given: string | null) =>
      `Announcement no. ${number} was withdrawn${at ? ` at ${at}` : ''} and needs no answer${given ? `; “${given}” was not recorded` : ''}. ${forward(given)}`,
    overtaken: (_: Person, number: number, _at: string | null, given: string | null) =>
      `The file attached to announcement no. ${number} has been replaced${given ? `; “${given}” was not recorded` : ''}. Please answer on the latest message.`,
  },
  late: (number: number, given: string | null) =>
    `Announcement no. ${number}, late answer: ${given ?? 'would still like to answer'}`,
  isAnswer: (_: Person, number: number, words: string) =>
    `Nothing has been recorded yet. Is this your answer to announcement no. ${number}: “${words}”?`,
  isNumber: (_: Person, number: number, amount: number, before: string | null) =>
    before === null
      ? `Nothing has been recorded yet. Is this your answer to announcement no. ${number}: ${amount.toLocaleString('en-GB')}?`
      : `Nothing has been changed yet. Would you like to change your answer to announcement no. ${number} to ${amount.toLocaleString('en-GB')} (instead of ${before})?`,
  isAnswerLabel: (number: number) => `Yes, for announcement no. ${number}`,
  results: {
    head: (number: number, at: string) => `Announcement no. ${number}: answers as of ${at}`,
    answered: (people: number, all: number) => `Answered: ${people} of ${all}`,
    nobody: 'Nobody has answered yet.',
    option: (option: string, people: number) => `${option}: ${people}`,
    sum: (sum: number) => `Total: ${sum.toLocaleString('en-GB')}`,
    line: (who: string, what: string | null) => (what === null ? `- ${who}` : `- ${who}: ${what}`),
    more: (people: number) => `- and ${people} more (see the report)`,
  },
}

const forward = (given: string | null) =>
  given ? 'Shall this be passed on to the organisers?' : 'Shall the organisers be told?'
