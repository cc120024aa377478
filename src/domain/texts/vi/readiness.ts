import type { Person } from '../../person.ts'
import type { ItemState, Readiness, ReadinessStatus } from '../../readiness.ts'
import { atHead, general } from './general.ts'

/** A bridge point's readiness as its card shows it; moments are already in the reader's words. */
export interface ReadinessView {
  bridgePoint: string
  round: string
  conference: string
  conferenceAt: string
  closesAt: string
  readiness: Readiness
  /** '07:05', when the status that is shown was recorded. */
  since: string | null
  expectedAt: string | null
  by: string | null
  callWhom: string | null
}

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n')

const marks: Record<ItemState, string> = { ok: '✅', problem: '⚠️', unknown: '▫️' }
const itemStates: Record<ItemState, string> = { ok: 'tốt', problem: 'có vấn đề', unknown: 'chưa kiểm tra' }
const statuses: Record<ReadinessStatus, string> = {
  pending: 'Chưa trả lời',
  preparing: 'Đang chuẩn bị',
  ready: 'Sẵn sàng',
  issue: 'Có sự cố',
}

const checklist = (readiness: Readiness) =>
  Object.entries(readiness.items).map(([item, state]) => `${marks[state]} ${item}: ${itemStates[state]}`)

const expected = (at: string | null) => (at ? `, dự kiến xong ${at}` : '')

const facts = (view: ReadinessView) =>
  lines(
    ...checklist(view.readiness),
    view.readiness.duty && `Người trực: ${view.readiness.duty.name}, ${view.readiness.duty.phone}`,
    view.since &&
      `\nĐã ghi: ${statuses[view.readiness.status]}, ${view.since}${expected(view.expectedAt)}${view.by ? ` (${view.by} trả lời)` : ''}.`,
  )

const afterTick = (status: ReadinessStatus, bad: number, unknown: number) => {
  if (bad > 0 && status === 'ready')
    return ' Điểm cầu vẫn đang ghi là Sẵn sàng; nếu có sự cố, đề nghị báo Có sự cố.'
  return bad + unknown === 0 && status !== 'ready' ? ' Đề nghị xác nhận Sẵn sàng.' : ''
}

export const readiness = {
  statuses,
  itemStates,
  marks,
  allGoodLabel: 'Tất cả tốt',
  readyLabel: 'Sẵn sàng',
  readyAnywayLabel: 'Vẫn sẵn sàng',
  preparingLabel: 'Đang chuẩn bị',
  issueLabel: 'Có sự cố',
  dutyLabel: 'Người trực',
  itemLabel: (item: string, state: ItemState) => `${marks[state]} ${item}`,
  minutesLabel: (minutes: number) => (minutes < 60 ? `${minutes} phút nữa` : `${minutes / 60} giờ nữa`),
  faultLabels: ['Mất tiếng', 'Mất hình', 'Mất kết nối', 'Mất điện'],
  name: (bridgePoint: string) => `điểm cầu ${bridgePoint}`,
  card: (reader: Person, view: ReadinessView) =>
    lines(
      general.greeting(reader),
      `Đề nghị ${reader.address} kiểm tra và xác nhận điểm cầu ${view.bridgePoint}.`,
      `${view.round}, đóng lúc ${view.closesAt}`,
      `${general.conference(view.conference)}, ${view.conferenceAt}`,
      '',
      facts(view),
      view.callWhom && `Cần hỗ trợ, gọi: ${view.callWhom}`,
    ),
  backupCard: (reader: Person, view: ReadinessView, first: string) =>
    lines(
      general.greeting(reader),
      `Chưa nhận được trả lời của ${first}. ${atHead(reader.address)} được đề nghị xác nhận thay cho điểm cầu ${view.bridgePoint}.`,
      `${view.round}, đóng lúc ${view.closesAt}`,
      '',
      facts(view),
      view.callWhom && `Cần hỗ trợ, gọi: ${view.callWhom}`,
    ),
  reminder: (reader: Person, view: ReadinessView) =>
    lines(
      general.greeting(reader),
      `Điểm cầu ${view.bridgePoint} chưa xác nhận. ${view.round} đóng lúc ${view.closesAt}; đề nghị ${reader.address} xác nhận trước giờ đó.`,
      '',
      facts(view),
    ),
  /** `round` is null where they are of different rounds. */
  reminderOfSeveral: (
    reader: Person,
    bridgePoints: string[],
    round: { name: string; closesAt: string } | null,
  ) =>
    lines(
      general.greeting(reader),
      `Đề nghị ${reader.address} xác nhận các điểm cầu:`,
      ...bridgePoints.map((name) => `– ${name}`),
      round && `${round.name}, đóng lúc ${round.closesAt}`,
    ),
  readyNamedLabel: (bridgePoint: string) => `Sẵn sàng – ${bridgePoint}`,
  askedAgain: (reader: Person, view: ReadinessView) =>
    lines(
      general.greeting(reader),
      `Đã đến giờ dự kiến. Đề nghị ${reader.address} cho biết điểm cầu ${view.bridgePoint} đã sẵn sàng chưa.`,
      '',
      facts(view),
    ),
  unknownItems: (items: string[]) =>
    `Chưa ghi Sẵn sàng vì còn ${items.length} hạng mục chưa kiểm tra: ${items.join(', ')}. Đề nghị đánh dấu từng hạng mục, hoặc chọn Tất cả tốt nếu đã kiểm tra đủ.`,
  problemItems: (reader: Person, items: string[]) =>
    `Chưa ghi Sẵn sàng vì có vấn đề: ${items.join(', ')}. ${atHead(reader.address)} có xác nhận điểm cầu vẫn sẵn sàng không?`,
  ticked: (bridgePoint: string, now: Readiness) => {
    const that = (state: ItemState) => Object.keys(now.items).filter((item) => now.items[item] === state)
    const [good, bad, unknown] = [that('ok'), that('problem'), that('unknown')]
    const parts = [
      `Đã ghi: điểm cầu ${bridgePoint}, ${good.length}/${Object.keys(now.items).length} hạng mục tốt`,
      bad.length > 0 && `có vấn đề: ${bad.join(', ')}`,
      unknown.length > 0 && `chưa kiểm tra: ${unknown.join(', ')}`,
    ]
    return `${parts.filter(Boolean).join('; ')}.${afterTick(now.status, bad.length, unknown.length)}`
  },
  whenReady: (reader: Person, again: string) =>
    `${atHead(reader.address)} dự kiến sẵn sàng lúc mấy giờ? Chọn hoặc gõ giờ, ví dụ 15h30. Nếu chưa rõ giờ, Ban Tổ chức sẽ hỏi lại lúc ${again}.`,
  newTime: 'Nếu đổi giờ dự kiến, đề nghị chọn hoặc gõ giờ mới.',
  whatTime: 'Hệ thống chưa xác định được giờ. Đề nghị gõ giờ dự kiến, ví dụ 15h30 hoặc 20 phút nữa.',
  willAskAgain: (at: string) => `Đến ${at} Ban Tổ chức sẽ hỏi lại.`,
  recorded: (bridgePoint: string, status: ReadinessStatus, at: string, expectedAt: string | null) =>
    `điểm cầu ${bridgePoint}, ${statuses[status]}, ${at}${expected(expectedAt)}`,
  stands: (bridgePoint: string, status: ReadinessStatus, expectedAt: string | null) =>
    `điểm cầu ${bridgePoint}, ${statuses[status]}${expectedAt ? ` (dự kiến xong ${expectedAt})` : ''}`,
  whichFault: (reader: Person) =>
    `Ban Tổ chức đã được báo ngay. Đề nghị ${reader.address} cho biết nội dung sự cố: chọn hoặc viết trong một tin nhắn.`,
  whoIsOnDuty: 'Đề nghị gõ họ tên và số điện thoại người trực, ví dụ: Nguyễn Văn An 0912 345 678.',
  dutyUnreadable: 'Hệ thống chưa xác định được họ tên và số điện thoại. Ví dụ: Nguyễn Văn An 0912 345 678.',
  dutyRecorded: (bridgePoint: string, name: string, phone: string) =>
    `người trực điểm cầu ${bridgePoint}: ${name}, ${phone}`,
  silentAlert: (
    round: string,
    closesAt: string,
    entries: { bridgePoint: string; who: string; phones: string; status: string; reachable: boolean }[],
  ) =>
    lines(
      `CHƯA XÁC NHẬN SẴN SÀNG – ${round}, đóng lúc ${closesAt}`,
      `Đề nghị gọi ${entries.length} điểm cầu:`,
      ...entries.map(
        (entry) =>
          `– ${entry.bridgePoint}: ${entry.who}, ${entry.phones || general.noPhone}${entry.status}${entry.reachable ? '' : ' (chưa liên kết, chưa nhận được tin)'}`,
      ),
    ),
  noRoundOpen: (bridgePoint: string) => `Hiện không có đợt kiểm tra nào đang mở cho điểm cầu ${bridgePoint}.`,
  closedAlert: (round: string, figures: Record<ReadinessStatus, number>) =>
    `${round} đã đóng: ${figures.ready} sẵn sàng, ${figures.preparing} đang chuẩn bị, ${figures.issue} có sự cố, ${figures.pending} chưa trả lời.`,
}
