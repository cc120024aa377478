import { expect, test } from 'vitest'
import { office } from '../kit/office.ts'

test.each(['telegram', 'zalo-bot'] as const)(
  'On %s nobody is green by a slip while a fault is open, and a fault told again is not green either',
  async (app) => {
    const { people, coordinator, opensRound } = await office({ apps: [app] })
    const [lan] = people
    await opensRound('r1')
    lan!.sees('kiểm tra và xác nhận')
    await lan!.writes('mất tiếng rồi')
    lan!.sees('Đã ghi: sự cố số 1', 'mất tiếng')
    coordinator.sees('SỰ CỐ số 1')
    await lan!.writes('tất cả tốt')
    lan!.sees('4/4')
    await lan!.writes('sẵn sàng')
    lan!.sees('Chưa ghi Sẵn sàng', 'sự cố số 1', 'vẫn sẵn sàng không?')
    await lan!.chooses('Vẫn sẵn sàng')
    lan!.sees('Đã ghi: điểm cầu Hà Giang, Sẵn sàng')
    await lan!.writes('vẫn mất tiếng')
    lan!.sees('sự cố số 1')
    coordinator.readsAll()
    await coordinator.writes('tình hình')
    const board = coordinator.sees('TÌNH HÌNH')
    expect(board.text).toContain('Có sự cố 1')
    expect(board.text).toContain('Sẵn sàng 0/1')
  },
)
