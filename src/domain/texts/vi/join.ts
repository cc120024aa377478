import type { ChannelName } from '../../message.ts'
import { channels } from './channels.ts'
import type { Person } from '../../person.ts'
import { atHead, general } from './general.ts'

/** What the first message in a chat says about who writes, why, and what is kept. */
export interface WelcomeView {
  office: string
  channel: ChannelName
  /** 'Công văn 12/UBND-VP'. */
  documents: string[]
  conferences: string[]
  bridgePoints: { name: string; as: 'contact' | 'backup' | 'duty' }[]
  /** Codes. */
  assignments: string[]
  coordinates: boolean
  /** A number, perhaps with its owner's name, to ask whether this message is genuine. */
  check: string | null
  /** How long what a person writes is kept word for word. */
  rawDays: number
  /** The same of what we wrote, and of pictures and files. */
  letterDays: number
  mediaDays: number
}

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n')

const roles = { contact: '', backup: ' (dự phòng)', duty: ' (trực)' }

/** A phone shows a few; the rest are in the cards that follow. */
const several = (names: string[], most: number) =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most).join(', ')} và ${names.length - most} mục khác`

const tasks = ({ coordinates, bridgePoints, assignments }: WelcomeView) =>
  [
    coordinates && 'tham gia Ban Tổ chức',
    bridgePoints.length > 0 &&
      `điểm cầu ${several(
        bridgePoints.map((point) => point.name + roles[point.as]),
        3,
      )}`,
    assignments.length > 0 && `nhiệm vụ ${several(assignments, 6)}`,
  ]
    .filter(Boolean)
    .join('; ')

const purpose = ({ office, channel, documents, conferences }: WelcomeView) => {
  const under = documents.length > 0 ? ` theo ${several(documents, 2)}` : ''
  const why = conferences.length > 0 ? `, phục vụ ${several(conferences, 2)}` : ''
  return `${office} liên hệ qua ${channels[channel]}${under}${why}.`
}

/** What the notice of personal data needs. */
export type NoticeView = Pick<WelcomeView, 'check' | 'rawDays' | 'letterDays' | 'mediaDays'>

const notice = (reader: Person, view: NoticeView) =>
  [
    `Dữ liệu cá nhân (Luật 91/2025/QH15): hệ thống lưu họ tên, chức vụ, số điện thoại, cuộc trò chuyện này và các câu trả lời, chỉ để liên lạc, nhắc việc và tổng hợp kết quả của công việc nêu trên.`,
    `Thời hạn lưu nguyên văn: tin ${reader.address} gửi ${view.rawDays} ngày, ảnh và tệp ${view.mediaDays} ngày, tin của hệ thống ${view.letterDays} ngày; kết quả công việc lưu theo hồ sơ công việc.`,
    `${atHead(reader.address)} có quyền xem, sửa, đề nghị xóa dữ liệu của mình hoặc ngừng nhận tin tại đây: liên hệ ${view.check ? 'số trên' : 'Ban Tổ chức'}.`,
  ].join(' ')

export const join = {
  channels,
  dataNotice: notice,
  welcome: (reader: Person, view: WelcomeView) =>
    lines(
      general.greeting(reader),
      purpose(view),
      tasks(view) && `Việc của ${reader.address}: ${tasks(view)}.`,
      `Để xác minh tin nhắn này, hoặc nếu gửi nhầm người, đề nghị ${view.check ? `gọi ${view.check}` : 'liên hệ Ban Tổ chức theo số ghi trên văn bản'}.`,
      `\n${notice(reader, view)}`,
      `\nKhi cần hướng dẫn, gõ Trợ giúp.`,
    ),
  alsoLinked: (reader: Person, channel: ChannelName, check: string | null) =>
    `${atHead(reader.address)} vừa liên kết thêm ${channels[channel]}. Từ nay hệ thống gửi tin qua ứng dụng ${reader.address} sử dụng gần nhất. Nếu không phải ${reader.address} thực hiện, đề nghị báo ngay ${check ?? 'Ban Tổ chức'}.`,
  alreadyLinked: (reader: Person) =>
    `Cuộc trò chuyện này đã liên kết từ trước với ${reader.address} ${reader.name}, không có gì thay đổi. Khi cần hướng dẫn, gõ Trợ giúp.`,
  stranger:
    'Hệ thống này chỉ dành cho người được mời: đề nghị gõ mã mời 8 chữ số trong lời mời, hoặc liên hệ Ban Tổ chức để nhận mã.',
  unknown:
    'Mã hoặc liên kết này không đúng, chưa có gì thay đổi. Đề nghị kiểm tra lại lời mời, hoặc liên hệ Ban Tổ chức.',
  tooManyGuesses:
    'Hệ thống đang tạm ngừng nhận mã vì có quá nhiều lần gõ sai, chưa có gì thay đổi. Đề nghị thử lại sau một giờ, hoặc liên hệ Ban Tổ chức.',
  used: 'Lời mời này đã được sử dụng, không còn hiệu lực. Nếu người được mời chưa từng liên kết, đề nghị báo ngay Ban Tổ chức để nhận lời mời mới.',
  expired: 'Lời mời này đã quá hạn, chưa có gì thay đổi. Đề nghị liên hệ Ban Tổ chức để nhận lời mời mới.',
  chatTaken:
    'Cuộc trò chuyện này đang liên kết với một đầu mối khác nên không nhận được lời mời này. Đề nghị liên hệ Ban Tổ chức để gỡ liên kết trước.',
  contactTaken: (channel: ChannelName) =>
    `Người được mời đã liên kết ${channels[channel]} bằng một cuộc trò chuyện khác nên lời mời này không được chấp nhận, chưa có gì thay đổi. Nếu đổi máy hoặc đổi tài khoản, đề nghị liên hệ Ban Tổ chức để gỡ liên kết cũ.`,
  triedAsYou: (reader: Person, channel: ChannelName, check: string | null) =>
    `Có người vừa dùng lời mời của ${reader.address} trong một cuộc trò chuyện ${channels[channel]} khác. Hệ thống đã từ chối, không có gì thay đổi. Nếu ${reader.address} đổi máy hoặc đổi tài khoản, đề nghị liên hệ ${check ?? 'Ban Tổ chức'} để gỡ liên kết cũ.`,
  takenAlert: (view: {
    who: string
    code: string
    channel: ChannelName
    shownName: string | null
    call: string | null
  }) =>
    lines(
      `LỜI MỜI BỊ TỪ CHỐI: ${view.who} (mã đầu mối ${view.code})`,
      `Đầu mối này đã liên kết ${channels[view.channel]}, nhưng lời mời vừa được dùng từ một cuộc trò chuyện khác${view.shownName ? ` (tên hiển thị “${view.shownName}”)` : ''}. Không có gì thay đổi.`,
      `Đề nghị hỏi lại đầu mối${view.call ? `: ${view.call}` : ''}. Nếu đúng là đổi máy hoặc đổi tài khoản, gỡ liên kết cũ (caunoi unlink), rồi dùng lại lời mời.`,
    ),
  guessing: (wrong: number) =>
    `CẢNH BÁO DÒ MÃ: trong một giờ qua có từ ${wrong} lần gõ mã mời sai. Hệ thống đã ngừng nhận mã từ những cuộc trò chuyện gõ sai; đường liên kết trong lời mời, và mã của người chưa gõ sai, vẫn dùng được. Đề nghị báo cán bộ CNTT.`,
}
