import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeAsk } from '../../db/asks.ts'
import { holdAccount } from '../../db/facts.ts'
import { inTransaction } from '../../db/open.ts'
import { asks, inbox } from '../../db/schema.ts'
import { type Office, office } from '../kit/office.ts'

/** A row that no code of ours would write: what a bug, or a torn disk, might leave in Lan's chat. */
async function breaks({ app, clock }: Office): Promise<void> {
  await inTransaction(app.world.store, async (tx) => {
    const [last] = (await tx.select().from(inbox)).slice(-1)
    const { seq: _, ...row } = { ...last!, eventId: 'broken', handledAt: null, receivedAt: clock.now() }
    await tx.insert(inbox).values(row)
    const half = sql`json_remove(${inbox.body}, '$.content')`
    await tx.update(inbox).set({ body: half }).where(eq(inbox.eventId, 'broken'))
  })
}

test('An event that fails every time is put aside after five tries; the coordinators are told, and the chat goes on', async () => {
  const story = await office({ assignments: 1, rounds: false })
  const [lan] = story.people
  await story.sendsAssignments()
  await lan!.writes('trợ giúp')
  lan!.readsAll()
  await breaks(story)
  lan!.phone.write('đã nhận')
  await story.clock.forward('PT1M')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  story.coordinator.sees('gặp lỗi khi xử lý một tin nhắn của Nguyễn Thị Lan')
  const rows = await story.app.world.store.db.select().from(inbox)
  const parked = rows.filter((row) => row.parkedAt !== null)
  expect(parked).toMatchObject([{ eventId: 'broken', attempts: 5, handledAt: null }])
  await story.clock.forward('P1D')
  lan!.seesNothingNew()
  story.coordinator.seesNothingNew()
})

test('What came of a send is kept even where its consequences fail, and the chat goes on', async () => {
  const story = await office({ bridgePoints: 2, assignments: 2, rounds: false })
  const [lan, minh] = story.people
  const { store, channels } = { ...story.app, ...story.app.world }
  const until = story.clock.now() + 10_000
  await inTransaction(store, (tx) => holdAccount(tx, 'telegram', channels[0]!.account, until))
  await story.sendsAssignments()
  const { id } = (await store.db.select().from(asks)).find((ask) => ask.key.startsWith('acknowledge'))!
  await inTransaction(store, (tx) => changeAsk(tx, id, { steps: [{ after: 'four hours', do: 'remind' }] }))
  await story.clock.forward('PT15S')
  lan!.sees('nhiệm vụ 1')
  minh!.sees('nhiệm vụ 2')
  await lan!.writes('trợ giúp')
  expect(lan!.unread()).toHaveLength(1)
  lan!.readsAll()
  await story.clock.forward('PT4H')
  minh!.sees('chưa nhận được xác nhận')
})

test('A step that cannot be taken keeps nobody else from being reminded', async () => {
  const story = await office({ bridgePoints: 3, assignments: 3, rounds: false })
  const [lan, minh, hoa] = story.people
  await story.sendsAssignments()
  for (const person of [lan!, minh!, hoa!]) person.readsAll()
  const { store } = story.app.world
  const broken = (await store.db.select().from(asks)).find((ask) => ask.key.startsWith('acknowledge'))!
  await inTransaction(store, (tx) =>
    changeAsk(tx, broken.id, { steps: [{ after: 'four hours', do: 'remind' }] }),
  )
  await story.clock.forward('PT4H')
  const reminded = [lan!, minh!, hoa!].filter((person) => person.unread().length > 0)
  expect(reminded).toHaveLength(2)
  for (const person of reminded) person.sees('chưa nhận được xác nhận')
})
