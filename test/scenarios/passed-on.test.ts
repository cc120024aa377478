import { expect, test } from 'vitest'
import { personByCode } from '../../db/people.ts'
import { guesses } from '../../db/schema.ts'
import { dismissCoordinator } from '../../handlers/coordinator.ts'
import { unlink } from '../../handlers/unlink.ts'
import { turn } from '../../handlers/world.ts'
import { colleague } from '../kit/colleague.ts'
import { type ChatApp, type Office, office } from '../kit/office.ts'

const allRead = ({ people }: Office) => people.forEach((person) => person.readsAll())

const frees = ({ app }: Office, code: string) =>
  turn(app.world, async (at) => unlink(at, (await personByCode(at.tx, code))!.id))

test('Whoever coordinates no more sees no further course of a fault, and hears nothing that was held for them', async () => {
  const story = await office({ rounds: false })
  const [lan] = story.people
  const thu = await colleague(story, 'Đỗ Thị Thu', 'telegram')
  await lan!.writes('mất tiếng rồi')
  thu.sees('SỰ CỐ', 'mất tiếng rồi')
  await frees(story, 'do-thi-thu')
  await lan!.writes('mất hình rồi')
  await turn(story.app.world, (at) => dismissCoordinator(at, 'Đỗ Thị Thu'))
  const invited = await story.inviteFor('do-thi-thu')
  await story.clock.forward('PT1M')
  await thu.writes(invited.code)
  thu.sees('Kính gửi')
  allRead(story)
  thu.showsNo('mất hình rồi')
})

test('The cards of somebody dismissed stay as they were', async () => {
  const story = await office({ rounds: false })
  const [lan] = story.people
  const thu = await colleague(story, 'Đỗ Thị Thu', 'telegram')
  await lan!.writes('mất tiếng rồi')
  thu.sees('SỰ CỐ', 'mất tiếng rồi')
  await turn(story.app.world, (at) => dismissCoordinator(at, 'Đỗ Thị Thu'))
  await story.coordinator.presses('Tôi xử lý')
  story.coordinator.shows('Tạ Thị Bình')
  thu.showsNo('Tạ Thị Bình')
  thu.seesNothingNew()
  allRead(story)
})

for (const app of ['telegram', 'zalo-bot'] satisfies ChatApp[])
  test(`Who is given another’s chat can do nothing with what was sent there before, in ${app}`, async () => {
    const story = await office({ bridgePoints: 2, rounds: false, unlinked: [1], apps: [app] })
    const [lan] = story.people
    await lan!.writes('tôi muốn nói riêng chuyện lương thưởng của phòng')
    const asked = lan!.sees('Chuyển Ban Tổ chức')
    await frees(story, 'c1')
    await story.clock.forward('PT1M')
    const invited = await story.inviteFor('c2')
    await lan!.writes(invited.code)
    lan!.sees('Kính gửi Ông Trần Văn Minh')
    allRead(story)
    if (app === 'telegram') await lan!.presses('Chuyển Ban Tổ chức')
    else await lan!.writes(/(\d+)\. .*Chuyển Ban Tổ chức/.exec(asked.text)![1]!)
    expect(lan!.unread().map(({ text }) => text)).toEqual([expect.stringContaining('chưa có gì thay đổi')])
    lan!.readsAll()
    story.coordinator.seesNothingNew()
  })

test('A card that waited for the chat can be answered there, though it is older than the link', async () => {
  const story = await office({ rounds: false, assignments: 1, unlinked: [0] })
  await story.sendsAssignments()
  await story.clock.forward('PT1M')
  const lan = story.stranger('Nguyễn Thị Lan')
  await lan.writes((await story.inviteFor('c1')).code)
  lan.sees('nhiệm vụ 1', '[Đã nhận]')
  lan.readsAll()
  await lan.presses('Đã nhận')
  lan.sees('Đã ghi')
  allRead(story)
})

test('Eight digits that somebody asked for are their answer, not the code of an invite', async () => {
  const story = await office({ rounds: false })
  const [lan] = story.people
  await lan!.writes('Số máy phòng họp là bao nhiêu?')
  const question = story.coordinator.sees('Số máy phòng họp là bao nhiêu?')
  lan!.readsAll()
  await story.coordinator.presses('Trả lời')
  await story.coordinator.writes('38661234')
  lan!.sees('38661234')
  await story.coordinator.writes('3866 1235', question)
  lan!.sees('3866 1235')
  allRead(story)
})

test('Eight digits of somebody we know, unasked, are no guess: the codes of others stay good', async () => {
  const story = await office({ bridgePoints: 2, rounds: false, unlinked: [1] })
  const [lan] = story.people
  for (let n = 0; n < 4; n++) await lan!.writes(`3866 123${n}`)
  lan!.sees('Mã hoặc liên kết này không đúng')
  lan!.readsAll()
  expect(await story.app.world.store.db.select().from(guesses)).toEqual([])
})
