import { expect, test } from 'vitest'
import { office } from '../kit/office.ts'

test('a coordinator asks for the links of one contact, and what they paste works', async () => {
  const { coordinator, stranger, app, settle } = await office({
    unlinked: [0],
    settings: { publicUrl: 'https://caunoi.hagiang.gov.vn' },
  })
  await coordinator.writes('/lienket nguyen thi lan')
  const { text } = coordinator.sees('Kính gửi Bà Nguyễn Thị Lan', 'https://t.me/caunoi_test_bot?start=')
  expect(text).toMatch(/https:\/\/caunoi\.hagiang\.gov\.vn\/c\/\S+\.\S{22}/)
  const token = /start=([\w-]+)/.exec(text)![1]!
  const lan = stranger('Lan')
  lan.phone.start(token)
  await settle()
  lan.sees('Kính gửi Bà Nguyễn Thị Lan')
  expect(app.world.settings.publicUrl).not.toBeNull()
})

test('"liên kết c1" works without a slash; a name of several lists them; an unknown one says so', async () => {
  const { coordinator } = await office({ bridgePoints: 5, unlinked: [0, 1, 2, 3, 4] })
  await coordinator.writes('liên kết c1')
  coordinator.sees('Mã mời: ')
  await coordinator.writes('/lienket thi')
  coordinator.sees('Có nhiều đầu mối khớp', 'c1: Bà Nguyễn Thị Lan', 'c3: Bà Lê Thị Hoa')
  await coordinator.writes('/lienket Ngô Bảo')
  coordinator.sees('Không có đầu mối nào khớp “Ngô Bảo”')
  await coordinator.writes('/lienket')
  coordinator.sees('/lienket và mã hoặc họ tên đầu mối')
})

test('a contact gets nobody’s links', async () => {
  const { people } = await office({ bridgePoints: 2, unlinked: [1] })
  const [lan] = people
  await lan!.writes('/lienket c2')
  lan!.sees('Chức năng này chỉ dành cho Ban Tổ chức')
})
