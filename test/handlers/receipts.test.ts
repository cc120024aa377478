import { expect, test } from 'vitest'
import { put } from '../../db/outbox.ts'
import { letterById } from '../../db/outbox.ts'
import { noteReceipt } from '../../handlers/receipts.ts'
import { turn } from '../../handlers/world.ts'
import { smallWorld } from './world.ts'

const at = { channel: 'zalo-oa' as const, account: 'oa', chat: 'u1' }

async function lanLooksAtHerCard(seenReceipts: boolean) {
  const world = await smallWorld()
  world.settings.seenReceipts = seenReceipts
  const words = { card: { text: 'Đề nghị xác nhận', choices: [] }, commands: {} }
  const row = { id: 'l1', key: 'k1', ...at, ...words, urgency: 2, chasing: false, mustArrive: true }
  await turn(world, ({ tx, now }) =>
    put(tx, { ...row, state: 'sent', platformId: 'm1', sendAt: now, createdAt: now, sentAt: now }),
  )
  const receipt = { kind: 'receipt' as const, what: 'seen' as const, messages: ['m1'] }
  await turn(world, (inner) =>
    noteReceipt(inner, { ...at, eventId: 'e1', at: inner.now, content: receipt }, receipt),
  )
  return letterById(world.store.db, 'l1')
}

test('that a person has looked at a message is not kept unless the office set so', async () => {
  const letter = await lanLooksAtHerCard(false)
  expect(letter).toMatchObject({ seenAt: null })
  expect(letter?.deliveredAt).not.toBe(null)
  expect((await lanLooksAtHerCard(true))?.seenAt).not.toBe(null)
})
