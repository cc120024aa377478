import { readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { conferenceFile, type Desk, deskAtHand } from './bin.ts'

async function imported(env: Record<string, string> = {}): Promise<Desk> {
  const here = deskAtHand(env)
  expect((await here.run('import', here.keep('plan.json', conferenceFile()))).code).toBe(0)
  return here
}

test('a person asks what is held about them: it is all there, readable, for them alone', async () => {
  const here = await imported()
  await here.run('invite', '--contact', 'lan')
  const { value } = await here.json('person', 'export', 'lan')
  expect(value).toMatchObject({
    contact: { name: 'Trần Thị Lan', phones: ['+84912000111'] },
    bridgePoints: ['b1'],
    invites: [{ burntAt: null }],
    audit: [{ action: 'invited' }],
  })
  expect(JSON.stringify(value)).not.toMatch(/mac|token/i)

  const told = await here.run('person', 'export', 'lan', 'lan.json')
  expect(told).toMatchObject({ code: 0 })
  expect(told.out).toContain('Đã ghi lan.json')
  expect(JSON.parse(readFileSync(here.file('lan.json'), 'utf8'))).toMatchObject({ contact: { code: 'lan' } })
  expect(statSync(here.file('lan.json')).mode & 0o077).toBe(0)
  expect((await here.run('person', 'export', 'lan', 'lan.json')).err).toContain('lan.json đã có')
  expect((await here.run('person', 'export', 'nobody')).err).toContain('Không có đầu mối mã “nobody”')
})

test('erasing: refused while somebody counts on the person, shown first, then done for good', async () => {
  const here = await imported()
  const refused = await here.run('person', 'erase', 'lan', '--yes')
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toContain('Trần Thị Lan (mã lan) còn phụ trách điểm cầu Hà Giang; nhiệm vụ 1')

  const plan = conferenceFile()
  plan.contacts.splice(0, 1)
  plan.bridgePoints[0]!.contact = 'hung'
  plan.bridgePoints[0]!.backup = 'van'
  plan.assignments[0]!.contact = 'hung'
  expect((await here.run('import', here.keep('plan.json', plan))).code).toBe(0)

  const shown = await here.run('person', 'erase', 'lan')
  expect(shown.code).toBe(1)
  expect(shown.out).toContain('Sẽ xóa dữ liệu cá nhân của Trần Thị Lan (CHƯA thực hiện)')
  expect(shown.err).toContain('--yes')
  expect((await here.json('person', 'export', 'lan')).value).toMatchObject({
    contact: { name: 'Trần Thị Lan' },
  })

  const done = await here.run('person', 'erase', 'lan', '--yes')
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(done.out).toMatch(/được giữ dưới tên Đầu mối x[0-9a-f]{10}/)
  expect(done.out).toContain('Bản sao lưu cũ vẫn còn dữ liệu')
  expect(readFileSync(here.file('data/caunoi.db')).includes('Trần Thị Lan')).toBe(false)
  expect((await here.run('status')).out).not.toContain('Trần Thị Lan')
  expect((await here.run('person', 'erase', 'lan', '--yes')).err).toContain('Không có đầu mối mã “lan”')
})

test('who coordinates is told how to end that first', async () => {
  const here = await imported()
  expect((await here.run('person', 'erase', 'van', '--yes')).err).toContain('caunoi coordinator van --revoke')
})

test('import, status and doctor say how full the bots on Zalo are, and what to do', async () => {
  const here = await imported({
    ZALO_BOT_TOKEN: '800000001:test-token-of-the-zalo-bot-000000',
    ZALO_BOT_API_ROOT: 'http://127.0.0.1:9',
    ZALO_BOT_SEATS: '2',
  })
  const plan = conferenceFile()
  plan.conference.title = 'Hội nghị viễn thông'
  const told = await here.run('import', here.keep('plan.json', plan))
  expect(told.out).toContain(
    'Bot Zalo 1: 0/2 người, 0/3.000 tin tháng này; cần thêm 1 chỗ nếu mọi đầu mối chưa liên kết đều dùng Zalo',
  )
  expect((await here.run('status')).out).toContain('Bot Zalo 1: 0/2 người')
  expect((await here.json('status')).value).toMatchObject({
    zaloBots: [{ account: '800000001', people: 0, seats: 2 }],
  })
  await fill(here, 2)
  const examined = await here.run('doctor')
  expect(examined.out).toMatch(
    /LỖI +Zalo Bot +Bot Zalo 1: 2\/2 người, 0\/3\.000 tin tháng này; đã hết\. Tạo thêm bot/,
  )
})

async function fill(here: Desk, people: number): Promise<void> {
  const { openStore, inTransaction } = await import('../../db/open.ts')
  const { strangerTold } = await import('../../db/chats.ts')
  const store = await openStore(here.file('data/caunoi.db'))
  await inTransaction(store, async (tx) => {
    for (let place = 0; place < people; place++)
      await strangerTold(tx, { channel: 'zalo-bot', account: '800000001', chat: `s${place}` }, Date.now())
  })
  store.close()
}
