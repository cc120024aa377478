import type { Person } from '../../person.ts'
import { general } from './general.ts'

/** Ways into a chat or a page that an invite may offer. */
export type InviteWay = 'telegram' | 'zalo-oa' | 'zalo-bot' | 'web'

/** A person's invite as it is passed on by hand. */
export interface PassedOn {
  office: string
  conference: string | null
  code: string
  /** The ways there are, the best first. */
  ways: { way: InviteWay; url: string }[]
  /** Local time and date. */
  until: string
  /** 'Nguyễn Văn An, 0912 000 111', or a number. */
  call: string | null
}

const ways: Record<InviteWay, string> = {
  telegram: 'Telegram',
  'zalo-oa': 'Zalo',
  'zalo-bot': 'Zalo',
  web: 'Trang web',
}

const purpose = ({ office, conference }: PassedOn) =>
  `${office} mời kết nối để nhận việc và báo cáo tình hình${conference ? ` phục vụ ${general.conference(conference)}` : ''}.`

/** Invites on paper and in somebody's own chats. */
export const sheet = {
  ways,
  title: (conference: string | null) => (conference ? `Thư mời kết nối: ${conference}` : 'Thư mời kết nối'),
  greeting: (reader: Person) => `Kính gửi ${reader.address}`,
  purpose,
  codeWord: 'Mã mời',
  steps: {
    telegram: 'Quét mã QR bằng điện thoại có Telegram, bấm Bắt đầu (Start). Nếu được hỏi, gửi mã mời.',
    'zalo-oa': 'Quét mã QR bằng Zalo, bấm Quan tâm, rồi gửi mã mời vào cuộc trò chuyện.',
    'zalo-bot': 'Quét mã QR bằng Zalo, mở cuộc trò chuyện, rồi gửi mã mời.',
    web: 'Quét mã QR bằng máy ảnh điện thoại; trang mở ra không cần cài đặt hay mật khẩu. Liên kết dành riêng, không chuyển cho người khác. Mã mời chỉ cần khi kết nối qua Telegram hoặc Zalo.',
  } satisfies Record<InviteWay, string>,
  codeOnly: 'Mở cuộc trò chuyện với bot của cơ quan trên Telegram hoặc Zalo, rồi gửi mã mời.',
  alsoBy: 'Cách khác',
  until: (moment: string) => `Mã mời dùng một lần, đến ${moment}.`,
  call: (whom: string) => `Cần hỏi, đề nghị gọi ${whom}.`,
  paste: (reader: Person, view: PassedOn) =>
    [
      general.greeting(reader),
      purpose(view),
      ...view.ways.map(({ way, url }) => `${ways[way]}: ${url}`),
      `Mã mời (gửi khi được hỏi): ${view.code}, đến ${view.until}.`,
      view.call && `Cần xác minh, đề nghị gọi ${view.call}.`,
    ]
      .filter(Boolean)
      .join('\n'),
}
