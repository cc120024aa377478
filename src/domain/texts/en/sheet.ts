import type { Person } from '../../person.ts'
import type { InviteWay, PassedOn } from '../vi/sheet.ts'

const ways: Record<InviteWay, string> = {
  telegram: 'Telegram',
  'zalo-oa': 'Zalo',
  'zalo-bot': 'Zalo',
  web: 'Web page',
}

const purpose = ({ office, conference }: PassedOn) =>
  `${office} invites you to connect, so that you get your tasks and can report${conference ? ` for the conference: ${conference}` : ''}.`

export const sheet = {
  ways,
  title: (conference: string | null) => (conference ? `Invitations: ${conference}` : 'Invitations'),
  greeting: (_reader: Person) => 'Dear',
  purpose,
  codeWord: 'Invitation code',
  steps: {
    telegram: 'Scan the QR code with a phone that has Telegram and press Start. If asked, send the code.',
    'zalo-oa': 'Scan the QR code with Zalo, press Follow, then send the code in the chat.',
    'zalo-bot': 'Scan the QR code with Zalo, open the chat, then send the code.',
    web: 'Scan the QR code with your phone’s camera; the page needs no app and no password. The link is yours alone; do not pass it on. The code is only for connecting by Telegram or Zalo.',
  },
  codeOnly: 'Open the chat with the office’s bot in Telegram or Zalo and send the code.',
  alsoBy: 'Another way',
  until: (moment: string) => `The code is good for one use, until ${moment}.`,
  call: (whom: string) => `Questions? Please call ${whom}.`,
  paste: (reader: Person, view: PassedOn) =>
    [
      `Dear ${reader.name},`,
      purpose(view),
      ...view.ways.map(({ way, url }) => `${ways[way]}: ${url}`),
      `Invitation code (send it when asked): ${view.code}, until ${view.until}.`,
      view.call && `To check that this is genuine, please call ${view.call}.`,
    ]
      .filter(Boolean)
      .join('\n'),
}
