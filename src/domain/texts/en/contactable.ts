import { inBrief } from '../../quoted.ts'
import type { Person } from '../../person.ts'
import type { LinkedView, PingView } from '../vi/contactable.ts'
import { counted } from './counted.ts'

const several = (names: string[], most = 12) =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most).join(', ')} and ${names.length - most} more`

const pingLines = ({ answered, all, silent, unreachable }: PingView) => [
  `Test of the paths: ${answered} of ${all} answered${silent.length > 0 ? `; not yet: ${several(silent)}` : ''}.`,
  ...(unreachable.length > 0
    ? [`Cannot be reached, please ring (${unreachable.length}): ${several(unreachable)}.`]
    : []),
]

export const contactable = {
  ping: (reader: Person, office: string, conference: string) =>
    `Dear ${reader.name},\nThis is a test message of ${office}, ahead of: ${inBrief(conference)}. Please press “Received” to confirm that it has arrived.`,
  pingAnswered: 'Test message received.',
  pingEnded: 'This test is over.',
  pingLabel: 'Received',
  pingName: 'test message',
  thanks: (_reader: Person) =>
    'Recorded: the test message has reached you. Messages of the conference will come here.',
  thanksAlready: (_reader: Person) => 'You confirmed the test message before; nothing has changed.',
  pingQuestion: (count: number, title: string) =>
    `A test message goes to ${counted(count, 'contact')} of ${inBrief(title)}. Send it now?`,
  pingNowLabel: (count: number) => `Send to ${counted(count, 'contact')}`,
  pingBoard: (view: PingView) => pingLines(view).join('\n'),
  pingSent: (title: string, view: PingView) =>
    [`TEST OF THE PATHS – ${title}`, ...pingLines(view)].join('\n'),
  nobody: 'This conference has no contacts yet.',
  linked: ({ linked, contacts, named, units, neverOpened }: LinkedView) =>
    [
      `${linked} of ${counted(contacts, 'contact')} linked`,
      ...(units > 0 ? [`${named} of ${counted(units, 'unit')} have named a contact`] : []),
      ...(neverOpened.length > 0
        ? [
            `${counted(neverOpened.length, 'person', 'people')} never opened their link: ${several(neverOpened)}`,
          ]
        : []),
    ].join('; '),
}
