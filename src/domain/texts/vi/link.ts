import type { Topic } from '../../message.ts'
import type { Person } from '../../person.ts'

/** What goes out where the card itself stays on the office's server, and who is to pass on a link. */
export const link = {
  label: 'Xem và trả lời',
  /** One line; nothing of the matter. */
  notice: (reader: Person, office: string) =>
    `Kính gửi ${reader.address} ${reader.name}: ${office} có nội dung cần trả lời. Đề nghị mở liên kết dưới đây.`,
  mail: {
    repliesGoTo: (officer: string) =>
      `Thư do hệ thống gửi tự động. Khi cần trao đổi, đề nghị trả lời thư này; thư trả lời được chuyển đến: ${officer}.`,
  },
  mediaAt: (url: string) => `Ảnh, tệp kèm theo: ${url}`,
  /** Where the reader has no page. */
  mediaAtOffice: (name: string, office: string, phone: string | null) =>
    `Ảnh, tệp kèm theo (${name}): đề nghị nhận tại ${office}${phone ? `, điện thoại ${phone}` : ''}.`,
  /** Where it can be had stands below. */
  fileNotThrough: (reader: Person, name: string) =>
    `Kính gửi ${reader.address} ${reader.name}: tệp “${name}” kèm tin trên chưa gửi được qua kênh này.`,
  headlines: {
    assignment: 'Đề nghị xác nhận nhiệm vụ',
    readiness: 'Đề nghị xác nhận tình hình điểm cầu',
    deadline: 'Nhắc thời hạn nhiệm vụ',
    notice: 'Thông báo',
  } satisfies Record<Topic, string>,
  unreached: (names: string[], more: number) =>
    [
      'CHƯA CÓ CÁCH GỬI TỰ ĐỘNG cho:',
      ...names.map((name) => `– ${name}`),
      ...(more > 0 ? [`và ${more} người khác`] : []),
      'Đề nghị gõ /lienket và mã hoặc tên đầu mối để lấy nội dung chuyển qua WeChat, tin nhắn cá nhân hoặc in mã QR.',
    ].join('\n'),
  /** Heads the form in which a person gives their number. */
  shareForm: {
    title: 'Cung cấp họ tên và số điện thoại',
    subtitle: 'Đề nghị bấm vào đây, kiểm tra thông tin và xác nhận, để hệ thống nhận ra đúng người.',
  },
  tokenAgeing: (days: number) =>
    `Quyền kết nối Zalo OA đã ${days} ngày chưa được gia hạn và sẽ hết hiệu lực sau 90 ngày. Đề nghị cán bộ CNTT cấp quyền lại (caunoi zalo-oa).`,
  accountDown: (channel: string, reason: string) =>
    `KÊNH ${channel.toUpperCase()} ĐANG BỊ GIÁN ĐOẠN: ${reason}. Tin chưa gửi được chuyển qua kênh khác của từng người. Đề nghị báo cán bộ CNTT kiểm tra (caunoi doctor).`,
}
