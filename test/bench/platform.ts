import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'

export const benchToken = '900000001:token-of-the-bench-bot-0000000000000'

export interface Platform {
  url: string
  /** Chats that may be written to. */
  chats: string[]
  close: () => void
}

/** A simulated Telegram in a process of its own, without limits, with `people` who have opened the chat. */
export async function startPlatform(people: number): Promise<Platform> {
  const child = fork(import.meta.filename, [String(people)], { execArgv: process.execArgv })
  const [ready] = (await once(child, 'message')) as [{ url: string; chats: string[] }]
  return { ...ready, close: () => child.kill('SIGKILL') }
}

if (process.send) {
  const bots = [{ token: benchToken, username: 'bench_bot', name: 'Bench' }]
  const simulator = await startTelegramSimulator({ bots, limits: null })
  const phones = Array.from({ length: Number(process.argv[2]) }, (_, place) =>
    simulator.phone({ id: 1_000_000 + place, name: `Người ${place}` }),
  )
  for (const phone of phones) phone.start()
  process.send({ url: simulator.url, chats: phones.map((phone) => phone.id) })
}
