import type { Nominee, NomineeRole } from '../../nomination.ts'
import { spokenPhone } from '../../person.ts'

/** Whom a unit has named, for which bridge points. */
export interface NominationView {
  number: number
  unit: string
  bridgePoints: string[]
  people: Nominee[]
}

/** A newcomer and the ways in that are to be passed on to them. */
export interface PassOn {
  name: string
  code: string
  telegram: string | null
  zaloOa: string | null
  zaloBot?: string
  web: string | null
}

const roles: Record<NomineeRole, string> = { contact: 'Đầu mối', backup: 'Dự phòng', duty: 'Trực điểm cầu' }

const one = ({ role, name, title, phone, email }: Nominee) =>
  `– ${roles[role]}: ${[name, title, spokenPhone(phone), email].filter(Boolean).join(', ')}`

const states: Record<string, string> = {
  waiting: 'đang chờ xác nhận',
  accepted: 'Đã xác nhận',
  refused: 'Đã từ chối',
  overtaken: 'Đơn vị đã gửi danh sách mới thay danh sách này',
}

const decided = (state: string, by: string | null) => `${states[state] ?? state}${by ? ` (${by})` : ''}.`

const passOn = ({ name, code, telegram, zaloOa, zaloBot, web }: PassOn) =>
  [
    name,
    `Mã mời: ${code}`,
    telegram && `Telegram: ${telegram}`,
    (zaloOa ?? zaloBot) && `Zalo: ${zaloOa ?? zaloBot} (mở và gửi mã mời)`,
    web && `Trang web: ${web}`,
  ]
    .filter(Boolean)
    .join('\n')

/** How a unit names its people, and how the organisers take it up. */
export const nomination = {
  /** The duty under which a bridge point keeps its duty officer. */
  duty: 'trực điểm cầu',
  asked: ({ number, unit, bridgePoints, people }: NominationView) =>
    [
      `ĐĂNG KÝ ĐẦU MỐI số ${number}: ${unit}`,
      `Điểm cầu: ${bridgePoints.join(', ')}`,
      ...people.map((each) => one(each)),
    ].join('\n'),
  decide: 'Đề nghị xác nhận để những người này nhận việc tại các điểm cầu trên.',
  acceptLabel: 'Xác nhận',
  refuseLabel: 'Từ chối',
  decided,
  alreadyDecided: (state: string, by: string | null) =>
    state === 'overtaken'
      ? 'Đơn vị đã gửi danh sách mới, danh sách này không còn hiệu lực, chưa có gì thay đổi. Đề nghị xem tin mới nhất.'
      : `Danh sách này đã được xử lý từ trước: ${decided(state, by)} Không có gì thay đổi.`,
  conferenceOver: 'Hội nghị đã kết thúc hoặc đã hủy, không có gì thay đổi.',
  refused: (unit: string) =>
    `Đã từ chối danh sách của ${unit}, không có gì thay đổi. Đề nghị báo lại đơn vị; đơn vị có thể gửi danh sách khác bằng liên kết cũ.`,
  accepted: (unit: string, newcomers: PassOn[]) =>
    [
      `Đã ghi đầu mối của ${unit}. Việc chưa trả lời đã chuyển cho người mới; các câu trả lời cũ giữ nguyên.`,
      ...(newcomers.length > 0 ? ['Đề nghị chuyển nội dung sau cho từng người:'] : []),
      ...newcomers.map((each) => `\n${passOn(each)}`),
    ].join('\n'),
  page: {
    title: 'Đăng ký đầu mối điểm cầu',
    unit: 'Đơn vị',
    conference: 'Hội nghị',
    bridgePoints: 'Điểm cầu',
    intro: (office: string) =>
      `${office} đề nghị đơn vị cho biết người phụ trách điểm cầu. Ban Tổ chức sẽ xác nhận trước khi áp dụng.`,
    privacy:
      'Thông tin chỉ dùng để liên lạc phục vụ hội nghị nêu trên (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).',
    roles: {
      contact: 'Đầu mối chính',
      backup: 'Đầu mối dự phòng (nếu có)',
      duty: 'Cán bộ trực điểm cầu (nếu có)',
    } satisfies Record<NomineeRole, string>,
    fields: {
      name: 'Họ và tên',
      title: 'Chức vụ',
      phone: 'Số điện thoại',
      email: 'Thư điện tử (không bắt buộc)',
    },
    faults: {
      'name-missing': 'Đề nghị ghi họ và tên.',
      'name-wrong': 'Đề nghị ghi họ và tên bằng chữ.',
      'too-long': 'Nội dung quá dài, đề nghị ghi ngắn gọn.',
      'phone-missing': 'Đề nghị ghi số điện thoại.',
      'phone-wrong':
        'Số điện thoại chưa đúng. Ví dụ: 0912 000 111; số nước ngoài ghi cả mã nước, ví dụ +86 …',
      'email-wrong': 'Địa chỉ thư điện tử chưa đúng.',
      'same-person': 'Đầu mối dự phòng phải là người khác đầu mối chính.',
    },
    mend: 'Chưa gửi được. Đề nghị sửa các mục được đánh dấu.',
    send: 'Gửi Ban Tổ chức',
    sendAgain: 'Gửi danh sách mới',
    states: {
      waiting: (at: string) => `Đã nhận lúc ${at}, đang chờ Ban Tổ chức xác nhận.`,
      accepted: (at: string) =>
        `Ban Tổ chức đã xác nhận lúc ${at}. Khi thay người, đề nghị gửi danh sách mới.`,
      refused: (at: string) =>
        `Ban Tổ chức chưa đồng ý danh sách trước (${at}). Đề nghị liên hệ Ban Tổ chức hoặc gửi danh sách khác.`,
    },
    call: (phone: string) => `Cần hỏi, đề nghị gọi ${phone}.`,
    noWay: {
      unknown: 'Liên kết không đúng. Đề nghị mở lại liên kết Ban Tổ chức đã gửi, đủ cả dòng.',
      expired: 'Liên kết đã hết hạn. Đề nghị liên hệ Ban Tổ chức để nhận liên kết mới.',
      revoked: 'Liên kết đã bị thu hồi. Đề nghị liên hệ Ban Tổ chức để nhận liên kết mới.',
    },
  },
}
