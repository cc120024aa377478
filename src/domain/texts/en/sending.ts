import type { Tally } from '../../announcement.ts'
import type { ProgressView } from '../vi/sending.ts'
import { counted } from './counted.ts'
import { general } from './general.ts'

const states: Record<ProgressView['state'], string> = {
  draft: 'draft',
  sending: 'being sent',
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
      `Announcement no. ${view.number}: ${view.leavesAt ? `scheduled for ${view.leavesAt}` : states[view.state]}`,
      `Sent ${tally.sent} of ${tally.total}${tally.queued > 0 ? `, ${tally.queued} waiting` : ''}`,
      ...(tally.delivered > 0 ? [`Delivered: ${tally.delivered}`] : []),
      ...(view.asks ? [`Answered: ${tally.acknowledged}, not answered: ${tally.owing}`] : []),
      ...view.options.map(({ option, people }) => `- ${option}: ${people}`),
      ...(view.sum === null ? [] : [`Total: ${view.sum.toLocaleString('en-GB')}`]),
      ...(tally.held > 0 ? [`Cannot be reached: ${tally.held}`] : []),
      ...(tally.failed > 0 ? [`Failed: ${tally.failed}${why(tally)}`] : []),
      ...(tally.stopped > 0 ? [`Cancelled before sending: ${tally.stopped}`] : []),
      ...(view.openUntil ? [`Answers by ${view.openUntil}`] : []),
    ].join('\n')
  },
  labels: {
    pause: () => 'Pause',
    resume: () => 'Resume',
    stop: () => 'Stop for good',
    remind: (people: number) => `Remind those who have not confirmed (${people})`,
    report: () => 'Report',
    results: () => 'See the answers',
    correct: () => 'Correct the text',
    'new-file': () => 'Replace the file',
    recall: () => 'Withdraw',
    show: () => 'Show progress',
    'recall-now': () => 'Withdraw now',
    'correct-now': () => 'Send the correction',
    'new-file-now': () => 'Send the new version',
  },
  halted: {
    paused: (number: number, waiting: number) =>
      `Announcement no. ${number} is paused; ${waiting} still to be sent. Press Resume when you are ready.`,
    sending: (number: number, waiting: number) =>
      `Sending of announcement no. ${number} has resumed; ${waiting} still to be sent.`,
    stopped: (number: number, stopped: number) =>
      `Announcement no. ${number} has been stopped; ${counted(stopped, 'person', 'people')} will not receive it.`,
  },
  notHalted: {
    'not-sent': (number: number) => `Announcement no. ${number} has not been sent.`,
    through: (number: number) =>
      `Announcement no. ${number} has been sent to everybody; there is nothing left to stop.`,
    stopped: (number: number) => `Announcement no. ${number} has already been stopped.`,
    recalled: (number: number) => `Announcement no. ${number} was withdrawn.`,
    paused: (number: number) => `Announcement no. ${number} is paused.`,
    'not-paused': (number: number) => `Announcement no. ${number} is not paused.`,
  },
  reminded: (number: number, people: number) =>
    `Reminding ${counted(people, 'contact')} of announcement no. ${number}.`,
  notReminded: {
    'not-sent': (number: number) => `Announcement no. ${number} has not been sent.`,
    'asks-nothing': (number: number) => `Announcement no. ${number} does not ask for an answer.`,
    closed: (number: number) => `The time to answer announcement no. ${number} is over.`,
    recalled: (number: number) => `Announcement no. ${number} was withdrawn.`,
    paused: (number: number) => `Announcement no. ${number} is paused. Please resume it first, then remind.`,
    nobody: (number: number) => `Everybody who received announcement no. ${number} has confirmed.`,
  },
  remindedAlready: (number: number) => `The reminder of announcement no. ${number} has already been sent.`,
  tooSoon: (minutes: number) =>
    `A reminder has just been sent. You can send another in ${counted(minutes, 'minute')}.`,
  whichText: (number: number) =>
    `Please send the complete new text of announcement no. ${number}. It replaces the old text for everybody who received it.`,
  correctQuestion: (number: number, people: number, text: string) =>
    `The new text of announcement no. ${number}, for ${counted(people, 'person', 'people')}:\n\n${text}`,
  whichFile: (number: number) =>
    `Please send the new version of the file attached to announcement no. ${number}. Everybody will receive it and be asked to confirm again.`,
  newFileQuestion: (number: number, people: number, fileName: string) =>
    `Send ${fileName} to ${counted(people, 'person', 'people')} in place of the file attached to announcement no. ${number}, and ask them to confirm again?`,
  recallQuestion: (number: number, sent: number) =>
    `Withdraw announcement no. ${number}? ${counted(sent, 'person has', 'people have')} received it: the message is deleted where the platform allows; elsewhere a notice of withdrawal is sent. This cannot be undone.`,
  changed: {
    corrected: (number: number) =>
      `Announcement no. ${number} has been corrected; the correction is going to everybody who received it.`,
    'new-file': (number: number) =>
      `The new version of the file attached to announcement no. ${number} is being sent.`,
    recalled: (number: number) =>
      `Announcement no. ${number} has been withdrawn; nobody else will receive it.`,
  },
  notChanged: {
    'not-sent': (number: number) => `Announcement no. ${number} has not been sent.`,
    recalled: (number: number) => `Announcement no. ${number} was withdrawn.`,
    empty: () => 'The text is empty, so nothing has changed.',
    same: () => 'This is the same as before, so nothing has changed.',
  },
  wouldBeBlank: (people: number, names: string[]) =>
    `Nothing has changed: the new text would have a blank for ${people === 1 ? '1 person' : `${people} people`} (${names.join(', ')}${people > names.length ? ', …' : ''}). Please leave that field out or fill it in.`,
  leftOut: (number: number, people: number, names: string[]) =>
    `Announcement no. ${number} was not sent to ${people === 1 ? '1 person' : `${people} people`} (${names.join(', ')}${people > names.length ? ', …' : ''}): something it says of them is not known. Please press “Correct the text” and send a text that does without it; they will receive that as well.`,
  changedMeanwhile: (number: number) =>
    `Nothing has changed: announcement no. ${number} was changed elsewhere meanwhile. Please look at it first.`,
  unknownVariable: (word: string, known: string[]) =>
    `Nothing has changed: there is no field {${word}}. You can use: ${known.map((each) => `{${each}}`).join(', ')}.`,
}
