import type { Person } from '../../person.ts'
import { inBrief, isBrief, quoted } from '../../quoted.ts'
import { atHead } from './general.ts'

/** A fault as a card shows it; moments are already in the reader's words. */
export interface IncidentView {
  number: number
  bridgePoint: string
  /** Empty until the contact has said what it is. */
  text: string
  at: string
  reporter: string
  isReporter: boolean
  /** Whom to ring about it, and whom the reporter rings once somebody has taken it. */
  call: string
  owner: string | null
  callOwner: string | null
  /** Set when it is over. */
  end: { how: 'resolved' | 'withdrawn'; by: string; at: string; minutes: number } | null
}

const what = (view: IncidentView) => inBrief(view.text) || 'chưa rõ nội dung, đang hỏi lại'

/** The number to ring stands above: words too long for the first line follow in full below everything else. */
const inFull = (words: string) => (isBrief(words) ? [] : [`Nguyên văn: “${quoted(words)}”`])

const course = (view: IncidentView) => {
  if (view.end?.how === 'withdrawn') return `Báo nhầm, đã rút lúc ${view.end.at} (${view.end.by}).`
  if (view.end) return `Đã khắc phục lúc ${view.end.at} sau ${view.end.minutes} phút (${view.end.by}).`
  return view.owner ? `Đang xử lý: ${view.owner}.` : 'Chưa có người xử lý.'
}

const which = (view: IncidentView) => `sự cố số ${view.number}, điểm cầu ${view.bridgePoint}`

const over = (view: IncidentView) =>
  `${which(view)}, đã khắc phục lúc ${view.end?.at}, sau ${view.end?.minutes} phút (${view.end?.by})`

/** A button holds a few words. */
const short = (text: string) => inBrief(text, 30)

export const incident = {
  named: (number: number, text: string) => `sự cố số ${number}${text && ` (${text})`}`,
  takeLabel: 'Tôi xử lý',
  resolveLabel: 'Đã khắc phục',
  withdrawLabel: 'Báo nhầm',
  name: (number: number, bridgePoint: string) => `sự cố số ${number}, điểm cầu ${bridgePoint}`,
  alert: (view: IncidentView) =>
    [
      `SỰ CỐ số ${view.number} – điểm cầu ${view.bridgePoint}: ${what(view)}`,
      `Báo lúc ${view.at}. Gọi: ${view.call}`,
      course(view),
      ...inFull(view.text),
    ].join('\n'),
  /** `marked`: a round is open, and the bridge point counts as in trouble in it. */
  reported: (view: IncidentView, marked: boolean) =>
    `Đã ghi: ${which(view)}: ${what(view)}, ${view.at}. Ban Tổ chức đã được báo ngay.${marked ? ' Điểm cầu được ghi nhận Có sự cố trong đợt kiểm tra.' : ''}`,
  alreadyReported: (view: IncidentView) =>
    `Đã ghi từ trước: ${which(view)}, lúc ${view.at}${view.isReporter ? '' : `, do ${view.reporter} báo`}. ${course(view)}`,
  toldAgain: (view: IncidentView, who: string, text: string) =>
    [
      `SỰ CỐ số ${view.number} – điểm cầu ${view.bridgePoint}, báo lại: “${inBrief(text)}” (${who})`,
      course(view),
      ...inFull(text),
    ].join('\n'),
  itemsFail: (items: string[]) => `${items.join(', ')} có vấn đề`,
  taken: (view: IncidentView) => `Ban Tổ chức đang xử lý ${which(view)}. Người xử lý: ${view.callOwner}.`,
  takenByYou: (reader: Person, view: IncidentView) =>
    `Đã ghi: ${reader.address} xử lý ${which(view)}. Gọi: ${view.call}.`,
  resolved: (view: IncidentView) => `${atHead(over(view))}.`,
  resolvedByYou: (view: IncidentView) => `Đã ghi: ${over(view)}.`,
  withdrawn: (view: IncidentView) => `Đã rút: ${which(view)} (báo nhầm). Ban Tổ chức đã được báo.`,
  alreadyTaken: (view: IncidentView) => `${atHead(which(view))}, đã có người xử lý: ${view.owner}.`,
  alreadyOver: (view: IncidentView) => `${atHead(which(view))}, đã kết thúc từ trước. ${course(view)}`,
  whichBridgePoint: (reader: Person) => `Chưa ghi gì. ${atHead(reader.address)} báo sự cố ở điểm cầu nào?`,
  whichBridgePointInWords: (reader: Person, bridgePoint: string) =>
    `Chưa ghi gì. ${atHead(reader.address)} báo sự cố ở điểm cầu nào? Đề nghị viết rõ tên điểm cầu, ví dụ: mất tiếng ở ${bridgePoint}.`,
  whichIsOverInWords: (reader: Person, bridgePoint: string) =>
    `Chưa ghi gì. Đề nghị ${reader.address} cho biết sự cố nào đã khắc phục, viết rõ tên điểm cầu, ví dụ: đã có tiếng ở ${bridgePoint}.`,
  whichIsOver: (reader: Person) => `Chưa ghi gì. Đề nghị ${reader.address} cho biết sự cố nào đã khắc phục:`,
  overLabel: (view: IncidentView) => `Đã khắc phục – số ${view.number}: ${short(what(view))}`,
  nowReady: 'Nếu điểm cầu đã sẵn sàng, đề nghị xác nhận.',
  noneOpen: 'Hiện không có sự cố nào đang được ghi. Nội dung này có cần chuyển Ban Tổ chức không?',
}
