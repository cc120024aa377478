import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { conferenceByCode } from '../../db/conferences.ts'
import { nominations, unitLinks } from '../../db/schema.ts'
import { unitLinksFor } from '../../handlers/unit-link.ts'
import { turn } from '../../handlers/world.ts'
import { nomineeRoles } from '../../src/domain/nomination.ts'
import { formParts, readNomination } from '../../src/intake/nomination-form.ts'
import { office, type OfficeOptions } from '../kit/office.ts'

const BASE = 'https://caunoi.example.vn'

async function unitAt(country = 'VN') {
  const options: OfficeOptions = {
    rounds: false,
    unlinked: [0],
    settings: { publicUrl: BASE },
    with: (plan) => (plan.bridgePoints[0]!.country = country),
  }
  const story = await office(options)
  const { app } = story
  const conference = await conferenceByCode(app.world.store.db, 'vt26')
  const [link] = await turn(app.world, (at) => unitLinksFor(at, conference!.id, BASE))
  const url = link!.url.replace(BASE, app.url)
  const send = async (form: Record<string, string>, path = url) => {
    const response = await fetch(path, { method: 'POST', body: new URLSearchParams(form) })
    await story.settle()
    return { status: response.status, text: await response.text() }
  }
  const { db } = app.world.store
  return {
    ...story,
    url,
    send,
    stored: () => db.select().from(nominations),
    links: () => db.select().from(unitLinks),
  }
}

const browser = { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Mobile Safari Zalo android' }

test('each mistake is told beside its field, and what was typed stays', async () => {
  const { send, stored, coordinator } = await unitAt()
  coordinator.readsAll()
  const answer = await send({
    'contact-name': '<b>Hoa</b> & “Lê”',
    'contact-phone': '0912 O00',
    'contact-email': 'hoa@',
    'backup-title': 'Chuyên viên',
  })
  expect(answer.status).toBe(422)
  const { text } = answer
  expect(text).toContain('Đề nghị sửa các mục được đánh dấu')
  expect(text).toContain('value="&lt;b&gt;Hoa&lt;/b&gt; &amp; “Lê”"')
  expect(text).toContain('value="0912 O00"')
  expect(text).toContain('value="Chuyên viên"')
  expect(text).toMatch(/id="contact-phone-fault">\s*Số điện thoại chưa đúng/)
  expect(text).toMatch(/id="contact-email-fault">\s*Địa chỉ thư điện tử chưa đúng/)
  expect(text).toMatch(/id="backup-name-fault">\s*Đề nghị ghi họ và tên/)
  expect(text).toMatch(/id="backup-phone-fault">\s*Đề nghị ghi số điện thoại/)
  expect(text).not.toContain('contact-name-fault')
  expect(await stored()).toEqual([])
  coordinator.seesNothingNew()
})

test('a number is read as those of the bridge point’s country, and the page is there in English', async () => {
  const { url, send, stored, coordinator } = await unitAt('CN')
  coordinator.readsAll()
  expect(await (await fetch(`${url}?lang=en`)).text()).toContain('Contacts of your bridge points')
  const wrong = await send({ 'contact-name': 'Wang Li', 'contact-phone': '12' }, `${url}?lang=en`)
  expect(wrong.text).toContain('This is not a phone number')
  const sent = await send({ 'contact-name': 'Wang Li', 'contact-phone': '139 1234 5678' }, `${url}?lang=en`)
  expect(sent.text).toContain('the organisers have yet to confirm')
  expect((await stored())[0]!.people).toEqual([
    { role: 'contact', name: 'Wang Li', title: null, phone: '+8613912345678', email: null },
  ])
  coordinator.sees('Wang Li, +8613912345678')
})

test('looking at the page changes nothing but that it was opened, and a chat app’s preview not even that', async () => {
  const { url, links, stored } = await unitAt()
  await fetch(url, { headers: { 'user-agent': 'TelegramBot (like TwitterBot)' } })
  await fetch(url, { method: 'HEAD', headers: browser })
  expect((await links())[0]!.openedAt).toBeNull()
  await fetch(url, { headers: browser })
  expect((await links())[0]!.openedAt).not.toBeNull()
  expect(await stored()).toEqual([])
})

test('the page keeps its address to itself, is not stored, and runs nothing', async () => {
  const { url } = await unitAt()
  const response = await fetch(url, { headers: browser })
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('cache-control')).toBe('no-store')
  const page = await response.text()
  const policy = response.headers.get('content-security-policy')!
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!
  expect(policy).toContain(createHash('sha256').update(style).digest('base64'))
  expect(page).not.toMatch(/<script|javascript:|https?:\/\//)
})

test('too large a form is refused before it is read', async () => {
  const { send, stored } = await unitAt()
  expect((await send({ 'contact-name': 'x'.repeat(40_000) })).status).toBe(413)
  expect(await stored()).toEqual([])
})

test('whatever a browser sends, the form is read or its faults are told', () => {
  const fields = nomineeRoles.flatMap((role) => formParts.map((part) => `${role}-${part}`))
  const values = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('0912000111'), fc.constant('a@b.vn'))
  const form = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...fields), values))
  fc.assert(
    fc.property(form, fc.constantFrom('VN', 'CN', 'XX', ''), (sent, country) => {
      const read = readNomination(sent, country)
      const people = read.kind === 'people' ? read.people : []
      if (read.kind === 'faults') expect(Object.keys(read.faults)).not.toEqual([])
      else expect(people[0]!.role).toBe('contact')
      for (const { name, phone } of people) {
        expect(name).toMatch(/\p{L}/u)
        expect(phone).toMatch(/^\+\d{6,15}$/)
      }
    }),
    { numRuns: 500 },
  )
})
