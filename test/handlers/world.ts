import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { onTestFinished } from 'vitest'
import { changeAsk } from '../../db/asks.ts'
import { inTransaction, openStore } from '../../db/open.ts'
import { personByCode } from '../../db/people.ts'
import { link } from '../../db/identities.ts'
import { letters } from '../../db/schema.ts'
import type { World } from '../../handlers/world.ts'
import { abilities } from '../../src/channels/abilities.ts'
import type { ChannelName } from '../../src/domain/message.ts'
import { durationMs } from '../../src/domain/time.ts'
import { chatOnly } from '../kit/settings.ts'

/** A world of one test: a database of its own, and a clock that the test moves. */
export interface SmallWorld extends World {
  /** Moves the clock on by an ISO 8601 duration. */
  forward(iso: string): void
  /** Gives the contact a chat. */
  linked(code: string, channel?: ChannelName): Promise<void>
  /** What has been written to the contact since the last look, the texts in order; it counts as having arrived. */
  reads(code: string): Promise<string[]>
  /** What the contact's phone shows now: the newest text of every message that arrived, edits included. */
  screen(code: string): Promise<string[]>
}

export const at = (local: string) => Date.parse(`${local}:00+07:00`)

export async function smallWorld(start = '2026-12-01T08:00'): Promise<SmallWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'caunoi-import-'))
  const store = await openStore(join(dir, 'caunoi.db'))
  onTestFinished(() => {
    store.close()
    rmSync(dir, { recursive: true })
  })
  let now = at(start)
  let ids = 0
  const world: World = {
    store,
    settings: {
      office: { name: 'Văn phòng UBND tỉnh', phone: null },
      timezone: 'Asia/Ho_Chi_Minh',
      quietHours: null,
      policies: {
        acknowledge: { steps: [{ after: 'PT4H', do: 'remind' }], urgent: false },
        readiness: { steps: [{ beforeClose: 'PT45M', do: 'remind' }], urgent: true },
        deadline: { steps: [{ before: 'P1D', do: 'remind' }], urgent: false },
      },
      inviteValidMs: durationMs('P14D'),
      inboxRetentionMs: durationMs('P30D'),
      stamp: null,
      ...chatOnly,
    },
    boot: 'test',
    now: () => now,
    newId: () => `id${String(++ids).padStart(6, '0')}`,
    afterReal: (ms) => now + ms,
    abilities: (channel) => abilities[channel],
    mac: (text) => createHmac('sha256', 'test').update(text).digest('hex'),
    sameSecret: (a, b) => a === b,
    newCode: (digits) => String(++ids).padStart(digits, '0'),
    newToken: () => `token${++ids}`,
    wake: () => {},
  }
  const idOf = async (code: string) => (await personByCode(store.db, code))!.id
  const lettersTo = async (code: string) =>
    store.db
      .select()
      .from(letters)
      .where(eq(letters.contactId, await idOf(code)))
      .orderBy(letters.id)
  return {
    ...world,
    forward: (iso) => (now += durationMs(iso)),
    linked: async (code, channel = 'telegram') => {
      const contactId = await idOf(code)
      const row = { id: world.newId(), contactId, channel, account: '1', chat: `chat-${code}`, linkedAt: now }
      await inTransaction(store, (tx) => link(tx, row))
    },
    reads: async (code) => {
      const waiting = (await lettersTo(code)).filter((letter) => letter.state === 'pending')
      await inTransaction(store, async (tx) => {
        for (const { id, askId } of waiting) {
          await tx
            .update(letters)
            .set({ state: 'sent', platformId: id, sentAt: now })
            .where(eq(letters.id, id))
          if (askId) await changeAsk(tx, askId, { firstSentAt: now })
        }
      })
      return waiting.map((letter) => letter.card.text)
    },
    screen: async (code) =>
      (await lettersTo(code)).filter(({ state }) => state === 'sent').map((letter) => letter.card.text),
  }
}
