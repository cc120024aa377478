import { expect, test } from 'vitest'
import { linkForPerson } from '../../handlers/link.ts'
import { saveMedia } from '../../db/media.ts'
import { personByCode } from '../../db/people.ts'
import { unlink } from '../../handlers/unlink.ts'
import { turn } from '../../handlers/world.ts'
import { writeTo } from '../../handlers/write.ts'
import { office, type Office } from '../kit/office.ts'
import type { Someone } from '../kit/someone.ts'
import { webVisitor } from '../kit/web-visitor.ts'

const tokenIn = (text: string) =>
  /\/c\/([\w-]+\.[\w-]+)/.exec(text)?.[1] ?? expect.fail(`no link in: ${text}`)

test('Where only a notice may leave the country, Telegram holds one line and a link; the matter stays on the page', async () => {
  const story = await office({
    assignments: 1,
    rounds: false,
    page: true,
    settings: { noticeOnly: ['telegram'] },
  })
  const [lan] = story.people
  await story.sendsAssignments()
  const notice = lan!.sees('Kính gửi Bà Nguyễn Thị Lan', 'Văn phòng UBND tỉnh có nội dung cần trả lời')
  expect(notice.text).not.toContain('đường truyền')
  expect(notice.buttons).toEqual([])
  const visitor = webVisitor(story.app.url, tokenIn(notice.text), story.settle)
  await visitor.opens()
  visitor.sees('Chuẩn bị đường truyền điểm cầu Hà Giang')
  await visitor.presses('Đã nhận')
  visitor.sees('Đã ghi: nhiệm vụ 1')
  await sendsPlanTo(story, 'c1')
  expect(tokenIn(lan!.sees('có nội dung cần trả lời').text)).toBeTruthy()
  expect(story.telegram.uploads()).toBe(0)
  await story.clock.forward('P2D')
  lan!.seesNothingNew()
  lan!.showsNo('đường truyền')
  story.coordinator.readsAll()
})

async function sendsPlanTo(story: Office, code: string): Promise<void> {
  const file = { id: 'm1', kind: 'file', mime: 'application/pdf', fileName: 'ke-hoach.pdf', size: 4 } as const
  await turn(story.app.world, async (at) => {
    await saveMedia(at.tx, { ...file, bytes: Buffer.from('%PDF'), at: at.now })
    const person = (await personByCode(at.tx, code))!
    const card = () => ({ text: 'Kế hoạch kèm theo.', choices: [], media: file })
    await writeTo(at, person.id, { key: 'story:plan', kind: 'announcement', card })
  })
  await story.settle()
}

/** Lan uses the official account and Telegram; she wrote in the account last, so that is her way. */
async function lanOnBoth(story: Office): Promise<{ oa: Someone; telegram: Someone }> {
  const oa = story.people[0]!
  const telegram = story.stranger('Nguyễn Thị Lan', 'telegram')
  await telegram.writes((await story.inviteFor('c1')).code)
  await story.clock.forward('PT1M')
  await oa.writes('trợ giúp')
  oa.readsAll()
  telegram.readsAll()
  return { oa, telegram }
}

test('An urgent card that no phone has reported to have arrived also goes by the next path; one that has does not', async () => {
  const story = await office({ apps: ['zalo-oa'], start: '2026-12-05T13:00' })
  const { oa, telegram } = await lanOnBoth(story)
  const phone = story.oa.phones().find((each) => each.name === 'Nguyễn Thị Lan')!
  phone.turnOff()
  await story.opensRound('r1')
  telegram.seesNothingNew()
  await story.clock.forward('PT6M')
  telegram.sees('Kiểm tra kỹ thuật lần 1')
  oa.readsAll()
  story.coordinator.readsAll()
})

test('A card that has arrived goes by no other path', async () => {
  const story = await office({ apps: ['zalo-oa'], start: '2026-12-05T13:00' })
  const { oa, telegram } = await lanOnBoth(story)
  await story.opensRound('r1')
  oa.sees('Kiểm tra kỹ thuật lần 1')
  await story.clock.forward('PT20M')
  telegram.seesNothingNew()
  oa.readsAll()
  story.coordinator.readsAll()
})

test('Links that were given out open nothing once they are taken back', async () => {
  const story = await office({ assignments: 1, rounds: false, page: true, unlinked: [0] })
  await story.sendsAssignments()
  story.coordinator.sees('CHƯA CÓ CÁCH GỬI TỰ ĐỘNG', 'Bà Nguyễn Thị Lan (c1)', '/lienket')
  const { world } = story.app
  const person = (await personByCode(world.store.db, 'c1'))!
  const token = await turn(world, (at) => linkForPerson(at, person.id))
  const visitor = webVisitor(story.app.url, token, story.settle)
  await visitor.opens()
  visitor.sees('nhiệm vụ 1')
  await turn(world, (at) => unlink(at, person.id, 'web'))
  await visitor.opens()
  expect(visitor.status()).toBe(410)
  visitor.seesNo('nhiệm vụ 1')
})
