import type { Person } from '../../person.ts'

export const link = {
  label: 'Read and answer',
  notice: (reader: Person, office: string) =>
    `Dear ${reader.name}, ${office} is waiting for an answer from you. Please open the link below.`,
  mail: {
    repliesGoTo: (officer: string) =>
      `This mail was sent automatically. If you have a question, reply to it: your reply reaches ${officer}.`,
  },
  mediaAt: (url: string) => `Attached picture or file: ${url}`,
  mediaAtOffice: (name: string, office: string, phone: string | null) =>
    `Attached picture or file (${name}): please ask ${office} for it${phone ? `, phone ${phone}` : ''}.`,
  fileNotThrough: (reader: Person, name: string) =>
    `Dear ${reader.name}, the file “${name}” of the message above could not be sent here.`,
  headlines: {
    assignment: 'Please acknowledge an assignment',
    readiness: 'Please report on your bridge point',
    deadline: 'An assignment is due',
    notice: 'Announcement',
  },
  unreached: (names: string[], more: number) =>
    [
      'NO WAY TO WRITE automatically to:',
      ...names.map((name) => `– ${name}`),
      ...(more > 0 ? [`and ${more} more`] : []),
      'Type /lienket and the contact’s code or name for a text to pass on by WeChat or a personal message, or print a QR code.',
    ].join('\n'),
  shareForm: {
    title: 'Give your name and phone number',
    subtitle: 'Please tap here, check what it says and confirm, so that the system knows who you are.',
  },
  tokenAgeing: (days: number) =>
    `The Zalo OA authorisation has not been renewed for ${days} days and lapses after 90. Please ask IT to authorise it again (caunoi zalo-oa).`,
  accountDown: (channel: string, reason: string) =>
    `${channel.toUpperCase()} IS INTERRUPTED: ${reason}. What has not left goes by each person’s next way. Please have the IT officer look (caunoi doctor).`,
}
