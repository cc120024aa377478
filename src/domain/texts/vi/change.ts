import type { Person } from '../../person.ts'
import { atHead, general } from './general.ts'

/** A moment before and after, each already in the reader's words. */
export interface Shift {
  from: string
  to: string
}

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n')

const fields: Record<string, string> = { text: 'nội dung', due: 'thời hạn', contact: 'người nhận' }

/** What people are told when a conference is moved, changed or called off after they were written to. */
export const change = {
  moved: (
    reader: Person,
    view: {
      conference: string
      start: Shift | null
      end: Shift | null
      askedAgain: boolean
      callWhom: string | null
    },
  ) =>
    lines(
      `ĐỔI GIỜ: ${view.conference}`,
      general.greeting(reader),
      view.start && `Giờ bắt đầu: ${view.start.from} → ${view.start.to}`,
      view.end && `Giờ kết thúc: ${view.end.from} → ${view.end.to}`,
      view.askedAgain &&
        `Xác nhận trước đây không còn giá trị. Đề nghị ${reader.address} xác nhận lại ở tin nhắn mới.`,
      view.callWhom && `Khi cần trao đổi, gọi: ${view.callWhom}`,
    ),
  gone: (reader: Person, view: { conference: string; what: string[]; callWhom: string | null }) =>
    lines(
      `THAY ĐỔI: ${view.conference}`,
      general.greeting(reader),
      ...view.what.map((what) => `– ${what}`),
      `${atHead(reader.address)} không cần trả lời các tin nhắn đề nghị xác nhận đã nhận về nội dung này.`,
      view.callWhom && `Khi cần trao đổi, gọi: ${view.callWhom}`,
    ),
  cancelled: (reader: Person, view: { conference: string; at: string; callWhom: string | null }) =>
    lines(
      `HỦY HỘI NGHỊ: ${view.conference}`,
      general.greeting(reader),
      `Hội nghị dự kiến lúc ${view.at} không tổ chức. Đề nghị ${reader.address} dừng các công việc đã giao; không cần trả lời các tin nhắn đã nhận.`,
      view.callWhom && `Khi cần trao đổi, gọi: ${view.callWhom}`,
    ),
  bridgePointGone: (name: string) => `Điểm cầu ${name} không tham gia hội nghị.`,
  bridgePointHandedOver: (name: string, to: string) => `Điểm cầu ${name} nay do ${to} phụ trách.`,
  roundGone: (name: string) => `${name} không tổ chức nữa.`,
  roundPutOff: (name: string, opensAt: string) =>
    `${name} chuyển sang ${opensAt}; đến giờ đó Ban Tổ chức sẽ hỏi lại.`,
  assignmentGone: (code: string, text: string) => `Nhiệm vụ ${code} không còn hiệu lực: ${text}`,
  assignmentHandedOver: (code: string, text: string, to: string) =>
    `Nhiệm vụ ${code} nay giao ${to}: ${text}`,
  /** What an old card says from then on. */
  assignmentReplaced: (code: string) => `Nhiệm vụ ${code} đã có tin nhắn mới; đề nghị trả lời ở tin nhắn đó.`,
  cancelledCard: (conference: string) => `Hội nghị đã hủy: ${conference}. Tin nhắn này không còn hiệu lực.`,
  /** Stands above the card of an assignment that has changed since it was sent. */
  changedHeading: (changed: string[]) => {
    const named = changed.flatMap((field) => fields[field] ?? [])
    return `ĐIỀU CHỈNH NHIỆM VỤ: ${named.join(', ')}`
  },
  askedAnewHeading: 'Đề nghị xác nhận lại vì hội nghị đã đổi giờ.',
}
