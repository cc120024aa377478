import type { Given } from '../../announcement.ts'
import type { Person } from '../../person.ts'

export const announcement = {
  receivedLabel: 'Đã nhận',
  head: (number: number, urgent: boolean) =>
    urgent ? `THÔNG BÁO KHẨN số ${number}` : `THÔNG BÁO số ${number}`,
  reminderHead: ({ address, name }: Person, number: number) =>
    `Kính gửi ${address} ${name}, Ban Tổ chức chưa nhận được trả lời của ${address} đối với Thông báo số ${number}:`,
  corrected: (at: string) => `(Đính chính lúc ${at}, thay nội dung đã gửi)`,
  newFile: (at: string) => `(Tệp kèm theo có bản mới lúc ${at}, đề nghị dùng bản này và xác nhận lại)`,
  recalled: ({ address }: Person, number: number, at: string) =>
    `Thông báo số ${number} đã được thu hồi lúc ${at}. Đề nghị ${address} không thực hiện theo nội dung đã nhận.`,
  furtherFile: (place: number, all: number, number: number, fileName: string) =>
    `Tệp ${place}/${all} kèm Thông báo số ${number}: ${fileName}`,
  over: 'Đã hết hạn trả lời.',
  asks: {
    received: ({ address }: Person) => `Đề nghị ${address} xác nhận đã nhận.`,
    choice: ({ address }: Person) => `Đề nghị ${address} chọn một phương án.`,
    number: ({ address }: Person) => `Đề nghị ${address} trả lời bằng một số.`,
    text: ({ address }: Person) => `Đề nghị ${address} trả lời ngắn gọn.`,
    file: ({ address }: Person) => `Đề nghị ${address} gửi tệp.`,
  },
  answered: (given: Given) => (given.kind === 'received' ? 'Đã xác nhận.' : 'Đã trả lời.'),
}
