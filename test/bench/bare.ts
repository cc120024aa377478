import { Bot } from 'grammy'
import { benchToken } from './platform.ts'

const CONCURRENCY = 50

/** grammY's own `sendMessage`, fifty at once: messages a second. */
export async function bareLoop(apiRoot: string, chats: string[], messages: number): Promise<number> {
  const { api } = new Bot(benchToken, { client: { apiRoot } })
  let next = 0
  const started = performance.now()
  const lane = async () => {
    while (next < messages) {
      const place = next++
      await api.sendMessage(chats[place % chats.length]!, text(place))
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, lane))
  return (messages / (performance.now() - started)) * 1000
}

export const text = (place: number) =>
  `Kính gửi Ông Nguyễn Văn ${place}, đề nghị xác nhận điểm cầu đã sẵn sàng trước 17:00 thứ Bảy, 05/12/2026.`
