import { expect, onTestFinished, test } from 'vitest'
import { openChannels } from '../../src/channels/index.ts'
import type { UploadStore } from '../../src/channels/uploads.ts'
import type { Attachment, Outgoing, SendResult } from '../../src/domain/message.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'

const token = '424242:AAF-not-a-real-token'
const patience = { answerMs: 2_000, pollSeconds: 5, shortRestMs: 10, longRestMs: 50 }
const HOUR = 3_600_000

const photo: Attachment = {
  id: 'm1',
  kind: 'image',
  mime: 'image/png',
  fileName: 'photo.png',
  size: 200_000,
  bytes: () => Promise.resolve(new Uint8Array(200_000).fill(7)),
}

const plan: Attachment = {
  ...photo,
  id: 'm2',
  kind: 'file',
  mime: 'application/pdf',
  fileName: 'Kế hoạch.pdf',
}

/** As the database keeps it, in the memory of one test. */
function remembered(): UploadStore & { refs: Map<string, string> } {
  const refs = new Map<string, string>()
  return {
    refs,
    load: (id) => Promise.resolve(refs.get(id) ?? null),
    save: async (id, ref) => void refs.set(id, ref),
    drop: async (id) => void refs.delete(id),
  }
}

async function onTelegram() {
  const clock = { now: Date.parse('2026-12-01T08:00:00+07:00') }
  const simulator = await startTelegramSimulator({
    bots: [{ token, username: 'cau_noi_bot', name: 'Cầu Nối' }],
    limits: null,
    now: () => clock.now,
  })
  onTestFinished(() => simulator.close())
  const store = remembered()
  const open = () =>
    openChannels({ telegram: { token, apiRoot: simulator.url }, uploads: () => store, patience })[0]!
  const channel = open()
  const phone = (name: string) => {
    const person = simulator.phone({ name })
    person.start()
    return { person, seen: () => person.messages().filter(({ from }) => from === 'bot') }
  }
  const letterTo = (chat: string, more: Partial<Outgoing> = {}): Outgoing => ({
    channel: 'telegram',
    account: channel.account,
    chat,
    letter: 'l1',
    text: 'SỰ CỐ số 1 – Hà Giang',
    buttons: [[{ label: 'Tôi xử lý', data: 'l1.1' }]],
    media: photo,
    ...more,
  })
  const { person: lan, seen } = phone('Lan')
  return { simulator, clock, channel, open, store, phone, letterTo, letter: letterTo(lan.id), seen }
}

const sentOf = (result: SendResult) => (result.kind === 'sent' ? result : expect.fail(result.kind))

test('The words of a fault come with their buttons, its photo follows as an answer to them', async () => {
  const { channel, letter, seen } = await onTelegram()
  const sent = await channel.send(letter)
  const [words, picture] = seen()
  expect(words).toMatchObject({ text: 'SỰ CỐ số 1 – Hà Giang', buttons: [[{ label: 'Tôi xử lý' }]] })
  expect(picture).toMatchObject({ media: 'photo', replyTo: words!.id })
  expect(sent).toEqual({ kind: 'sent', platformId: String(words!.id), also: [String(picture!.id)] })
})

test('The card can be edited afterwards, and the photo is not sent once more', async () => {
  const { channel, letter, seen } = await onTelegram()
  await channel.send(letter)
  const [words] = seen()
  await channel.edit!({ ...letter, text: 'Đã khắc phục', buttons: [] }, String(words!.id))
  expect(seen().map(({ text, edits }) => ({ text, edits }))).toEqual([
    { text: 'Đã khắc phục', edits: 1 },
    { text: '', edits: 0 },
  ])
})

test('A picture that Telegram does not show as one goes as a file; a broken one costs nobody the words', async () => {
  const { channel, letter, seen, simulator } = await onTelegram()
  await channel.send({ ...letter, media: { ...photo, mime: 'image/webp' } })
  expect(seen().at(-1)).toMatchObject({ media: 'document' })
  simulator.faults.add({
    kind: 'status',
    code: 400,
    method: 'sendPhoto',
    description: 'Bad Request: PHOTO_INVALID_DIMENSIONS',
  })
  await channel.send({ ...letter, media: { ...photo, id: 'm9' } })
  expect(seen().at(-1)).toMatchObject({ media: 'document' })
  const broken = { ...photo, id: 'm8', bytes: () => Promise.resolve(new Uint8Array()) }
  expect(await channel.send({ ...letter, text: 'SỰ CỐ số 2', media: broken })).toMatchObject({
    kind: 'sent',
    mediaFailed: 'bad-message',
  })
  expect(seen().at(-1)!.text).toBe('SỰ CỐ số 2')
})

test('One file for thirty people at once is uploaded once, and once more for nobody after a restart', async () => {
  const { simulator, channel, open, phone, letterTo } = await onTelegram()
  const people = Array.from({ length: 30 }, (_, n) => phone(`Người ${n}`))
  const sent = await Promise.all(
    people.map(({ person }) => channel.send(letterTo(person.id, { media: plan }))),
  )
  expect(simulator.uploads()).toBe(1)
  for (const [n, { seen }] of people.entries()) {
    expect(seen().at(-1)).toMatchObject({ media: 'document', fileName: 'Kế hoạch.pdf' })
    expect(sent[n]).toMatchObject({ kind: 'sent', also: [String(seen().at(-1)!.id)] })
  }
  await open().send(letterTo(people[0]!.person.id, { media: plan }))
  expect(simulator.uploads()).toBe(1)
})

test('A name for a file that Telegram has forgotten is given up, and the file uploaded anew, once for all', async () => {
  const { simulator, channel, phone, letterTo, store } = await onTelegram()
  const people = Array.from({ length: 8 }, (_, n) => phone(`Người ${n}`))
  const toAll = () =>
    Promise.all(people.map(({ person }) => channel.send(letterTo(person.id, { media: plan }))))
  await toAll()
  const before = store.refs.get('m2')
  simulator.forgetFiles()
  for (const result of await toAll()) expect(result).not.toHaveProperty('mediaFailed')
  expect(simulator.uploads()).toBe(2)
  expect(store.refs.get('m2')).not.toBe(before)
})

test('Who fails to upload leaves it to the next: one who has blocked the bot takes the file from nobody', async () => {
  const { simulator, channel, phone, letterTo } = await onTelegram()
  const [lan, minh] = [phone('Lan Phạm'), phone('Minh')]
  simulator.faults.add({
    kind: 'status',
    code: 403,
    method: 'sendDocument',
    chat: lan.person.id,
    description: 'Forbidden: bot was blocked by the user',
  })
  const both = [lan, minh].map(({ person }) => channel.send(letterTo(person.id, { media: plan })))
  expect(await Promise.all(both)).toMatchObject([{ mediaFailed: 'blocked' }, { also: [expect.any(String)] }])
})

test('A file that comes too fast is waited for; where the wait is too long, or it is too large, the letter says so', async () => {
  const { simulator, channel, letter, seen } = await onTelegram()
  simulator.faults.add({ kind: 'status', code: 429, method: 'sendPhoto', retryAfter: 0.05, times: 2 })
  expect(await channel.send(letter)).not.toHaveProperty('mediaFailed')
  expect(seen().at(-1)).toMatchObject({ media: 'photo' })
  simulator.faults.add({ kind: 'status', code: 429, method: 'sendPhoto', retryAfter: 61 })
  expect(await channel.send(letter)).toMatchObject({ kind: 'sent', mediaFailed: 'throttled' })
  simulator.faults.add({
    kind: 'status',
    code: 413,
    method: 'sendDocument',
    description: 'Request Entity Too Large',
  })
  expect(await channel.send({ ...letter, media: { ...plan, id: 'm3' } })).toMatchObject({
    mediaFailed: 'too-large',
  })
  simulator.faults.add({ kind: 'lose', method: 'sendPhoto' })
  expect(await channel.send(letter)).toMatchObject({ kind: 'sent', mediaFailed: 'no-answer' })
})

test('Every further call takes its place first', async () => {
  const { simulator, channel, letter } = await onTelegram()
  const files = () => simulator.count('sendPhoto')
  const before: number[] = []
  await channel.send(letter, async () => void before.push(files()))
  await channel.send(letter, async () => void before.push(files()))
  expect(before).toEqual([0, 1])
})

test('Words and file are taken back together within 48 hours, and gone is gone; later neither is', async () => {
  const { channel, letter, seen, clock, simulator } = await onTelegram()
  const sent = sentOf(await channel.send(letter))
  clock.now += 47 * HOUR
  expect(await channel.retract!({ ...letter, also: sent.also }, sent.platformId)).toMatchObject({
    kind: 'sent',
  })
  expect(seen()).toEqual([])
  expect(simulator.count('deleteMessages')).toBe(1)
  expect(await channel.retract!(letter, sent.platformId)).toMatchObject({ kind: 'sent' })
  const later = sentOf(await channel.send({ ...letter, media: undefined }))
  clock.now += 49 * HOUR
  const tooOld = { kind: 'refused', what: 'message', reason: 'too-old' }
  expect(await channel.retract!(letter, later.platformId)).toEqual(tooOld)
  expect(seen()).toHaveLength(1)
})

test('What is known of taking back is told apart: cut off is tried again, blocked is the address', async () => {
  const { channel, letter, simulator } = await onTelegram()
  const sent = await channel.send({ ...letter, media: undefined })
  const id = sent.kind === 'sent' ? sent.platformId : ''
  simulator.faults.add({ kind: 'lose', method: 'deleteMessage' })
  expect(await channel.retract!(letter, id)).toMatchObject({ kind: 'retry' })
  simulator.faults.add({
    kind: 'status',
    code: 403,
    method: 'deleteMessage',
    description: 'Forbidden: bot was blocked by the user',
  })
  expect(await channel.retract!(letter, id)).toMatchObject({ kind: 'refused', what: 'address' })
  expect(await channel.retract!(letter, '')).toMatchObject({ kind: 'refused', reason: 'message-gone' })
})
