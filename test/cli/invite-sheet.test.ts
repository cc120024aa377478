import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { saveProfile } from '../../db/facts.ts'
import { inTransaction, openStore } from '../../db/open.ts'
import { conferenceFile, type Desk, deskAtHand } from './bin.ts'

const BASE = 'https://caunoi.example.vn'

const places = {
  PUBLIC_URL: BASE,
  OFFICE_NAME: 'Văn phòng UBND tỉnh Hà Giang',
  OFFICE_PHONE: '0219 3866 000',
}

/** A desk whose conference is imported: Lan, with a unit; Hùng, who reads English; and Vân, who coordinates. */
async function imported(env: Record<string, string> = places): Promise<Desk> {
  const here = deskAtHand(env)
  const plan = conferenceFile()
  Object.assign(plan.contacts[0]!, { title: 'Trưởng phòng <KT>', unit: 'Viễn thông Hà Giang' })
  Object.assign(plan.contacts[1]!, { language: 'en' })
  expect((await here.run('import', here.keep('plan.json', plan))).code).toBe(0)
  return here
}

/** The server has talked to Telegram once. */
async function knowsItsBot(here: Desk): Promise<void> {
  const store = await openStore(here.file('data/caunoi.db'))
  await inTransaction(store, (tx) => saveProfile(tx, 'telegram', '700100', { userName: 'hagiang_bot' }))
  store.close()
}

test('the sheet holds a slip for each contact, in their language, and fetches nothing', async () => {
  const here = await imported()
  await knowsItsBot(here)
  const { value } = await here.json('invite', '--conference', 'vt26', '--sheet', 'sheet.html')
  const page = readFileSync(here.file('sheet.html'), 'utf8')
  const slips = page.split('<section').slice(1)
  expect(slips).toHaveLength(3)
  const codes = (value as { contact: string; code: string }[]).map(({ code }) => code)
  for (const [place, slip] of slips.entries()) expect(slip).toContain(codes[place])
  const [hung, lan] = slips
  expect(hung).toContain('Dear Phạm Quốc Hùng')
  expect(hung).toContain('Scan the QR code with a phone that has Telegram')
  expect(lan).toContain('Kính gửi Bà Trần Thị Lan')
  expect(lan).toContain('Trưởng phòng &lt;KT&gt;, Viễn thông Hà Giang')
  expect(lan).toContain('Quét mã QR bằng điện thoại có Telegram')
  expect(lan).toContain('<svg')
  expect(lan).toMatch(/đến \d\d:\d\d \d\d\/\d\d\/\d{4}/)
  expect(lan).toContain('đề nghị gọi Nguyễn Thị Vân, 0912 000 999')
  expect(page).toContain('break-inside:avoid')
  expect(page).not.toMatch(/<(script|img|link|iframe)\b|url\(|@import/)
  expect(statSync(here.file('sheet.html')).mode & 0o077).toBe(0)
})

test('a sheet that is there already is not written over, and no codes are given out for it', async () => {
  const here = await imported()
  here.keep('sheet.html', 'handed out yesterday')
  const told = await here.run('invite', '--sheet', 'sheet.html')
  expect(told).toMatchObject({ code: 1, out: '' })
  expect(told.err).toContain('Tệp sheet.html đã có')
  expect(readFileSync(here.file('sheet.html'), 'utf8')).toBe('handed out yesterday')
})

test('each link has its QR picture, under names that any disk takes', async () => {
  const here = await imported()
  const plan = conferenceFile()
  plan.contacts[0]!.code = 'Lân.1'
  plan.bridgePoints[0]!.contact = 'Lân.1'
  plan.assignments = []
  expect((await here.run('import', here.keep('odd.json', plan), '--yes')).code).toBe(0)
  await knowsItsBot(here)
  expect((await here.run('invite', '--conference', 'vt26', '--qr', 'qr')).code).toBe(0)
  expect(readdirSync(here.file('qr')).toSorted()).toEqual([
    'hung-telegram.png',
    'hung-web.png',
    'lan-1-telegram.png',
    'lan-1-web.png',
    'van-telegram.png',
    'van-web.png',
  ])
  const png = readFileSync(join(here.file('qr'), 'hung-web.png'))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
})

test('what is pasted into a personal chat says who writes, why, the way in and whom to ring', async () => {
  const here = await imported()
  const { out } = await here.run('invite', '--conference', 'vt26', '--contact', 'lan', '--paste')
  expect(out).toContain('Kính gửi Bà Trần Thị Lan,')
  expect(out).toContain('Văn phòng UBND tỉnh Hà Giang mời kết nối')
  expect(out).toContain('Hội nghị viễn thông 2036')
  expect(out).toMatch(/Trang web: https:\/\/caunoi\.example\.vn\/c\/\S+/)
  expect(out).toContain('đề nghị gọi Nguyễn Thị Vân, 0912 000 999')
})

test('without any link the slip says how to use the code', async () => {
  const here = await imported({})
  expect((await here.run('invite', '--contact', 'lan', '--sheet', 'sheet.html')).code).toBe(0)
  const page = readFileSync(here.file('sheet.html'), 'utf8')
  expect(page).toContain('Mở cuộc trò chuyện với bot của cơ quan')
  expect(page).not.toContain('<svg')
})

test('units get one link each, the same one again, and none where nobody outside could open it', async () => {
  const here = await imported()
  const { value } = await here.json('unit-links', '--conference', 'vt26')
  expect(value).toEqual([
    {
      unit: 'Viễn thông Hà Giang',
      bridgePoints: ['Hà Giang'],
      url: expect.stringMatching(/^https:\/\/caunoi\.example\.vn\/u\/[\w-]+\.[\w-]{22}$/),
      expiresAt: expect.stringMatching(/Z$/),
    },
  ])
  expect((await here.json('unit-links', '--conference', 'vt26')).value).toEqual(value)
  expect((await here.run('unit-links', '--revoke', 'Viễn thông Hà Giang')).code).toBe(0)
  expect((await here.run('unit-links', '--revoke', 'Viễn thông')).code).toBe(1)
  expect((await here.json('unit-links')).value).not.toEqual(value)
  const closed = await (await imported({})).run('unit-links')
  expect(closed).toMatchObject({ code: 1, out: '' })
  expect(closed.err).toContain('PUBLIC_URL')
})
