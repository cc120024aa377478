import { expect, onTestFinished, test } from 'vitest'
import { inTransaction, openStore } from '../../db/open.ts'
import { link } from '../../db/identities.ts'
import { changeLetter } from '../../db/outbox.ts'
import { personByCode } from '../../db/people.ts'
import { letters } from '../../db/schema.ts'
import { conferenceFile, deskAtHand } from './bin.ts'

async function imported(env: Record<string, string> = {}) {
  const here = deskAtHand(env)
  expect((await here.run('import', here.keep('plan.json', conferenceFile()))).code).toBe(0)
  const store = await openStore(`${here.file('data')}/caunoi.db`)
  onTestFinished(() => store.close())
  return { here, store }
}

const none = (channel: string) => ({ channel, state: 'none', until: null, lastSuccess: null })

test('status says of every contact which ways exist, in a fixed order, and what got through last', async () => {
  const { here, store } = await imported()
  const lan = (await personByCode(store.db, 'lan'))!
  const linkedAt = Date.parse('2026-11-01T01:00:00Z')
  await inTransaction(store, async (tx) => {
    const at = { channel: 'telegram' as const, account: '700', chat: '42' }
    await link(tx, { id: 'i1', contactId: lan.id, ...at, linkedAt, lastInAt: linkedAt })
  })
  expect((await here.run('send', 'assignments', '--conference', 'vt26')).code).toBe(0)
  const sentAt = Date.parse('2026-11-02T01:00:00Z')
  await inTransaction(store, async (tx) => {
    for (const { id, contactId } of await tx.select().from(letters))
      if (contactId === lan.id) await changeLetter(tx, id, { state: 'sent', sentAt })
  })
  const { value } = await here.json('status', '--conference', 'vt26')
  const { contacts, ...rest } = value as { contacts: { contact: string }[] }
  expect(contacts.find(({ contact }) => contact === 'lan')).toEqual({
    contact: 'lan',
    name: 'Trần Thị Lan',
    linked: ['telegram'],
    paths: [
      { channel: 'telegram', state: 'linked', until: null, lastSuccess: '2026-11-02T01:00:00.000Z' },
      none('zalo-oa'),
      none('zalo-template'),
      none('zalo-bot'),
      none('web'),
      none('email'),
    ],
  })
  expect(rest).toMatchObject({
    conferences: ['vt26'],
    letters: { sent: 1 },
    troubled: [],
    linking: [{ conference: 'vt26', contacts: 3, linked: 1, neverOpened: [] }],
  })
})

test('who was invited and never opened anything is named; the text has a line for each person', async () => {
  const { here } = await imported()
  expect((await here.run('invite', '--contact', 'hung')).code).toBe(0)
  const { out } = await here.run('status', '--conference', 'vt26')
  expect(out).toContain('vt26: 0/3 đầu mối đã liên kết')
  expect(out).toContain('1 người chưa mở liên kết lần nào: Phạm Quốc Hùng')
  expect(out).toMatch(/lan +Trần Thị Lan +chưa liên lạc được: chưa có cách nào/)
})

test('a test ping from the command line names at once whom it cannot reach', async () => {
  const { here, store } = await imported()
  const lan = (await personByCode(store.db, 'lan'))!
  await inTransaction(store, async (tx) => {
    const at = { channel: 'telegram' as const, account: '700', chat: '42' }
    await link(tx, { id: 'i1', contactId: lan.id, ...at, linkedAt: 1, lastInAt: 1 })
  })
  expect(await here.json('ping', '--conference', 'vt26')).toEqual({
    code: 0,
    value: {
      conference: 'vt26',
      sent: 3,
      answered: [],
      silent: ['hung', 'lan', 'van'],
      unreachable: ['hung', 'van'],
    },
  })
  expect(await here.json('ping', '--contact', 'lan', '--conference', 'vt26')).toMatchObject({
    value: { sent: 1 },
  })
  const { out } = await here.run('ping', '--show')
  expect(out).toContain('Thử liên lạc: 0/3 đã trả lời; chưa: Trần Thị Lan.')
  expect(out).toContain('Không gửi được, đề nghị gọi điện (2): Phạm Quốc Hùng, Nguyễn Thị Vân.')
})
