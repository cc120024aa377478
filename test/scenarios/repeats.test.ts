import { describe, expect, test } from 'vitest'
import { latestAnswer } from '../../db/asks.ts'
import { answers, inbox, letters } from '../../db/schema.ts'
import { handle } from '../../handlers/index.ts'
import { type ChatApp, type Office, office } from '../kit/office.ts'

const everything = ({ telegram, zalo }: Office) =>
  [...telegram.phones(), ...zalo.phones()].map((phone) => phone.messages().map(({ text }) => text))

const counted = async ({ app }: Office) => {
  const { db } = app.world.store
  return {
    answers: (await db.select().from(answers)).length,
    letters: (await db.select().from(letters)).length,
  }
}

/** Lan presses on Telegram, Minh types on Zalo: a morning with every kind of thing in it. */
async function aMorning(inbound: 'polling' | 'webhook'): Promise<Office> {
  const story = await office({
    bridgePoints: 2,
    assignments: 2,
    apps: ['telegram', 'zalo-bot'],
    inbound,
    start: '2026-12-05T13:00',
  })
  const [lan, minh] = story.people
  await story.sendsAssignments()
  await lan!.presses('Đã nhận')
  await minh!.writes('1')
  await story.clock.to('2026-12-05T14:00')
  await lan!.presses('Tất cả tốt')
  await lan!.presses('Sẵn sàng')
  await minh!.writes('mất tiếng rồi')
  await minh!.writes('Ai trực kỹ thuật ạ?')
  for (const person of story.people) person.readsAll()
  return story
}

describe.each(['polling', 'webhook'] as const)('With %s', (inbound) => {
  test('everything delivered again, twice, has one effect', async () => {
    const story = await aMorning(inbound)
    const before = { screens: everything(story), counts: await counted(story) }
    for (let time = 0; time < 2; time++) {
      expect(
        story.telegram.redeliver() + story.zalo.redeliver(inbound === 'webhook' ? 9 : 2),
      ).toBeGreaterThan(5)
      await story.settle()
    }
    expect({ screens: everything(story), counts: await counted(story) }).toEqual(before)
  })

  test('an old “Đã nhận” that comes again does not undo what was said after it', async () => {
    const story = await office({ assignments: 1, rounds: false, inbound })
    const [lan] = story.people
    await story.sendsAssignments()
    const card = lan!.sees('nhiệm vụ 1')
    const data = (label: string) => card.buttons.flat().find((button) => button.label === label)!.data
    await lan!.presses('Có vướng mắc')
    await lan!.presses('Trùng lịch')
    lan!.readsAll()
    story.coordinator.sees('VƯỚNG MẮC')
    lan!.phone.press({ message: card.id, data: data('Đã nhận') })
    await story.settle()
    lan!.readsAll()
    const before = await counted(story)
    story.telegram.redeliver()
    await story.settle()
    expect(await counted(story)).toEqual(before)
  })

  test.each(['telegram', 'zalo-bot'] as ChatApp[])(
    'what %s mixes between people still reaches the right ones',
    async (chatApp) => {
      const story = await office({ bridgePoints: 6, assignments: 6, rounds: false, apps: [chatApp], inbound })
      const six = story.people.slice(0, 6)
      await story.sendsAssignments()
      for (const person of six) person.readsAll()
      story.holdsBack(chatApp)
      for (const person of six)
        if (chatApp === 'telegram') person.phone.press('Đã nhận')
        else person.phone.write('đã nhận')
      const platform = chatApp === 'telegram' ? story.telegram : story.zalo
      platform.shuffle(7)
      await story.letsPass()
      for (const [place, person] of six.entries()) person.sees(`Đã ghi: nhiệm vụ ${place + 1}, Đã nhận`)
      expect((await counted(story)).answers).toBe(6)
    },
  )
})

test('A press and words that cross each other on the way are both heard; the last to arrive counts', async () => {
  const story = await office({ assignments: 1, rounds: false })
  const [lan] = story.people
  await story.sendsAssignments()
  lan!.readsAll()
  story.holdsBack('telegram')
  lan!.phone.press('Đã nhận')
  lan!.phone.write('đã nhận')
  story.telegram.shuffle(3)
  await story.letsPass()
  expect(lan!.sees('Đã ghi: nhiệm vụ 1').text).not.toContain('từ trước')
  lan!.sees('Đã ghi từ trước')
  const [answer] = await story.app.world.store.db.select().from(answers)
  expect(await latestAnswer(story.app.world.store.db, answer!.askId)).toMatchObject({
    value: { status: 'acknowledged' },
  })
})

test('A row that two workers took is handled by one of them', async () => {
  const story = await office({ assignments: 1, rounds: false })
  const [lan] = story.people
  await story.sendsAssignments()
  lan!.readsAll()
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi: nhiệm vụ 1, Đã nhận')
  const before = await counted(story)
  const [row] = (await story.app.world.store.db.select().from(inbox)).slice(-1)
  await Promise.all([handle(story.app.world, row!), handle(story.app.world, row!)])
  await story.settle()
  expect(await counted(story)).toEqual(before)
})

test('Zalo, which repeats an old message now and then, changes nothing by it', async () => {
  const story = await aMorning('polling')
  const [, minh] = story.people
  for (let time = 0; time < 2; time++) {
    story.zalo.redeliver(1)
    await story.settle()
  }
  minh!.seesNothingNew()
})

test('What was pressed before a restart is not done again after it', async () => {
  const story = await aMorning('polling')
  const before = await counted(story)
  await story.restarts()
  story.telegram.redeliver()
  story.zalo.redeliver(2)
  await story.settle()
  expect(await counted(story)).toEqual(before)
})
