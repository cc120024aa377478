import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holdAlone } from '../../db/lock.ts'
import { inTransaction, openStore } from '../../db/open.ts'
import { put } from '../../db/outbox.ts'
import { conferenceFile, desk, type Desk, deskAtHand, ran } from './bin.ts'

/** A desk whose conference is imported. */
async function imported(): Promise<Desk> {
  const here = deskAtHand()
  expect((await here.run('import', here.keep('plan.json', conferenceFile()))).code).toBe(0)
  return here
}

test('npx --no-install caunoi works in a fresh checkout, without a build or a terminal', async () => {
  const here = desk()
  const root = join(import.meta.dirname, '../..')
  const env = { PATH: process.env.PATH ?? '', HOME: here.dir, DATA_DIR: here.file('data') }
  const { code, out } = await ran('npx', ['--no-install', 'caunoi', 'status', '--json'], { cwd: root, env })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ contacts: [], letters: {} })
})

test('an office imports, imports again, and sees what would change before it does', async () => {
  const here = await imported()
  const again = await here.run('import', 'plan.json')
  expect(again).toMatchObject({ code: 0, out: 'Hội nghị vt26: không có gì thay đổi.\n' })

  const plan = conferenceFile()
  plan.contacts[0]!.phones = ['0912000222']
  plan.rounds[0]!.opensAt = '2036-12-05T15:00'
  const look = await here.run('import', here.keep('changed.json', plan), '--dry-run')
  expect(look.code).toBe(0)
  expect(look.out).toBe(
    [
      'Hội nghị vt26 sẽ thay đổi như sau (chạy thử, chưa thay đổi gì):',
      '  ~ đầu mối lan: Trần Thị Lan',
      '      điện thoại: +84912000111 → +84912000222',
      '  ~ đợt kiểm tra r1: Kiểm tra kỹ thuật lần 1',
      '      mở: 14:00 05/12/2036 → 15:00 05/12/2036',
      '',
    ].join('\n'),
  )
  expect(await here.json('import', 'plan.json')).toMatchObject({ code: 0, value: { differences: [] } })
})

test('one bad row: nothing is imported, and every fault is listed at once', async () => {
  const here = deskAtHand()
  const plan = conferenceFile()
  plan.bridgePoints[1]!.contact = 'nobody'
  plan.rounds[0]!.closesAt = 'chiều mai'
  const told = await here.run('import', here.keep('bad.json', plan))
  expect(told).toMatchObject({ code: 2, out: '' })
  expect(told.err).toContain('Tệp bad.json có 2 lỗi; chưa nhập gì:')
  expect(told.err).toContain('bridgePoints[1].contact: đang ghi “nobody”')
  expect(await here.json('import', 'bad.json')).toMatchObject({
    code: 2,
    value: { faults: [{ path: 'bridgePoints[1].contact' }, { path: 'rounds[0].closesAt' }] },
  })
  expect(await here.json('status')).toMatchObject({ value: { conferences: [], contacts: [] } })
  expect((await here.run('import', 'missing.json')).code).toBe(2)
})

test('after sending, a move needs --yes; cancelling too', async () => {
  const here = await imported()
  expect(await here.json('send', 'assignments', '--conference', 'vt26')).toEqual({
    code: 0,
    value: { conference: 'vt26', sent: 1 },
  })
  const plan = conferenceFile()
  plan.conference.start = '2036-12-09T14:00'
  plan.conference.end = '2036-12-09T16:00'
  const refused = await here.run('import', here.keep('moved.json', plan))
  expect(refused.code).toBe(1)
  expect(refused.out).toContain('Đổi giờ: 08:00 08/12/2036 → 14:00 09/12/2036')
  expect(refused.out).toContain('2 người nhận thông báo (hung, lan)')
  expect(refused.err).toBe('Có người đã được gửi tin về nội dung này. Chạy lại lệnh với --yes để xác nhận.\n')
  expect(await here.json('import', 'moved.json', '--yes')).toMatchObject({
    code: 0,
    value: { result: 'applied', effect: { told: ['hung', 'lan'], askedAgain: ['lan'] } },
  })

  expect((await here.run('cancel', 'conference', 'vt26')).code).toBe(1)
  expect(await here.json('cancel', 'conference', 'vt26', '--yes')).toMatchObject({
    code: 0,
    value: { cancelled: true, effect: { told: ['hung', 'lan'] } },
  })
  expect((await here.run('import', 'moved.json')).err).toContain('đã hủy nên không nhập lại được')
})

test('the board has the promised shape before any round, and in one that is opened early', async () => {
  const here = await imported()
  const items = { 'Đường truyền': 'unknown', 'Âm thanh': 'unknown' }
  const row = { status: 'pending', since: null, via: null, items }
  const board = {
    conference: 'vt26',
    round: null,
    bridgePoints: [
      { code: 'b1', name: 'Hà Giang', contact: 'lan', ...row },
      { code: 'b2', name: 'Tokyo', contact: 'hung', ...row },
    ],
    assignments: [{ code: '1', contact: 'lan', status: 'draft' }],
  }
  expect((await here.json('board', '--conference', 'vt26')).value).toEqual(board)
  expect(await here.json('open', 'round', 'r1', '--conference', 'vt26')).toMatchObject({
    value: { asked: 2 },
  })
  expect((await here.run('open', 'round', 'r9')).err).toBe('Không có đợt kiểm tra mã “r9”. Hiện có: r1.\n')
  expect((await here.json('board')).value).toEqual({ ...board, round: 'r1' })
  expect((await here.run('board')).out).toContain(
    'Chưa trả lời: 2   Đang chuẩn bị: 0   Sẵn sàng: 0   Có sự cố: 0',
  )
  expect(await here.json('status')).toMatchObject({ value: { letters: { held: 2 } } })
})

test('invites and coordinators are printed as scripts expect them', async () => {
  const here = await imported()
  const view = {
    code: expect.stringMatching(/^\d{8}$/),
    telegram: null,
    zaloOa: null,
    web: null,
    linked: [],
    expiresAt: expect.stringMatching(/Z$/),
  }
  expect((await here.json('invite', '--conference', 'vt26')).value).toEqual([
    { contact: 'hung', name: 'Phạm Quốc Hùng', ...view },
    { contact: 'lan', name: 'Trần Thị Lan', ...view },
    { contact: 'van', name: 'Nguyễn Thị Vân', ...view },
  ])
  expect((await here.json('invite', '--contact', 'lan')).value).toEqual([
    { contact: 'lan', name: 'Trần Thị Lan', ...view },
  ])
  expect((await here.json('coordinator', 'Lê Thu Hà')).value).toEqual({
    contact: 'le-thu-ha',
    name: 'Lê Thu Hà',
    ...view,
  })
  expect((await here.run('coordinator', 'Lê Thu Hà', '--revoke')).code).toBe(0)
  expect((await here.run('coordinator', 'Lê Thu Hà', '--revoke')).code).toBe(1)
  expect((await here.run('invite', '--contact', 'nobody')).err).toBe('Không có đầu mối mã “nobody”.\n')
  expect(await here.json('unlink', 'lan')).toEqual({ code: 0, value: { contact: 'lan', unlinked: [] } })
})

test('what was typed wrong is said in Vietnamese, with exit code 2 and nothing on standard output', async () => {
  const here = deskAtHand()
  const slips = [
    [['gui'], 'Không có lệnh “gui”.'],
    [['board', '--jsn'], 'Không có tùy chọn “--jsn”.'],
    [['import'], 'Lệnh còn thiếu “file”.'],
    [['board', '--conference'], 'Tùy chọn “--conference <code>” cần một giá trị.'],
    [['status', 'vt26'], 'Lệnh có quá nhiều tham số.'],
    [['cancel'], 'Cần ghi rõ lệnh.'],
    [
      ['unlink', 'lan', '--channel', 'viber'],
      '--channel chỉ nhận: telegram, zalo-oa, zalo-template, zalo-bot, web, email.',
    ],
    [['--lang', 'fr', 'status'], '--lang chỉ nhận vi hoặc en.'],
  ] as const
  for (const [args, said] of slips) {
    const told = await here.run(...args)
    expect({ args, ...told }).toMatchObject({ args, code: 2, out: '' })
    expect(told.err).toContain(said)
  }
  const real = desk()
  expect(await real.run('gui')).toMatchObject({ code: 2, out: '', err: expect.stringContaining(slips[0][1]) })
  expect(await real.run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('announce') })
  const wrong = await deskAtHand({ PORT: 'eighty' }).run('status')
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('PORT')
})

test('the template is a workbook that no work is lost to', async () => {
  const here = deskAtHand()
  expect((await here.run('template', 'mau.xlsx')).code).toBe(0)
  expect(existsSync(here.file('mau.xlsx'))).toBe(true)
  expect((await here.run('template', 'mau.xlsx')).code).toBe(1)
})

test('a backup is restored, and what was there before is kept beside', async () => {
  const here = await imported()
  expect((await here.run('backup', 'night.db')).code).toBe(0)
  expect((await here.run('backup', 'night.db')).code).toBe(0)
  expect((await here.run('backup', 'plan.json')).code).toBe(1)
  await here.run('coordinator', 'Lê Thu Hà')
  expect((await here.run('restore', 'plan.json')).code).toBe(2)

  const release = holdAlone(here.file('data/server.lock'))
  const refused = await here.run('restore', 'night.db')
  release?.()
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toContain('Máy chủ đang chạy')

  expect((await here.run('restore', 'night.db')).code).toBe(0)
  expect((await here.run('status', '--json')).out).not.toContain('Lê Thu Hà')
  const kept = readdirSync(here.file('data')).filter((name) => name.startsWith('caunoi.db.before-'))
  expect(kept).toHaveLength(1)
  const old = await openStore(here.file(`data/${kept[0]}`))
  onTestFinished(() => old.close())
})

test('while a drill runs, commands are meant for the drill; afterwards they are not', async () => {
  const here = await imported()
  mkdirSync(here.file('data/drill'))
  const drill = await openStore(here.file('data/drill/caunoi.db'))
  const release = holdAlone(here.file('data/drill/drill.lock'))
  const during = await here.run('status')
  release?.()
  drill.close()
  expect(during.out).toContain('DIỄN TẬP\nĐã liên kết: 0/0 đầu mối')
  expect((await here.run('status')).out).toContain('Đã liên kết: 0/3 đầu mối')
})

test('the doctor says what is wrong and what to do, and finds nothing wrong with an idle office', async () => {
  const here = await imported()
  const well = await here.run('doctor')
  expect(well.code).toBe(0)
  expect(well.out).toMatch(/Lưu ý +Sao lưu +chưa sao lưu lần nào. Sao lưu: caunoi backup TỆP/)
  expect(well.out).toMatch(/Lưu ý +Máy chủ +không chạy; khởi động bằng: npm start/)

  const away = deskAtHand({ TELEGRAM_BOT_TOKEN: '123456:aaaa-bbbb', TELEGRAM_API_ROOT: 'http://127.0.0.1:1' })
  const { code, value } = await away.json('doctor')
  expect(code).toBe(1)
  expect(value).toMatchObject({ ok: false })
  expect(JSON.stringify(value)).toContain('không kiểm tra được bot')
  expect(JSON.stringify(value)).not.toContain('aaaa-bbbb')
})

test('the doctor says so when letters wait for a bot whose token is gone', async () => {
  const here = await imported()
  const store = await openStore(here.file('data/caunoi.db'))
  onTestFinished(() => store.close())
  const letter = {
    channel: 'telegram' as const,
    chat: '5',
    urgency: 1,
    chasing: false,
    mustArrive: true,
    card: { text: 'Đề nghị xác nhận', choices: [] },
    commands: {},
    state: 'pending' as const,
    sendAt: 1,
    createdAt: 1,
  }
  const bots = { l1: '700000009', l2: '700000009', l3: '123456' }
  await inTransaction(store, async (tx) => {
    for (const [id, account] of Object.entries(bots)) await put(tx, { ...letter, id, key: id, account })
  })
  const bot = deskAtHand({
    DATA_DIR: here.file('data'),
    TELEGRAM_BOT_TOKEN: '123456:aaaa-bbbb',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
  })
  const { code, out } = await bot.run('doctor')
  expect(code).toBe(1)
  expect(out).toMatch(
    /LỖI +Tin nhắn +2 tin đang chờ bot 700000009 \(telegram\), nhưng thiết lập không còn mã/,
  )
  expect(out).not.toContain('đang chờ bot 123456')
})
