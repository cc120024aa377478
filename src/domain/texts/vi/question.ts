import type { Person } from '../../person.ts'
import { inBrief, quoted } from '../../quoted.ts'
import { atHead } from './general.ts'

export const question = {
  name: (number: number) => `câu hỏi số ${number}`,
  replyLabel: 'Trả lời',
  forwardLabel: 'Chuyển Ban Tổ chức',
  forwarded: (number: number) =>
    `Đã chuyển câu hỏi số ${number} đến Ban Tổ chức. Câu trả lời sẽ được gửi tại đây.`,
  whichConference: (reader: Person) =>
    `Nội dung ${reader.address} vừa gửi là về hội nghị nào? Chọn xong, hệ thống sẽ chuyển ngay đến Ban Tổ chức.`,
  noCoordinators: (call: string | null) =>
    call
      ? `Hiện chưa có người của Ban Tổ chức trên hệ thống. Đề nghị gọi ${call}.`
      : 'Hiện chưa có người của Ban Tổ chức trên hệ thống. Đề nghị liên hệ theo số trên văn bản.',
  alert: (number: number, who: string, about: string | null, call: string, text: string) =>
    [`CÂU HỎI số ${number} – ${who}`, about && `Về ${about}:`, call && `Gọi: ${call}`, `“${quoted(text)}”`]
      .filter(Boolean)
      .join('\n'),
  writeReply: (reader: Person, number: number, who: string) =>
    `Đề nghị ${reader.address} viết câu trả lời cho câu hỏi số ${number} (${who}) trong một tin nhắn.`,
  reply: (reader: Person, asked: string, text: string) =>
    `Ban Tổ chức trả lời: ${quoted(text)}\n${atHead(reader.address)} đã hỏi: “${inBrief(asked)}”`,
  replied: (number: number, who: string) => `Đã gửi câu trả lời cho câu hỏi số ${number} đến ${who}.`,
  othersReplied: (number: number, by: string, text: string) =>
    `${by} đã trả lời câu hỏi số ${number}: “${quoted(text)}”`,
}
