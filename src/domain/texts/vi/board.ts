import type { Figures } from '../../board.ts'
import type { Person } from '../../person.ts'
import { atHead } from './general.ts'

/** One line of the board in chat. */
export interface BoardLine {
  name: string
  /** ', từ 07:05', ', dự kiến 15:30' … or empty. */
  since: string
  who: string
  problems: string[]
  reachable: boolean
}

const section = (title: string, rows: string[]) =>
  rows.length > 0 ? [`\n${title} (${rows.length})`, ...rows] : []

export const board = {
  title: (conference: string, at: string) => `TÌNH HÌNH – ${conference}\nLúc ${at}`,
  round: (name: string, closesAt: string, closed: boolean) =>
    closed ? `${name}: đã đóng lúc ${closesAt}` : `${name}, đóng lúc ${closesAt}`,
  noRound: 'Chưa mở đợt kiểm tra nào.',
  nextRound: (name: string, opensAt: string) => `Đợt kế tiếp: ${name}, mở lúc ${opensAt}.`,
  figures: (figures: Figures, all: number) =>
    `Sẵn sàng ${figures.ready}/${all} · Đang chuẩn bị ${figures.preparing} · Có sự cố ${figures.issue} · Chưa trả lời ${figures.pending}`,
  acknowledged: (done: number, all: number, concerns: number) =>
    `Nhiệm vụ đã nhận ${done}/${all}${concerns > 0 ? ` · Có vướng mắc ${concerns}` : ''}`,
  faults: (rows: { number: number; bridgePoint: string; text: string; at: string; owner: string | null }[]) =>
    section(
      'SỰ CỐ',
      rows.map(
        (row) =>
          `🔴 Số ${row.number} – điểm cầu ${row.bridgePoint}: ${row.text ? `“${row.text}”` : 'chưa rõ nội dung'}, từ ${row.at}, ${row.owner ? `${row.owner} đang xử lý` : 'chưa có người xử lý'}`,
      ),
    ),
  issues: (rows: BoardLine[]) =>
    section(
      'CÓ SỰ CỐ',
      rows.map(
        (row) =>
          `🔴 ${row.name}${row.since}${row.problems.length > 0 ? ` (${row.problems.join(', ')})` : ''}: ${row.who}`,
      ),
    ),
  pending: (rows: BoardLine[]) =>
    section(
      'CHƯA TRẢ LỜI',
      rows.map((row) => `⚪ ${row.name}: ${row.who}${row.reachable ? '' : ' (chưa liên kết)'}`),
    ),
  preparing: (rows: BoardLine[]) =>
    section(
      'ĐANG CHUẨN BỊ',
      rows.map((row) => `🟡 ${row.name}${row.since}: ${row.who}`),
    ),
  ready: (rows: BoardLine[]) =>
    section(
      'SẴN SÀNG',
      rows.map((row) => `🟢 ${row.name}${row.since}`),
    ),
  silent: (rows: { code: string; who: string; reachable: boolean }[]) =>
    section(
      'CHƯA XÁC NHẬN NHIỆM VỤ',
      rows.map((row) => `⚪ ${row.who} – nhiệm vụ ${row.code}${row.reachable ? '' : ' (chưa liên kết)'}`),
    ),
  since: (at: string) => `, từ ${at}`,
  expected: (at: string) => `, dự kiến ${at}`,
  remindLabel: 'Nhắc các đầu mối chưa trả lời',
  remindNowLabel: (count: number) => `Gửi nhắc ${count} đầu mối`,
  /** `inRound`: it is readiness that is asked for, else assignments. */
  remindQuestion: (count: number, inRound: boolean) =>
    `Sẽ nhắc ${count} đầu mối chưa xác nhận ${inRound ? 'sẵn sàng' : 'nhiệm vụ'}. Gửi ngay?`,
  nobodySilent: 'Không còn đầu mối nào chưa trả lời.',
  reminded: (count: number, held: number) =>
    `Đã gửi nhắc ${count} đầu mối.${held > 0 ? ` Còn ${held} đầu mối chưa liên kết nên chưa nhắc được; đề nghị gọi điện.` : ''}`,
  noConference: 'Hiện không có hội nghị nào.',
  whichConference: 'Xem tình hình hội nghị nào?',
  yourBridgePoints: (reader: Person) => `Điểm cầu của ${reader.address} ${reader.name}:`,
  noBridgePoint: (reader: Person) => `${atHead(reader.address)} hiện không phụ trách điểm cầu nào.`,
  notAsked: 'chưa có đợt kiểm tra đang mở',
  pointOn: (name: string, day: string) => `${name} (hội nghị ngày ${day})`,
  bridgePoint: (name: string, place: string | null, status: string) =>
    `– ${name}${place ? ` (${place})` : ''}: ${status}`,
  help: (reader: Person, coordinator: boolean, call: string | null) =>
    [
      `Kính gửi ${reader.address} ${reader.name},`,
      'Để trả lời: bấm nút dưới tin nhắn, gõ số đứng trước câu trả lời, hoặc nhắn bằng chữ, ví dụ “đã nhận”, “sẵn sàng”, “mất tiếng rồi”.',
      '/diemcau – điểm cầu và nội dung kiểm tra',
      '/nhiemvu – nhiệm vụ được giao',
      coordinator ? '/thongbao – soạn và gửi thông báo' : null,
      coordinator ? '/tinhhinh – tình hình chung' : null,
      coordinator ? '/thulienlac – gửi tin thử liên lạc' : null,
      coordinator ? '/lienket và mã hoặc tên – liên kết của một đầu mối' : null,
      '/trogiup – hướng dẫn này',
      '/english – English',
      'Câu hỏi gửi tại đây sẽ được chuyển đến Ban Tổ chức.',
      call ? `Cần gấp, gọi: ${call}` : null,
    ]
      .filter(Boolean)
      .join('\n'),
  languageSet: 'Từ nay hệ thống trả lời bằng tiếng Việt.',
}
