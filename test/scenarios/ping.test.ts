import { expect, test } from 'vitest'
import { office } from '../kit/office.ts'

test('before the day the organisers test the paths: who answers is counted, who cannot be reached is listed at once', async () => {
  const { coordinator, people } = await office({
    bridgePoints: 4,
    apps: ['telegram', 'zalo-bot'],
    unlinked: [3],
  })
  const [lan, minh] = people
  await coordinator.writes('thử liên lạc')
  coordinator.sees('Sẽ gửi tin thử liên lạc đến 4 đầu mối', '[Gửi tin thử đến 4 đầu mối]')
  await coordinator.presses('Gửi tin thử đến 4 đầu mối')
  coordinator.sees('Thử liên lạc: 0/4 đã trả lời', 'đề nghị gọi điện (1): Ông Phạm Văn Dũng')

  lan!.sees('Đây là tin thử liên lạc của Văn phòng UBND tỉnh', '[Đã nhận]')
  await lan!.presses('Đã nhận')
  lan!.sees('Bà nhận được tin thử')
  minh!.sees('Đây là tin thử liên lạc')
  await minh!.writes('ok')
  minh!.sees('Ông nhận được tin thử')
  people[2]!.sees('Đây là tin thử liên lạc')
  coordinator.shows('Thử liên lạc: 2/4 đã trả lời; chưa: Bà Lê Thị Hoa.')
  await coordinator.writes('/tinhhinh')
  coordinator.sees('Thử liên lạc: 2/4 đã trả lời; chưa: Bà Lê Thị Hoa.')
})

test('nobody is chased for a test message, and answering twice changes nothing', async () => {
  const { coordinator, people, clock } = await office({ bridgePoints: 2 })
  const [lan, minh] = people
  await coordinator.writes('/thulienlac')
  await coordinator.presses('Gửi tin thử đến 2 đầu mối')
  coordinator.readsAll()
  lan!.sees('tin thử liên lạc')
  minh!.sees('tin thử liên lạc')
  const card = lan!.phone.last()!
  await lan!.presses('Đã nhận')
  lan!.sees('Bà nhận được tin thử')
  lan!.phone.press({ message: card.id, data: card.buttons[0]![0]!.data })
  await clock.forward('PT1M')
  lan!.sees('đã xác nhận tin thử từ trước')
  await clock.forward('P2D')
  minh!.seesNothingNew()
  coordinator.seesNothingNew()
})

test('a second test counts anew, and the card of the first says that it is over', async () => {
  const { coordinator, people } = await office({ bridgePoints: 1 })
  const [lan] = people
  for (const time of ['first', 'second']) {
    await coordinator.writes('/thulienlac')
    coordinator.readsAll()
    await coordinator.presses('Gửi tin thử đến 1 đầu mối')
    coordinator.sees('Thử liên lạc: 0/1 đã trả lời; chưa: Bà Nguyễn Thị Lan.')
    lan!.sees('tin thử liên lạc', time === 'first' ? '' : '[Đã nhận]')
  }
  lan!.shows('Lần thử liên lạc này đã kết thúc.')
  await lan!.presses('Đã nhận')
  lan!.sees('Bà nhận được tin thử')
  coordinator.shows('Thử liên lạc: 1/1 đã trả lời.')
})

test('only organisers can send it', async () => {
  const { people } = await office({ bridgePoints: 2 })
  const [lan] = people
  await lan!.writes('/thulienlac')
  lan!.sees('Chức năng này chỉ dành cho Ban Tổ chức')
  expect(people[1]!.unread()).toEqual([])
})
