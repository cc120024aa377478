import type { Tally } from '../../announcement.ts'

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

export const sending = {
  progress: (view: ProgressView) => {
    const { tally } = view
    return [
      `Thông báo số ${view.number}: ${view.leavesAt ? `hẹn gửi lúc ${view.leavesAt}` : states[view.state]}`,
      `Đã gửi ${tally.sent}/${tally.total}${tally.queued > 0 ? `, còn chờ ${tally.queued}` : ''}`,
      ...(tally.delivered > 0 ? [`Máy đã nhận: ${tally.delivered}`] : []),
      ...(view.asks ? [`Đã trả lời: ${tally.acknowledged}, chưa trả lời: ${tally.owing}`] : []),
      ...view.options.map(({ option, people }) => `- ${option}: ${people}`),
      ...(view.sum === null ? [] : [`Tổng cộng: ${view.sum}`]),
      ...(tally.held > 0 ? [`Chưa có cách liên lạc: ${tally.held}`] : []),
      ...(tally.failed > 0 ? [`Không gửi được: ${tally.failed}`] : []),
      ...(tally.stopped > 0 ? [`Không gửi nữa: ${tally.stopped}`] : []),
      ...(view.openUntil ? [`Nhận trả lời đến ${view.openUntil}`] : []),
    ].join('\n')
  },
  labels: {
    pause: () => 'Tạm dừng',
    resume: () => 'Gửi tiếp',
    stop: () => 'Dừng hẳn',
    remind: (people: number) => `Nhắc ${people} đầu mối chưa xác nhận`,
    report: () => 'Báo cáo',
    results: () => 'Xem trả lời',
    correct: () => 'Đính chính',
    'new-file': () => 'Gửi bản mới của tệp',
    recall: () => 'Thu hồi',
    show: () => 'Tình hình gửi',
    'recall-now': () => 'Thu hồi ngay',
  },
}
