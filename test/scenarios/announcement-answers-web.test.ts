import { expect, test } from 'vitest'
import { mediaById } from '../../db/media.ts'
import { personByCode } from '../../db/people.ts'
import { lettersTo } from '../../db/visits.ts'
import { linkForLetter, linkForPerson } from '../../handlers/link.ts'
import { resultsOf } from '../../handlers/announcement/results.ts'
import { turn } from '../../handlers/world.ts'
import { announce } from '../kit/announcing.ts'
import { office, type Office, vietnam } from '../kit/office.ts'
import { webVisitor } from '../kit/web-visitor.ts'

const people = () =>
  office({
    bridgePoints: 2,
    rounds: false,
    unlinked: [0],
    settings: { publicUrl: 'https://caunoi.example.vn' },
  })

const idOf = async ({ app }: Office, code: string) => (await personByCode(app.world.store.db, code))!.id

async function pageOf(at: Office, code: string) {
  const id = await idOf(at, code)
  const token = await turn(at.app.world, (now) => linkForPerson(now, id))
  return webVisitor(at.app.url, token, at.settle)
}

const results = ({ app }: Office, sent: Awaited<ReturnType<typeof announce>>) =>
  resultsOf(app.world.store.db, sent)

const pdf = (name: string, start = '%PDF-1.7\n') => new File([start, 'x'.repeat(2_000)], name)

test('Lan, who has no app, answers everything on the page: reads, chooses, fills in a number and words, sends a file', async () => {
  const at = await people()
  const openUntil = vietnam('2026-12-01T17:00')
  const ask = (text: string, wanted: Parameters<typeof announce>[2]['wanted']) =>
    announce(at, ['c1'], { text, openUntil, ...(wanted && { wanted }) })
  await announce(at, ['c1'], { text: 'Chỉ để biết: gửi xe ở cổng sau.' })
  const seen = await ask('Kịch bản đã gửi.', { kind: 'received' })
  const choice = await ask('Có dự không?', { kind: 'choice', options: ['Có dự', 'Không dự'] })
  const count = await ask('Số đại biểu dự?', { kind: 'number' })
  const who = await ask('Lãnh đạo dự?', { kind: 'text' })
  const speech = await ask('Bài phát biểu?', { kind: 'file' })
  at.coordinator.readsAll()
  const page = await pageOf(at, 'c1')
  await page.opens()
  page.sees('gửi xe ở cổng sau', 'Kịch bản đã gửi', 'Nhận trả lời đến 17:00', 'Câu trả lời (một số)')
  await page.presses('Đã nhận')
  page.sees('Thông báo số 2: Đã nhận')
  await page.presses('Không dự')
  page.sees('Thông báo số 3: Không dự', 'Đã trả lời: Không dự (đổi được đến 17:00)')
  expect(page.offers('Có dự')).toBe(true)

  await page.answers('-1', 'Số đại biểu')
  page.sees('Số âm không được ghi nhận')
  await page.answers('12 người', 'Số đại biểu')
  page.sees('Thông báo số 4: 12.', 'Đã trả lời: 12')
  expect(page.offers('Nhập số')).toBe(false)
  await page.answers('14', 'Số đại biểu')
  page.sees('Thông báo số 4: 14 (thay cho 12).')

  await page.answers('Bà Hà, Phó Giám đốc', 'Lãnh đạo dự?')
  page.sees('Thông báo số 5: Bà Hà, Phó Giám đốc.')
  expect(await results(at, seen)).toMatchObject({ answered: 1 })
  expect(await results(at, choice)).toMatchObject({ options: [{ people: 0 }, { people: 1 }] })
  expect(await results(at, count)).toMatchObject({ answered: 1, sum: 14 })
  expect(await results(at, who)).toMatchObject({ words: [{ words: 'Bà Hà, Phó Giám đốc' }] })

  const sent = await sendsFile(at, speech)
  await sent.page.answers(pdf('bài.exe', 'MZ\x90\x00\x03'))
  expect(sent.page.status()).toBe(422)
  sent.page.sees('Tệp chưa được nhận', 'Câu trả lời chưa được gửi')
  await sent.page.answers(pdf('Bài phát biểu.pdf'))
  sent.page.sees('Thông báo số 6: Bài phát biểu.pdf.')
  const [file] = (await results(at, speech)).words
  expect(file).toMatchObject({ words: 'Bài phát biểu.pdf' })
  expect(await mediaById(at.app.world.store.db, file!.media!)).toMatchObject({ mime: 'application/pdf' })
})

/** The link to one announcement's card opens that and nothing else. */
async function sendsFile(at: Office, { id }: { id: string }) {
  const contactId = await idOf(at, 'c1')
  const letters = await lettersTo(at.app.world.store.db, contactId)
  const letter = letters.find(({ announcementId }) => announcementId === id)!
  const token = await turn(at.app.world, (now) => linkForLetter(now, { id: letter.id, contactId }))
  const page = webVisitor(at.app.url, token, at.settle)
  await page.opens()
  page.sees('Bài phát biểu?', 'Tệp gửi (PDF')
  page.seesNo('Lãnh đạo dự?')
  return { page }
}

test('Nobody answers for another, nor through a link that does not open it, nor after its time', async () => {
  const at = await people()
  const [minh] = at.people
  const sent = await announce(at, ['c1', 'c2'], {
    text: 'Số đại biểu dự?',
    wanted: { kind: 'number' },
    openUntil: vietnam('2026-12-01T17:00'),
  })
  minh!.readsAll()
  const lans = await pageOf(at, 'c1')
  const minhs = await pageOf(at, 'c2')
  await lans.opens()
  await minhs.opens()
  const give = /name="give" value="([^"]+)"/.exec(lans.html())![1]!
  const nonce = /name="nonce" value="([^"]+)"/.exec(minhs.html())![1]!
  expect(await minhs.sends({ nonce, give, answer: '99' })).toBe(403)
  minhs.sees('không thuộc liên kết')
  await at.clock.to('2026-12-01T16:59')
  await lans.opens()
  await at.clock.to('2026-12-01T17:00')
  await lans.answers('5')
  lans.sees('Thông báo số 1 đã hết hạn trả lời lúc 17:00 nên chưa ghi “5”')
  await lans.presses('Chuyển Ban Tổ chức')
  at.coordinator.sees('Thông báo số 1, trả lời muộn: 5')
  expect(await results(at, sent)).toMatchObject({ answered: 0, sum: 0 })
  await lans.opens()
  lans.sees('Số đại biểu dự?')
})
