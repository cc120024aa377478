import { expect, test } from 'vitest'
import { inbox } from '../../db/schema.ts'
import { type Office, office } from '../kit/office.ts'
import type { Someone } from '../kit/someone.ts'

const allRead = ({ people }: Office) => people.forEach((person) => person.readsAll())

async function answersTo(person: Someone, text: string, times: number): Promise<number> {
  person.readsAll()
  for (let n = 0; n < times; n++) await person.writes(text)
  const given = person.unread().length
  person.readsAll()
  return given
}

const machine = 'Hiện tôi đang bận, tôi sẽ liên hệ lại sau giờ làm việc.'

test('An answering machine is answered five times; then the organisers are told once whom to call', async () => {
  const story = await office({ rounds: false })
  const [lan] = story.people
  expect(await answersTo(lan!, machine, 12)).toBe(5)
  story.coordinator.sees('không hiểu tin nhắn của Bà Nguyễn Thị Lan', '0912 010 000')
  story.coordinator.seesNothingNew()
  const kept = await story.app.world.store.db.select().from(inbox)
  expect(kept.filter(({ body }) => JSON.stringify(body).includes(machine))).toHaveLength(12)
  await lan!.writes('mất tiếng rồi')
  lan!.sees('Đã ghi: sự cố số 1')
  story.coordinator.sees('SỰ CỐ', 'mất tiếng rồi')
})

test('After ten minutes whoever was not understood is answered again; the organisers hear of it once an hour', async () => {
  const story = await office({ rounds: false })
  const [lan] = story.people
  await answersTo(lan!, machine, 6)
  story.coordinator.sees('không hiểu tin nhắn')
  await story.clock.forward('PT11M')
  expect(await answersTo(lan!, machine, 6)).toBe(5)
  story.coordinator.seesNothingNew()
})

test('A stranger who goes on typing codes is told once an hour that none are taken', async () => {
  const story = await office({ rounds: false })
  const machineOfAStranger = story.stranger('Máy lạ', 'zalo-bot')
  expect(await answersTo(machineOfAStranger, '12345678', 30)).toBe(6)
  await story.clock.forward('PT30M')
  expect(await answersTo(machineOfAStranger, '12345678', 5)).toBe(0)
  allRead(story)
})

test('When codes are guessed from everywhere the organisers hear of it once, and whoever is invited still gets in', async () => {
  const story = await office({ bridgePoints: 2, rounds: false, unlinked: [1] })
  for (let n = 0; n < 21; n++) {
    const guesser = story.stranger(`Kẻ lạ ${n}`)
    for (let k = 0; k < 5; k++) guesser.phone.write(String(10_000_000 + n * 7 + k))
    await story.settle()
    guesser.readsAll()
  }
  story.coordinator.sees('CẢNH BÁO DÒ MÃ', '100 lần')
  story.coordinator.seesNothingNew()
  const minh = story.stranger('Trần Văn Minh', 'zalo-bot')
  await minh.writes((await story.inviteFor('c2')).code)
  minh.sees('Kính gửi Ông Trần Văn Minh')
  allRead(story)
})
