import type { Fault, Role, Unlisted, Why } from '../../audience.ts'
import { pointer, unquoted } from '../../audience/pointer.ts'
import { inBrief } from '../../quoted.ts'
import type { ReadinessStatus } from '../../readiness.ts'

const things: Record<(Why & { kind: 'unknown' })['of'], string> = {
  conference: 'hội nghị mã',
  document: 'văn bản số',
  country: 'đầu mối nào ở nước',
  unit: 'đơn vị',
  round: 'đợt kiểm tra mã',
  point: 'điểm cầu mã',
  code: 'đầu mối mã',
  phone: 'đầu mối có số điện thoại',
  announcement: 'thông báo số',
}

const roles: Record<Role, string> = {
  contact: 'daumoi',
  backup: 'duphong',
  duty: 'truc',
  coordinator: 'bantochuc',
  assignee: 'thuchien',
}

const statuses: Record<ReadinessStatus, string> = {
  pending: 'chuatraloi',
  preparing: 'dangchuanbi',
  ready: 'sansang',
  issue: 'suco',
}

const MOST_LINES = 10

const unlisted = (unknown: Unlisted[]) =>
  unknown
    .slice(0, MOST_LINES)
    .map(({ line, entry }) => `dòng ${line}: “${inBrief(entry, 40)}”`)
    .join('; ') + (unknown.length > MOST_LINES ? `; … (tất cả ${unknown.length} mục)` : '')

const some = (names: string[]) => names.map((name) => `“${name}”`).join(', ')

function reason({ word, why, didYouMean }: Fault): string {
  const bare = unquoted(word)
  const said = `“${inBrief(bare, 60)}”`
  switch (why.kind) {
    case 'empty':
      return 'Chưa ghi gửi cho ai. Ví dụ: tatca; hoinghi:vt26; dot:r1 va trangthai:chuatraloi.'
    case 'unknown-keyword':
      return `Không có loại điều kiện ${said}. Các loại: hoinghi, vanban, quocgia, donvi, vaitro, dot, trangthai, diemcau, chuaxacnhan, ma, dienthoai, tep.`
    case 'bare-word':
      return `${said} chưa rõ là gì: trước đó cần ghi loại điều kiện, ví dụ hoinghi:${inBrief(bare, 20)}; tên có dấu cách thì đặt trong ngoặc kép.`
    case 'no-value':
      return `${said} còn thiếu giá trị sau dấu hai chấm, ví dụ hoinghi:vt26; nếu có dấu cách hoặc dấu ngoặc thì đặt trong ngoặc kép.`
    case 'open-quote':
      return 'Ngoặc kép này chưa đóng.'
    case 'open-bracket':
      return 'Dấu ngoặc này chưa đóng.'
    case 'stray-bracket':
      return 'Dấu ngoặc này thừa: không có ngoặc mở tương ứng.'
    case 'empty-brackets':
      return 'Trong ngoặc chưa ghi gì.'
    case 'operand-missing':
      return `${said} còn thiếu một vế.`
    case 'too-deep':
      return 'Quá nhiều ngoặc hoặc chữ “khong” lồng nhau. Đề nghị viết gọn lại.'
    case 'not-a-role':
      return `${said} không phải là vai trò. Các vai trò: ${Object.values(roles).join(', ')}.`
    case 'not-a-status':
      return `${said} không phải là trạng thái. Các trạng thái: ${Object.values(statuses).join(', ')}.`
    case 'not-a-number':
      return `${said} không phải là số thông báo, ví dụ chuaxacnhan:5.`
    case 'not-a-phone':
      return `${said} không phải là số điện thoại.`
    case 'unknown':
      return `Không có ${things[why.of]} ${said}.${why.known.length > 0 && !didYouMean ? ` Hiện có: ${some(why.known)}.` : ''}`
    case 'several':
      return severally(said, why)
    case 'no-round':
      return 'Chưa mở đợt kiểm tra nào nên chưa có trạng thái. Có thể ghi rõ đợt, ví dụ dot:r1.'
    case 'nothing-asked':
      return `Thông báo số ${said} không yêu cầu trả lời nên không có ai chưa xác nhận.`
    case 'no-file':
      return `Không có tệp ${said}.`
    case 'not-in-list':
      return `Tệp ${said} có ${why.unknown.length} mục không phải mã hay số điện thoại của đầu mối nào: ${unlisted(why.unknown)}. Đề nghị sửa tệp.`
    default:
      return why satisfies never
  }
}

function severally(said: string, { of, choices }: Why & { kind: 'several' }): string {
  if (of === 'round' || of === 'point')
    return `Nhiều hội nghị có ${things[of]} ${said}: ${some(choices)}. Đề nghị ghi rõ hội nghị, ví dụ: hoinghi:${choices[0]}.`
  return `${said} ứng với nhiều ${of === 'unit' ? 'đơn vị' : 'mã'}: ${some(choices)}. Đề nghị ghi rõ hơn.`
}

const wrong = (fault: Fault) => reason(fault) + (fault.didYouMean ? ` Có phải “${fault.didYouMean}”?` : '')

/** What is said of an expression that tells whom an announcement is for. */
export const audience = {
  wrong,
  /** For a terminal: the expression, carets under the word, and what is wrong with it. */
  pointed: (expression: string, fault: Fault) => `${pointer(expression, fault)}\n${wrong(fault)}`,
  nobody: 'Không có ai thuộc diện này nên chưa gửi gì. Đề nghị xem lại điều kiện chọn.',
  outside: (count: number) =>
    count === 0 ? '' : `Không gồm ${count.toLocaleString('vi-VN')} người ngoài phạm vi phụ trách.`,
}
