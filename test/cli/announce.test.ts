import { truncateSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { announcementNumbered } from '../../db/announcements.ts'
import { mediaById } from '../../db/media.ts'
import { recipientsOf } from '../../db/announcement-report.ts'
import { askedOf, askOnTerminal, linesOf, type Question } from '../../src/cli/announce-questions.ts'
import type { When } from '../../src/domain/announcement.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { atHand } from './at-hand.ts'
import { conferenceFile, desk } from './bin.ts'

const banner = 'KHÔNG gửi tài liệu, nội dung thuộc danh mục bí mật nhà nước'

test('an officer announces from the real command line, looks how it stands, and stops it', async () => {
  const office = await atHand()
  await office.linked('lan')
  const here = desk({ DATA_DIR: office.file('data'), QUIET_HOURS: 'off' })
  const text = 'Kính gửi {xung_ho} {ten}'
  const sent = await here.json('announce', '--text', text, '--to', 'all', '--ack', 'Dự|Vắng')
  const reach = { total: 3, byChannel: { telegram: 1 }, unreachable: ['hung', 'van'] }
  expect(sent).toMatchObject({ code: 0, value: { id: expect.any(String), number: 1, ...reach } })
  const { id } = sent.value as { id: string }
  const figures = { total: 3, sent: 0, delivered: 0, acknowledged: 0, failed: 0, held: 0 }
  const unsent = { channel: null, state: 'queued', at: null, answer: null, reason: null }
  const shown = await here.json('announcements', 'show', id)
  expect(shown.value).toMatchObject({ id, ...figures, queued: 3 })
  expect((shown.value as { recipients: unknown[] }).recipients).toMatchObject(
    ['hung', 'lan', 'van'].map((contact) => ({ contact, ...unsent })),
  )
  expect(await office.json('announcements', 'pause', '1')).toMatchObject({ id, state: 'paused' })
  expect(await office.json('announcements', 'stop', id)).toMatchObject({
    id,
    ...figures,
    queued: 0,
    stopped: 3,
  })
  const again = await here.run('announcements', 'stop', '1', '--json')
  expect(again).toEqual({ code: 1, out: '', err: 'Thông báo số 1 đã dừng gửi từ trước.\n' })
}, 90_000)

test('before it goes: who gets it, by which path, how it looks, and what stands in the way', async () => {
  const here = await atHand()
  await here.linked('lan')
  await here.linked('van', 'zalo-bot')
  const file = here.keep('kich-ban.pdf', '%PDF-1.7 …')
  const { code, out, err } = await here.run(
    'announce',
    '--text',
    'Gửi {xung_ho} {ten}',
    '--to',
    'all',
    '--ack',
    'received',
    '--until',
    '09:00 05/12/2036',
    '--at',
    '2036-12-04T08:00+09:00',
    '--zone',
    'Asia/Tokyo',
    '--file',
    file,
    '--dry-run',
  )
  expect({ code, err }).toEqual({ code: 0, err: `${textsIn('vi').announcing.classified}\n` })
  expect(err).toContain(banner)
  expect(out).toContain('Gửi đến 3 người: Phạm Quốc Hùng (hung); Trần Thị Lan (lan); Nguyễn Thị Vân (van)')
  expect(out).toContain('Giờ gửi: 08:00 04/12/2036 (Asia/Tokyo).')
  expect(out).toContain('Nhận trả lời đến: 09:00 05/12/2036 (Asia/Tokyo).')
  expect(out).toContain('Kênh gửi: Telegram 1, Zalo 1.')
  expect(out).toContain('Chưa có cách gửi cho 1 người, tin sẽ chờ đến khi có: Phạm Quốc Hùng (hung)')
  expect(out).toContain('Tệp kich-ban.pdf, 1 KB; không kèm được qua Zalo, tin sẽ ghi nơi nhận tệp.')
  expect(out).toContain(
    'Telegram (1 người), ví dụ gửi Trần Thị Lan:\n  | THÔNG BÁO số 1\n  | Gửi Bà Trần Thị Lan',
  )
  expect(out).toContain('  | [Đã nhận]')
  expect(out).toContain('  | Gửi Ông/Bà Nguyễn Thị Vân')
  expect(out).toContain('  | 1. Đã nhận')
  expect(out).toContain('Chỉ xem trước, chưa gửi gì.')
  expect(await here.json('announcements')).toEqual([])
})

test('what is sent is kept as it was ordered: the files, the answer, the moments, the reason, the lists', async () => {
  const here = await atHand()
  await here.linked('lan')
  const picture = here.keep('so do.png', Buffer.from('\x89PNG\r\n\x1A\n…', 'latin1'))
  const codes = here.keep('codes.txt', 'lan\r\nhung\n')
  const { id } = await here.json(
    'announce',
    '--text-file',
    here.keep('noi-dung.txt', '\uFEFFHọp gấp\n'),
    '--to',
    'file:nhom',
    '--list',
    `nhom=${codes}`,
    '--file',
    picture,
    '--file',
    codes,
    '--ack',
    'number',
    '--at',
    '14:00 05/12/2036',
    '--until',
    '2036-12-06T00:00Z',
    '--urgent',
    '--reason',
    'Bão số 5',
    '--conference',
    'vt26',
  )
  const row = (await announcementNumbered(here.store.db, 1))!
  expect(row).toMatchObject({
    id,
    authorId: null,
    state: 'sending',
    text: 'Họp gấp',
    audience: 'file:nhom',
    lists: { nhom: ['lan', 'hung', ''] },
    wanted: { kind: 'number' },
    leaves: { kind: 'at', at: Date.parse('2036-12-05T14:00+07:00') },
    openUntil: Date.parse('2036-12-06T00:00Z'),
    urgent: true,
    reason: 'Bão số 5',
    total: 2,
  })
  expect(row.conferenceId).not.toBe(null)
  const among = await here.run('announce', '--text', 'Họp', '--to', 'chuaxacnhan:2')
  await here.run('announce', '--text', 'Họp', '--to', 'ma:lan', '--yes')
  expect(among.err).toContain('Không có thông báo số “2”')
  const silent = await here.run('announce', '--text', 'Họp', '--to', 'chuaxacnhan:2')
  expect(silent.err).toContain('Thông báo số “2” không yêu cầu trả lời nên không có ai chưa xác nhận.')
  expect(row.media).toMatchObject([
    { kind: 'image', mime: 'image/png', fileName: 'so do.png' },
    { kind: 'file', mime: 'text/plain', fileName: 'codes.txt' },
  ])
  const kept = await mediaById(here.store.db, row.media[1]!.id)
  expect(kept).toMatchObject({ contactId: null, bytes: Buffer.from('lan\r\nhung\n') })
  expect((await recipientsOf(here.store.db, row.id)).map(({ code }) => code)).toEqual(['hung', 'lan'])
})

describe('what is refused, sends nothing and says what to do', () => {
  test('each slip, each in a sentence of its own', async () => {
    const here = await atHand()
    const empty = here.keep('trong.pdf', '')
    const large = here.keep('phim.mp4', '…')
    truncateSync(here.file(large), 20 * 1024 * 1024 + 1)
    const text = ['--text', 'Họp']
    const all = ['--to', 'all']
    const slips: [code: number, said: string, args: string[]][] = [
      [1, 'Chưa có nội dung để gửi', all],
      [1, 'Không có ai thuộc diện này', [...text, '--to', 'not all']],
      [2, 'all or lann\n       ^^^^', [...text, '--to', 'all or lann']],
      [2, 'Chưa ghi gửi cho ai', [...text, '--to', ' ']],
      [2, 'hoinghi:vt27\n        ^^^^', [...text, '--to', 'hoinghi:vt27']],
      [2, 'dòng 2: “lann”', [...text, '--to', `file:"${here.keep('ds.txt', 'lan\nlann')}"`]],
      [1, 'Không đọc được tệp', [...text, '--to', 'file:khong-co.txt']],
      [
        2,
        'kiểu cũ (.xls)',
        [...text, '--to', `file:${here.keep('cu.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))}`],
      ],
      [2, 'Không có mục {hoten}', ['--text', 'Gửi {hoten}', ...all]],
      [2, 'Kính mời Gửi {hoten}\n              ^^^^^', ['--text', 'Kính mời\nGửi {hoten}', ...all]],
      [1, 'còn thiếu thông tin của 1 người', ['--text', 'Tại {diem_cau}', ...all]],
      [1, 'Không đọc được tệp', [...text, ...all, '--file', here.file('khong-co.pdf')]],
      [1, 'lớn hơn 20 MB', [...text, ...all, '--file', large]],
      [1, 'trống, không gửi được', [...text, ...all, '--file', empty]],
      [
        1,
        'thuộc loại không được gửi',
        [...text, ...all, '--file', here.keep('a.pdf', Buffer.from('MZ\x90\0\x03', 'latin1'))],
      ],
      [1, 'Gửi khẩn cần ghi lý do', [...text, ...all, '--urgent']],
      [
        2,
        'Tin khẩn không chờ đến giờ',
        [...text, ...all, '--urgent', '--reason', 'Bão số 5', '--at', 'hours'],
      ],
      [1, 'nhiều nhất là 5', [...text, ...all, '--ack', '1|2|3|4|5|6']],
      [1, 'hai phương án giống nhau', [...text, ...all, '--ack', 'Có|Co']],
      [1, 'Ghi thêm chữ', [...text, ...all, '--ack', '2|3|4']],
      [2, '--ack không nhận “maybe”', [...text, ...all, '--ack', 'maybe']],
      [2, '--ack không nhận', [...text, ...all, '--ack', 'Dự|']],
      [1, 'đã qua', [...text, ...all, '--at', '2020-12-05T14:00']],
      [2, 'không phải là giờ', [...text, ...all, '--at', 'mai']],
      [2, 'không phải là giờ', [...text, ...all, '--at', '05/12/2036']],
      [2, 'Không có múi giờ', [...text, ...all, '--zone', 'Hanoi']],
      [
        1,
        'phải sau giờ gửi',
        [...text, ...all, '--ack', 'text', '--at', '14:00 05/12/2036', '--until', '13:00 05/12/2036'],
      ],
      [2, 'thêm --ack', [...text, ...all, '--until', '13:00 05/12/2036']],
      [1, 'Không có hội nghị mã', [...text, ...all, '--conference', 'vt99']],
    ]
    for (const [code, said, args] of slips) {
      const done = await here.run('announce', ...args, '--yes')
      expect(`${done.code} ${done.err}`, args.join(' ')).toMatch(new RegExp(`^${code} `))
      expect(done.err, args.join(' ')).toContain(said)
    }
    expect(await here.json('announcements')).toEqual([])
  })

  test('without a terminal, --yes answers what would be asked; what needs no question goes at once', async () => {
    const here = await atHand({ ANNOUNCE_CONFIRM_FROM: '3', QUIET_HOURS: '00:00-23:59' })
    const toAll = ['announce', '--text', 'Họp lúc 8 giờ', '--to', 'all']
    const refused = await here.run(...toAll)
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('Thông báo gửi đến 3 người.')
    expect(refused.err).toContain('Giờ gửi là ngoài giờ đối với 3 người, theo giờ địa phương.')
    expect(refused.err).toContain('--yes')
    const json = await here.run(...toAll, '--json')
    expect(json.code).toBe(1)
    expect(JSON.parse(json.out)).toMatchObject({
      id: null,
      total: 3,
      recipients: ['hung', 'lan', 'van'],
      outsideHours: ['hung', 'lan', 'van'],
    })
    expect(await here.json(...toAll, '--dry-run')).toMatchObject({ id: null, total: 3 })
    const unexplained = await here.run(...toAll, '--yes')
    expect(unexplained.code).toBe(1)
    expect(unexplained.err).toContain('Ghi --at hours để gửi trong giờ của từng người, hoặc --reason')
    const later = await here.run(...toAll, '--yes', '--at', '2036-12-05T02:00')
    expect(later.err).toContain('Giờ gửi là ngoài giờ đối với 3 người')
    expect(await here.json('announcements')).toEqual([])
    expect(await here.json(...toAll, '--yes', '--reason', 'Bão số 5')).toMatchObject({ number: 1 })
    expect((await announcementNumbered(here.store.db, 1))!.reason).toBe('Bão số 5')
    const same = await here.run(...toAll)
    expect(same.err).toContain('vừa được gửi trong vòng một giờ qua (Thông báo số 1)')
    const small = ['announce', '--text', 'Việc khác', '--to', 'code:lan']
    expect((await here.run(...small)).code).toBe(1)
    expect(await here.json(...small, '--at', 'hours')).toMatchObject({ number: 2, at: 'hours' })
    expect(await here.json(...small, '--urgent', '--reason', 'Bão', '--text', 'Nữa')).toMatchObject({
      number: 3,
    })
  })
})

test('the conference of the recipients is the one it tells of; where two are held and none is named, it asks which', async () => {
  const here = await atHand()
  await here.linked('lan')
  const plan = conferenceFile()
  Object.assign(plan.conference, { code: 'gb36', start: '2036-12-03T08:00', end: '2036-12-03T10:00' })
  Object.assign(plan, { rounds: [], assignments: [] })
  expect((await here.run('import', here.keep('other.json', plan))).code).toBe(0)
  const to = (...args: string[]) => here.run('announce', '--text', '{gio_dia_phuong}', ...args, '--dry-run')
  expect((await to('--to', 'conference:vt26')).out).toContain('thứ Hai, 08/12/2036')
  expect((await to('--to', 'round:r1')).out).toContain('thứ Hai, 08/12/2036')
  expect((await to('--to', 'round:r1', '--conference', 'gb36')).out).toContain('thứ Tư, 03/12/2036')
  const unclear = await to('--to', 'code:lan')
  expect(unclear).toMatchObject({
    code: 1,
    err: expect.stringContaining('(gb36, vt26). Ghi thêm --conference'),
  })
})

test('an English officer reads all of it in English', async () => {
  const here = await atHand({}, { language: 'en' })
  const one = ['announce', '--text', 'Meeting at eight', '--to', 'code:lan', '--ack', 'received']
  const { out, err } = await here.run(...one)
  expect(err).toContain('state secret')
  expect(out).toContain('Goes to 1 person: Trần Thị Lan (lan)')
  expect(out).toContain('1 person cannot be reached')
  expect(out).toContain('Announcement no. 1 is on its way')
  const again = await here.run(...one)
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('run the command again with --yes') })
  expect((await here.run('announcements', 'show', '1')).out).toMatch(/lan +Trần Thị Lan +waiting/)
})

test('afterwards: reminding, correcting, recalling and new files, each done or refused in a sentence', async () => {
  const here = await atHand()
  await here.json('announce', '--text', 'Họp', '--to', 'code:lan')
  const act = (...args: string[]) => here.run('announcements', ...args)
  expect((await act('remind', '1')).err).toBe('Thông báo số 1 không yêu cầu trả lời.\n')
  expect((await act('resume', '#1')).err).toBe('Thông báo số 1 không tạm dừng.\n')
  expect((await act('show', '7')).err).toContain('Không có thông báo “7”')
  const wrong = await act('correct', '1', '--text', 'Gửi {hoten}')
  expect({ code: wrong.code, err: wrong.err }).toMatchObject({
    code: 2,
    err: expect.stringContaining('\n     ^^^^^\n'),
  })
  expect(await here.json('announcements', 'correct', '1', '--text', 'Họp lúc 9 giờ')).toMatchObject({
    revision: 2,
  })
  const file = here.keep('ban-moi.pdf', '%PDF-1.7')
  expect(await here.json('announcements', 'new-file', '1', '--file', file)).toMatchObject({ revision: 3 })
  const asked = await act('recall', '1')
  expect(asked.code).toBe(1)
  expect(asked.err).toContain('--yes')
  expect(await here.json('announcements', 'recall', '1', '--yes')).toMatchObject({
    state: 'recalled',
    stopped: 1,
  })
  const shown = (await here.json('announcements', 'show', '1')) as { revisions: { kind: string }[] }
  expect(shown.revisions.map(({ kind }) => kind)).toEqual(['sent', 'corrected', 'new-file', 'recalled'])
  const { out } = await act('show', '1')
  expect(out).toContain('ĐÃ THU HỒI')
  expect(out).toMatch(/lan +Trần Thị Lan +không gửi nữa/)
  expect((await act()).out).toMatch(/1 +\S+ +ĐÃ THU HỒI +0\/1/)
  expect((await act('report', '1', here.file('r.xlsx'))).code).toBe(0)
  expect((await act('report', '1', here.file('r.xlsx'))).err).toContain('đã có')
})

describe('on a terminal', () => {
  const { announcing } = textsIn('vi')
  const answering = async (typed: string, questions: Question[], yes = false) => {
    const [input, output] = [new PassThrough(), new PassThrough()]
    input.end(typed)
    const terminal = { texts: textsIn('vi') } as Parameters<typeof askOnTerminal>[0]
    return askOnTerminal(terminal, questions, 120, yes, linesOf(input, output)).then(
      (reason) => reason ?? 'sent',
      (error: Error) => error.message,
    )
  }
  const many: Question = { kind: 'many', people: 120 }

  test.each([
    ['the count, typed', '120\n', [many], false, 'sent'],
    ['the count with a word', '120 người\n', [many], false, 'sent'],
    ['another count', '12\n', [many], false, announcing.notSent],
    ['yes is no count', 'có\n', [many], false, announcing.notSent],
    ['--yes is no count either', '\n', [many], true, announcing.notSent],
    ['nobody answers', '', [many], false, announcing.notSent],
    ['a small audience', 'c\n', [], false, 'sent'],
    ['a small audience, not wanted', 'k\n', [], false, announcing.notSent],
    ['a small audience, with --yes', '', [], true, 'sent'],
    ['the same again', 'có\n1\n', [{ kind: 'same', number: 4 }], false, announcing.notSent],
    ['out of hours', 'Bão số 5\nc\n', [{ kind: 'outside-hours', people: 3 }], false, 'Bão số 5'],
    ['out of hours, with --yes', 'Bão số 5\n', [{ kind: 'outside-hours', people: 3 }], true, 'Bão số 5'],
    ['out of hours, not saying why', '\n', [{ kind: 'outside-hours', people: 3 }], true, announcing.notSent],
    ['answers close before their hours', 'c\nc\n', [{ kind: 'too-late', people: 2 }], false, 'sent'],
    [
      'answers close before their hours, not wanted',
      'k\n',
      [{ kind: 'too-late', people: 2 }],
      false,
      announcing.notSent,
    ],
    ['answers close before their hours, with --yes', '', [{ kind: 'too-late', people: 2 }], true, 'sent'],
    ['the same again, with --yes', '', [{ kind: 'same', number: 4 }], true, 'sent'],
  ] as [string, string, Question[], boolean, string][])('%s', async (_, typed, questions, yes, expected) =>
    expect(await answering(typed, questions, yes)).toBe(expected),
  )

  test('an announcement that says why, or that waits for the hours of each, wakes nobody by mistake', () => {
    const about = { people: [], sameAs: null, tooLate: [], outsideHours: [{}] } as unknown as Parameters<
      typeof askedOf
    >[1]
    const asked = (reason: string | null, leaves: When) => askedOf({ reason, leaves }, about, 100)
    expect(asked(null, { kind: 'now' })).toEqual([{ kind: 'outside-hours', people: 1 }])
    expect(asked(null, { kind: 'at', at: 1 })).toEqual([{ kind: 'outside-hours', people: 1 }])
    expect(asked('Bão số 5', { kind: 'now' })).toEqual([])
    expect(asked(null, { kind: 'hours' })).toEqual([])
  })
})
