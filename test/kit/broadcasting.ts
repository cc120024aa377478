import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { inTransaction, openStore } from '../../db/open.ts'
import { claimsOfOthers } from '../../db/claims.ts'
import { findRedis } from '../../jobs/redis.ts'
import type { Phone } from '../../src/simulator/phone.ts'
import { startTelegramSimulator, type TelegramSimulator } from '../../src/simulator/telegram.ts'
import { enrolled } from './enrolled.ts'
import { caunoi, freePort, serverIn, until } from './killing.ts'
import { takeUpdates } from './updates.ts'

const token = '720000001:token-of-the-bot-that-tells-everybody-0'
const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** Telegram's own limits are 30 a second and one a second to a chat; here everything goes so many times as fast. */
export interface Pace {
  people: number
  scale: number
}

export interface Broadcast {
  telegram: TelegramSimulator
  phones: Phone[]
  server: ReturnType<typeof serverIn>
  /** `caunoi`, as a person runs it. */
  says: (...words: string[]) => Promise<unknown>
  /** Letters somebody has in hand: asked while no server runs. */
  inHand: () => Promise<number>
  /** Calls a second that the platform takes. */
  limit: number
}

export interface Shown {
  id: string
  total: number
  queued: number
  sent: number
  failed: number
  held: number
  recipients: { contact: string; state: string; again?: boolean }[]
}

/** A server of its own, people who are linked, and a platform with its limits. */
export async function broadcasting({ people, scale }: Pace, story: (at: Broadcast) => Promise<void>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'caunoi-broadcast-'))
  const limit = 30 * scale
  const telegram = await startTelegramSimulator({
    bots: [{ token, username: 'tells_everybody_bot', name: 'Cầu Nối' }],
    limits: { perSecond: limit, chatBurst: 5, chatPerSecond: scale },
  })
  const phones = Array.from({ length: people }, (_, place) => telegram.phone({ name: `Người ${place}` }))
  for (const phone of phones) phone.start()
  await takeUpdates(telegram.url, token)
  const file = join(dataDir, 'caunoi.db')
  await enrol(file, phones)
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_RATE_PER_SECOND: String(limit),
    LOG_LEVEL: 'error',
  }
  const server = serverIn(env)
  try {
    await server.start()
    await story({
      telegram,
      phones,
      server,
      limit,
      says: (...words) => caunoi(env, ...words),
      inHand: async () => {
        const store = await openStore(file)
        const claims = await inTransaction(store, (tx) => claimsOfOthers(tx, 'nobody'))
        store.close()
        return claims.length
      },
    })
  } finally {
    await server.kill()
    await (await findRedis({ dataDir, allowStart: false, log: silent }))?.stop()
    await telegram.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function enrol(file: string, phones: Phone[]): Promise<void> {
  const store = await openStore(file)
  const chats = phones.map(({ id }) => id)
  await inTransaction(store, (tx) => enrolled(tx, token.split(':')[0]!, chats))
  store.close()
}

export const show = async ({ says }: Broadcast, id: string) =>
  (await says('announcements', 'show', id, '--json')) as Shown

/** Waits until nothing of it is on its way; returns how it stands then. */
export async function through(at: Broadcast, id: string, patienceMs: number): Promise<Shown> {
  let shown = await show(at, id)
  await until(
    async () => {
      await pause(500)
      shown = await show(at, id)
      return shown.queued === 0
    },
    patienceMs,
    'everybody has it',
  )
  return shown
}

export const announcementsOn = (phone: Phone) =>
  phone.messages().filter(({ from, text }) => from === 'bot' && text.includes('THÔNG BÁO số'))

/**
 * What the report says is what the phones show: everybody has it, once, or marked as said again where nobody could know
 * whether it had come; and no more than `mayRepeat` of those.
 */
export function phonesAgree({ phones }: Broadcast, shown: Shown, mayRepeat: number): void {
  const missing = phones.filter((phone) => announcementsOn(phone).length === 0)
  expect(missing.map(({ name }) => name)).toEqual([])
  expect(shown).toMatchObject({ total: phones.length, sent: phones.length, failed: 0, held: 0, queued: 0 })
  const repeated = phones.flatMap((phone, place) => (announcementsOn(phone).length > 1 ? [place] : []))
  expect(repeated.length).toBeLessThanOrEqual(mayRepeat)
  const marked = new Set(shown.recipients.filter(({ again }) => again).map(({ contact }) => contact))
  for (const place of repeated) {
    expect(marked).toContain(`p${place}`)
    const [first, ...later] = announcementsOn(phones[place]!)
    expect(first!.text).not.toContain('(gửi lại)')
    for (const message of later) expect(message.text).toContain('(gửi lại)')
  }
}
