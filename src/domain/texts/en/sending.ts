import type { Tally } from '../../announcement.ts'
import type { ProgressView } from '../vi/sending.ts'
import { general } from './general.ts'

const states: Record<ProgressView['state'], string> = {
  draft: 'draft',
  sending: 'on its way',
  through: 'sent',
  paused: 'PAUSED',
  stopped: 'STOPPED',
  recalled: 'WITHDRAWN',
  discarded: 'discarded',
}

const why = ({ failures }: Tally) =>
  failures.length === 0
    ? ''
    : ` (${failures.map(({ reason, people }) => `${people}: ${general.failures[reason]}`).join('; ')})`

export const sending = {
  states,
  progress: (view: ProgressView) => {
    const { tally } = view
    return [
      `Announcement no. ${view.number}: ${view.leavesAt ? `to leave at ${view.leavesAt}` : states[view.state]}`,
      `Sent ${tally.sent} of ${tally.total}${tally.queued > 0 ? `, ${tally.queued} waiting` : ''}`,
      ...(tally.delivered > 0 ? [`On their phones: ${tally.delivered}`] : []),
      ...(view.asks ? [`Answered: ${tally.acknowledged}, not yet: ${tally.owing}`] : []),
      ...view.options.map(({ option, people }) => `- ${option}: ${people}`),
      ...(view.sum === null ? [] : [`In all: ${view.sum}`]),
      ...(tally.held > 0 ? [`No way to reach: ${tally.held}`] : []),
      ...(tally.failed > 0 ? [`Failed: ${tally.failed}${why(tally)}`] : []),
      ...(tally.stopped > 0 ? [`Not sent any more: ${tally.stopped}`] : []),
      ...(view.openUntil ? [`Answers until ${view.openUntil}`] : []),
    ].join('\n')
  },
  labels: {
    pause: () => 'Pause',
    resume: () => 'Go on sending',
    stop: () => 'Stop for good',
    remind: (people: number) =>
      `Remind ${people === 1 ? 'the 1 who has' : `the ${people} who have`} not confirmed`,
    report: () => 'Report',
    results: () => 'See the answers',
    correct: () => 'Correct it',
    'new-file': () => 'Send a new version of the file',
    recall: () => 'Withdraw it',
    show: () => 'How it stands',
    'recall-now': () => 'Withdraw it now',
    'correct-now': () => 'Send the correction',
    'new-file-now': () => 'Send the new version',
  },
  halted: {
    paused: (number: number, waiting: number) =>
      `Announcement no. ${number} is paused, ${waiting} still to be sent. Press Go on sending when you are ready.`,
    sending: (number: number, waiting: number) =>
      `Announcement no. ${number} goes on, ${waiting} still to be sent.`,
    stopped: (number: number, stopped: number) =>
      `Announcement no. ${number} is stopped. ${stopped} who have not had it will not get it.`,
  },
  notHalted: {
    'not-sent': (number: number) => `Announcement no. ${number} has not been sent.`,
    through: (number: number) =>
      `Announcement no. ${number} has gone out to everybody; there is nothing left to stop.`,
    stopped: (number: number) => `Announcement no. ${number} was stopped already.`,
    recalled: (number: number) => `Announcement no. ${number} was withdrawn.`,
    paused: (number: number) => `Announcement no. ${number} is paused.`,
    'not-paused': (number: number) => `Announcement no. ${number} is not paused.`,
  },
  reminded: (number: number, people: number) =>
    `Reminding ${people === 1 ? '1 contact' : `${people} contacts`} of announcement no. ${number}.`,
  notReminded: {
    'not-sent': (number: number) => `Announcement no. ${number} has not been sent.`,
    'asks-nothing': (number: number) => `Announcement no. ${number} asks for no answer.`,
    closed: (number: number) => `Answers to announcement no. ${number} are closed.`,
    recalled: (number: number) => `Announcement no. ${number} was withdrawn.`,
    paused: (number: number) => `Announcement no. ${number} is paused: go on sending first, then remind.`,
    nobody: (number: number) => `Everybody who has announcement no. ${number} has confirmed.`,
  },
  remindedAlready: (number: number) => `The reminder of announcement no. ${number} has gone out already.`,
  tooSoon: (minutes: number) =>
    `A reminder has just gone out. The next may go in ${minutes === 1 ? '1 minute' : `${minutes} minutes`}.`,
  whichText: (number: number) =>
    `Please send the whole new text of announcement no. ${number}. Whoever has it will read this instead.`,
  correctQuestion: (number: number, people: number, text: string) =>
    `The new text of announcement no. ${number}, for ${people === 1 ? '1 person' : `${people} people`}:\n\n${text}`,
  whichFile: (number: number) =>
    `Please send the new version of the file with announcement no. ${number}. Everybody gets it and is asked to confirm again.`,
  newFileQuestion: (number: number, people: number, fileName: string) =>
    `Send ${fileName} in place of the file with announcement no. ${number} to ${people === 1 ? '1 person' : `${people} people`} and ask them to confirm again?`,
  recallQuestion: (number: number, sent: number) =>
    `Withdraw announcement no. ${number}? ${sent} have it: the message is deleted where the platform allows it, elsewhere a message says that it is void. This cannot be undone.`,
  changed: {
    corrected: (number: number) => `Announcement no. ${number} is corrected; whoever has it is being told.`,
    'new-file': (number: number) =>
      `The new version of the file with announcement no. ${number} is on its way.`,
    recalled: (number: number) => `Announcement no. ${number} is withdrawn; nobody else will get it.`,
  },
  notChanged: {
    'not-sent': (number: number) => `Announcement no. ${number} has not been sent.`,
    recalled: (number: number) => `Announcement no. ${number} was withdrawn.`,
    empty: () => 'The text is empty, so nothing was changed.',
    same: () => 'The text is the same as before, so nothing was changed.',
  },
  unknownVariable: (word: string, known: string[]) =>
    `There is no {${word}}. Known are: ${known.map((each) => `{${each}}`).join(', ')}.`,
}
