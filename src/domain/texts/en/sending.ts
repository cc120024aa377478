import type { ProgressView } from '../vi/sending.ts'

const states: Record<ProgressView['state'], string> = {
  draft: 'draft',
  sending: 'on its way',
  through: 'sent',
  paused: 'PAUSED',
  stopped: 'STOPPED',
  recalled: 'WITHDRAWN',
  discarded: 'discarded',
}

export const sending = {
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
      ...(tally.failed > 0 ? [`Failed: ${tally.failed}`] : []),
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
  },
}
