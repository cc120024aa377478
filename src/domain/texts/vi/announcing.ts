import type { AnswerWanted, RecipientState, Tally, When } from '../../announcement.ts'
import type { Options } from '../../draft.ts'
import { inBrief } from '../../quoted.ts'
import { audience } from './audience.ts'
import { sending } from './sending.ts'

/** What somebody is asked before an announcement goes. */
export type SendQuestion =
  | { kind: 'many'; people: number }
  | { kind: 'same'; number: number }
  | { kind: 'outside-hours'; people: number }
  | { kind: 'too-late'; people: number }

const noted = (question: SendQuestion): string => {
  switch (question.kind) {
    case 'many':
      return `Thông báo gửi đến ${question.people} người.`
    case 'same':
      return `Nội dung này vừa được gửi trong vòng một giờ qua (Thông báo số ${question.number}).`
    case 'outside-hours':
      return `Giờ gửi là ngoài giờ đối với ${question.people} người, theo giờ địa phương.`
    case 'too-late':
      return `Đến giờ của ${question.people} người thì đã hết hạn trả lời, những người này chỉ đọc được.`
    default:
      return question satisfies never
  }
}

const asked = (question: SendQuestion): string => {
  switch (question.kind) {
    case 'many':
      return 'Gõ đúng số người để xác nhận:'
    case 'same':
      return 'Gửi lần nữa? (c/k)'
    case 'outside-hours':
      return 'Lý do gửi ngoài giờ (Enter để không gửi):'
    case 'too-late':
      return 'Vẫn gửi? (c/k)'
    default:
      return question satisfies never
  }
}

/** What the command line says of announcements, and what stands in their report. */
export const announcing = {
  // what each command and option is for
  help: {
    announce: 'gửi một thông báo đến nhiều đầu mối',
    text: 'nội dung; có thể dùng {ten}, {xung_ho}, {don_vi}, {diem_cau}, {gio_dia_phuong}; *đậm*, _nghiêng_, [chữ](https://…)',
    textFile: 'đọc nội dung từ tệp văn bản UTF-8 này',
    file: 'tệp hoặc ảnh gửi kèm, tối đa 20 MB; ghi nhiều lần cho nhiều tệp',
    to: 'gửi cho ai, ví dụ: tatca; hoinghi:vt26 va khong quocgia:VN; tep:danh-sach.txt',
    list: 'tên danh sách dùng trong --to và tệp chứa mã hoặc số điện thoại, mỗi dòng một mục',
    at: 'giờ gửi, ví dụ "14:00 05/12/2026" hoặc 2026-12-05T14:00; hours: trong giờ của từng người',
    zone: 'múi giờ của --at và --until, ví dụ Asia/Tokyo; nếu không ghi thì theo DEFAULT_TIMEZONE',
    ack: 'đề nghị trả lời: none, received, number, text, file, hoặc tối đa năm phương án "a|b|c"',
    until: 'nhận trả lời đến giờ này',
    conference: 'hội nghị mà thông báo đề cập (cho {diem_cau} và {gio_dia_phuong})',
    urgent: 'khẩn: gửi ngay, kể cả ngoài giờ; cần --reason',
    reason: 'lý do gửi khẩn hoặc ngoài giờ',
    yes: 'đồng ý gửi khi được hỏi lại; gửi ngoài giờ vẫn cần --reason',
    dryRun: 'chỉ xem ai nhận và tin hiện ra thế nào, không gửi',
    announcements: 'các thông báo đã gửi và tình hình từng thông báo',
    show: 'tình hình một thông báo: ai đã nhận, ai trả lời gì',
    report: 'ghi báo cáo của một thông báo ra tệp Excel',
    id: 'số hoặc mã thông báo',
    reportFile: 'tệp .xlsx sẽ ghi',
    newText: 'toàn bộ nội dung mới',
    newFile: 'bản mới của tệp gửi kèm',
    acts: {
      pause: 'tạm dừng gửi',
      resume: 'gửi tiếp',
      stop: 'dừng hẳn: người chưa nhận sẽ không nhận nữa',
      remind: 'nhắc các đầu mối chưa xác nhận',
      correct: 'đính chính: thay nội dung đã gửi',
      recall: 'thu hồi thông báo',
      'new-file': 'gửi bản mới của tệp và đề nghị xác nhận lại',
    },
  },

  // before it goes
  classified: 'Lưu ý: KHÔNG gửi tài liệu, nội dung thuộc danh mục bí mật nhà nước qua hệ thống này.',
  audience: (count: number, named: string) => `Gửi đến ${count} người: ${named}`,
  named: (names: string[], all: number) =>
    names.join('; ') + (all > names.length ? ` … và ${all - names.length} người nữa` : ''),
  leaves: {
    now: () => 'Giờ gửi: ngay bây giờ.',
    at: (at: string) => `Giờ gửi: ${at}.`,
    hours: () => 'Giờ gửi: trong giờ của từng người.',
  } satisfies Record<When['kind'], (at: string) => string>,
  openUntil: (until: string) => `Nhận trả lời đến: ${until}.`,
  byChannel: (shares: string[]) => `Kênh gửi: ${shares.join(', ') || 'chưa có'}.`,
  noPath: (count: number, named: string) =>
    `Chưa có cách gửi cho ${count} người, tin sẽ chờ đến khi có: ${named}`,
  outsideHours: (count: number, named: string) => `Ngoài giờ khi gửi (${count} người): ${named}`,
  tooLate: (count: number, named: string) =>
    `Đến giờ của ${count} người thì đã hết hạn trả lời (lùi --until hoặc đổi --at): ${named}`,
  fileLine: (name: string, size: string, links: string[], nowhere: string[]) =>
    `Tệp ${name}, ${size}${links.length > 0 ? `; gửi dưới dạng liên kết qua ${links.join(', ')}` : ''}${nowhere.length > 0 ? `; không kèm được qua ${nowhere.join(', ')}, tin sẽ ghi nơi nhận tệp` : ''}.`,
  missing: (count: number) => `Nội dung còn thiếu thông tin của ${count} người:`,
  preview: (channel: string, people: number, name: string, parts: number) =>
    `${channel} (${people} người), ví dụ gửi ${name}${parts > 1 ? `, thành ${parts} tin` : ''}:`,
  looksLost: 'Kênh này không hiện chữ đậm, nghiêng; nội dung vẫn đủ.',
  noticeOnly: 'Kênh này chỉ gửi một dòng báo kèm liên kết; nội dung đọc trên trang liên kết.',
  noted,
  asked,
  sendQuestion: (people: number) => `Gửi đến ${people} người? (c/k)`,
  onItsWay: (number: number) =>
    `Đang gửi Thông báo số ${number}. Xem tình hình: caunoi announcements show ${number}`,
  onlyLooked: 'Chỉ xem trước, chưa gửi gì.',

  // why it does not go
  notSent: 'Chưa gửi gì.',
  yesNeeded: (notes: string[]) => `Chưa gửi gì. ${notes.join(' ')} Nếu vẫn gửi, chạy lại lệnh với --yes.`,
  hoursOrReason: (note: string) =>
    `Chưa gửi gì. ${note} Ghi --at hours để gửi trong giờ của từng người, hoặc --reason "…" nếu vẫn gửi.`,
  audienceChanged: 'Danh sách người nhận vừa thay đổi nên chưa gửi gì. Chạy lại lệnh để xem danh sách mới.',
  missingRefused: (count: number) =>
    `Chưa gửi gì: nội dung còn thiếu thông tin của ${count} người. Bổ sung thông tin rồi nhập lại, bỏ mục đó khỏi nội dung, hoặc không gửi cho những người này.`,
  notPrepared: {
    empty: 'Chưa có nội dung để gửi. Ghi --text, --text-file hoặc --file.',
    nobody: audience.nobody,
  },
  unknownVariable: (word: string, didYouMean: string | null) =>
    `Không có mục {${inBrief(word, 40)}}.${didYouMean ? ` Có phải {${didYouMean}}?` : ''} Có thể dùng: {ten}, {xung_ho}, {don_vi}, {diem_cau}, {gio_dia_phuong}.`,
  whichConference: (codes: string[]) =>
    `Chưa gửi gì: {diem_cau}, {gio_dia_phuong} chưa rõ của hội nghị nào (${codes.join(', ')}). Ghi thêm --conference, ví dụ --conference ${codes[0]}.`,
  reasonNeeded: 'Gửi khẩn cần ghi lý do: --reason "…".',
  urgentInHours:
    'Tin khẩn không chờ đến giờ của từng người. Đề nghị bỏ --at hours để gửi ngay, hoặc bỏ --urgent để gửi trong giờ của từng người.',
  unreadableList: (path: string) => ({
    'old-office': `Tệp ${path} là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu. Đề nghị lưu lại dưới dạng .xlsx không có mật khẩu.`,
    damaged: `Tệp ${path} không đọc được: cần tệp .xlsx, .csv hoặc tệp văn bản UTF-8, mỗi dòng một mã hoặc số điện thoại.`,
    'too-big': `Tệp ${path} quá lớn so với một danh sách. Đề nghị chỉ để lại cột mã hoặc điện thoại.`,
  }),
  oneText: 'Chỉ ghi một trong hai: --text hoặc --text-file.',
  badAck: (typed: string) =>
    `--ack không nhận “${inBrief(typed, 60)}”. Ghi none, received, number, text, file, hoặc từ hai đến năm phương án "a|b|c".`,
  wrongAck: {
    many: '--ack có quá nhiều phương án; nhiều nhất là 5. Bớt phương án rồi chạy lại.',
    alike: '--ack có hai phương án giống nhau. Sửa rồi chạy lại.',
    long: '--ack có phương án dài quá 60 ký tự nên không hiện đủ trên nút. Ghi ngắn lại.',
    number:
      '--ack có phương án chỉ là số, dễ lẫn với số thứ tự khi trả lời. Ghi thêm chữ, ví dụ "2 xe|3 xe".',
  } satisfies Record<Exclude<Extract<Options, { kind: 'wrong' }>['why'], 'few'>, string>,
  untilWithoutAck: '--until chỉ dùng khi có đề nghị trả lời: thêm --ack.',
  badList: (typed: string) => `--list “${inBrief(typed, 60)}” chưa đúng: ghi TÊN=TỆP.`,
  badZone: (typed: string) =>
    `Không có múi giờ “${inBrief(typed, 40)}”. Ví dụ: Asia/Ho_Chi_Minh, Asia/Tokyo.`,
  badMoment: (option: string, typed: string) =>
    `${option} “${inBrief(typed, 40)}” không phải là giờ. Ví dụ: 14:00, "14:00 05/12/2026", 2026-12-05T14:00.`,
  momentOver: (option: string, at: string, now: string) =>
    `${option} ${at} đã qua (bây giờ là ${now}). Ghi giờ khác.`,
  momentTooEarly: (option: string, at: string, after: string) =>
    `${option} ${at} phải sau giờ gửi ${after}. Ghi giờ khác.`,
  emptyFile: (file: string) => `Tệp ${file} trống, không gửi được.`,
  fileTooLarge: (file: string, size: string) =>
    `Tệp ${file} lớn hơn ${size}, không gửi được. Nén lại, chia nhỏ, hoặc gửi liên kết trong nội dung.`,
  fileRefused: (file: string) =>
    `Tệp ${file} thuộc loại không được gửi. Gửi ảnh, PDF, hoặc tài liệu Word, Excel, PowerPoint.`,
  noAnnouncement: (typed: string) =>
    `Không có thông báo “${inBrief(typed, 40)}”. Xem các thông báo: caunoi announcements`,
  addYes: 'Chạy lại lệnh với --yes để thực hiện.',

  // afterwards
  none: 'Chưa có thông báo nào.',
  listColumns: ['Số', 'Lúc', 'Tình trạng', 'Đã gửi', 'Trả lời', 'Nội dung'],
  showColumns: ['Mã', 'Họ tên', 'Kênh gửi', 'Trạng thái', 'Lúc', 'Trả lời', 'Ghi chú'],
  shownStates: sending.states,
  changed: (number: number) =>
    `Đã ghi thay đổi của Thông báo số ${number}; đang gửi đến những người đã nhận.`,
  states: {
    queued: 'chờ gửi',
    held: 'chưa có cách gửi',
    sent: 'đã gửi',
    delivered: 'đã đến máy',
    answered: 'đã trả lời',
    failed: 'không gửi được',
    unneeded: 'đã trả lời trước khi gửi',
    stopped: 'không gửi nữa',
  } satisfies Record<RecipientState, string>,
  onBehalf: (name: string) => `(${name} trả lời thay)`,
  noWay: 'hiện chưa có cách gửi: chưa liên kết ứng dụng nào, hoặc đã chặn',
  correctionNotThere: (reason: string) => `chưa nhận bản đính chính: ${reason}`,
  fileNotThere: (reason: string) => `tệp kèm theo chưa đến: ${reason}`,
  reportWritten: (file: string) => `Đã ghi báo cáo vào ${file}. Tệp có số điện thoại, đề nghị giữ kín.`,
  reportFile: (number: number) => `bao-cao-thong-bao-${number}.xlsx`,
  silent: (count: number) => `Chưa trả lời (${count}):`,
  unreached: (count: number) => `Chưa nhận được (${count}):`,
  outdated: (count: number) => `Chưa nhận bản đính chính (${count}):`,
  inFile: (file: string) => `Chi tiết từng người trong tệp ${file}.`,
  figures: {
    total: 'Tổng số người nhận',
    queued: 'Chờ gửi',
    held: 'Chưa có cách gửi',
    sent: 'Đã gửi',
    delivered: 'Đã đến máy',
    acknowledged: 'Đã trả lời',
    owing: 'Đã nhận, chưa trả lời',
    stopped: 'Không gửi nữa',
    unneeded: 'Đã trả lời trước khi gửi',
    failed: 'Không gửi được',
  } satisfies Record<Exclude<keyof Tally, 'failures' | 'leaving'>, string>,
  report: {
    recipients: 'Người nhận',
    summary: 'Tổng hợp',
    columns: [
      'Mã',
      'Họ tên',
      'Đơn vị',
      'Điện thoại',
      'Kênh gửi',
      'Trạng thái',
      'Gửi lúc',
      'Nhận lúc',
      'Trả lời',
      'Trả lời lúc',
      'Người trả lời (thay mặt)',
      'Gửi lại',
      'Lý do',
    ],
    title: (number: number) => `Thông báo số ${number}`,
    text: 'Nội dung',
    file: 'Tệp kèm theo',
    audience: 'Gửi cho',
    sentAt: 'Gửi lúc',
    asks: 'Đề nghị trả lời',
    wanted: {
      none: 'không',
      received: 'xác nhận đã nhận',
      choice: 'chọn một phương án',
      number: 'một số',
      text: 'trả lời ngắn',
      file: 'gửi tệp',
    } satisfies Record<AnswerWanted['kind'], string>,
    until: 'Nhận trả lời đến',
    reason: 'Lý do gửi khẩn hoặc ngoài giờ',
    zone: 'Múi giờ của báo cáo',
    counts: 'Số liệu',
    answers: 'Trả lời',
    sum: 'Tổng cộng',
    events: 'Diễn biến',
    console: 'dòng lệnh',
    done: {
      announced: 'Gửi thông báo',
      'announcement-paused': 'Tạm dừng',
      'announcement-sending': 'Gửi tiếp',
      'announcement-stopped': 'Dừng hẳn',
      'announcement-corrected': 'Đính chính',
      'announcement-new-file': 'Gửi bản mới của tệp',
      'announcement-recalled': 'Thu hồi',
      'announcement-reminded': 'Nhắc các đầu mối chưa xác nhận',
    } as Record<string, string>,
  },
}
