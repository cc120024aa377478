import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { personByCode } from '../../db/people.ts'
import { inTransaction } from '../../db/open.ts'
import { receive } from '../../db/inbox.ts'
import { liveIdentities } from '../../db/identities.ts'
import { inbox, letters, media } from '../../db/schema.ts'
import { forgetWhatIsOld } from '../../handlers/retention.ts'
import { office, type Office } from '../kit/office.ts'

const SAID = 'Chỗ đỗ xe ở đâu ạ'

/** Rows of the database in which these words still stand, by table. */
function standing(here: Office, words: string): string[] {
  const raw = new Database(here.app.world.store.file, { readonly: true })
  const names = raw.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[]
  const found = names.filter((name) =>
    raw
      .prepare(`select * from "${name}"`)
      .all()
      .some((row) => JSON.stringify(row).includes(words)),
  )
  raw.close()
  return found
}

const rows = (here: Office, sentence: string) => {
  const raw = new Database(here.app.world.store.file, { readonly: true })
  const all = raw.prepare(sentence).all()
  raw.close()
  return all
}

async function daysLater(here: Office, days: number): Promise<void> {
  await here.clock.forward(`P${days}D`)
  await here.app.jobs.sweep()
  await here.settle()
  for (const person of here.people) person.readsAll()
}

async function conferenceWithTalk(): Promise<Office> {
  const here = await office({ bridgePoints: 1, assignments: 1, rounds: false })
  const [lan] = here.people
  await here.sendsAssignments()
  await lan!.chooses('Cần trao đổi')
  await lan!.writes(SAID)
  for (const person of here.people) person.readsAll()
  return here
}

test('what Lan wrote is forgotten after 30 days, what was written to her after a year; what she did stays', async () => {
  const here = await conferenceWithTalk()
  await daysLater(here, 29)
  expect(standing(here, SAID)).toContain('inbox')
  await daysLater(here, 2)
  expect(standing(here, SAID)).not.toContain('inbox')
  expect(standing(here, SAID)).toContain('letters')
  const keys = rows(here, 'select key, state from letters order by id')
  await daysLater(here, 335)
  expect(standing(here, SAID)).toEqual(['questions'])
  expect(standing(here, 'Kính gửi')).toEqual([])
  expect(rows(here, 'select key, state from letters order by id')).toEqual(expect.arrayContaining(keys))
})

test('a card of a conference that still runs keeps its words, however old it is', async () => {
  const here = await office({
    bridgePoints: 1,
    assignments: 1,
    rounds: false,
    with: (plan) => {
      plan.conference.start = '2028-06-01T08:00'
      plan.conference.end = '2028-06-01T10:00'
    },
  })
  const [lan] = here.people
  await here.sendsAssignments()
  await lan!.chooses('Đã nhận')
  for (const person of here.people) person.readsAll()
  await daysLater(here, 400)
  expect(standing(here, 'Chuẩn bị đường truyền')).toContain('letters')
  expect(standing(here, 'Dữ liệu cá nhân')).toEqual([])
})

test('pictures are dropped after 90 days; that there was one stays', async () => {
  const here = await conferenceWithTalk()
  const at = here.clock.now()
  const lan = await personByCode(here.app.world.store.db, 'c1')
  await inTransaction(here.app.world.store, async (tx) => {
    const file = { kind: 'image' as const, mime: 'image/jpeg', fileName: 'loa.jpg', size: 3 }
    await tx.insert(media).values({ id: 'm1', contactId: lan!.id, ...file, bytes: Buffer.from('abc'), at })
  })
  await daysLater(here, 89)
  expect(rows(here, 'select size from media where bytes is not null')).toHaveLength(1)
  await daysLater(here, 2)
  expect(rows(here, 'select size, bytes, file_name from media')).toEqual([
    { size: 3, bytes: null, file_name: '' },
  ])
})

test('a stranger is forgotten after 30 days: what they asked, what they were told, and that they wrote', async () => {
  const here = await conferenceWithTalk()
  const hoa = here.stranger('Một Người Lạ')
  await hoa.writes('Cho tôi vào với')
  const chat = (
    rows(here, 'select chat from chats where stranger_told_at is not null') as { chat: string }[]
  )[0]!.chat
  expect(standing(here, `"chat":"${chat}"`)).toEqual(
    expect.arrayContaining(['chats', 'inbox', 'letters', 'requests']),
  )
  await daysLater(here, 31)
  expect(standing(here, chat)).toEqual([])
  expect(standing(here, 'Người Lạ')).toEqual([])
  expect(rows(here, 'select state from requests')).toEqual([{ state: 'overtaken' }])
})

test('an invite, a link and a wrong code do not outlive their use for ever', async () => {
  const here = await conferenceWithTalk()
  const hoa = here.stranger('Một Người Lạ')
  await hoa.writes('11112222')
  await here.inviteFor('c1')
  hoa.readsAll()
  expect(rows(here, 'select at from guesses')).toHaveLength(1)
  await daysLater(here, 31)
  expect(rows(here, 'select at from guesses')).toEqual([])
  expect(rows(here, 'select id from invites').length).toBeGreaterThan(1)
  await daysLater(here, 365)
  expect(rows(here, 'select id from invites')).toEqual([])
})

test('what has piled up is forgotten batch by batch, and looked for once an hour', async () => {
  const here = await office({ bridgePoints: 1, rounds: false })
  const { world } = here.app
  const old = here.clock.now()
  await inTransaction(world.store, async (tx) => {
    for (let place = 0; place < 700; place++)
      await receive(
        tx,
        [
          {
            channel: 'telegram',
            account: '700000001',
            eventId: `old${place}`,
            chat: 'nobody',
            at: old,
            content: { kind: 'text', text: SAID },
          },
        ],
        old,
      )
    await tx.update(inbox).set({ handledAt: old })
  })
  await here.clock.forward('P31D')
  const left = () => rows(here, `select seq from inbox where body is not null`).length
  const most = left()
  await forgetWhatIsOld(world)
  expect(left()).toBe(most - 500)
  await forgetWhatIsOld(world)
  expect(left()).toBe(0)
  await forgetWhatIsOld(world)
  expect(await forgetWhatIsOld(world)).toBe(0)
  for (const person of here.people) person.readsAll()
})

test('Lan withdraws at the platform: her chat is forgotten, she is not; the coordinators are told courteously', async () => {
  const here = await office({ bridgePoints: 1, assignments: 1, rounds: false, apps: ['zalo-bot'] })
  const { world } = here.app
  const [lan] = here.people
  await lan!.writes(SAID)
  for (const person of here.people) person.readsAll()
  const [identity] = (await liveIdentities(world.store.db)).filter(({ channel }) => channel === 'zalo-bot')
  const { account, chat } = identity!
  const event = { channel: 'zalo-bot' as const, account, chat, eventId: 'w1', at: here.clock.now() }
  await inTransaction(world.store, (tx) =>
    receive(tx, [{ ...event, content: { kind: 'withdrawn' } }], here.clock.now()),
  )
  world.wake()
  await here.settle()
  here.coordinator.sees('Bà Nguyễn Thị Lan không nhận tin qua Zalo nữa, theo lựa chọn của mình')
  expect(standing(here, chat)).toEqual([])
  expect(standing(here, SAID)).not.toContain('inbox')
  expect(await personByCode(world.store.db, 'c1')).toMatchObject({
    name: 'Nguyễn Thị Lan',
    phones: ['+84912010000'],
  })
  await here.sendsAssignments()
  lan!.seesNothingNew()
  const waiting = await world.store.db.select().from(letters)
  expect(waiting.filter(({ state }) => state === 'held')).toHaveLength(1)
  for (const person of here.people) person.readsAll()
})
