import { describe, expect, test } from 'vitest'
import { personByCode } from '../../db/people.ts'
import { announce, announces } from '../kit/announcing.ts'
import { office } from '../kit/office.ts'
import type { PlanOptions } from '../kit/plan.ts'

/** Minh is in Paris: it is two in the morning there, and he gets it at six, noon in Vietnam. */
const minhInParis: PlanOptions = {
  bridgePoints: 2,
  with: (plan) => Object.assign(plan.contacts[1]!, { timezone: 'Europe/Paris' }),
}

describe('what the coordinator has before their eyes', () => {
  test('goes on to the last letter, though nobody presses anything and it waited for the morning', async () => {
    const story = await office(minhInParis)
    await announces(story, { text: 'Mời họp.', leaves: { kind: 'hours' } })
    story.people[0]!.sees('Mời họp.')
    story.coordinator.shows('đang gửi\nĐã gửi 1/2, còn chờ 1')
    await story.clock.to('2026-12-01T14:00')
    story.people[1]!.sees('Mời họp.')
    story.coordinator.shows('đã gửi xong\nĐã gửi 2/2')
    story.coordinator.readsAll()
  })

  test('counts who has it on their phone as soon as the platform says so', async () => {
    const story = await office({ bridgePoints: 1, apps: ['zalo-oa'] })
    const { coordinator } = story
    story.holdsBack('zalo-oa')
    await announces(story, { text: 'Mời họp.' })
    story.people[0]!.sees('Mời họp.')
    coordinator.shows('đã gửi xong\nĐã gửi 1/1')
    coordinator.showsNo('Đã đến máy')
    await story.letsPass()
    coordinator.shows('Đã gửi 1/1\nĐã đến máy: 1')
    coordinator.readsAll()
  })

  test('says so when somebody shuts us out before their letter leaves', async () => {
    const story = await office(minhInParis)
    const [lan, minh] = story.people
    await announces(story, { text: 'Mời họp.', leaves: { kind: 'hours' } })
    lan!.sees('Mời họp.')
    minh!.phone.block()
    await story.settle()
    story.coordinator.shows('đã gửi xong\nĐã gửi 1/2\nChưa có cách gửi: 1')
    story.coordinator.readsAll()
  })

  test('where nothing can be edited, whoever sent it hears that it is through', async () => {
    const story = await office({ ...minhInParis, apps: ['zalo-bot', 'telegram'] })
    const [lan, minh] = story.people
    const author = await personByCode(story.app.world.store.db, 'c1')
    await announce(story, ['c1', 'c2'], { text: 'Mời họp.', leaves: { kind: 'hours' } }, author!.id)
    lan!.sees('Mời họp.')
    await story.clock.to('2026-12-01T14:00')
    minh!.sees('Mời họp.')
    lan!.sees('Thông báo số 1: đã gửi xong\nĐã gửi 2/2')
    lan!.seesNothingNew()
  })

  test('is one message, however often they open it', async () => {
    const story = await office({ bridgePoints: 1 })
    const { coordinator, telegram } = story
    await announces(story, { text: 'Mời họp.', wanted: { kind: 'received' } })
    for (let times = 0; times < 3; times++) {
      await coordinator.writes('/thongbao')
      await coordinator.presses('Đã gửi 1: Mời họp.')
    }
    telegram.forgetCalls()
    const [lan] = story.people
    await lan!.presses('Đã nhận')
    const edited = telegram.calls.filter(({ method }) => method === 'editMessageText')
    expect(edited).toHaveLength(2)
    coordinator.shows('Đã trả lời: 1, chưa trả lời: 0')
    for (const person of [lan!, coordinator]) person.readsAll()
  })
})
