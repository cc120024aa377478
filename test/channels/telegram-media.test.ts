import { expect, onTestFinished, test } from 'vitest'
import { openChannels } from '../../src/channels/index.ts'
import type { Outgoing } from '../../src/domain/message.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'

const token = '424242:AAF-not-a-real-token'
const patience = { answerMs: 2_000, pollSeconds: 5, shortRestMs: 10, longRestMs: 50 }

const photo: NonNullable<Outgoing['media']> = {
  id: 'm1',
  kind: 'image',
  mime: 'image/png',
  fileName: 'photo.png',
  size: 200_000,
  bytes: new Uint8Array(200_000).fill(7),
}

async function lanOnTelegram() {
  const simulator = await startTelegramSimulator({
    bots: [{ token, username: 'cau_noi_bot', name: 'Cầu Nối' }],
    limits: null,
  })
  onTestFinished(() => simulator.close())
  const [channel] = openChannels({ telegram: { token, apiRoot: simulator.url }, patience })
  const lan = simulator.phone({ name: 'Lan' })
  lan.start()
  const letter: Outgoing = {
    channel: 'telegram',
    account: channel!.account,
    chat: lan.id,
    letter: 'l1',
    text: 'SỰ CỐ số 1 – Hà Giang',
    buttons: [[{ label: 'Tôi xử lý', data: 'l1.1' }]],
    media: photo,
  }
  const seen = () => lan.messages().filter(({ from }) => from === 'bot')
  return { simulator, channel: channel!, letter, seen }
}

test('The words of a fault come with their buttons, its photo follows as an answer to them', async () => {
  const { channel, letter, seen } = await lanOnTelegram()
  const sent = await channel.send(letter)
  const [words, picture] = seen()
  expect(words).toMatchObject({ text: 'SỰ CỐ số 1 – Hà Giang', buttons: [[{ label: 'Tôi xử lý' }]] })
  expect(picture).toMatchObject({ media: 'photo', replyTo: words!.id })
  expect(sent).toEqual({ kind: 'sent', platformId: String(words!.id) })
})

test('The card can be edited afterwards, and the photo is not sent once more', async () => {
  const { channel, letter, seen } = await lanOnTelegram()
  await channel.send(letter)
  const [words] = seen()
  await channel.edit!({ ...letter, text: 'Đã khắc phục', buttons: [] }, String(words!.id))
  expect(seen().map(({ text, edits }) => ({ text, edits }))).toEqual([
    { text: 'Đã khắc phục', edits: 1 },
    { text: '', edits: 0 },
  ])
})

test('A picture that Telegram does not show as one goes as a file; a broken one costs nobody the words', async () => {
  const { channel, letter, seen } = await lanOnTelegram()
  await channel.send({ ...letter, media: { ...photo, mime: 'image/webp' } })
  expect(seen().at(-1)).toMatchObject({ media: 'document' })
  const broken = { ...photo, bytes: new Uint8Array() }
  expect(await channel.send({ ...letter, text: 'SỰ CỐ số 2', media: broken })).toMatchObject({ kind: 'sent' })
  expect(seen().at(-1)!.text).toBe('SỰ CỐ số 2')
})
