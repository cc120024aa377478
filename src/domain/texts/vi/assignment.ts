import type { AssignmentStatus } from '../../assignment.ts'
import type { ConcernReason } from '../../command.ts'
import type { Person } from '../../person.ts'
import { inBrief, quoted } from '../../quoted.ts'
import { atHead, general } from './general.ts'

/** An assignment as a card shows it; moments are already in the reader's words. */
export interface AssignmentView {
  code: string
  text: string
  conference: string | null
  conferenceAt: string | null
  bridgePoint: string | null
  leads: string[]
  coordinating: string[]
  due: string | null
  document: string | null
  callWhom: string | null
}

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n')

const details = (view: AssignmentView) =>
  lines(
    view.conference &&
      `${general.conference(view.conference)}${view.conferenceAt ? `, ${view.conferenceAt}` : ''}`,
    view.bridgePoint && `Điểm cầu: ${view.bridgePoint}`,
    view.leads.length > 0 && `Chủ trì: ${view.leads.join('; ')}`,
    view.coordinating.length > 0 && `Phối hợp: ${view.coordinating.join('; ')}`,
    view.due && `Thời hạn: ${view.due}`,
    view.document && `Theo ${view.document}`,
    view.callWhom && `Khi cần trao đổi, gọi: ${view.callWhom}`,
  )

const statuses: Record<AssignmentStatus, string> = {
  draft: 'Chưa gửi',
  sent: 'Chưa xác nhận',
  acknowledged: 'Đã nhận',
  concern: 'Có vướng mắc',
  'in-progress': 'Đang thực hiện',
  submitted: 'Đã báo cáo hoàn thành',
  accepted: 'Hoàn thành',
  returned: 'Đề nghị bổ sung',
  cancelled: 'Đã hủy',
}

const concerns: Record<ConcernReason, string> = {
  'not-mine': 'Không đúng đầu mối',
  clash: 'Trùng lịch',
  'beyond-authority': 'Vượt thẩm quyền',
  other: 'Lý do khác',
}

/** One assignment in a message about several; `status` once it has been answered. */
export interface BundleEntry {
  code: string
  text: string
  due: string | null
  open: boolean
  status: string | null
}

const count = (entries: BundleEntry[]) => entries.filter((entry) => entry.open).length

const bundled = ({ code, text, due, status }: BundleEntry) =>
  `– Nhiệm vụ ${code}: ${text}${due ? ` (thời hạn ${due})` : ''}${status ? ` – ${status}` : ''}`

export const assignment = {
  statuses,
  concerns,
  acknowledgeLabel: 'Đã nhận',
  acknowledgeAllLabel: 'Đã nhận tất cả',
  acknowledgeNumberedLabel: (code: string) => `Đã nhận nhiệm vụ ${code}`,
  concernLabel: 'Có vướng mắc',
  discussLabel: 'Cần trao đổi',
  completeLabel: 'Báo cáo hoàn thành',
  notCompleteLabel: 'Chưa hoàn thành',
  reviseNumberedLabel: (code: string) => `Sửa câu trả lời – nhiệm vụ ${code}`,
  completeNumberedLabel: (code: string) => `Báo cáo hoàn thành nhiệm vụ ${code}`,
  name: (code: string) => `nhiệm vụ ${code}`,
  names: (codes: string[]) => `nhiệm vụ ${codes.join(', ')}`,
  card: (reader: Person, view: AssignmentView) =>
    lines(
      general.greeting(reader),
      `Đề nghị ${reader.address} thực hiện nhiệm vụ ${view.code}: ${view.text}`,
      details(view),
      `\nĐề nghị ${reader.address} xác nhận đã nhận nhiệm vụ.`,
    ),
  answered: (reader: Person, view: AssignmentView, what: string, at: string, by: string | null) =>
    lines(
      general.greeting(reader),
      `Nhiệm vụ ${view.code}: ${view.text}`,
      details(view),
      `\nĐã ghi: ${what}, ${at}${by ? ` (${by} trả lời)` : ''}.`,
    ),
  reminder: (reader: Person, view: AssignmentView) =>
    lines(
      general.greeting(reader),
      `Ban Tổ chức chưa nhận được xác nhận của ${reader.address} đối với nhiệm vụ ${view.code}: ${view.text}`,
      view.due && `Thời hạn: ${view.due}`,
      `\nĐề nghị ${reader.address} xác nhận đã nhận nhiệm vụ.`,
    ),
  reminderOfSeveral: (reader: Person, entries: BundleEntry[]) =>
    lines(
      general.greeting(reader),
      count(entries) > 0
        ? `Ban Tổ chức chưa nhận được xác nhận của ${reader.address} đối với ${count(entries)} nhiệm vụ:`
        : `${atHead(reader.address)} đã trả lời đủ ${entries.length} nhiệm vụ:`,
      ...entries.map(bundled),
    ),
  backupCard: (reader: Person, view: AssignmentView, first: string) =>
    lines(
      general.greeting(reader),
      `Chưa nhận được trả lời của ${first}. ${atHead(reader.address)} được đề nghị xác nhận thay nhiệm vụ ${view.code}: ${view.text}`,
      details(view),
    ),
  dueCard: (reader: Person, view: AssignmentView) =>
    lines(
      general.greeting(reader),
      `Nhiệm vụ ${view.code}: ${view.text}`,
      details(view),
      `\nSau khi hoàn thành, đề nghị ${reader.address} báo cáo.`,
    ),
  dueReminder: (reader: Person, view: AssignmentView) =>
    lines(
      general.greeting(reader),
      `Nhiệm vụ ${view.code} sắp đến hạn: ${view.text}`,
      view.due && `Thời hạn: ${view.due}`,
      `\nNếu đã hoàn thành, đề nghị ${reader.address} báo cáo.`,
    ),
  dueReminderOfSeveral: (reader: Person, entries: BundleEntry[]) =>
    lines(
      general.greeting(reader),
      count(entries) > 0
        ? `${count(entries)} nhiệm vụ sắp đến hạn:`
        : `${atHead(reader.address)} đã báo cáo đủ ${entries.length} nhiệm vụ:`,
      ...entries.map(bundled),
    ),
  whyConcern: (reader: Person, code: string) =>
    `Đề nghị ${reader.address} cho biết vướng mắc đối với nhiệm vụ ${code}:`,
  concernWords: (reader: Person) => `Đề nghị ${reader.address} viết rõ vướng mắc trong một tin nhắn.`,
  concernForwarded: 'Vướng mắc đã được chuyển ngay đến Ban Tổ chức.',
  concernReason: (reason: ConcernReason, words: string | null) => {
    if (!words) return concerns[reason]
    return reason === 'other' ? `“${quoted(words)}”` : `${concerns[reason]}: “${quoted(words)}”`
  },
  /** How a confirmation names the reason: one of the list's, or the person's own words. */
  because: (reason: string) =>
    Object.values(concerns).includes(reason) ? reason.toLowerCase() : `“${inBrief(reason)}”`,
  concernAlert: (who: string, code: string, text: string, reason: string, call: string | null) =>
    lines(`VƯỚNG MẮC: ${who}`, `Nhiệm vụ ${code}: ${text}`, call && `Gọi: ${call}`, `Lý do: ${reason}`),
  completionReport: (who: string, code: string, text: string) =>
    lines(`BÁO CÁO HOÀN THÀNH: ${who}`, `Nhiệm vụ ${code}: ${text}`),
  completionWithdrawn: (who: string, code: string, text: string) =>
    lines(`RÚT BÁO CÁO HOÀN THÀNH: ${who}`, `Nhiệm vụ ${code}: ${text}`),
  discussPrompt: (reader: Person) =>
    `Đề nghị ${reader.address} viết nội dung cần trao đổi trong một tin nhắn, hệ thống sẽ chuyển ngay đến Ban Tổ chức.`,
  silentAlert: (
    conference: string,
    entries: { code: string; who: string; phones: string; reachable: boolean }[],
  ) =>
    lines(
      `CHƯA XÁC NHẬN NHIỆM VỤ – ${conference}`,
      `Đề nghị gọi ${entries.length} đầu mối:`,
      ...entries.map(
        (entry) =>
          `– Nhiệm vụ ${entry.code}: ${entry.who}, ${entry.phones || general.noPhone}${entry.reachable ? '' : ' (chưa liên kết, chưa nhận được tin)'}`,
      ),
    ),
  list: (reader: Person, entries: { code: string; text: string; status: string; due: string | null }[]) =>
    entries.length === 0
      ? `${atHead(reader.address)} hiện không có nhiệm vụ nào.`
      : lines(
          `Nhiệm vụ của ${reader.address} ${reader.name}:`,
          ...entries.map(
            (entry) =>
              `– ${entry.code}. ${entry.text}${entry.due ? ` (thời hạn ${entry.due})` : ''}: ${entry.status.toLowerCase()}`,
          ),
        ),
}
