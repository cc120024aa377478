import { expect, test } from 'vitest'
import type { Inbound } from '../../src/domain/message.ts'
import { app, DAY } from './zalo-oa-kit.ts'
import { card, officialAccount } from './zalo-oa-ours.ts'

const CS = 'message/cs'
const contents = (inbound: Inbound[]) => inbound.map(({ content }) => content)
const labels = (message: { buttons: { label: string }[][] } | undefined) =>
  message?.buttons.flat().map(({ label }) => label)

test('a card with buttons arrives, and Lan’s press comes back bound to the letter', async () => {
  const { channel, lan, letter, inbound } = await officialAccount()
  lan.start()
  expect(await channel.send(letter())).toEqual({ kind: 'sent', platformId: String(lan.last()!.id) })
  expect(lan.last()!.text).toBe(card.text)
  expect(labels(lan.last())).toEqual(['Đã nhận', 'Có vướng mắc'])
  lan.press('Đã nhận')
  await expect
    .poll(() => contents(inbound))
    .toContainEqual(expect.objectContaining({ kind: 'press', letter: 'la-thu-1', number: 4 }))
})

test('buttons refused: numbered lines at once, and never buttons again', async () => {
  const { channel, zalo, lan, letter } = await officialAccount({ platform: { buttons: false } })
  lan.start()
  expect(await channel.send(letter())).toMatchObject({ kind: 'sent' })
  expect(lan.last()!.text).toBe(`${card.text}\n\n4. Đã nhận\n5. Có vướng mắc`)
  expect(zalo.count(CS)).toBe(2)
  await channel.send(letter(card, lan.userId, 'la-thu-2'))
  expect(zalo.count(CS)).toBe(3)
})

test('switched off, or more than five: numbered lines from the first', async () => {
  const off = await officialAccount({ settings: { buttons: 'off' } })
  off.lan.start()
  await off.channel.send(off.letter())
  expect(off.lan.last()!.text).toContain('4. Đã nhận')
  const auto = await officialAccount()
  auto.lan.start()
  const many = Array.from({ length: 6 }, (_, n) => ({
    ...card.choices[0]!,
    label: `Mục ${n}`,
    number: n + 1,
  }))
  await auto.channel.send(auto.letter({ text: 'Chọn:', choices: many }))
  expect(auto.lan.last()).toMatchObject({ text: expect.stringContaining('6. Mục 5'), buttons: [] })
})

test('a link stands on a button where it may, else in the text', async () => {
  const { channel, lan, letter } = await officialAccount()
  lan.start()
  const link = { url: 'https://caunoi.example.vn/c/abc', token: 'abc', label: 'Mở', onButton: true }
  await channel.send({ ...letter(), link })
  expect(labels(lan.last())).toEqual(['Đã nhận', 'Có vướng mắc', 'Mở'])
  await channel.send({ ...letter(), link: { ...link, onButton: false } })
  expect(lan.last()!.text).toBe(`${card.text}\n\nMở: https://caunoi.example.vn/c/abc`)
})

test('a window that closed is refused as such, and so is a stranger', async () => {
  const { channel, lan, letter, clock } = await officialAccount()
  lan.start()
  clock.now += 8 * DAY
  expect(await channel.send(letter())).toEqual({ kind: 'refused', what: 'window', reason: 'window-closed' })
  expect(await channel.send(letter(card, '999'))).toMatchObject({ kind: 'refused' })
})

test('a quoted answer, a picture with its words, a file after its words', async () => {
  const { channel, zalo, lan, letter } = await officialAccount()
  lan.write('Phòng nào?')
  const asked = String(lan.messages().at(-1)!.id)
  await channel.send({ ...letter({ text: 'Phòng A.', choices: [] }), replyTo: asked })
  expect(String(lan.last()!.replyTo)).toBe(asked)
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
  const media = {
    id: 'm1',
    kind: 'image' as const,
    mime: 'image/png',
    fileName: 'Sơ đồ.png',
    size: 9,
    bytes: () => Promise.resolve(png),
  }
  const plain = letter({ text: 'Sơ đồ phòng họp.', choices: [] })
  expect(await channel.send({ ...plain, media })).toMatchObject({ kind: 'sent' })
  expect(lan.last()!.text).toContain('Sơ đồ phòng họp.')
  const file = { ...media, kind: 'file' as const, mime: 'application/pdf', fileName: 'Kế hoạch.pdf' }
  expect(await channel.send({ ...plain, media: file })).toMatchObject({ kind: 'sent' })
  expect(zalo.count('upload/file')).toBe(1)
  const zip = { ...file, mime: 'application/zip', fileName: 'tep.zip' }
  expect(await channel.send({ ...plain, media: zip })).toMatchObject({
    kind: 'sent',
    mediaFailed: 'too-large',
  })
  expect(lan.last()!.text).toBe('Sơ đồ phòng họp.')
})

test('the form brings Lan’s number and name', async () => {
  const { channel, lan, letter, inbound } = await officialAccount()
  lan.start()
  await channel.send({ ...letter({ text: 'Đề nghị cho biết số.', choices: [] }), asksPhone: true })
  lan.submitInfo('0912000111')
  await expect
    .poll(() => contents(inbound))
    .toContainEqual({ kind: 'phone', phone: '+84912000111', own: true, name: 'Lan Phạm' })
})

test('lost answers are unknown, the echo tells the message; a receipt comes once', async () => {
  const { channel, zalo, lan, letter, inbound } = await officialAccount()
  lan.start()
  zalo.faults.add({ kind: 'lose', method: CS })
  expect(await channel.send(letter())).toEqual({ kind: 'unknown' })
  const id = String(lan.last()!.id)
  await expect
    .poll(() => contents(inbound))
    .toContainEqual({ kind: 'echo', message: id, text: card.text, byHand: false })
  lan.reads()
  lan.humanReply('Tôi gọi ngay.')
  await expect.poll(() => contents(inbound)).toContainEqual(expect.objectContaining({ byHand: true }))
  const seen = inbound.filter(({ content }) => content.kind === 'receipt' && content.what === 'seen')
  expect(seen.map(({ channel, chat }) => [channel, chat])).toEqual([['zalo-oa', lan.userId]])
})

test('opened, closed, forgotten; a photo elsewhere than at Zalo has no address', async () => {
  const { lan, inbound, zalo } = await officialAccount()
  lan.start()
  lan.sendPhoto('Màn hình')
  lan.sendPhoto('Lạ', { url: 'https://evil.example/a.jpg' })
  lan.block()
  lan.withdraw()
  await expect.poll(() => zalo.idle()).toBe(true)
  const all = contents(inbound)
  for (const kind of ['opened', 'closed', 'withdrawn']) expect(all).toContainEqual({ kind })
  expect(all).toContainEqual(expect.objectContaining({ caption: 'Màn hình', ref: expect.any(String) }))
  expect(all).toContainEqual({ kind: 'media', what: 'photo', caption: 'Lạ' })
})

test('the console’s test is answered and an unsigned event is forged', async () => {
  const { zalo, channel, kinds } = await officialAccount()
  expect(await zalo.probe()).toBe(200)
  expect(kinds).toEqual(['probe'])
  const body = new TextEncoder().encode('{"event_name":"follow","app_id":"3301","timestamp":"1"}')
  expect(channel.receive({ headers: {}, body })).toEqual({ kind: 'forged' })
})

test.each([
  { signedId: 'oa' },
  { signedTime: 'header' },
  { signedWith: 'app-secret' },
  { signedId: 'oa', signedTime: 'header', signedWith: 'app-secret' },
  { receiptFrom: 'oa', submitInfo: 'old' },
] as const)('every documented way of signing and telling is understood: %o', async (variants) => {
  const { lan, inbound, letter, channel, kinds } = await officialAccount({ platform: { variants } })
  lan.start()
  await channel.send({ ...letter({ text: 'x', choices: [] }), asksPhone: true })
  lan.submitInfo('0912000111')
  await expect.poll(() => contents(inbound).some(({ kind }) => kind === 'phone')).toBe(true)
  await expect.poll(() => contents(inbound).some(({ kind }) => kind === 'receipt')).toBe(true)
  expect(new Set(kinds)).toEqual(new Set(['accepted']))
})

test('the proof of the app’s secret is shown when the app demands it', async () => {
  const { channel, lan, letter } = await officialAccount({
    platform: { proof: true },
    settings: { appSecretProof: true },
  })
  lan.start()
  expect(await channel.send(letter())).toMatchObject({ kind: 'sent' })
})

test('tells who we are', async () => {
  const { channel } = await officialAccount()
  expect(await channel.profile()).toMatchObject({ displayName: app.name, isVerified: true })
})
