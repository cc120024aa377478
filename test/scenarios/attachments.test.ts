import { expect, test } from 'vitest'
import { letterShownAs } from '../../db/cards.ts'
import { type Addressed, changeLetter, type Letter, letterById } from '../../db/outbox.ts'
import { personByCode } from '../../db/people.ts'
import { turn } from '../../handlers/world.ts'
import { writeTo } from '../../handlers/write.ts'
import type { MediaRef } from '../../src/domain/message.ts'
import { keepsFile, PDF } from '../kit/kept-file.ts'
import { mailbox } from '../kit/mailbox.ts'
import { office, type Office } from '../kit/office.ts'
import { webVisitor } from '../kit/web-visitor.ts'

/** Says it to these contacts, all at once, with the file. */
async function tells(story: Office, codes: string[], text: string, media?: MediaRef): Promise<Letter[]> {
  const { world } = story.app
  const written = await turn(world, async (at) => {
    const letters: (Letter | null)[] = []
    for (const code of codes) {
      const person = await personByCode(at.tx, code)
      const card = () => ({ text, choices: [], ...(media && { media }) })
      letters.push(
        await writeTo(at, person!.id, { key: `story:${text}:${code}`, kind: 'announcement', card }),
      )
    }
    return letters
  })
  await story.settle()
  return written.filter((letter) => letter !== null)
}

async function takesBack(story: Office, { id }: Letter): Promise<Letter | null> {
  const { world } = story.app
  const card = { text: 'Nội dung này đã được thu hồi.', choices: [] }
  await turn(world, ({ tx, now }) => changeLetter(tx, id, { retract: true, dirty: true, sendAt: now, card }))
  await story.settle()
  return letterById(world.store.db, id)
}

const urlIn = (text: string) => /http:\/\/\S+/.exec(text)?.[0] ?? expect.fail(`no link in: ${text}`)

test('One file for five people is uploaded once for each bot; each gets it as their way carries it', async () => {
  const mail = await mailbox()
  const story = await office({
    bridgePoints: 6,
    rounds: false,
    page: true,
    apps: ['telegram', 'telegram', 'zalo-oa', 'zalo-oa', 'zalo-bot'],
    unlinked: [5],
    mailFrom: mail.url,
    answerMs: 5_000,
    with: (plan) => (plan.contacts[5]!.email = 'vu@so.example.vn'),
  })
  const [lan, minh, hoa, dung, mai] = story.people
  const file = await keepsFile(story)
  const all = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6']
  const [first] = await tells(story, all, 'Kính gửi kịch bản.', file)
  expect(story.telegram.uploads()).toBe(1)
  expect(story.oa.count('upload/file')).toBe(1)
  for (const each of [lan!, minh!]) {
    each.sees('Kính gửi kịch bản.')
    expect(each.unread()).toMatchObject([{ media: 'document', fileName: 'kich-ban.pdf' }])
  }
  for (const each of [hoa!, dung!]) {
    each.sees('Kính gửi kịch bản.')
    expect(each.sees('kich-ban.pdf')).toMatchObject({ media: 'file' })
  }
  const { text } = mai!.sees('Kính gửi kịch bản.\nẢnh, tệp kèm theo: http')
  const download = await fetch(urlIn(text))
  expect(Buffer.from(await download.arrayBuffer())).toEqual(PDF)
  expect(mail.mails).toMatchObject([{ to: 'vu@so.example.vn', files: ['kich-ban.pdf'] }])
  expect(mail.mails[0]!.text).toContain('Kính gửi kịch bản.')
  const { world } = story.app
  const toLan = await letterById(world.store.db, first!.id)
  const quoted = await letterShownAs(world.store.db, toLan as Addressed, toLan!.also![0]!)
  expect(quoted!.id).toBe(first!.id)

  await tells(story, all, 'Bản đã sửa lời.', file)
  expect([story.telegram.uploads(), story.oa.count('upload/file')]).toEqual([1, 1])
  for (const person of story.people) person.readsAll()
})

test('A platform that refuses the file loses nobody the words, and one more letter says where the file is', async () => {
  const story = await office({ bridgePoints: 2, rounds: false, page: true, apps: ['telegram', 'zalo-bot'] })
  const [lan, minh] = story.people
  const file = await keepsFile(story, { fileName: 'Kịch bản.pdf' })
  const large = { kind: 'status', code: 413, description: 'Request Entity Too Large' } as const
  story.telegram.faults.add({ ...large, method: 'sendDocument' })
  const [letter] = await tells(story, ['c1'], 'Kính gửi kịch bản.', file)
  lan!.sees('Kính gửi kịch bản.')
  const after = lan!.sees('Kính gửi Bà Nguyễn Thị Lan: tệp “Kịch bản.pdf” kèm tin trên chưa gửi được')
  lan!.seesNothingNew()
  const { db } = story.app.world.store
  expect(await letterById(db, letter!.id)).toMatchObject({
    state: 'sent',
    mediaReason: 'too-large',
    also: null,
  })

  const url = urlIn(after.text)
  const download = await fetch(url)
  expect(download.headers.get('content-disposition')).toBe(
    `attachment; filename="Kich ban.pdf"; filename*=UTF-8''K%E1%BB%8Bch%20b%E1%BA%A3n.pdf`,
  )
  expect(download.headers.get('x-content-type-options')).toBe('nosniff')
  expect(Buffer.from(await download.arrayBuffer())).toEqual(PDF)
  const token = /\/c\/([^/]+)\/media/.exec(url)![1]!
  const page = webVisitor(story.app.url, token, story.settle)
  await page.opens()
  page.sees('Kịch bản.pdf', '1 KB')
  expect(page.html()).toContain(`href="/c/${token}/media/${file.id}"`)
  await takesBack(story, letter!)
  lan!.showsNo('kịch bản')
  lan!.showsNo('Kịch bản')
  expect((await fetch(url)).status).toBe(404)

  const script = await keepsFile(story, { mime: 'image/svg+xml', kind: 'image', fileName: 'x.svg' })
  await tells(story, ['c2'], 'Sơ đồ.', script)
  const svg = await fetch(urlIn(minh!.sees('Sơ đồ.').text))
  expect(svg.headers.get('content-disposition')).toMatch(/^attachment/)
  story.coordinator.readsAll()
})

test('Where nobody has a page, the words say at whom the file can be had, and long words leave room for it', async () => {
  const story = await office({
    bridgePoints: 2,
    rounds: false,
    apps: ['zalo-bot', 'zalo-oa'],
    answerMs: 5_000,
  })
  const [lan, minh] = story.people
  const where =
    'Ảnh, tệp kèm theo (kich-ban.pdf): đề nghị nhận tại Văn phòng UBND tỉnh, điện thoại 0219 3866 000.'
  await tells(story, ['c1'], 'Kính gửi kịch bản. '.repeat(100).trim(), await keepsFile(story))
  lan!.sees('(1/2) ')
  lan!.sees('(2/2) ', where)
  const large = await keepsFile(story, { size: 5 * 1024 * 1024 + 1 })
  await tells(story, ['c2'], 'Kính gửi kịch bản.', large)
  minh!.sees(`Kính gửi kịch bản.\n${where}`)
  expect(story.oa.count('upload/file')).toBe(0)
  story.coordinator.readsAll()
})

test('What is taken back within 48 hours is gone with its file; later the words say that it no longer holds', async () => {
  const story = await office({ bridgePoints: 1, rounds: false })
  const [lan] = story.people
  const file = await keepsFile(story)
  const [first] = await tells(story, ['c1'], 'Mời họp lúc 9 giờ.', file)
  lan!.sees('Mời họp lúc 9 giờ.')
  lan!.readsAll()
  await story.clock.forward('PT47H')
  expect(await takesBack(story, first!)).toMatchObject({
    state: 'sent',
    retract: true,
    dirty: false,
    reason: null,
  })
  lan!.showsNo('Mời họp')
  expect(lan!.phone.messages().some(({ media }) => media === 'document')).toBe(false)

  const [second] = await tells(story, ['c1'], 'Mời họp lúc 10 giờ.', file)
  lan!.sees('Mời họp lúc 10 giờ.')
  lan!.readsAll()
  await story.clock.forward('PT49H')
  expect(await takesBack(story, second!)).toMatchObject({
    state: 'sent',
    retract: true,
    dirty: false,
    reason: null,
  })
  lan!.showsNo('Mời họp')
  lan!.shows('Nội dung này đã được thu hồi.')
  const edits = story.telegram.count('editMessageText')
  await story.clock.forward('PT1H')
  expect(story.telegram.count('editMessageText')).toBe(edits)
  story.coordinator.readsAll()
})
