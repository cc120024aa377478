import type { BotUse } from '../../seats.ts'

const figure = (count: number) => count.toLocaleString('vi-VN')

const another =
  'Tạo thêm bot (Zalo Bot Manager), rồi thêm mã bot vào ZALO_BOT_TOKEN và liên kết vào ZALO_BOT_LINK, cách nhau bằng dấu phẩy'

/** How full the bots on Zalo are: for the officer, and for coordinators in chat. */
export const seats = {
  line: (place: number, { people, seats, sent, monthly }: BotUse) =>
    `Bot Zalo ${place}: ${figure(people)}/${figure(seats)} người, ${figure(sent)}/${figure(monthly)} tin tháng này`,
  missing: (count: number) => `cần thêm ${figure(count)} chỗ nếu mọi đầu mối chưa liên kết đều dùng Zalo`,
  high: `sắp hết. ${another}`,
  full: `đã hết. ${another}`,
  seatsAlert: (place: number, { people, seats }: BotUse, level: 'high' | 'full') =>
    level === 'full'
      ? `BOT ZALO ${place} ĐÃ HẾT CHỖ: ${figure(people)}/${figure(seats)} người. Đầu mối mới không liên kết được với bot này. Đề nghị cán bộ CNTT thêm bot.`
      : `BOT ZALO ${place} SẮP HẾT CHỖ: ${figure(people)}/${figure(seats)} người. Đề nghị cán bộ CNTT chuẩn bị thêm bot.`,
  monthAlert: (place: number, { sent, monthly }: BotUse, level: 'high' | 'full') =>
    level === 'full'
      ? `BOT ZALO ${place} ĐÃ HẾT SỐ TIN THÁNG NÀY: ${figure(sent)}/${figure(monthly)} tin. Tin qua bot này có thể không đến; đề nghị liên hệ đầu mối bằng đường khác và báo cán bộ CNTT.`
      : `BOT ZALO ${place} SẮP HẾT SỐ TIN THÁNG NÀY: ${figure(sent)}/${figure(monthly)} tin. Đề nghị báo cán bộ CNTT.`,
}
