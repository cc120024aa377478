import { expect, test } from 'vitest'
import type { Announcement } from '../../db/announcements.ts'
import { answersTo } from '../../db/asks.ts'
import { identitiesOf } from '../../db/identities.ts'
import { mediaById } from '../../db/media.ts'
import { answersToAnnouncement, recipientsOf } from '../../db/announcement-report.ts'
import { personByCode } from '../../db/people.ts'
import { recall, replaceFile } from '../../handlers/announcement/change.ts'
import { perform } from '../../handlers/perform.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { resultsOf, resultsText } from '../../handlers/announcement/results.ts'
import { turn } from '../../handlers/world.ts'
import { pdfBytes } from '../kit/files.ts'
import { announce, announced } from '../kit/announcing.ts'
import { office, type Office, vietnam } from '../kit/office.ts'

/** Lan is on Telegram, Minh and Dũng on Zalo, Hoa on Telegram. */
const people = (more = {}) =>
  office({ bridgePoints: 4, rounds: false, apps: ['telegram', 'zalo-bot', 'telegram', 'zalo-bot'], ...more })

const results = async ({ app }: Office, announcement: Announcement) =>
  resultsOf(app.world.store.db, announcement)

const read = async (at: Office, announcement: Announcement) => {
  const reader = (await personByCode(at.app.world.store.db, at.coordinator.code))!
  return turn(at.app.world, async (now) => resultsText(now, await announced(at, announcement.id), reader))
}

const until = { openUntil: vietnam('2026-12-01T17:00') }

test('A choice: pressed on Telegram, typed as number or label on Zalo, changed until its time, and counted once each', async () => {
  const at = await people()
  const [lan, minh, hoa, dung] = at.people
  const wanted = { kind: 'choice' as const, options: ['Có dự', 'Không dự', 'Cử người thay'] }
  const meeting = await announce(at, ['c1', 'c2', 'c3', 'c4'], { wanted, ...until })
  lan!.sees('THÔNG BÁO số 1', 'chọn một phương án', 'Nhận trả lời đến 17:00', '[Không dự]')
  minh!.sees('Nhận trả lời đến 17:00', '. Có dự')
  hoa!.readsAll()
  dung!.readsAll()
  await lan!.presses('Có dự')
  lan!.sees('Đã ghi trả lời của Bà cho Thông báo số 1: Có dự.', 'Có thể đổi đến 17:00')
  lan!.shows('Đã trả lời: Có dự (đổi được đến 17:00)')
  await minh!.chooses('Không dự')
  minh!.sees('Thông báo số 1: Không dự')
  await dung!.writes('cu nguoi thay')
  dung!.sees('Thông báo số 1: Cử người thay')
  await lan!.presses('Không dự')
  lan!.sees('Không dự (thay cho Có dự)')
  await lan!.presses('Không dự')
  lan!.sees('Đã ghi từ trước: Thông báo số 1, Không dự')
  expect(await results(at, meeting)).toMatchObject({
    answered: 3,
    options: [
      { option: 'Có dự', people: 0 },
      { option: 'Không dự', people: 2 },
      { option: 'Cử người thay', people: 1 },
    ],
  })
  const [first] = await recipientsOf(at.app.world.store.db, meeting.id)
  const history = await answersTo(at.app.world.store.db, [first!.askId!])
  expect(history.map(({ value }) => (value as { option: number }).option)).toEqual([0, 1])
  const text = await read(at, meeting)
  expect(text).toMatch(
    /Đã trả lời: 3\/4[^]*Có dự: 0\n\nKhông dự: 2\n- Bà Nguyễn Thị Lan, Viễn thông Hà Giang/,
  )

  await at.clock.to('2026-12-01T17:01')
  await hoa!.presses('Có dự')
  hoa!.sees('đã hết hạn trả lời lúc 17:00', 'chưa ghi “Có dự”', '[Chuyển Ban Tổ chức]')
  await hoa!.presses('Chuyển Ban Tổ chức')
  hoa!.sees('Đã chuyển câu hỏi')
  at.coordinator.sees('Thông báo số 1, trả lời muộn: Có dự')
  expect((await results(at, meeting)).answered).toBe(3)
})

test('“đã nhận” acknowledges what asks only that, and never settles what asks for more', async () => {
  const at = await people({ bridgePoints: 2 })
  const [lan, minh] = at.people
  await announce(at, ['c1', 'c2'], { wanted: { kind: 'received' } })
  lan!.sees('xác nhận đã nhận', '[Đã nhận]')
  minh!.readsAll()
  await lan!.presses('Đã nhận')
  lan!.sees('Thông báo số 1: Đã nhận')
  lan!.shows('Đã trả lời: Đã nhận')
  await lan!.writes('đã nhận')
  lan!.sees('Đã ghi từ trước: Thông báo số 1')
  await minh!.writes('ok')
  minh!.sees('Thông báo số 1: Đã nhận')

  const count = await announce(at, ['c1', 'c2'], { wanted: { kind: 'number' } })
  lan!.readsAll()
  minh!.readsAll()
  await lan!.writes('đã nhận')
  lan!.sees('Thông báo số 2: Đề nghị Bà trả lời bằng một con số', '[Nhập số]')
  await minh!.writes('ok')
  minh!.sees('Thông báo số 2: Đề nghị Ông trả lời bằng một con số')
  expect((await results(at, count)).answered).toBe(0)
})

test('A number: asked for, read with tolerance, refused with a sentence, changed and summed', async () => {
  const at = await people({ bridgePoints: 3 })
  const [lan, minh, hoa] = at.people
  const count = await announce(at, ['c1', 'c2', 'c3'], { wanted: { kind: 'number' } })
  for (const each of [lan, minh, hoa]) each!.readsAll()
  await lan!.presses('Nhập số')
  lan!.sees('gửi một con số, ví dụ 12', '[Thôi]')
  await lan!.writes('-3')
  lan!.sees('Số âm không được ghi nhận')
  await lan!.writes('1,5')
  lan!.sees('Số thập phân')
  await lan!.writes('1000001')
  lan!.sees('không quá 1.000.000')
  await lan!.writes('theo danh sách')
  lan!.sees('chưa đọc được con số nào', '[Chuyển Ban Tổ chức]')
  await lan!.writes('12 người ạ')
  lan!.sees('Thông báo số 1: 12.', '[Sửa câu trả lời]')
  lan!.shows('Đã trả lời: 12')

  await minh!.chooses('Nhập số')
  minh!.sees('gõ Thôi')
  await minh!.writes('1')
  minh!.sees('Thông báo số 1: 1.')
  await minh!.chooses('Sửa câu trả lời')
  minh!.sees('gửi một con số')
  await minh!.writes('Thôi')
  minh!.sees('không có gì thay đổi')

  await hoa!.writes('25')
  hoa!.sees('Thông báo số 1: 25.')
  await hoa!.presses('Sửa câu trả lời')
  hoa!.readsAll()
  await hoa!.writes('0')
  hoa!.sees('Thông báo số 1: 0 (thay cho 25).')
  expect(await results(at, count)).toMatchObject({ answered: 3, sum: 13 })
  expect(await read(at, count)).toMatch(/Tổng cộng: 13\n- .*Hoa, .*: 0\n- .*Lan, .*: 12\n- .*Minh, .*: 1/)
})

test('A short text: after the button, in a quote, and asked about when nobody asked', async () => {
  const at = await people()
  const [lan, minh, hoa, dung] = at.people
  const who = await announce(at, ['c1', 'c2', 'c3', 'c4'], { wanted: { kind: 'text' }, text: 'Lãnh đạo dự?' })
  const hoas = hoa!.sees('Lãnh đạo dự?')
  for (const each of [lan, minh, dung]) each!.readsAll()
  await lan!.presses('Trả lời')
  lan!.sees('tối đa 1000 ký tự')
  await lan!.writes('x'.repeat(1001))
  lan!.sees('dài 1001 ký tự', 'chưa được ghi nhận')
  await lan!.writes('Bà Phạm Thu Hà, Phó Giám đốc')
  lan!.sees('Thông báo số 1: Bà Phạm Thu Hà, Phó Giám đốc.')

  await hoa!.writes('Ông Đỗ Minh, Chánh Văn phòng', hoas)
  hoa!.sees('Thông báo số 1: Ông Đỗ Minh, Chánh Văn phòng.')

  await minh!.writes('Ông Lê Văn Tám, Giám đốc')
  minh!.sees('Chưa ghi gì', 'Có phải Ông trả lời Thông báo số 1', 'Ông Lê Văn Tám')
  expect((await results(at, who)).answered).toBe(2)
  await minh!.chooses('Đúng, trả lời Thông báo số 1')
  minh!.sees('Thông báo số 1: Ông Lê Văn Tám, Giám đốc.')

  await dung!.chooses('Trả lời')
  dung!.readsAll()
  await dung!.writes('Họp ở tầng mấy ạ?')
  dung!.sees('Đã chuyển câu hỏi')
  at.coordinator.sees('Họp ở tầng mấy ạ?')
  expect(await read(at, who)).toContain('Ông Lê Văn Tám, Giám đốc')
  expect((await results(at, who)).words.map(({ words }) => words)).toEqual([
    'Bà Phạm Thu Hà, Phó Giám đốc',
    'Ông Đỗ Minh, Chánh Văn phòng',
    'Ông Lê Văn Tám, Giám đốc',
  ])
})

test('A file is the answer; a new version of what was sent is asked about anew, and the old answers are history', async () => {
  const at = await people({ bridgePoints: 2 })
  const [lan, minh] = at.people
  const script = await announce(at, ['c1', 'c2'], {
    text: 'Kịch bản.',
    media: [file('Kịch bản v1.pdf')],
    wanted: { kind: 'received' },
  })
  const first = lan!.sees('Kịch bản.', '[Đã nhận]')
  minh!.readsAll()
  await lan!.presses('Đã nhận')
  lan!.sees('Thông báo số 1: Đã nhận')
  await minh!.writes('đã nhận')
  minh!.sees('Thông báo số 1: Đã nhận')
  expect(await results(at, script)).toMatchObject({ answered: 2 })

  await turn(at.app.world, async (now) => {
    await replaceFile(now, await announced(at, script.id), file('Kịch bản v2.pdf'), null)
  })
  await at.settle()
  lan!.sees('Tệp kèm theo có bản mới', 'xác nhận lại', '[Đã nhận]')
  lan!.shows('Đã trả lời: Đã nhận\nTệp kèm theo đã có bản mới. Đề nghị trả lời ở tin nhắn mới nhất.')
  minh!.sees('Tệp kèm theo có bản mới')
  expect(await results(at, script)).toMatchObject({ answered: 0 })
  expect(lan!.phone.messages().find(({ id }) => id === first.id)!.buttons).toEqual([])
  await lan!.presses('Đã nhận')
  lan!.sees('Thông báo số 1: Đã nhận')
  expect(await results(at, script)).toMatchObject({ answered: 1 })
  expect((await answersToAnnouncement(at.app.world.store.db, script.id)).length).toBe(3)
  expect(await read(at, script)).toMatch(/Đã trả lời: 1\/2\n- .*Lan/)

  const speech = await announce(at, ['c1'], { text: 'Bài phát biểu?', wanted: { kind: 'file' } })
  lan!.sees('Đề nghị Bà gửi tệp', '[Gửi tệp]')
  await lan!.presses('Gửi tệp')
  lan!.sees('gửi tệp tại đây')
  await lan!.writes('em gửi sau nhé')
  lan!.sees('cần trả lời bằng tệp', '[Chuyển Ban Tổ chức]')
  await lan!.presses('Chuyển Ban Tổ chức')
  lan!.readsAll()
  at.coordinator.readsAll()
  await at.clock.forward('PT31M')
  lan!.phone.sendFile({ bytes: pdfBytes(), name: 'Phát biểu.pdf' })
  await at.settle()
  lan!.sees('Thông báo số 2: Phát biểu.pdf.', '[Sửa câu trả lời]')
  const [answered] = (await results(at, speech)).words
  expect(answered).toMatchObject({ words: 'Phát biểu.pdf' })
  expect(await mediaById(at.app.world.store.db, answered!.media!)).toMatchObject({ mime: 'application/pdf' })
})

test('What was sent in time counts, though we were away or the file took its time; what was sent late does not', async () => {
  const at = await people({ bridgePoints: 2 })
  const [lan, minh] = at.people
  const speech = await announce(at, ['c1', 'c2'], {
    text: 'Bài phát biểu?',
    wanted: { kind: 'file' },
    ...until,
  })
  const count = await announce(at, ['c1', 'c2'], {
    text: 'Số đại biểu?',
    wanted: { kind: 'number' },
    openUntil: vietnam('2026-12-01T18:00'),
  })
  for (const each of at.people) each.readsAll()
  await at.clock.to('2026-12-01T16:58')
  await lan!.presses('Gửi tệp')
  lan!.sees('gửi tệp tại đây')
  at.telegram.faults.add({ kind: 'late', method: 'file', ms: 300 })
  at.telegram.forgetCalls()
  lan!.phone.sendFile({ bytes: pdfBytes(), name: 'Phát biểu.pdf' })
  await expect.poll(() => at.telegram.count('file')).toBe(1)
  await at.clock.to('2026-12-01T17:01')
  lan!.sees('Thông báo số 1: Phát biểu.pdf.')
  await at.clock.to('2026-12-01T17:58')
  await minh!.chooses('Nhập số')
  minh!.readsAll()
  at.holdsBack('zalo-bot')
  minh!.phone.write('12')
  await at.restarts('2026-12-01T18:05')
  await at.letsPass()
  minh!.sees('Thông báo số 2: 12')
  expect(await results(at, speech)).toMatchObject({ answered: 1 })
  expect(await results(at, count)).toMatchObject({ answered: 1, sum: 12 })
  await lan!.presses('Nhập số')
  lan!.sees('Thông báo số 2 đã hết hạn trả lời lúc 18:00')
  expect(await results(at, count)).toMatchObject({ answered: 1, sum: 12 })
})

const file = (fileName: string) => ({
  id: fileName,
  kind: 'file' as const,
  mime: 'application/pdf',
  fileName,
  size: 8,
})

test('What is taken back needs no answer, and nobody answers for somebody else', async () => {
  const at = await people({ bridgePoints: 2 })
  const [lan, minh] = at.people
  const wanted = { kind: 'choice' as const, options: ['Có', 'Không'] }
  const sent = await announce(at, ['c1', 'c2'], { wanted })
  minh!.sees('1. Có')
  lan!.readsAll()
  const [lans] = await recipientsOf(at.app.world.store.db, sent.id)
  await turn(at.app.world, async (now) => {
    const person = (await personByCode(now.tx, 'c2'))!
    const [identity] = await identitiesOf(now.tx, person.id)
    const texts = textsIn('vi')
    const event = { at: identity!, eventId: 'forged', saidAt: now.now, quoted: null, pressed: null }
    await perform(
      { ...now, ...event, person, identity: identity!, texts },
      { kind: 'choose', ask: lans!.askId!, option: 0 },
    )
  })
  await at.settle()
  minh!.sees('dành cho người khác')
  expect(await results(at, sent)).toMatchObject({ answered: 0 })

  await turn(at.app.world, async (now) => void (await recall(now, await announced(at, sent.id), null)))
  await at.settle()
  minh!.sees('đã được thu hồi')
  await minh!.writes('1')
  minh!.sees('đã được thu hồi', 'không cần trả lời', 'chưa ghi “Có”')
  expect(await results(at, sent)).toMatchObject({ answered: 0 })
})

test('“ok” with an assignment and a count both open: which is asked, and nothing is guessed', async () => {
  const at = await people({ bridgePoints: 1, assignments: 1 })
  const [lan] = at.people
  await at.sendsAssignments()
  const count = await announce(at, ['c1'], { wanted: { kind: 'number' } })
  lan!.readsAll()
  await lan!.writes('ok')
  lan!.sees('trả lời cho mục nào', '[Đã nhận – nhiệm vụ 1]', '[Nhập số – Thông báo số 1]')
  await lan!.writes('25')
  lan!.sees('Chưa ghi gì. Có phải Bà trả lời Thông báo số 1: 25?', '[Đúng, trả lời Thông báo số 1]')
  expect(await results(at, count)).toMatchObject({ answered: 0 })
  at.coordinator.readsAll()
})

test('What the card asks for is taken though other things are open: asked about where it may be something else', async () => {
  const at = await people({ assignments: 4 })
  const [lan, minh, hoa, dung] = at.people
  await at.sendsAssignments()
  const count = await announce(at, ['c1', 'c2', 'c4'], { text: 'Số đại biểu?', wanted: { kind: 'number' } })
  expect(minh!.sees('Nhập số').text).toMatch(/(\d+)\. Nhập số\n\(Gõ \1, rồi gửi con số\.\)/)
  const speech = await announce(at, ['c3'], { text: 'Bài phát biểu?', wanted: { kind: 'file' } })
  for (const each of at.people) each.readsAll()

  await minh!.writes('12')
  minh!.sees('Chưa ghi gì. Có phải Ông trả lời Thông báo số 1: 12?', '. Đúng, trả lời Thông báo số 1')
  await minh!.chooses('Đúng, trả lời Thông báo số 1')
  minh!.sees('Đã ghi trả lời của Ông cho Thông báo số 1: 12.')
  await minh!.writes('14')
  minh!.sees('Chưa có gì thay đổi. Có phải Ông đổi trả lời cho Thông báo số 1 thành 14 (thay cho 12)?')
  await minh!.chooses('Đúng, trả lời Thông báo số 1')
  minh!.sees('Thông báo số 1: 14 (thay cho 12).')

  await lan!.writes('có 12 đại biểu ạ')
  lan!.sees('Có phải Bà trả lời Thông báo số 1: 12?')
  await lan!.presses('Đúng, trả lời Thông báo số 1')
  lan!.sees('Thông báo số 1: 12.')
  await dung!.writes('mười hai')
  dung!.sees('Có phải Ông trả lời Thông báo số 1: 12?')
  await dung!.chooses('Chuyển Ban Tổ chức')
  dung!.sees('Đã chuyển câu hỏi')
  expect(await results(at, count)).toMatchObject({ answered: 2, sum: 26 })

  hoa!.phone.sendFile({ bytes: pdfBytes(), name: 'Phát biểu.pdf' })
  await at.settle()
  hoa!.sees('Thông báo số 2: Phát biểu.pdf.', '[Sửa câu trả lời]')
  hoa!.phone.sendFile({ bytes: pdfBytes(), name: 'Phát biểu v2.pdf' })
  await at.settle()
  hoa!.sees('Thông báo số 2: Đã trả lời: Phát biểu.pdf', '[Sửa câu trả lời]')
  expect(await results(at, speech)).toMatchObject({ answered: 1 })
  at.coordinator.readsAll()
})

test('Two announcements wait for a number: which one is asked; a number that is a choice stays that choice', async () => {
  const at = await people({ bridgePoints: 2 })
  const [, minh] = at.people
  const first = await announce(at, ['c2'], { text: 'Số đại biểu?', wanted: { kind: 'number' } })
  const second = await announce(at, ['c2'], { text: 'Số xe?', wanted: { kind: 'number' } })
  minh!.readsAll()
  await minh!.writes('12')
  minh!.sees('trả lời cho mục nào', '. Nhập số – Thông báo số 1', '. Nhập số – Thông báo số 2')
  await minh!.chooses('Nhập số – Thông báo số 2')
  minh!.sees('Thông báo số 2: 12.')
  await minh!.writes('1')
  minh!.sees('Thông báo số 1: đề nghị Ông gửi một con số')
  await minh!.writes('1')
  minh!.sees('Thông báo số 1: 1.')
  expect(await results(at, first)).toMatchObject({ answered: 1, sum: 1 })
  expect(await results(at, second)).toMatchObject({ answered: 1, sum: 12 })
})

test('What nobody asked for just now counts from when it was said as well, and what is asked back can be confirmed late', async () => {
  const at = await people({ assignments: 4, apps: ['zalo-bot', 'zalo-bot', 'zalo-bot', 'zalo-bot'] })
  const [lan, minh, hoa, dung] = at.people
  const count = await announce(at, ['c1', 'c2'], { wanted: { kind: 'number' }, ...until })
  const read = await announce(at, ['c3'], { wanted: { kind: 'received' }, ...until })
  const choice = { kind: 'choice' as const, options: ['Có dự', 'Không dự'] }
  const meeting = await announce(at, ['c4'], { wanted: choice, ...until })
  await at.sendsAssignments()
  await lan!.writes('đã nhận nhiệm vụ')
  for (const each of at.people) each.readsAll()
  await at.clock.to('2026-12-01T16:59')
  at.holdsBack('zalo-bot')
  minh!.phone.write('12')
  hoa!.phone.write('ok')
  dung!.phone.write('có dự')
  await at.restarts('2026-12-01T17:05')
  await at.letsPass()
  minh!.sees('Có phải Ông trả lời Thông báo số 1: 12?')
  await minh!.chooses('Đúng, trả lời Thông báo số 1')
  minh!.sees('Đã ghi trả lời của Ông cho Thông báo số 1: 12.')
  hoa!.readsAll()
  dung!.sees('Thông báo số 3: Có dự')
  await lan!.writes('12')
  lan!.sees('Số 12 không có trong các lựa chọn')
  expect(await results(at, count)).toMatchObject({ answered: 1, sum: 12 })
  expect(await results(at, meeting)).toMatchObject({ answered: 1 })
  expect(await results(at, read)).toMatchObject({ answered: 0 })
  // Their assignments have been asked about meanwhile.
  for (const each of at.people) each.readsAll()
})
