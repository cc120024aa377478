import type { Person } from '../../person.ts'
import { atHead } from './general.ts'

export const announcement = {
  receivedLabel: 'Đã nhận',
  head: (number: number, urgent: boolean) =>
    urgent ? `THÔNG BÁO KHẨN số ${number}` : `THÔNG BÁO số ${number}`,
  reminderHead: ({ address, name }: Person, number: number) =>
    `Kính gửi ${address} ${name}, Ban Tổ chức chưa nhận được trả lời của ${address} đối với Thông báo số ${number}:`,
  corrected: (at: string) => `(Đính chính lúc ${at}, thay nội dung đã gửi)`,
  newFile: (at: string) => `(Tệp kèm theo có bản mới lúc ${at}, đề nghị dùng bản này và xác nhận lại)`,
  recalled: ({ address }: Person, number: number, at: string) =>
    `Thông báo số ${number} đã được thu hồi lúc ${at}. Đề nghị ${address} không thực hiện theo nội dung đã nhận.`,
  furtherFile: (place: number, all: number, number: number, fileName: string) =>
    `Tệp ${place}/${all} kèm Thông báo số ${number}: ${fileName}`,
  name: (number: number) => `Thông báo số ${number}`,
  giveLabels: { number: 'Nhập số', text: 'Trả lời', file: 'Gửi tệp' },
  /** Below the line of a choice that is typed: `{number}` is that of the choice. */
  numberHint: 'Gõ {number}, rồi gửi con số.',
  /** What stands for the answer where several things wait for one. */
  chooseLabel: 'Chọn phương án',
  asks: {
    received: ({ address }: Person) => `Đề nghị ${address} xác nhận đã nhận.`,
    choice: ({ address }: Person) => `Đề nghị ${address} chọn một phương án.`,
    number: ({ address }: Person) => `Đề nghị ${address} trả lời bằng một con số.`,
    text: ({ address }: Person) => `Đề nghị ${address} trả lời ngắn gọn.`,
    file: ({ address }: Person) => `Đề nghị ${address} gửi tệp.`,
  },
  until: (at: string) => `Nhận trả lời đến ${at}.`,
  over: (at: string | null) => (at ? `Đã hết hạn trả lời lúc ${at}.` : 'Đã hết hạn trả lời.'),
  overtaken: 'Tệp kèm theo đã có bản mới. Đề nghị trả lời ở tin nhắn mới nhất.',
  /** `what` as `given` says it, `by` when somebody else answered, `until` while it can be changed. */
  answered: (what: string, by: string | null, until: string | null) =>
    `Đã trả lời: ${what}${by ? `, do ${by} trả lời` : ''}${until ? ` (đổi được đến ${until})` : ''}`,
  given: {
    received: 'Đã nhận',
    number: (number: number) => number.toLocaleString('vi-VN'),
    /** The words or the file are no longer kept. */
    gone: '(nội dung đã xóa)',
  },
  prompts: {
    number: ({ address }: Person, number: number) =>
      `Thông báo số ${number}: đề nghị ${address} gửi một con số, ví dụ 12. Nếu không có, gửi số 0.`,
    text: ({ address }: Person, number: number) =>
      `Thông báo số ${number}: đề nghị ${address} gửi câu trả lời trong một tin nhắn, tối đa 1000 ký tự.`,
    file: ({ address }: Person, number: number) =>
      `Thông báo số ${number}: đề nghị ${address} gửi tệp tại đây.`,
  },
  orNeverMind: (label: string) => `Nếu chưa trả lời lúc này, gõ ${label}.`,
  refusals: {
    negative: 'Số âm không được ghi nhận. Đề nghị gửi lại một số từ 0 trở lên.',
    fraction: 'Số thập phân không được ghi nhận. Đề nghị gửi lại một số nguyên, ví dụ 12.',
    'too-large': 'Số này quá lớn, chưa được ghi nhận. Đề nghị gửi lại một số không quá 1.000.000.',
    several: 'Tin nhắn có nhiều số nên chưa được ghi nhận. Đề nghị chỉ gửi một con số, ví dụ 12.',
    unreadable: 'Hệ thống chưa đọc được con số nào nên chưa ghi nhận. Đề nghị gửi một con số, ví dụ 12.',
    'too-long': (length: number) =>
      `Câu trả lời dài ${length} ký tự nên chưa được ghi nhận. Đề nghị rút gọn còn tối đa 1000 ký tự.`,
    'no-file':
      'Thông báo này cần trả lời bằng tệp; hệ thống chưa nhận được tệp nào. Đề nghị gửi tệp tại đây.',
  },
  recorded: (
    { address }: Person,
    number: number,
    answer: { what: string; before: string | null; until: string | null },
  ) =>
    [
      `Đã ghi trả lời của ${address} cho Thông báo số ${number}: ${answer.what}${answer.before ? ` (thay cho ${answer.before})` : ''}.`,
      ...(answer.until ? [`Có thể đổi đến ${answer.until}.`] : []),
    ].join(' '),
  closed: {
    over: ({ address }: Person, number: number, at: string | null, given: string | null) =>
      `Thông báo số ${number} đã hết hạn trả lời${at ? ` lúc ${at}` : ''}${given ? ` nên chưa ghi “${given}”` : ''}. ${forward(address, given)}`,
    recalled: ({ address }: Person, number: number, at: string | null, given: string | null) =>
      `Thông báo số ${number} đã được thu hồi${at ? ` lúc ${at}` : ''} nên không cần trả lời${given ? `; chưa ghi “${given}”` : ''}. ${forward(address, given)}`,
    overtaken: (_: Person, number: number, _at: string | null, given: string | null) =>
      `Tệp kèm Thông báo số ${number} đã có bản mới${given ? ` nên chưa ghi “${given}”` : ''}. Đề nghị trả lời ở tin nhắn mới nhất.`,
  },
  /** What the organisers read when a late answer is passed on to them. */
  late: (number: number, given: string | null) =>
    `Thông báo số ${number}, trả lời muộn: ${given ?? 'đề nghị được trả lời'}`,
  isAnswer: ({ address }: Person, number: number, words: string) =>
    `Chưa ghi gì. Có phải ${address} trả lời Thông báo số ${number}: “${words}”?`,
  isNumber: ({ address }: Person, number: number, amount: number, before: string | null) =>
    before === null
      ? `Chưa ghi gì. Có phải ${address} trả lời Thông báo số ${number}: ${amount.toLocaleString('vi-VN')}?`
      : `Chưa có gì thay đổi. Có phải ${address} đổi trả lời cho Thông báo số ${number} thành ${amount.toLocaleString('vi-VN')} (thay cho ${before})?`,
  isAnswerLabel: (number: number) => `Đúng, trả lời Thông báo số ${number}`,
  results: {
    head: (number: number, at: string) => `Thông báo số ${number}: các câu trả lời đến ${at}`,
    answered: (people: number, all: number) => `Đã trả lời: ${people}/${all}`,
    nobody: 'Chưa có đầu mối nào trả lời.',
    option: (option: string, people: number) => `${option}: ${people}`,
    sum: (sum: number) => `Tổng cộng: ${sum.toLocaleString('vi-VN')}`,
    line: (who: string, what: string | null) => (what === null ? `- ${who}` : `- ${who}: ${what}`),
    more: (people: number) => `- và ${people} đầu mối khác (xem Báo cáo)`,
  },
}

const forward = (address: string, given: string | null) =>
  given
    ? `${atHead(address)} có cần chuyển nội dung này đến Ban Tổ chức không?`
    : `${atHead(address)} có cần báo Ban Tổ chức không?`
