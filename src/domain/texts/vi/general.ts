import type { FailureReason } from '../../message.ts'
import type { Person } from '../../person.ts'

/** 'Ông', 'Đồng chí': the form of address at the head of a sentence. */
export const atHead = (address: string) => address.charAt(0).toUpperCase() + address.slice(1)

export const general = {
  /** A title that begins with the word is not labelled with it once more. */
  conference: (title: string) => (/^hội nghị/iu.test(title.normalize('NFC')) ? title : `Hội nghị: ${title}`),
  /** 'Kế hoạch số 415/KH-UBND'. */
  document: (type: string | null, number: string | null) =>
    [type ?? 'văn bản', number && `số ${number}`].filter(Boolean).join(' '),
  greeting: (reader: Person) => `Kính gửi ${reader.address} ${reader.name},`,
  sentAgain: '(gửi lại)',
  reviseLabel: 'Sửa câu trả lời',
  neverMindLabel: 'Thôi',
  neverMind: 'Đã bỏ qua, không có gì thay đổi.',
  alreadyAnswered: (what: string, at: string, by: string | null) =>
    `Đã ghi từ trước: ${what}, lúc ${at}${by ? `, do ${by} trả lời` : ''}. Không có gì thay đổi.`,
  recorded: (what: string) => `Đã ghi: ${what}.`,
  whichCard: (reader: Person) => `${atHead(reader.address)} đang trả lời cho mục nào? Đề nghị chọn một mục:`,
  notUnderstood: (reader: Person) =>
    `Hệ thống chưa xác định được câu trả lời của ${reader.address}, chưa ghi nhận nội dung nào. Đề nghị chọn một trong các câu trả lời dưới đây, hoặc gõ Trợ giúp.`,
  notUnderstoodWithoutCard: (reader: Person) =>
    `Hệ thống chưa xác định được nội dung ${reader.address} gửi. Nội dung này có cần chuyển Ban Tổ chức không?`,
  notUnderstoodCoordinator: (reader: Person) =>
    `Hệ thống chưa xác định được nội dung ${reader.address} gửi. Đề nghị gõ Trợ giúp để xem hướng dẫn.`,
  isThisMeant: (reader: Person) => `Chưa ghi gì. Có phải ${reader.address} trả lời nội dung dưới đây không?`,
  thanks: (reader: Person) => `Cảm ơn ${reader.address}. Tin nhắn này không tính là câu trả lời.`,
  nothingOwed: (reader: Person) => `Hiện không có nội dung nào chờ ${reader.address} trả lời.`,
  noSuchNumber: (number: number) =>
    `Số ${number} không có trong các lựa chọn đang chờ trả lời, chưa có gì thay đổi. Đề nghị xem lại tin nhắn mới nhất.`,
  numberAndWords: (reader: Person) =>
    `Số và chữ ${reader.address} gõ chỉ hai lựa chọn khác nhau, chưa có gì thay đổi. Đề nghị chỉ gõ số.`,
  oneNumber:
    'Chưa có gì thay đổi. Đề nghị mỗi lần chỉ chọn một số; riêng các hạng mục kiểm tra có thể gõ nhiều số cùng lúc.',
  notYours: 'Nút này dành cho người khác, chưa có gì thay đổi.',
  buttonGone: 'Nút này không còn hiệu lực, chưa có gì thay đổi. Đề nghị trả lời ở tin nhắn mới nhất.',
  askEnded: (reader: Person) =>
    `Việc này đã kết thúc, ${reader.address} không cần trả lời nữa. Nếu có sự cố hoặc câu hỏi, đề nghị nhắn tại đây.`,
  wordsPlease: (reader: Person) =>
    `Hệ thống chỉ đọc được chữ và nút bấm, chưa có gì thay đổi. Đề nghị ${reader.address} trả lời bằng chữ.`,
  foreignContactCard: (reader: Person) =>
    `Danh thiếp này không phải của ${reader.address}, hệ thống không ghi nhận. Nếu là người trực, đề nghị gõ họ tên và số điện thoại.`,
  withBackup: (phones: string, backup: string) => [phones, `dự phòng: ${backup}`].filter(Boolean).join('; '),
  noPhone: 'chưa có số điện thoại',
  coordinatorsOnly:
    'Chức năng này chỉ dành cho Ban Tổ chức. Đề nghị gõ Trợ giúp để xem các chức năng dùng được.',
  unreachable: (who: string, reason: string, phones: string) =>
    `KHÔNG GỬI ĐƯỢC cho ${who}: ${reason}. ${phones ? `Đề nghị gọi ${phones}.` : 'Chưa có số điện thoại; đề nghị liên hệ qua đơn vị.'}`,
  parked: (who: string) =>
    `Hệ thống gặp lỗi khi xử lý một tin nhắn của ${who}. Tin nhắn đã được giữ lại; đề nghị liên hệ trực tiếp và báo cán bộ CNTT.`,
  refused: (who: string, start: string) =>
    `Nền tảng không nhận một tin nhắn gửi ${who}, tin chưa đến: “${start}”. Đề nghị liên hệ trực tiếp và báo cán bộ CNTT.`,
  moreToAnswer: (shown: number, order: string) =>
    `\nDưới đây là ${shown} mục đầu. Để trả lời các mục còn lại, đề nghị gõ ${order}.`,
  failures: {
    blocked: 'người nhận đã chặn hoặc tắt ứng dụng nhận tin',
    'no-such-chat': 'người nhận chưa mở cuộc trò chuyện',
    'account-gone': 'tài khoản của người nhận không còn tồn tại',
    'message-gone': 'tin nhắn cũ không còn trên máy người nhận',
    'bad-message': 'nội dung không được nền tảng chấp nhận',
    throttled: 'nền tảng yêu cầu gửi chậm lại',
    quota: 'đã hết số tin được phép gửi',
    unreachable: 'không kết nối được với nền tảng',
    'platform-error': 'nền tảng đang gặp lỗi',
    'token-refused': 'nền tảng không nhận mã kết nối của hệ thống',
    'no-answer': 'mất kết nối khi đang gửi, chưa rõ đã đến hay chưa',
    'window-closed': 'người nhận không tương tác trên 7 ngày nên Zalo không cho gửi',
    'not-reachable': 'số điện thoại không nhận được tin qua ứng dụng này',
    night: 'nền tảng không nhận gửi vào giờ này',
    'consent-needed': 'Zalo OA cần được cấp quyền lại',
    'needs-attention': 'nền tảng tạm từ chối tài khoản của cơ quan',
    undelivered: 'tin đã gửi nhưng chưa có báo nhận',
    'too-large': 'nền tảng không nhận tệp cỡ này hoặc loại này',
    blank: 'nội dung còn thiếu thông tin của người nhận',
    'too-old': 'nền tảng không cho thu hồi tin đã gửi quá lâu',
  } satisfies Record<FailureReason, string>,
  cannotFollow: (who: string, call: string | null) =>
    `Hệ thống nhiều lần không hiểu tin nhắn của ${who} và tạm ngừng trả lời các tin đó. Đề nghị ${call ? `gọi ${call}` : 'liên hệ trực tiếp'} để hỏi lại.`,
}
