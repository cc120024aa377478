import { inBrief } from '../../quoted.ts'
import type { Person } from '../../person.ts'
import { atHead } from './general.ts'

/** How a test of the paths stands. */
export interface PingView {
  answered: number
  all: number
  /** Names, in order. */
  silent: string[]
  unreachable: string[]
}

/** How far the contacts of a conference have come. */
export interface LinkedView {
  linked: number
  contacts: number
  named: number
  units: number
  /** Those who were given a link or invite and have done nothing with it. */
  neverOpened: string[]
}

/** More names than these nobody reads in one line. */
const several = (names: string[], most = 12) =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most).join(', ')} và ${names.length - most} người khác`

const pingLines = ({ answered, all, silent, unreachable }: PingView) => [
  `Thử liên lạc: ${answered}/${all} đã trả lời${silent.length > 0 ? `; chưa: ${several(silent)}` : ''}.`,
  ...(unreachable.length > 0
    ? [`Không gửi được, đề nghị gọi điện (${unreachable.length}): ${several(unreachable)}.`]
    : []),
]

export const contactable = {
  ping: (reader: Person, office: string, conference: string) =>
    `Kính gửi ${reader.address} ${reader.name},\nĐây là tin thử liên lạc của ${office}, chuẩn bị cho: ${inBrief(conference)}. Đề nghị ${reader.address} bấm “Đã nhận” để xác nhận tin đã đến.`,
  pingAnswered: 'Đã nhận tin thử liên lạc.',
  pingEnded: 'Lần thử liên lạc này đã kết thúc.',
  pingLabel: 'Đã nhận',
  pingName: 'tin thử liên lạc',
  thanks: (reader: Person) =>
    `Đã ghi: ${reader.address} nhận được tin thử. Từ nay tin của hội nghị sẽ đến tại đây.`,
  thanksAlready: (reader: Person) =>
    `${atHead(reader.address)} đã xác nhận tin thử từ trước, không có gì thay đổi.`,
  pingQuestion: (count: number, title: string) =>
    `Sẽ gửi tin thử liên lạc đến ${count} đầu mối của ${inBrief(title)}. Gửi ngay?`,
  pingNowLabel: (count: number) => `Gửi tin thử đến ${count} đầu mối`,
  pingBoard: (view: PingView) => pingLines(view).join('\n'),
  pingSent: (title: string, view: PingView) => [`THỬ LIÊN LẠC – ${title}`, ...pingLines(view)].join('\n'),
  nobody: 'Hội nghị này chưa có đầu mối nào.',
  linked: ({ linked, contacts, named, units, neverOpened }: LinkedView) =>
    [
      `${linked}/${contacts} đầu mối đã liên kết`,
      ...(units > 0 ? [`${named}/${units} đơn vị đã cử đầu mối`] : []),
      ...(neverOpened.length > 0
        ? [`${neverOpened.length} người chưa mở liên kết lần nào: ${several(neverOpened)}`]
        : []),
    ].join('; '),
}
