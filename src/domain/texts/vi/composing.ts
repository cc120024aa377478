import type { AnswerWanted } from '../../announcement.ts'
import type { Gap, Options } from '../../draft.ts'
import type { ChannelName } from '../../message.ts'
import type { Person } from '../../person.ts'
import { inBrief } from '../../quoted.ts'
import { type TemplateCheck, type Variable, variables } from '../../template.ts'
import { channels } from './channels.ts'

/** A draft as its card tells of it; moments and names as the reader reads them. */
export interface DraftView {
  number: number
  text: string
  files: { fileName: string; size: number }[]
  gaps: Gap[]
  /** Null while nobody has been chosen. */
  audience: { words: string; people: number; outside: number } | { wrong: string } | null
  wanted: AnswerWanted
  openUntil: string | null
  leaves: { kind: 'now' | 'hours' } | { kind: 'at'; at: string }
  urgent: boolean
  reason: string | null
}

/** Who it goes to and how they share the ways. */
export interface AudienceView {
  people: number
  names: string[]
  byChannel: Partial<Record<ChannelName, number>>
  unreachable: string[]
  outside: number
}

/** How it will look on one channel. */
export interface PreviewView {
  number: number
  channel: ChannelName
  people: number
  messages: number
  reader: string
  parts: string[]
  isNotice: boolean
  /** What becomes of its bold and italic there; null when it has none. */
  style: 'kept' | 'lost' | null
  choices: string[]
  buttons: boolean
  files: { fileName: string; goes: 'attached' | 'link' | 'nothing' }[]
}

const MOST_NAMES = 40

/** These have to be called one by one. */
const MOST_UNREACHABLE = 100

const count = (people: number) => people.toLocaleString('vi-VN')

const several = (names: string[], all = names.length, what = 'người', most = MOST_NAMES) =>
  all <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} và ${count(all - most)} ${what} nữa`

const megabytes = (size: number) =>
  size < 100_000
    ? `${Math.max(1, Math.round(size / 1000))} KB`
    : `${(size / 1_000_000).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MB`

const shared = (byChannel: AudienceView['byChannel']) =>
  Object.entries(byChannel)
    .map(([channel, people]) => `${channels[channel as ChannelName]} ${count(people)}`)
    .join(', ')

const braced = (names: readonly string[]) => names.map((name) => `{${name}}`).join(', ')

const unknownVariable = ({ word, didYouMean }: Extract<TemplateCheck, { kind: 'unknown-variable' }>) =>
  `không có mục {${inBrief(word, 40)}}${didYouMean ? `, có phải {${didYouMean}} không? ` : '. '}Có thể dùng: ${braced(variables)}.`

const gap = (missing: Gap): string => {
  switch (missing.kind) {
    case 'text':
      return 'Còn thiếu: nội dung.'
    case 'variable':
      return `Cần sửa: ${unknownVariable(missing.check)}`
    case 'audience':
      return 'Còn thiếu: người nhận.'
    case 'reason':
      return 'Còn thiếu: lý do gửi khẩn.'
    case 'until':
      return 'Cần sửa: hạn trả lời đã qua, hoặc sớm hơn giờ gửi.'
    default:
      return missing satisfies never
  }
}

const answers: Record<AnswerWanted['kind'], string> = {
  none: 'không cần trả lời',
  received: 'bấm Đã nhận',
  choice: 'chọn một phương án',
  number: 'nhập một số',
  text: 'trả lời ngắn',
  file: 'gửi tệp',
}

const answer = ({ wanted, openUntil }: DraftView) => {
  const what =
    wanted.kind === 'choice' ? `${answers.choice}: ${wanted.options.join(' | ')}` : answers[wanted.kind]
  return wanted.kind === 'none' ? what : `${what}; ${openUntil ? `đến ${openUntil}` : 'không đặt hạn'}`
}

const leaves = ({ leaves: when }: DraftView) => {
  if (when.kind === 'at') return `hẹn ${when.at}`
  return when.kind === 'now' ? 'ngay khi bấm Gửi' : 'trong giờ của từng người (không khẩn)'
}

const audience = ({ audience: to }: DraftView) => {
  if (!to) return 'chưa chọn'
  if ('wrong' in to) return to.wrong
  const outside = to.outside > 0 ? `, không gồm ${count(to.outside)} người ngoài phạm vi phụ trách` : ''
  return `${count(to.people)} người (${to.words})${outside}`
}

const fileNotes = {
  attached: 'gửi kèm',
  link: 'gửi bằng liên kết',
  nothing: 'KHÔNG gửi được qua kênh này, đề nghị chuyển bằng cách khác',
}

const styleNotes = {
  kept: 'Chữ đậm, nghiêng hiện đúng trên kênh này.',
  lost: 'Kênh này không hiện chữ đậm, nghiêng.',
}

export const composing = {
  banner: 'Không gửi tài liệu, nội dung thuộc danh mục bí mật nhà nước qua kênh này.',
  start: ({ address }: Person) =>
    `Đề nghị ${address} gửi nội dung thông báo trong một tin nhắn (có thể nhiều dòng); ảnh, tệp gửi sau. Có thể ghi ${braced(variables)}, hệ thống sẽ điền riêng cho từng người nhận.`,
  chooseOld: 'Hoặc mở bản nháp, thông báo đã có:',
  draftLabel: (number: number, text: string) => inBrief(`Nháp ${number}: ${text || 'chưa có nội dung'}`, 50),
  sentLabel: (number: number, text: string) => inBrief(`Đã gửi ${number}: ${text}`, 50),
  labels: {
    text: 'Sửa nội dung',
    files: 'Thêm ảnh/tệp',
    dropFiles: 'Bỏ hết tệp',
    audience: 'Người nhận',
    answer: 'Cách trả lời',
    when: 'Giờ gửi',
    preview: 'Xem trước',
    test: 'Gửi thử cho tôi',
    send: 'Gửi',
    discard: 'Hủy',
    restore: 'Khôi phục bản nháp',
    back: 'Quay lại bản nháp',
    urgent: 'Khẩn',
    notUrgent: 'Bỏ khẩn',
    now: 'Ngay khi bấm Gửi',
    hours: 'Trong giờ của từng người',
    sendHours: 'Gửi trong giờ của từng người',
    sendUrgent: 'Gửi ngay, kể cả ngoài giờ',
    sendAtNight: 'Vẫn gửi đúng giờ hẹn',
    sendAgain: 'Vẫn gửi',
    until: 'Hạn trả lời',
    untilToday: (at: string) => `Hôm nay ${at}`,
    untilTomorrow: (at: string) => `Ngày mai ${at}`,
    untilNone: 'Không đặt hạn',
    dropMissing: (people: number) => `Bỏ ${count(people)} người này khỏi danh sách`,
    answers: {
      none: 'Không cần trả lời',
      received: 'Đã nhận',
      choice: 'Chọn phương án',
      number: 'Nhập số',
      text: 'Trả lời ngắn',
      file: 'Gửi tệp',
    } satisfies Record<AnswerWanted['kind'], string>,
    everyone: 'Tất cả đầu mối',
    conference: (title: string) => inBrief(title, 55),
    pending: (round: string) => inBrief(`Chưa trả lời: ${round}`, 55),
    unacknowledged: (number: number) => `Chưa xác nhận Thông báo số ${number}`,
    organisers: 'Ban Tổ chức',
  },
  listWords: (entries: number) => `danh sách ${count(entries)} mục`,
  card: (view: DraftView) =>
    [
      `BẢN NHÁP Thông báo số ${view.number}${view.urgent ? ' – KHẨN' : ''}`,
      ...(view.gaps.length > 0 ? view.gaps.map(gap) : ['Đã đủ thông tin để gửi.']),
      '',
      ...(view.text ? [`“${inBrief(view.text)}”`] : []),
      ...(view.files.length > 0
        ? [
            `Tệp (${view.files.length}): ${view.files.map(({ fileName, size }) => `${fileName} (${megabytes(size)})`).join(', ')}`,
          ]
        : []),
      `Người nhận: ${audience(view)}`,
      `Cách trả lời: ${answer(view)}`,
      `Giờ gửi: ${leaves(view)}`,
      ...(view.reason ? [`Lý do: ${inBrief(view.reason, 100)}`] : []),
    ].join('\n'),
  // what became of a draft
  changedBy: (who: string, at: string) =>
    `Bản nháp đã được ${who} sửa lúc ${at}; thao tác vừa rồi chưa được thực hiện. Bản hiện nay:`,
  changedSince: 'Bản nháp đã thay đổi sau tin nhắn đó; thao tác vừa rồi chưa được thực hiện. Bản hiện nay:',
  sentBy: (number: number, who: string | null, at: string) =>
    `Thông báo số ${number} đã gửi lúc ${at}${who ? `, người gửi: ${who}` : ''}. Không có gì thay đổi.`,
  sentCard: (number: number, who: string | null, at: string) =>
    `Thông báo số ${number}: đã gửi lúc ${at}${who ? `, người gửi: ${who}` : ''}.`,
  discardedBy: (number: number, who: string | null, at: string) =>
    `Bản nháp số ${number} đã hủy lúc ${at}${who ? ` (${who})` : ''}, chưa gửi cho ai.`,
  notEditable: 'Bản nháp này do người khác phụ trách, chưa có gì thay đổi.',
  // asking for words
  askText: ({ address }: Person, now: string) =>
    `Đề nghị ${address} gửi nội dung mới, thay cho toàn bộ nội dung hiện nay:\n\n${now}`,
  askFiles: ({ address }: Person, most: number) =>
    `Đề nghị ${address} gửi ảnh hoặc tệp tại đây (tối đa ${most} tệp, mỗi tệp không quá 20 MB).`,
  noFileInWords: 'Đang chờ ảnh hoặc tệp; tin nhắn bằng chữ này chưa được ghi vào thông báo.',
  tooManyFiles: (fileName: string, most: number) =>
    `Chưa thêm ${fileName}: mỗi thông báo tối đa ${most} tệp. Để thay tệp, đề nghị bấm Bỏ hết tệp rồi gửi lại các tệp cần dùng.`,
  askAudience:
    'Gửi cho ai? Chọn một mục, hoặc gõ điều kiện, ví dụ: hoinghi:vt26 va khong quocgia:VN; hoặc dán danh sách mã, số điện thoại.',
  unknownEntries: (entries: string[]) =>
    `Chưa có gì thay đổi. Không tìm thấy đầu mối nào có mã hoặc số điện thoại: ${several(
      entries.map((entry) => `“${inBrief(entry, 40)}”`),
      entries.length,
      'mục',
    )}. Đề nghị sửa và gửi lại cả danh sách.`,
  nobody: 'Chưa có gì thay đổi: không có ai thuộc diện này. Đề nghị chọn lại.',
  audience: (view: AudienceView) =>
    [
      `Người nhận: ${count(view.people)}. ${several(view.names, view.people)}.`,
      ...(view.outside > 0 ? [`Không gồm ${count(view.outside)} người ngoài phạm vi phụ trách.`] : []),
      ...(shared(view.byChannel) ? [`Gửi qua: ${shared(view.byChannel)}.`] : []),
      ...(view.unreachable.length > 0
        ? [
            `CHƯA CÓ CÁCH GỬI (${count(view.unreachable.length)}), đề nghị gọi điện: ${several(view.unreachable, view.unreachable.length, 'người', MOST_UNREACHABLE)}.`,
          ]
        : []),
    ].join('\n'),
  askAnswer: 'Người nhận cần trả lời thế nào?',
  askOptions: ({ address }: Person) =>
    `Đề nghị ${address} gửi các phương án, mỗi dòng một phương án (hoặc ngăn cách bằng dấu |): từ 2 đến 5, mỗi phương án không quá 60 ký tự.`,
  wrongOptions: {
    few: 'Chưa ghi: cần ít nhất 2 phương án, mỗi dòng một phương án hoặc ngăn cách bằng dấu |. Đề nghị gửi lại.',
    many: 'Chưa ghi: tối đa 5 phương án. Đề nghị bớt và gửi lại.',
    alike: 'Chưa ghi: có hai phương án giống nhau. Đề nghị sửa và gửi lại.',
    long: 'Chưa ghi: mỗi phương án không quá 60 ký tự. Đề nghị rút gọn và gửi lại.',
    number:
      'Chưa ghi: phương án chỉ là số dễ lẫn với số thứ tự khi trả lời. Đề nghị ghi thêm chữ, ví dụ 3 xe, và gửi lại.',
  } satisfies Record<Extract<Options, { kind: 'wrong' }>['why'], string>,
  askUntil: (zone: string) =>
    `Nhận trả lời đến khi nào? Chọn, hoặc gõ thời điểm theo ${zone}, ví dụ: 17h chiều mai.`,
  askWhen: (zone: string) =>
    `Gửi khi nào? Chọn, hoặc gõ giờ hẹn theo ${zone}, ví dụ: 7h30 sáng mai. “Khẩn”: gửi ngay cả ngoài giờ và trước các tin khác, cần ghi lý do.`,
  zone: (name: string | null) => (name ? `giờ ${name}` : 'giờ Việt Nam'),
  wrongMoment: (zone: string) =>
    `Chưa ghi: chưa rõ thời điểm, hoặc thời điểm đã qua. Đề nghị gõ theo ${zone}, ví dụ: 17h hôm nay, 7h30 sáng mai, 8h 05/12.`,
  untilBeforeLeaving: 'Chưa ghi: hạn trả lời phải sau giờ gửi. Đề nghị chọn hoặc gõ lại.',
  askReasonUrgent: ({ address }: Person) => `Đề nghị ${address} ghi lý do gửi khẩn.`,
  askReasonNight: ({ address }: Person) => `Đề nghị ${address} ghi lý do gửi ngoài giờ.`,
  shortReason: 'Chưa ghi: đề nghị nêu rõ hơn lý do (ít nhất 5 ký tự).',
  // looking at it
  preview: (view: PreviewView) =>
    [
      `XEM TRƯỚC Thông báo số ${view.number} – ${channels[view.channel]}: ${count(view.people)} người, ${view.messages} tin mỗi người (ví dụ: ${view.reader})`,
      ...(view.isNotice
        ? ['Kênh này chỉ gửi một dòng báo kèm liên kết; nội dung dưới đây đọc trên trang liên kết.']
        : []),
      ...view.parts.map((part) => `———\n${part}`),
      ...(view.choices.length > 0
        ? [view.choices.map((label) => (view.buttons ? `[${label}]` : `(số) ${label}`)).join('\n')]
        : []),
      '———',
      ...(view.style ? [styleNotes[view.style]] : []),
      ...view.files.map(({ fileName, goes }) => `${fileName}: ${fileNotes[goes]}.`),
    ].join('\n'),
  testHead: '(GỬI THỬ)',
  testBlank: (blank: Variable[]) =>
    `Trong tin thử, ${braced(blank)} để “…” vì chưa có thông tin của người xem thử.`,
  tested: 'Đây là tin thử, không ghi nhận câu trả lời nào.',
  // sending it
  refused: {
    empty: 'Chưa gửi: thông báo chưa có nội dung.',
    nobody: 'Chưa gửi: chưa có người nhận.',
    audience: (wrong: string) => `Chưa gửi: ${wrong}`,
    whichConference: (codes: string[], words: string) =>
      `Chưa gửi: {diem_cau}, {gio_dia_phuong} chưa rõ của hội nghị nào (${codes.join(', ')}). Đề nghị bấm Người nhận và gõ kèm hội nghị, ví dụ: hoinghi:${codes[0]} va (${inBrief(words, 200)}).`,
    gaps: (gaps: Gap[]) => ['Chưa gửi.', ...gaps.map(gap)].join('\n'),
  },
  unknownVariable: (check: Extract<TemplateCheck, { kind: 'unknown-variable' }>, around: string) =>
    `Chưa gửi: ${unknownVariable(check)}\n“${around}”`,
  missing: (people: { name: string; variables: Variable[] }[]) =>
    [
      `Chưa gửi: thiếu thông tin của ${count(people.length)} người.`,
      ...people.slice(0, MOST_NAMES).map(({ name, variables: missing }) => `- ${name}: ${braced(missing)}`),
      ...(people.length > MOST_NAMES ? [`và ${count(people.length - MOST_NAMES)} người nữa`] : []),
      'Đề nghị bổ sung danh bạ, sửa nội dung, hoặc bỏ những người này khỏi danh sách.',
    ].join('\n'),
  outsideHours: (names: string[], at: string | null) =>
    `${at ? `Lúc ${at} là` : 'Hiện là'} ngoài giờ đối với ${count(names.length)} người: ${several(names)}.`,
  tooLate: (names: string[]) =>
    `Đến giờ của ${count(names.length)} người thì đã hết hạn trả lời: ${several(names)}. Đề nghị lùi hạn trả lời hoặc đổi giờ gửi; nếu vẫn gửi, những người này chỉ đọc, không trả lời được.`,
  sameAs: (number: number, at: string) =>
    `Thông báo này giống hệt Thông báo số ${number} đã gửi lúc ${at}. Vẫn gửi?`,
  typeCount: ({ address }: Person, people: number) =>
    `Thông báo này gửi đến ${count(people)} người. Để gửi, đề nghị ${address} gõ đúng số người nhận.`,
  wrongCount: (typed: string, people: number) =>
    `Chưa gửi: “${inBrief(typed, 20)}” không phải là số người nhận (${count(people)}). Đề nghị gõ lại, hoặc gõ Thôi.`,
}
