import type { ChannelName } from '../../message.ts'
import type { ErasedView, ServiceView } from '../vi/personal.ts'
import { channels } from './channels.ts'
import { counted } from './counted.ts'

const list = ({ bridgePoints, assignments, coordinates, openAsks }: ServiceView) =>
  [
    bridgePoints.length > 0 && `the bridge points ${bridgePoints.join(', ')}`,
    assignments.length > 0 && `the assignments ${assignments.join(', ')}`,
    coordinates && 'the coordination',
    openAsks > 0 && counted(openAsks, 'open request'),
  ]
    .filter(Boolean)
    .join('; ')

export const personal = {
  about: {
    person: "a contact's personal data: shown or erased at that person's request",
    export: 'print everything the system holds about a person, as JSON',
    exportFile: 'the .json file to write; without one it is printed',
    erase: "erase a person's data; without --yes it is only shown what would go",
  },
  pseudonym: (code: string) => `Contact ${code}`,
  erasedWords: '[erased on request]',
  erasedWay: '[contact erased]',
  exported: (file: string) =>
    `${file} is written. It holds personal data: hand it to that person only, then delete it.`,
  wouldErase: (name: string) => `The personal data of ${name} would be erased (NOT done):`,
  erased: (code: string) =>
    `The personal data is erased. Answers and results are kept under the name Contact ${code}.`,
  effects: (view: ErasedView) => [
    'name, title, unit, phone numbers, e-mail address',
    `${counted(view.chats, 'chat')} unlinked; invites and links open nothing any more`,
    `${counted(view.inbound, 'message')} from this person, ${view.letters} to them`,
    `the wording of ${counted(view.words, 'question, fault or concern', 'questions, faults or concerns')}; ${counted(view.media, 'picture or file', 'pictures or files')}`,
    view.namesake
      ? 'Another contact has the same name, so messages to others that mention it are left as they are'
      : `${counted(view.mentions, 'message')} to others that mention the name or number, changed in the database`,
  ],
  stays: (view: ErasedView) =>
    [
      view.onPhones > 0 &&
        `Cannot be taken back: ${counted(view.onPhones, 'message')} about this person on the phones of others.`,
      "Cannot be taken back: the messages on that person's own phone, and on the servers of Telegram and Zalo.",
      'Older backups still hold the data: back up again, then delete the older ones.',
      'Please take this person out of the plan file: imported again under the old code, they count as somebody new.',
    ].filter((line): line is string => Boolean(line)),
  notScrubbed:
    'Traces are left in the database file, because the server was reading. Restart the server to clear them.',
  confirmErase: 'Run the command again with --yes to confirm. It cannot be undone.',
  stillServes: (name: string, code: string, view: ServiceView) =>
    `Not erased: ${name} (code ${code}) still has ${list(view)}. Please name a successor in the plan and import it${view.coordinates ? `; end the role: caunoi coordinator ${code} --revoke` : ''}; then run this command again.`,
  withdrawnAlert: (who: string, channel: ChannelName, call: string | null) =>
    `${who} receives nothing through ${channels[channel]} any more, by their own choice; the chat is unlinked. Please reach them another way${call ? `: ${call}` : ''}.`,
}
