import type { Given } from '../../announcement.ts'
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
  over: 'Answers are closed.',
  asks: {
    received: () => 'Please confirm that you have received this.',
    choice: () => 'Please choose one.',
    number: () => 'Please answer with a number.',
    text: () => 'Please answer in a few words.',
    file: () => 'Please send the file.',
  },
  answered: (given: Given) => (given.kind === 'received' ? 'Confirmed.' : 'Answered.'),
}
