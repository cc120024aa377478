import { expect, test } from 'vitest'
import { correct, recall, replaceFile } from '../../handlers/announcement/change.ts'
import { pause, stop } from '../../handlers/announcement/halt.ts'
import { remindRest } from '../../handlers/announcement/remind.ts'
import { announces } from '../kit/announcing.ts'
import { keepsFile } from '../kit/kept-file.ts'
import { office, type Office } from '../kit/office.ts'

const text = 'Tổng duyệt lúc 14:00.'
const wanted = { kind: 'received' } as const

const corrected = (words: string) => (at: Parameters<typeof correct>[0], it: Parameters<typeof correct>[1]) =>
  correct(at, it, words, null)

/** Telegram does not take messages until it is told to again. */
const fails = ({ telegram }: Office) =>
  telegram.faults.add({ kind: 'status', code: 502, method: 'sendMessage', times: Infinity })

/** What Zalo is sent arrives, and its answer is lost, until it is told to answer again. */
const losesAnswers = ({ zalo }: Office) =>
  zalo.faults.add({ kind: 'lose', method: 'sendMessage', times: Infinity })

/** It is night where the second of them is: in their hours, only the first gets it now. */
const halfWay = (app: 'telegram' | 'zalo-bot' = 'telegram') =>
  office({
    bridgePoints: 2,
    apps: [app, app],
    with: (plan) => Object.assign(plan.contacts[1]!, { timezone: 'Europe/Paris' }),
  })

test('A correction changes every copy that somebody has, the reminder below it as well', async () => {
  const story = await office({ bridgePoints: 1 })
  const [lan] = story.people
  const announced = await announces(story, { text, wanted })
  lan!.sees(text)
  await announced.does(remindRest)
  lan!.sees('Ban Tổ chức chưa nhận được trả lời', text)
  await announced.does(corrected('Tổng duyệt lúc 15:00.'))
  lan!.seesNothingNew()
  lan!.showsNo('14:00')
  expect(lan!.phone.messages().filter((message) => message.text?.includes('15:00'))).toHaveLength(2)
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi trả lời của Bà cho Thông báo số 1: Đã nhận')
  story.coordinator.readsAll()
})

test('Where the newest copy cannot be changed it is said anew, and the older ones that can are changed', async () => {
  const story = await office({ bridgePoints: 1 })
  const [lan] = story.people
  const announced = await announces(story, { text, wanted })
  lan!.readsAll()
  const { code } = await story.inviteFor('c1')
  const zalo = story.stranger('Nguyễn Thị Lan', 'zalo-bot')
  await zalo.writes(code)
  zalo.readsAll()
  await announced.does(remindRest)
  zalo.sees('Ban Tổ chức chưa nhận được trả lời', text)
  await announced.does(corrected('Tổng duyệt lúc 15:00.'))
  zalo.sees('Đính chính', 'Tổng duyệt lúc 15:00.')
  lan!.showsNo('14:00')
  lan!.readsAll()
  story.coordinator.readsAll()
})

test('A stop lets what puts right leave: who has the wrong hour is told the right one, and nobody else anything', async () => {
  const story = await halfWay('zalo-bot')
  const [lan, minh] = story.people
  const announced = await announces(story, { text, wanted, leaves: { kind: 'hours' } })
  lan!.sees(text)
  await announced.does(pause)
  await announced.does(corrected('Tổng duyệt lúc 15:00.'))
  lan!.seesNothingNew()
  await announced.does(stop)
  lan!.sees('Đính chính', 'Tổng duyệt lúc 15:00.')
  await story.clock.forward('PT8H')
  minh!.seesNothingNew()
  expect(await announced.tally()).toMatchObject({ sent: 1, stopped: 1, leaving: false })
  story.coordinator.readsAll()
})

test('A stop lets a new file leave to whoever has the old one, and it can be answered', async () => {
  const story = await halfWay()
  const [lan] = story.people
  const [old, fresh] = [await keepsFile(story), await keepsFile(story, { fileName: 'kich-ban-2.pdf' })]
  const announced = await announces(story, { text, media: [old], wanted, leaves: { kind: 'hours' } })
  lan!.readsAll()
  await announced.does(pause)
  await announced.does((at, it) => replaceFile(at, it, fresh, null))
  lan!.seesNothingNew()
  await announced.does(stop)
  lan!.sees('Tệp kèm theo có bản mới')
  expect(await announced.tally()).toMatchObject({ owing: 1 })
  await lan!.presses('Đã nhận')
  lan!.sees('Đã ghi trả lời của Bà cho Thông báo số 1: Đã nhận')
  story.coordinator.readsAll()
})

test('A stop lets what puts right leave also when the platform refuses it for a while', async () => {
  const story = await office({ bridgePoints: 1, apps: ['zalo-bot'] })
  const [lan] = story.people
  const announced = await announces(story, { text, wanted })
  lan!.sees(text)
  story.zalo.faults.add({ kind: 'status', code: 502, method: 'sendMessage', times: 5 })
  await announced.does(corrected('Tổng duyệt lúc 15:00.'))
  await story.clock.forward('PT1S')
  await announced.does(stop)
  await story.clock.forward('PT1H')
  lan!.sees('Đính chính', 'Tổng duyệt lúc 15:00.')
  story.coordinator.readsAll()
})

test('What may have arrived is taken back like what has', async () => {
  const story = await office({ bridgePoints: 1, apps: ['zalo-bot'] })
  const [lan] = story.people
  const answers = losesAnswers(story)
  const announced = await announces(story, { text, wanted })
  lan!.sees(text)
  lan!.readsAll()
  answers()
  await announced.does((at, it) => recall(at, it, null))
  lan!.sees('Thông báo số 1 đã được thu hồi')
  story.coordinator.readsAll()
})

test('What may have arrived before a stop is not said never to have left, and can be answered', async () => {
  const story = await office({ bridgePoints: 1, apps: ['zalo-bot'] })
  const [lan] = story.people
  const answers = losesAnswers(story)
  const announced = await announces(story, { text, wanted })
  lan!.readsAll()
  answers()
  await announced.does(stop)
  expect(await announced.tally()).toMatchObject({ stopped: 0, failed: 1 })
  await lan!.writes('1')
  lan!.sees('Đã ghi trả lời của Bà cho Thông báo số 1: Đã nhận')
  expect(await announced.tally()).toMatchObject({ acknowledged: 1 })
  story.coordinator.readsAll()
})

test('A reminder that a correction overtakes is sent with the right words', async () => {
  const story = await office({ bridgePoints: 1 })
  const [lan] = story.people
  const announced = await announces(story, { text, wanted })
  lan!.sees(text)
  const recovers = fails(story)
  expect(await announced.does(remindRest)).toMatchObject({ kind: 'done', people: 1 })
  recovers()
  await announced.does(corrected('Tổng duyệt lúc 15:00.'))
  await story.clock.forward('PT1H')
  lan!.sees('Ban Tổ chức chưa nhận được trả lời', 'Tổng duyệt lúc 15:00.')
  lan!.seesNothingNew()
  lan!.showsNo('14:00')
  story.coordinator.readsAll()
})
