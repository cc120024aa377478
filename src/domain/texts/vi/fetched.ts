import type { ChannelName } from '../../message.ts'
import type { Person } from '../../person.ts'

export const fetched = {
  arrived: (fileName: string) => `Đã nhận tệp “${fileName}”.`,
  notTaken: (reader: Person, channel: ChannelName) =>
    channel === 'zalo-bot'
      ? `Chưa nhận được tệp. Tại đây hệ thống chỉ nhận được ảnh; đề nghị ${reader.address} gửi tệp qua ứng dụng khác đã liên kết, hoặc gửi trực tiếp cho Ban Tổ chức.`
      : `Chưa nhận được tệp: hệ thống chỉ nhận ảnh, PDF, Word, Excel, PowerPoint hoặc tệp văn bản, không chứa macro. Đề nghị ${reader.address} gửi lại dưới một trong các dạng đó.`,
  tooLarge: (reader: Person) =>
    `Chưa nhận được tệp vì tệp lớn hơn 20 MB. Đề nghị ${reader.address} gửi tệp nhỏ hơn, hoặc gửi trực tiếp cho Ban Tổ chức.`,
  failed: (reader: Person) =>
    `Hệ thống chưa tải được tệp ${reader.address} vừa gửi. Đề nghị gửi lại, hoặc gửi trực tiếp cho Ban Tổ chức.`,
}
