import type { ChannelName } from '../../message.ts'
import type { Person } from '../../person.ts'
import { inBrief, quoted } from '../../quoted.ts'
import { channels } from './channels.ts'
import { atHead } from './general.ts'

/** A stranger who asks to be let in, as a coordinator reads it. */
export interface RequestView {
  number: number
  shownName: string | null
  channel: ChannelName
  text: string
  /** As it is dialled. */
  phone: string | null
  /** How it was decided, when it was. */
  decided: string | null
}

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n')

export const admission = {
  sharePhoneLabel: 'Chia sẻ số điện thoại của tôi',
  /** Behind what a stranger is told, where the app can vouch for a number. */
  sharePhone: 'Hoặc bấm nút “Chia sẻ số điện thoại của tôi”: hệ thống đối chiếu với danh sách đầu mối.',
  shareInForm:
    'Hoặc điền mẫu chia sẻ số điện thoại, nếu có kèm theo: hệ thống đối chiếu với danh sách đầu mối.',
  passedOn: 'Nội dung nhắn tại đây được chuyển Ban Tổ chức.',
  ownPhoneOnly:
    'Danh thiếp này không phải của chính người gửi nên hệ thống không ghi nhận, chưa có gì thay đổi. Đề nghị bấm nút chia sẻ số điện thoại của mình, hoặc gõ mã mời.',
  unreadablePhone:
    'Hệ thống chưa đọc được số điện thoại này, chưa có gì thay đổi. Đề nghị gõ mã mời, hoặc liên hệ Ban Tổ chức.',
  phoneNotListed: 'Số điện thoại này chưa có trong danh sách đầu mối, không có gì thay đổi.',
  phoneUnknown:
    'Số điện thoại này chưa có trong danh sách đầu mối. Đề nghị đã được chuyển Ban Tổ chức; khi được chấp nhận, hệ thống sẽ nhắn tại đây.',
  phoneTwice:
    'Số điện thoại này đang ghi cho nhiều đầu mối nên hệ thống chưa xác định được, chưa có gì thay đổi. Ban Tổ chức đã được báo. Đề nghị gõ mã mời, hoặc chờ Ban Tổ chức liên hệ.',
  phoneNeedsCode:
    'Người của Ban Tổ chức cần liên kết bằng mã mời, không bằng số điện thoại; chưa có gì thay đổi. Đề nghị gõ mã mời 8 chữ số.',
  phoneTaken: (channel: ChannelName) =>
    `Đầu mối có số điện thoại này đã liên kết ${channels[channel]} bằng một cuộc trò chuyện khác, chưa có gì thay đổi. Nếu đổi máy hoặc đổi tài khoản, đề nghị liên hệ Ban Tổ chức để gỡ liên kết cũ.`,
  phoneTriedAsYou: (reader: Person, channel: ChannelName, check: string | null) =>
    `Có người vừa chia sẻ số điện thoại của ${reader.address} từ một cuộc trò chuyện ${channels[channel]} khác. Hệ thống đã từ chối, không có gì thay đổi. Nếu ${reader.address} đổi máy hoặc đổi tài khoản, đề nghị liên hệ ${check ?? 'Ban Tổ chức'} để gỡ liên kết cũ.`,
  phoneTwiceAlert: (phone: string, who: string[], shownName: string | null) =>
    lines(
      `SỐ ĐIỆN THOẠI TRÙNG: ${phone}`,
      `Số này đang ghi cho ${who.join('; ')}. ${shownName ? `Người hiển thị tên “${shownName}”` : 'Một người'} vừa chia sẻ số này để liên kết; hệ thống đã từ chối, không có gì thay đổi. Đề nghị sửa danh sách đầu mối, hoặc gửi mã mời cho đúng người.`,
    ),

  requestName: (number: number) => `yêu cầu tham gia số ${number}`,
  request: ({ number, shownName, channel, text, phone, decided }: RequestView) =>
    lines(
      `XIN THAM GIA số ${number}: ${shownName ?? 'người chưa rõ tên'} (${channels[channel]})${text ? ` viết: “${quoted(text)}”` : ''}`,
      phone && `Số điện thoại: ${phone}`,
      decided ??
        'Đề nghị chọn đầu mối tương ứng, hoặc từ chối. Nếu chưa chắc, đề nghị gọi lại trước khi chọn.',
    ),
  acceptLabel: (name: string, unit: string | null) => inBrief(unit ? `${name}, ${unit}` : name, 40),
  chooseLabel: 'Chọn đầu mối khác',
  refuseLabel: 'Từ chối',
  whichContact: (number: number) =>
    `Yêu cầu số ${number} là của đầu mối nào? Đề nghị gõ mã đầu mối hoặc họ tên.`,
  severalContacts: (words: string) => `Có nhiều đầu mối khớp “${inBrief(words, 40)}”. Đề nghị chọn một:`,
  noContact: (words: string) =>
    `Không có đầu mối nào khớp “${inBrief(words, 40)}”. Đề nghị gõ mã đầu mối, hoặc họ tên như trong danh sách.`,
  accepted: (number: number, who: string) => `Đã chấp nhận yêu cầu số ${number}: liên kết với ${who}.`,
  acceptedBy: (who: string, by: string) => `Đã liên kết với ${who} (${by} chấp nhận).`,
  refused: (number: number) => `Đã từ chối yêu cầu số ${number}.`,
  refusedBy: (by: string) => `Đã từ chối (${by}).`,
  overtaken: 'Người này đã liên kết bằng cách khác.',
  decidedAlready: (number: number) => `Yêu cầu số ${number} đã được xử lý từ trước, không có gì thay đổi.`,
  refusal:
    'Rất tiếc, Ban Tổ chức chưa thể mở liên kết cho cuộc trò chuyện này. Đề nghị liên hệ trực tiếp Ban Tổ chức nếu cần. Trân trọng.',
  chatTaken: 'Cuộc trò chuyện này đang liên kết với một đầu mối khác, không có gì thay đổi.',
  contactTaken: (who: string, channel: ChannelName) =>
    `${who} đã liên kết ${channels[channel]} bằng một cuộc trò chuyện khác, không có gì thay đổi. Gỡ liên kết cũ (caunoi unlink) rồi chọn lại.`,
  coordinatorNeedsCode: (who: string) =>
    `${who} thuộc Ban Tổ chức: chỉ liên kết bằng mã mời, không có gì thay đổi.`,
  outsideScope: (reader: Person, who: string) =>
    `${who} không thuộc hội nghị do ${reader.address} phụ trách, không có gì thay đổi. Đề nghị chuyển người phụ trách chung.`,
  manyRequests:
    'CÓ NHIỀU NGƯỜI LẠ XIN THAM GIA trong một giờ qua. Các yêu cầu tiếp theo được giữ lại, không báo từng yêu cầu; gõ “xin tham gia” để xem.',
  noRequests: 'Không có yêu cầu tham gia nào đang chờ.',
  moreRequests: (more: number) => `Còn ${more} yêu cầu nữa; xử lý xong, gõ “xin tham gia” để xem tiếp.`,

  /** Ready to be pasted into a message to the contact. */
  links: (view: {
    person: Person
    office: string
    code: string
    telegram: string | null
    zalo: string | null
    web: string | null
    until: string
  }) =>
    lines(
      `Kính gửi ${view.person.address} ${view.person.name},`,
      `${view.office} đề nghị ${view.person.address} liên kết để nhận nhiệm vụ và báo cáo, theo một trong các cách sau:`,
      view.zalo && `– Zalo: ${view.zalo}, rồi gõ mã ${view.code}`,
      view.telegram && `– Telegram: ${view.telegram}`,
      view.web && `– Không dùng ứng dụng: ${view.web}`,
      !view.zalo && `Mã mời: ${view.code}`,
      `Hiệu lực đến ${view.until}. Chỉ dành cho ${view.person.address}, đề nghị không chuyển tiếp.`,
    ),
  organisersLinks: (who: string) =>
    `${who} thuộc Ban Tổ chức: chỉ người phụ trách chung lấy được liên kết này. Không có gì thay đổi.`,
  linksUsage: (reader: Person) =>
    `${atHead(reader.address)} gõ: /lienket và mã hoặc họ tên đầu mối, ví dụ “/lienket Nguyễn Thị Lan”.`,
}
