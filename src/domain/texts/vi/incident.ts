import type { Person } from '../../person.ts'
import { atHead } from './common.ts'

/** A fault as a card shows it; moments are already in the reader's words. */
export interface IncidentView {
  number: number
  bridgePoint: string
  /** Empty until the contact has said what it is. */
  text: string
  at: string
  reporter: string
  call: string
  owner: string | null
  /** Set when it is over. */
  end: { how: 'resolved' | 'withdrawn'; by: string; at: string; minutes: number } | null
}

const what = (view: IncidentView) => view.text || 'chưa nêu rõ sự cố'

const course = (view: IncidentView) => {
  if (view.end?.how === 'withdrawn') return `Báo nhầm, đã rút lúc ${view.end.at} (${view.end.by}).`
  if (view.end) return `Đã khắc phục lúc ${view.end.at} sau ${view.end.minutes} phút (${view.end.by}).`
  return view.owner ? `Đang xử lý: ${view.owner}.` : 'Chưa có người xử lý.'
}

export const incident = {
  takeLabel: 'Tôi xử lý',
  resolveLabel: 'Đã khắc phục',
  withdrawLabel: 'Báo nhầm',
  alert: (view: IncidentView) =>
    [
      `SỰ CỐ số ${view.number} – điểm cầu ${view.bridgePoint}: ${what(view)}`,
      `Từ ${view.at}. Người báo: ${view.reporter}. Gọi: ${view.call}`,
      course(view),
    ].join('\n'),
  reported: (view: IncidentView) =>
    `Đã ghi: sự cố số ${view.number}, điểm cầu ${view.bridgePoint}: ${what(view)}, ${view.at}. Ban Tổ chức đã được báo ngay.`,
  taken: (view: IncidentView) =>
    `${view.owner} (Ban Tổ chức) đang xử lý sự cố số ${view.number}, điểm cầu ${view.bridgePoint}.`,
  resolved: (view: IncidentView) =>
    `Sự cố số ${view.number}, điểm cầu ${view.bridgePoint}: đã khắc phục lúc ${view.end?.at}, sau ${view.end?.minutes} phút (${view.end?.by}).`,
  withdrawn: (view: IncidentView) =>
    `Đã rút báo cáo sự cố số ${view.number}, điểm cầu ${view.bridgePoint} (báo nhầm). Ban Tổ chức đã được báo.`,
  alreadyTaken: (view: IncidentView) => `Sự cố số ${view.number} đã có người xử lý: ${view.owner}.`,
  alreadyOver: (view: IncidentView) => `Sự cố số ${view.number} đã kết thúc. ${course(view)}`,
  recorded: (text: string) => `Đã ghi: ${text}`,
  whichBridgePoint: (reader: Person) => `${atHead(reader.address)} báo sự cố ở điểm cầu nào?`,
  nowReady: 'Nếu điểm cầu đã sẵn sàng, đề nghị xác nhận lại.',
  noneOpen: 'Hiện không có sự cố nào đang mở tại điểm cầu này.',
}
