import type { Tally } from '../../announcement.ts'
import { general } from './general.ts'

export interface ProgressView {
  number: number
  state: 'draft' | 'sending' | 'through' | 'paused' | 'stopped' | 'recalled' | 'discarded'
  tally: Tally
  /** Whether an answer is owed. */
  asks: boolean
  options: { option: string; people: number }[]
  sum: number | null
  openUntil: string | null
  /** When it leaves, while that is still to come. */
  leavesAt: string | null
}

const states: Record<ProgressView['state'], string> = {
  draft: 'bản nháp',
  sending: 'đang gửi',
  through: 'đã gửi xong',
  paused: 'TẠM DỪNG',
  stopped: 'ĐÃ DỪNG',
  recalled: 'ĐÃ THU HỒI',
  discarded: 'đã hủy',
}

/** '(3 người đã chặn tin của hệ thống; …)' */
const why = ({ failures }: Tally) =>
  failures.length === 0
    ? ''
    : ` (${failures.map(({ reason, people }) => `${people}: ${general.failures[reason]}`).join('; ')})`

export const sending = {
  states,
  progress: (view: ProgressView) => {
    const { tally } = view
    return [
      `Thông báo số ${view.number}: ${view.leavesAt ? `hẹn gửi lúc ${view.leavesAt}` : states[view.state]}`,
      `Đã gửi ${tally.sent}/${tally.total}${tally.queued > 0 ? `, còn chờ ${tally.queued}` : ''}`,
      ...(tally.delivered > 0 ? [`Đã đến máy: ${tally.delivered}`] : []),
      ...(view.asks ? [`Đã trả lời: ${tally.acknowledged}, chưa trả lời: ${tally.owing}`] : []),
      ...view.options.map(({ option, people }) => `- ${option}: ${people}`),
      ...(view.sum === null ? [] : [`Tổng cộng: ${view.sum.toLocaleString('vi-VN')}`]),
      ...(tally.held > 0 ? [`Chưa có cách gửi: ${tally.held}`] : []),
      ...(tally.failed > 0 ? [`Không gửi được: ${tally.failed}${why(tally)}`] : []),
      ...(tally.stopped > 0 ? [`Không gửi nữa: ${tally.stopped}`] : []),
      ...(view.openUntil ? [`Nhận trả lời đến ${view.openUntil}`] : []),
    ].join('\n')
  },
  labels: {
    pause: () => 'Tạm dừng',
    resume: () => 'Gửi tiếp',
    stop: () => 'Dừng hẳn',
    remind: (people: number) => `Nhắc các đầu mối chưa xác nhận (${people})`,
    report: () => 'Báo cáo',
    results: () => 'Xem trả lời',
    correct: () => 'Đính chính',
    'new-file': () => 'Gửi bản mới của tệp',
    recall: () => 'Thu hồi',
    show: () => 'Tình hình gửi',
    'recall-now': () => 'Thu hồi ngay',
    'correct-now': () => 'Gửi đính chính',
    'new-file-now': () => 'Gửi bản mới',
  },
  halted: {
    paused: (number: number, waiting: number) =>
      `Đã tạm dừng gửi Thông báo số ${number}, còn ${waiting} người chưa được gửi. Bấm Gửi tiếp khi cần.`,
    sending: (number: number, waiting: number) =>
      `Tiếp tục gửi Thông báo số ${number}, còn ${waiting} người.`,
    stopped: (number: number, stopped: number) =>
      `Đã dừng gửi Thông báo số ${number}; ${stopped} người chưa nhận sẽ không nhận nữa.`,
  },
  notHalted: {
    'not-sent': (number: number) => `Thông báo số ${number} chưa được gửi.`,
    through: (number: number) => `Thông báo số ${number} đã gửi xong, không còn gì để dừng.`,
    stopped: (number: number) => `Thông báo số ${number} đã dừng gửi từ trước.`,
    recalled: (number: number) => `Thông báo số ${number} đã được thu hồi.`,
    paused: (number: number) => `Thông báo số ${number} đang tạm dừng.`,
    'not-paused': (number: number) => `Thông báo số ${number} không tạm dừng.`,
  },
  reminded: (number: number, people: number) =>
    `Đang nhắc ${people} đầu mối chưa xác nhận Thông báo số ${number}.`,
  notReminded: {
    'not-sent': (number: number) => `Thông báo số ${number} chưa được gửi.`,
    'asks-nothing': (number: number) => `Thông báo số ${number} không yêu cầu trả lời.`,
    closed: (number: number) => `Thông báo số ${number} đã hết hạn trả lời.`,
    recalled: (number: number) => `Thông báo số ${number} đã được thu hồi.`,
    paused: (number: number) => `Thông báo số ${number} đang tạm dừng. Đề nghị gửi tiếp rồi mới nhắc.`,
    nobody: (number: number) => `Mọi người đã nhận Thông báo số ${number} đều đã xác nhận.`,
  },
  remindedAlready: (number: number) => `Đã nhắc về Thông báo số ${number} từ trước.`,
  tooSoon: (minutes: number) => `Vừa nhắc xong. Sau ${minutes} phút nữa có thể nhắc tiếp.`,
  whichText: (number: number) =>
    `Đề nghị gửi toàn bộ nội dung mới của Thông báo số ${number}. Người đã nhận sẽ đọc nội dung này thay cho nội dung cũ.`,
  correctQuestion: (number: number, people: number, text: string) =>
    `Nội dung mới của Thông báo số ${number}, gửi đến ${people} người:\n\n${text}`,
  whichFile: (number: number) =>
    `Đề nghị gửi bản mới của tệp kèm Thông báo số ${number}. Mọi người sẽ nhận bản này và được đề nghị xác nhận lại.`,
  newFileQuestion: (number: number, people: number, fileName: string) =>
    `Gửi ${fileName} đến ${people} người, thay cho tệp kèm Thông báo số ${number}, và đề nghị xác nhận lại?`,
  recallQuestion: (number: number, sent: number) =>
    `Thu hồi Thông báo số ${number}? Đối với ${sent} người đã nhận: tin được xóa nếu nền tảng cho phép, nếu không thì gửi tin báo thu hồi. Việc thu hồi không hoàn tác được.`,
  changed: {
    corrected: (number: number) => `Đã đính chính Thông báo số ${number}; đang gửi đến những người đã nhận.`,
    'new-file': (number: number) => `Đang gửi bản mới của tệp kèm Thông báo số ${number}.`,
    recalled: (number: number) => `Đã thu hồi Thông báo số ${number}; người chưa nhận sẽ không nhận nữa.`,
  },
  notChanged: {
    'not-sent': (number: number) => `Thông báo số ${number} chưa được gửi.`,
    recalled: (number: number) => `Thông báo số ${number} đã được thu hồi.`,
    empty: () => 'Nội dung trống nên chưa có gì thay đổi.',
    same: () => 'Giống hệt bản đã gửi nên chưa có gì thay đổi.',
  },
  /** `names` are the first of them. */
  wouldBeBlank: (people: number, names: string[]) =>
    `Chưa có gì thay đổi: nội dung mới còn thiếu thông tin của ${people} người (${names.join(', ')}${people > names.length ? ', …' : ''}). Đề nghị bỏ mục đó hoặc bổ sung thông tin.`,
  /** `names` are the first of them. */
  leftOut: (number: number, people: number, names: string[]) =>
    `Thông báo số ${number} chưa gửi cho ${people} người (${names.join(', ')}${people > names.length ? ', …' : ''}): nội dung còn thiếu thông tin của họ. Đề nghị bấm Đính chính và gửi nội dung không cần thông tin đó; những người này cũng sẽ nhận được.`,
  changedMeanwhile: (number: number) =>
    `Chưa có gì thay đổi: Thông báo số ${number} vừa được sửa ở nơi khác. Đề nghị xem lại rồi đính chính nếu còn cần.`,
  unknownVariable: (word: string, known: string[]) =>
    `Chưa có gì thay đổi: không có mục {${word}}. Có thể dùng: ${known.map((each) => `{${each}}`).join(', ')}.`,
}
