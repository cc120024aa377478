import { expect, test } from 'vitest'
import { saveMedia } from '../../db/media.ts'
import { inTransaction } from '../../db/open.ts'
import { openChannels } from '../../src/channels/index.ts'
import type { Attachment, Outgoing } from '../../src/domain/message.ts'
import { oaChannelConfig } from '../../src/oa.ts'
import { uploadStores } from '../../src/upload-store.ts'
import { DAY } from './zalo-oa-kit.ts'
import { officialAccount } from './zalo-oa-ours.ts'

const bytes = new TextEncoder().encode('%PDF-1.7 kế hoạch')
const named = { kind: 'file', mime: 'application/pdf', fileName: 'Kế hoạch.pdf', size: bytes.length } as const
const plan: Attachment = { ...named, id: 'm1', bytes: () => Promise.resolve(bytes) }

/** The official account with what it has uploaded kept in a database, and people who wrote to it. */
async function withStore() {
  const account = await officialAccount()
  const { oa, store, clock, zalo } = account
  await inTransaction(store, (tx) =>
    saveMedia(tx, { ...named, id: 'm1', bytes: Buffer.from(bytes), at: clock.now }),
  )
  const [channel] = openChannels({
    zaloOa: oaChannelConfig(oa, 'https://caunoi.example.vn'),
    uploads: uploadStores(store, () => clock.now),
    patience: { answerMs: 15_000 },
    now: () => clock.now,
  })
  const people = ['Lan', 'Minh', 'Hoa', 'Sơn', 'Dũng', 'Yến'].map((name) => zalo.phone({ name }))
  for (const person of people) person.start()
  const letterTo = (chat: string, more: Partial<Outgoing> = {}): Outgoing => ({
    ...account.letter({ text: 'Kính gửi kế hoạch.', choices: [] }, chat),
    media: plan,
    ...more,
  })
  const toAll = () => Promise.all(people.map(({ userId }) => channel!.send(letterTo(userId))))
  return { ...account, channel: channel!, people, letterTo, toAll, uploads: () => zalo.count('upload/file') }
}

test('One file for everybody is uploaded once and goes to each after the words', async () => {
  const { people, toAll, uploads } = await withStore()
  const sent = await toAll()
  expect(uploads()).toBe(1)
  for (const [n, person] of people.entries()) {
    const [words, file] = person.messages().slice(-2)
    expect(words!.text).toBe('Kính gửi kế hoạch.')
    expect(file).toMatchObject({ media: 'file', text: 'Ke-hoach.pdf' })
    expect(sent[n]).toEqual({ kind: 'sent', platformId: String(words!.id), also: [String(file!.id)] })
  }
})

test('What was uploaded more than six days ago is uploaded anew before Zalo forgets it', async () => {
  const { people, toAll, uploads, clock } = await withStore()
  await toAll()
  clock.now += 5 * DAY
  await toAll()
  expect(uploads()).toBe(1)
  clock.now += 1.5 * DAY
  for (const person of people) person.write('Vâng')
  await toAll()
  expect(uploads()).toBe(2)
})

test('A name that Zalo says has expired is given up once for all, and the file arrives', async () => {
  const { people, toAll, uploads, zalo } = await withStore()
  await toAll()
  const cs = { method: 'message/cs' } as const
  for (const { userId: chat } of people) zalo.faults.add({ ...cs, kind: 'status', code: -100, chat, skip: 1 })
  for (const result of await toAll()) expect(result).not.toHaveProperty('mediaFailed')
  expect(uploads()).toBe(2)
  for (const person of people) expect(person.last()).toMatchObject({ media: 'file' })
})

test('No more uploads this month, or none of that kind: the words go, and the letter says that the file did not', async () => {
  const { people, channel, letterTo, zalo } = await withStore()
  const [lan] = people
  zalo.faults.add({ kind: 'status', code: -211, method: 'upload/file' })
  expect(await channel.send(letterTo(lan!.userId))).toMatchObject({ kind: 'sent', mediaFailed: 'quota' })
  const sheet = { ...plan, mime: 'application/vnd.ms-excel' }
  const result = await channel.send(letterTo(lan!.userId, { media: sheet }))
  expect(result).toMatchObject({ kind: 'sent', mediaFailed: 'too-large' })
  expect(lan!.last()).toMatchObject({ text: 'Kính gửi kế hoạch.' })
})

test('An upload that is cut off is nobody’s message: all is sent later, as for the first time', async () => {
  const { people, channel, letterTo, zalo } = await withStore()
  zalo.faults.add({ kind: 'lose', method: 'upload/file' })
  const before = people[0]!.messages().length
  expect(await channel.send(letterTo(people[0]!.userId))).toMatchObject({ kind: 'retry', scope: 'letter' })
  expect(people[0]!.messages()).toHaveLength(before)
})

test('Every call after the first takes its place', async () => {
  const { people, channel, letterTo, zalo } = await withStore()
  const at: number[] = []
  const calls = () => zalo.count('upload/file') + zalo.count('message/cs')
  zalo.forgetCalls()
  await channel.send(letterTo(people[0]!.userId), async () => void at.push(calls()))
  expect(at).toEqual([1, 2])
})
