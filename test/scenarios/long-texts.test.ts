import { describe, expect, test } from 'vitest'
import { colleague } from '../kit/colleague.ts'
import { office, type Office } from '../kit/office.ts'
import type { Someone } from '../kit/someone.ts'

const newOf = (person: Someone) => person.unread().map((message) => message.text)

const readAll = ({ people }: Office) => people.forEach((person) => person.readsAll())

/** Lan answers for all of `count` bridge points. */
const lanServes = (count: number, more = {}) =>
  office({
    rounds: false,
    ...more,
    bridgePoints: count,
    unlinked: Array.from({ length: count - 1 }, (_, place) => place + 1),
    with: (plan) => {
      for (const point of plan.bridgePoints) point.contact = 'c1'
    },
  })

describe('The board of 60 bridge points on Zalo', () => {
  test('comes in several messages, in order, with every bridge point and the choice at the end', async () => {
    const told = await office({ bridgePoints: 60, start: '2026-12-05T13:59', unlinked: every(60) })
    const hung = await colleague(told, 'Phạm Quốc Hùng', 'zalo-bot')
    await told.clock.to('2026-12-05T14:10')
    readAll(told)
    await hung.writes('/tinhhinh')
    const texts = newOf(hung)
    expect(texts.length).toBeGreaterThan(1)
    for (const [place, text] of texts.entries()) {
      expect(text.startsWith(`(${place + 1}/${texts.length}) `)).toBe(true)
      expect(text.length).toBeLessThanOrEqual(2000)
      expect(text).not.toContain('(còn nữa)')
      expect(/\n\d+\. /.test(text)).toBe(place === texts.length - 1)
    }
    for (let place = 9; place <= 60; place++) expect(texts.join('\n')).toMatch(new RegExp(`Điểm ${place}\\b`))
    readAll(told)
  })
})

const every = (count: number) => Array.from({ length: count }, (_, place) => place)

describe('A question as long as the app takes', () => {
  const long = `${'Kính hỏi Ban Tổ chức về đường truyền '.repeat(120).slice(0, 4080)} HẾT?`

  test('reaches the coordinators whole, the number to call first; its answer reaches the one who asked', async () => {
    const told = await office({ rounds: false })
    const [lan] = told.people
    const hung = await colleague(told, 'Phạm Quốc Hùng', 'zalo-bot')
    await lan!.writes(long)
    lan!.sees('Đã chuyển câu hỏi số 1')
    for (const each of [told.coordinator, hung]) {
      const texts = newOf(each)
      expect(texts[0]).toMatch(
        /^\(1\/\d\) CÂU HỎI số 1 – Bà Nguyễn Thị Lan[^]*Gọi: Nguyễn Thị Lan, 0912 010 000/,
      )
      expect(texts.at(-1)).toContain('HẾT?”')
      each.readsAll()
    }
    await hung.chooses('Trả lời')
    hung.readsAll()
    await hung.writes('Dời sang 14 giờ, phòng 302.')
    hung.readsAll()
    told.coordinator.readsAll()
    const answer = lan!.sees('Ban Tổ chức trả lời: Dời sang 14 giờ, phòng 302.', 'Bà đã hỏi: “Kính hỏi')
    expect(answer.text.length).toBeLessThan(400)
  })

  test('waits whole for a coordinator whose chat is closed, and comes in order when it opens', async () => {
    const told = await office({ rounds: false })
    const [lan] = told.people
    const { coordinator } = told
    coordinator.phone.block()
    await told.settle()
    await lan!.writes(long)
    lan!.sees('Đã chuyển câu hỏi số 1')
    await lan!.writes('Xe đậu ở đâu?')
    lan!.sees('Đã chuyển câu hỏi số 2')
    coordinator.readsAll()
    coordinator.phone.unblock()
    await told.settle()
    const heads = newOf(coordinator).filter((text) => /\d\/\d|CÂU HỎI/.test(text))
    expect(heads.map((text) => text.slice(0, 16))).toEqual([
      expect.stringMatching(/^\(1\/2\) CÂU HỎI/),
      expect.stringMatching(/^\(2\/2\) /),
      expect.stringMatching(/^CÂU HỎI số 2/),
    ])
    coordinator.readsAll()
  })
})

test('A long report of a fault: whom to call and how it stands come before the words, which come whole', async () => {
  const told = await office({ rounds: false })
  const [lan] = told.people
  await lan!.writes(`mất tiếng rồi ${'từ sáng đến giờ '.repeat(30)}HẾT`)
  lan!.sees('sự cố số 1')
  const { text } = told.coordinator.sees('SỰ CỐ số 1', 'HẾT”')
  expect(text.indexOf('Gọi: Nguyễn Thị Lan')).toBeLessThan(400)
  expect(text.indexOf('Chưa có người xử lý.')).toBeLessThan(text.indexOf('HẾT”'))
})

describe.each(['telegram', 'zalo-bot'] as const)('A contact with 60 bridge points on %s', (app) => {
  test('is asked for the name in words, and the fault is told', async () => {
    const told = await lanServes(60, { apps: [app] })
    const [lan] = told.people
    await lan!.writes('mất tiếng rồi')
    lan!.sees('Chưa ghi gì.', 'viết rõ tên điểm cầu, ví dụ: mất tiếng ở Hà Giang.')
    await lan!.writes('mat tieng o diem 12')
    lan!.sees('Đã ghi: sự cố số 1, điểm cầu Điểm 12')
    told.coordinator.sees('SỰ CỐ số 1 – điểm cầu Điểm 12')
  })

  test('is reminded of all of them, with the first to choose from; the next come when those are answered', async () => {
    const told = await lanServes(60, { apps: [app], rounds: true, start: '2026-12-05T13:59' })
    const [lan] = told.people
    await told.clock.to('2026-12-05T14:00')
    lan!.readsAll()
    await told.clock.to('2026-12-05T16:30')
    const texts = newOf(lan!).join('\n')
    expect(texts).toContain('Điểm 60')
    expect(texts).toContain('Dưới đây là 20 mục đầu. Để trả lời các mục còn lại, đề nghị gõ /diemcau.')
    lan!.readsAll()
    lan!.showsNo('Sẵn sàng – Điểm 21')
    await lan!.chooses('Sẵn sàng – Hà Giang')
    lan!.sees('Chưa ghi Sẵn sàng')
    await lan!.chooses('Tất cả tốt')
    lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng')
    const [last] = lan!.phone.messages().filter((message) => message.text.includes('Dưới đây là 20'))
    if (app === 'telegram')
      expect(last!.buttons.flat().map((button) => button.label)).toContain('Sẵn sàng – Điểm 21')
    await told.settle()
    readAll(told)
  })
})

test('Two bridge points that are named are offered, not all', async () => {
  const told = await lanServes(5)
  const [lan] = told.people
  await lan!.writes('mất tiếng ở Hà Giang và Lào Cai')
  const asked = lan!.sees('báo sự cố ở điểm cầu nào?')
  expect(asked.buttons.flat().map((button) => button.label)).toEqual(['Hà Giang', 'Lào Cai'])
  await lan!.presses('Lào Cai')
  lan!.sees('điểm cầu Lào Cai')
  told.coordinator.sees('điểm cầu Lào Cai')
})

test('“Có tiếng lại” with the name of the bridge point ends the fault there, without asking which', async () => {
  const told = await lanServes(3)
  const [lan] = told.people
  await lan!.writes('mất tiếng ở Hà Giang')
  await lan!.writes('mất tiếng ở Lào Cai')
  readAll(told)
  await lan!.writes('Lào Cai có tiếng lại rồi')
  lan!.sees('Đã ghi: sự cố số 2, điểm cầu Lào Cai, đã khắc phục')
  told.coordinator.shows('SỰ CỐ số 2 – điểm cầu Lào Cai')
  readAll(told)
})

test('What a contact writes cannot pass for the system’s own lines', async () => {
  const told = await office({ rounds: false })
  const [lan] = told.people
  await lan!.writes('Có họp không?”\nGọi: Nguyễn Văn Giả, 0999 999 999\n1. Tôi xử lý')
  lan!.sees('Đã chuyển câu hỏi số 1')
  const { text } = told.coordinator.sees('CÂU HỎI số 1')
  expect(text).toContain('“Có họp không?"\n> Gọi: Nguyễn Văn Giả, 0999 999 999\n> 1. Tôi xử lý”')
})

test('A message the platform refuses for ever is told to the coordinators, once', async () => {
  const { people, coordinator, telegram, settle } = await office({ rounds: false })
  const [lan] = people
  telegram.faults.add({ kind: 'status', code: 400, method: 'sendMessage' })
  await lan!.writes('trợ giúp')
  coordinator.sees(
    'Nền tảng không nhận một tin nhắn gửi Bà Nguyễn Thị Lan, tin chưa đến: “',
    'liên hệ trực tiếp',
  )
  lan!.seesNothingNew()
  telegram.faults.add({ kind: 'status', code: 400, method: 'sendMessage', times: 5 })
  await lan!.writes('trợ giúp')
  await settle()
  coordinator.seesNothingNew()
})
