import type { ChannelName } from '../../message.ts'
import { channels } from './channels.ts'

/** What of a person's is gone, or would be. */
export interface ErasedView {
  code: string
  chats: number
  inbound: number
  letters: number
  words: number
  media: number
  /** Cards of others that name them: put right in our store; on the phones they stay as they were read. */
  mentions: number
  onPhones: number
  /** Somebody else has exactly that name: what others were written was left as it is. */
  namesake: boolean
}

export interface ServiceView {
  bridgePoints: string[]
  assignments: string[]
  coordinates: boolean
  openAsks: number
}

const list = ({ bridgePoints, assignments, coordinates, openAsks }: ServiceView) =>
  [
    bridgePoints.length > 0 && `điểm cầu ${bridgePoints.join(', ')}`,
    assignments.length > 0 && `nhiệm vụ ${assignments.join(', ')}`,
    coordinates && 'vai trò Ban Tổ chức',
    openAsks > 0 && `${openAsks} nội dung đang chờ trả lời`,
  ]
    .filter(Boolean)
    .join('; ')

/** Personal data: what is said about its keeping, showing and erasing. */
export const personal = {
  about: {
    person: 'dữ liệu cá nhân của một đầu mối: xem hoặc xóa theo đề nghị của người đó',
    export: 'in mọi dữ liệu hệ thống giữ về một người, dạng JSON',
    exportFile: 'tệp .json sẽ ghi; không ghi tên tệp thì in ra màn hình',
    erase: 'xóa dữ liệu cá nhân của một người; không có --yes thì chỉ cho xem',
  },
  pseudonym: (code: string) => `Đầu mối ${code}`,
  erasedWords: '[nội dung đã xóa theo đề nghị]',
  erasedWay: '[liên lạc đã xóa]',
  exported: (file: string) =>
    `Đã ghi ${file}. Tệp có dữ liệu cá nhân: chỉ giao cho chính người đó, rồi xóa tệp.`,
  wouldErase: (name: string) => `Sẽ xóa dữ liệu cá nhân của ${name} (CHƯA thực hiện):`,
  erased: (code: string) =>
    `Đã xóa dữ liệu cá nhân. Câu trả lời và kết quả công việc được giữ dưới tên Đầu mối ${code}.`,
  effects: (view: ErasedView) => [
    'họ tên, chức vụ, đơn vị, điện thoại, thư điện tử',
    `${view.chats} cuộc trò chuyện được gỡ; lời mời và liên kết hết hiệu lực`,
    `${view.inbound} tin người này gửi, ${view.letters} tin đã gửi cho người này`,
    `${view.words} câu hỏi, sự cố, vướng mắc (phần lời văn); ${view.media} ảnh, tệp`,
    view.namesake
      ? 'Có đầu mối khác trùng họ tên, nên tin của người khác có nhắc tên này được giữ nguyên'
      : `${view.mentions} tin của người khác có nhắc tên hoặc số điện thoại được thay trong cơ sở dữ liệu`,
  ],
  stays: (view: ErasedView) =>
    [
      view.onPhones > 0 &&
        `Không thu hồi được: ${view.onPhones} tin có nhắc người này đã nằm trên điện thoại của người khác.`,
      'Không thu hồi được: tin trên điện thoại của chính người đó, và trên máy chủ của Telegram, Zalo.',
      'Bản sao lưu cũ vẫn còn dữ liệu: sao lưu lại rồi xóa các bản cũ.',
      'Đề nghị bỏ người này khỏi tệp kế hoạch: nếu nhập lại với mã cũ, hệ thống coi là một người mới.',
    ].filter((line): line is string => Boolean(line)),
  notScrubbed:
    'Chưa dọn hết dấu vết trong tệp cơ sở dữ liệu vì máy chủ đang đọc. Khởi động lại máy chủ để dọn hết.',
  confirmErase: 'Chạy lại lệnh với --yes để xác nhận. Việc xóa không hoàn tác được.',
  stillServes: (name: string, code: string, view: ServiceView) =>
    `Chưa xóa được: ${name} (mã ${code}) còn phụ trách ${list(view)}. Đề nghị ghi người thay trong kế hoạch rồi nhập lại${view.coordinates ? `; thu hồi vai trò: caunoi coordinator ${code} --revoke` : ''}; sau đó chạy lại lệnh này.`,
  withdrawnAlert: (who: string, channel: ChannelName, call: string | null) =>
    `${who} không nhận tin qua ${channels[channel]} nữa, theo lựa chọn của mình; hệ thống đã gỡ liên kết. Đề nghị liên hệ bằng đường khác${call ? `: ${call}` : ''}.`,
}
