import type { ChannelName } from '../../message.ts'
import { channels } from './channels.ts'
import type { Person } from '../../person.ts'
import type { NoticeView, WelcomeView } from '../vi/join.ts'
import { counted } from './counted.ts'
import { general } from './general.ts'

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n')

const roles = { contact: '', backup: ' (backup)', duty: ' (on duty)' }

/** A phone shows a few; the rest are in the cards that follow. */
const several = (names: string[], most: number) =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most).join(', ')} and ${names.length - most} more`

const named = (one: string, names: string[], most: number) =>
  `${names.length === 1 ? one : `${one}s`} ${several(names, most)}`

const tasks = ({ coordinates, bridgePoints, assignments }: WelcomeView) =>
  [
    coordinates && 'one of the organisers',
    bridgePoints.length > 0 &&
      named(
        'bridge point',
        bridgePoints.map((point) => point.name + roles[point.as]),
        3,
      ),
    assignments.length > 0 && named('assignment', assignments, 6),
  ]
    .filter(Boolean)
    .join('; ')

const purpose = ({ office, channel, documents, conferences }: WelcomeView) => {
  const under = documents.length > 0 ? ` under ${several(documents, 2)}` : ''
  const why = conferences.length > 0 ? `, in connection with ${several(conferences, 2)}` : ''
  return `${office} is contacting you on ${channels[channel]}${under}${why}.`
}

const notice = (view: NoticeView) =>
  [
    'Personal data (Law No. 91/2025/QH15 of Vietnam): this system keeps your name, title, phone number, this chat and your answers, only to contact you, send reminders and report on the work named above.',
    `The wording is kept: of your messages, for ${counted(view.rawDays, 'day')}; of pictures and files, for ${counted(view.mediaDays, 'day')}; of ours, for ${counted(view.letterDays, 'day')}. The results of the work are kept with its file.`,
    `You may see, correct or have your data deleted, or stop messages here: please contact ${view.check ? 'the number above' : 'the organisers'}.`,
  ].join(' ')

export const join = {
  channels,
  dataNotice: (_reader: Person, view: NoticeView) => notice(view),
  welcome: (reader: Person, view: WelcomeView) =>
    lines(
      general.greeting(reader),
      purpose(view),
      tasks(view) && `Your part: ${tasks(view)}.`,
      `To check that this message is genuine, or if it has reached the wrong person, please ${view.check ? `call ${view.check}` : 'call the organisers on the number given in the official letter'}.`,
      `\n${notice(view)}`,
      `\nFor guidance at any time, type Help.`,
    ),
  alsoLinked: (_reader: Person, channel: ChannelName, check: string | null) =>
    `You have just linked ${channels[channel]} as well. From now on messages go to the chat you last wrote in. If this was not you, please tell ${check ?? 'the organisers'} at once.`,
  alreadyLinked: (reader: Person) =>
    `This chat is already linked to ${reader.name}; nothing has changed. For guidance, type Help.`,
  stranger:
    'This system is for invited people only. Please type the 8-digit code from your invitation, or ask the organisers for one.',
  unknown:
    'This code or link is not correct; nothing has changed. Please check your invitation, or contact the organisers.',
  tooManyGuesses:
    'No codes are being accepted at the moment, because too many wrong ones were typed; nothing has changed. Please try again in an hour, or contact the organisers.',
  used: 'This invitation has already been used and is no longer valid. If the person invited has never linked a chat, please tell the organisers at once and ask for a new invitation.',
  expired: 'This invitation has expired; nothing has changed. Please ask the organisers for a new one.',
  chatTaken:
    'This chat is linked to another contact and cannot accept this invitation. Please ask the organisers to unlink it first.',
  contactTaken: (channel: ChannelName) =>
    `The person invited has already linked another ${channels[channel]} chat, so this invitation was not accepted; nothing has changed. If you have a new phone or account, please ask the organisers to unlink the old one.`,
  triedAsYou: (_reader: Person, channel: ChannelName, check: string | null) =>
    `Someone has just used your invitation in another ${channels[channel]} chat. It was refused and nothing has changed. If you have a new phone or account, please ask ${check ?? 'the organisers'} to unlink the old one.`,
  takenAlert: (view: {
    who: string
    code: string
    channel: ChannelName
    shownName: string | null
    call: string | null
  }) =>
    lines(
      `INVITATION REFUSED: ${view.who} (contact code ${view.code})`,
      `This contact has already linked ${channels[view.channel]}, but the invitation has just been used from another chat${view.shownName ? ` (shown name “${view.shownName}”)` : ''}. Nothing has changed.`,
      `Please check with the contact${view.call ? `: ${view.call}` : ''}. If they do have a new phone or account, unlink the old one (caunoi unlink) and let them use the invitation again.`,
    ),
  guessing: (wrong: number) =>
    `CODES ARE BEING GUESSED: within the last hour ${wrong} or more wrong codes were typed. Chats that typed a wrong one may not use codes for now; the links in invitations, and the codes of those who have typed none wrong, still work. Please tell your IT officer.`,
}
