import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as under } from 'node:path'
import { eq } from 'drizzle-orm'
import * as fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { appointCoordinator, dismissCoordinator } from '../../handlers/coordinator.ts'
import { type Issued, invite, inviteView } from '../../handlers/invite.ts'
import { join } from '../../handlers/join.ts'
import { opens } from '../../handlers/link.ts'
import { pathClosed, pathOpened } from '../../handlers/path.ts'
import { stranger } from '../../handlers/stranger.ts'
import { unlink } from '../../handlers/unlink.ts'
import { type Turn, turn as inOneTurn, type World } from '../../handlers/world.ts'
import { writeTo } from '../../handlers/write.ts'
import { chatAt, expect as awaitWords } from '../../db/chats.ts'
import { saveBridgePoint, saveConference, saveDocument } from '../../db/conferences.ts'
import { saveAssignment } from '../../db/assignments.ts'
import { saveProfile } from '../../db/facts.ts'
import { inTransaction, openStore } from '../../db/open.ts'
import { changeLetter, type Letter } from '../../db/outbox.ts'
import { claim, settleClaim, settleSent } from '../../db/claims.ts'
import { isCoordinator, saveContact } from '../../db/people.ts'
import { identityAt, liveIdentities } from '../../db/identities.ts'
import { audit, guesses, invites, letters } from '../../db/schema.ts'
import type { Address } from '../../src/domain/message.ts'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.ts'
import { chatOnly } from '../kit/settings.ts'

const START = Date.UTC(2026, 11, 1, 1)

const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => end()))

/** An office with its database, and a clock and dice that the test holds. */
async function office({ codes = [] as string[] } = {}) {
  const folder = mkdtempSync(under(tmpdir(), 'caunoi-join-'))
  const store = await openStore(under(folder, 'caunoi.db'))
  ends.push(() => {
    store.close()
    rmSync(folder, { recursive: true })
  })
  let now = START
  let ids = 0
  const world: World = {
    store,
    settings: {
      office: { name: 'Văn phòng UBND tỉnh Hà Giang', phone: '0219 3 800 100' },
      timezone: 'Asia/Ho_Chi_Minh',
      quietHours: null,
      policies: {
        acknowledge: { steps: [], urgent: false },
        readiness: { steps: [], urgent: true },
        deadline: { steps: [], urgent: false },
      },
      inviteValidMs: 14 * DAY,
      inboxRetentionMs: 30 * DAY,
      stamp: null,
      ...structuredClone(chatOnly),
    },
    boot: 'boot-1',
    now: () => now,
    sameSecret: (a, b) => a === b,
    newId: () => `id-${String(++ids).padStart(6, '0')}`,
    afterReal: (ms) => now + ms,
    abilities: (channel) => ({
      buttons: channel === 'telegram',
      edits: channel === 'telegram',
      textLimit: channel === 'telegram' ? 4096 : 2000,
    }),
    mac: (text) => createHmac('sha256', 'a test secret').update(text).digest('hex'),
    newCode: (digits) => codes.shift() ?? String(randomInt(10 ** digits)).padStart(digits, '0'),
    newToken: () => randomBytes(18).toString('base64url'),
    wake: () => {},
  }
  const does = <T>(work: (turn: Turn) => Promise<T>) => inOneTurn(world, work)
  return { world, does, forward: (ms: number) => (now += ms), phone: phoneOf(world) }
}

type Office = Awaited<ReturnType<typeof office>>

/** A chat as its owner sees it. */
function phoneOf(world: World) {
  let events = 0
  return (chat: string, channel: Address['channel'] = 'telegram') => {
    const at: Address = { channel, account: channel === 'telegram' ? '700100' : '800200', chat }
    let seen = 0
    const all = async (): Promise<Letter[]> => {
      const rows = await world.store.db.select().from(letters).where(eq(letters.chat, chat))
      return rows
        .filter((row) => row.channel === channel && (row.state === 'pending' || row.state === 'sent'))
        .toSorted((a, b) => a.urgency - b.urgency || a.sendAt - b.sendAt || (a.id < b.id ? -1 : 1))
    }
    /** What has arrived since the last look, in the order it leaves. */
    const reads = async () => {
      const texts = (await all()).map((letter) => letter.card.text)
      return texts.slice(seen, (seen = texts.length))
    }
    const redeems = (kind: 'code' | 'token', value: string, senderName?: string) =>
      inOneTurn(world, (turn) => join(turn, at, `${chat}-${++events}`, { kind, value }, senderName))
    return {
      at,
      all,
      reads,
      types: (code: string) => redeems('code', code),
      opens: (token: string, senderName?: string) => redeems('token', token, senderName),
      says: () => inOneTurn(world, (turn) => stranger(turn, at, `${chat}-${++events}`)),
    }
  }
}

const person = (id: string, name: string, more: { phones?: string[]; address?: string } = {}) => ({
  id,
  code: id,
  name,
  phones: more.phones ?? [],
  timezone: 'Asia/Ho_Chi_Minh',
  language: 'vi' as const,
  address: more.address ?? 'Ông/Bà',
  createdAt: START,
})

/** An and Bình serve a conference that Chi coordinates; nobody is linked yet. */
async function conference(options: Parameters<typeof office>[0] = {}) {
  const at = await office(options)
  await at.does(async ({ tx }) => {
    await saveContact(tx, person('an', 'Nguyễn Văn An', { address: 'Ông', phones: ['+84912000111'] }))
    await saveContact(tx, person('binh', 'Trần Thị Bình', { address: 'Bà' }))
    await saveDocument(tx, {
      id: 'd1',
      number: '12/UBND-VP',
      type: 'Công văn',
      phone: '+842193800200',
      createdAt: START,
    })
    await saveConference(tx, {
      id: 'vt26',
      code: 'vt26',
      title: 'Hội nghị xúc tiến thương mại',
      startAt: START + 7 * DAY,
      endAt: START + 7 * DAY + 2 * HOUR,
      timezone: 'Asia/Ho_Chi_Minh',
      documentId: 'd1',
      policies: {},
      createdAt: START,
    })
    const point = { conferenceId: 'vt26', country: 'VN', timezone: 'Asia/Ho_Chi_Minh', isMain: false }
    await saveBridgePoint(tx, {
      ...point,
      id: 'b1',
      code: 'b1',
      name: 'Hà Giang',
      contactId: 'an',
      position: 1,
    })
    await saveBridgePoint(tx, {
      ...point,
      id: 'b2',
      code: 'b2',
      name: 'Đồng Văn',
      contactId: 'binh',
      backupId: 'an',
      position: 2,
    })
    await saveAssignment(tx, {
      id: 'a1',
      conferenceId: 'vt26',
      code: '7',
      text: 'Chuẩn bị đường truyền',
      contactId: 'an',
      leads: [],
      coordinating: [],
      status: 'draft',
      statusAt: START,
      position: 1,
    })
  })
  const chi = await at.does((turn) => appointCoordinator(turn, 'Lê Thị Chi'))
  if (chi.kind !== 'appointed') throw new Error('Chi is nobody')
  return { ...at, chiId: chi.person.id, invited: (id: string) => at.does((turn) => invite(turn, id)) }
}

/** `An` linked in Telegram, everything read. */
async function withAnLinked() {
  const scene = await conference()
  const an = scene.phone('an-phone')
  await an.types((await scene.invited('an')).code)
  await an.reads()
  return { ...scene, an }
}

/** Chi linked too. */
async function withChiLinked() {
  const scene = await withAnLinked()
  const chi = scene.phone('chi-phone')
  await chi.types((await scene.invited(scene.chiId)).code)
  await chi.reads()
  return { ...scene, chi }
}

const writes = ({ does }: Pick<Office, 'does'>, to: string, text: string, key = text) =>
  does((turn) => writeTo(turn, to, { key, kind: 'ask', card: () => ({ text, choices: [] }) }))

const owner = async ({ world }: Pick<Office, 'world'>, at: Address) =>
  (await identityAt(world.store.db, at))?.contactId ?? null

// — linking

test('who types the code is greeted by name and told who writes, under which document, for what, and what is kept', async () => {
  const scene = await conference()
  const an = scene.phone('an-phone')
  expect(await an.types((await scene.invited('an')).code)).toBe('linked')
  expect(await an.reads()).toEqual([
    `Kính gửi Ông Nguyễn Văn An,
Văn phòng UBND tỉnh Hà Giang liên hệ qua Telegram theo Công văn số 12/UBND-VP, phục vụ Hội nghị xúc tiến thương mại.
Việc của Ông: điểm cầu Hà Giang, Đồng Văn (dự phòng); nhiệm vụ 7.
Để xác minh tin nhắn này, hoặc nếu gửi nhầm người, đề nghị gọi 02193800200.

Dữ liệu cá nhân (Luật 91/2025/QH15): hệ thống lưu họ tên, chức vụ, số điện thoại, cuộc trò chuyện này và các câu trả lời, chỉ để liên lạc, nhắc việc và tổng hợp kết quả của công việc nêu trên. Thời hạn lưu nguyên văn: tin Ông gửi 30 ngày, ảnh và tệp 90 ngày, tin của hệ thống 365 ngày; kết quả công việc lưu theo hồ sơ công việc. Ông có quyền xem, sửa, đề nghị xóa dữ liệu của mình hoặc ngừng nhận tin tại đây: liên hệ số trên.

Khi cần hướng dẫn, gõ Trợ giúp.`,
  ])
  const shown = (await scene.world.store.db.select().from(audit)).filter(
    ({ action }) => action === 'data-notice',
  )
  expect(shown).toMatchObject([{ actor: 'an', subject: 'an', detail: { version: 2, channel: 'telegram' } }])
})

test('the first message fits a phone whatever a contact has to do', async () => {
  const scene = await conference()
  await scene.does(async ({ tx }) => {
    for (let n = 0; n < 40; n++)
      await saveBridgePoint(tx, {
        id: `more-${n}`,
        conferenceId: 'vt26',
        code: `more-${n}`,
        name: `Xã Thượng Phùng ${n}`,
        country: 'VN',
        timezone: 'Asia/Ho_Chi_Minh',
        isMain: false,
        contactId: 'an',
        position: 10 + n,
      })
  })
  const an = scene.phone('an-zalo', 'zalo-bot')
  await an.types((await scene.invited('an')).code)
  const [text] = await an.reads()
  expect(text).toContain('liên hệ qua Zalo')
  expect(text).toContain('điểm cầu Hà Giang, Đồng Văn (dự phòng), Xã Thượng Phùng 0 và 39 mục khác')
  expect(text!.length).toBeLessThan(1200)
})

test('without a document its line is left out, and the number to check is the office’s, else a coordinator’s', async () => {
  const scene = await conference()
  await scene.does(({ tx }) => saveContact(tx, person('dung', 'Phạm Dũng')))
  const dung = scene.phone('dung-phone')
  await dung.types((await scene.invited('dung')).code)
  const [text] = await dung.reads()
  expect(text).toContain('Văn phòng UBND tỉnh Hà Giang liên hệ qua Telegram.\nĐể xác minh')
  expect(text).toContain('đề nghị gọi 0219 3 800 100')

  scene.world.settings.office.phone = null
  await scene.does(async ({ tx }) => {
    await saveContact(tx, person('em', 'Đỗ Thị Em'))
    await saveContact(tx, {
      ...person(scene.chiId, 'Lê Thị Chi', { phones: ['+84912000333'] }),
      code: 'le-thi-chi',
    })
  })
  const em = scene.phone('em-phone')
  await em.types((await scene.invited('em')).code)
  expect((await em.reads())[0]).toContain('đề nghị gọi Lê Thị Chi, 0912 000 333')
})

test('cards that waited for a path follow the first message, never precede it', async () => {
  const scene = await conference()
  await writes(scene, 'an', 'Thẻ nhiệm vụ 7')
  await scene.does((turn) =>
    writeTo(turn, 'an', { key: 'k', kind: 'reply', card: () => ({ text: 'Trả lời cũ', choices: [] }) }),
  )
  scene.forward(DAY)
  const an = scene.phone('an-phone')
  await an.opens((await scene.invited('an')).token)
  const [first, ...rest] = await an.reads()
  expect(first).toContain('Kính gửi Ông Nguyễn Văn An')
  expect(rest).toEqual(['Trả lời cũ', 'Thẻ nhiệm vụ 7'])
  const bot = { channel: 'telegram', account: '700100' } as const
  const leaves = await scene.does(({ tx, now }) => claim(tx, bot, 'boot-1', now))
  expect(leaves?.letter.card.text).toBe(first)
})

test('nobody else hears of a linking, and the record keeps it without a name or a chat', async () => {
  const { world, chi, phone, invited } = await withChiLinked()
  const binh = phone('binh-phone')
  await binh.opens((await invited('binh')).token)
  expect(await chi.reads()).toEqual([])
  const linked = (await world.store.db.select().from(audit)).filter((row) => row.action === 'linked')
  expect(linked.map((row) => row.actor)).toContain('binh')
  expect(JSON.stringify(linked)).not.toMatch(/Bình|binh-phone/)
})

test('code and link burn together, and with them every older invite of that person', async () => {
  const scene = await conference()
  const [older, newer] = [await scene.invited('an'), await scene.invited('an')]
  const an = scene.phone('an-phone')
  expect(await an.types(older.code)).toBe('linked')
  const other = scene.phone('other')
  expect(await other.opens(older.token)).toBe('used')
  expect(await other.types(newer.code)).toBe('used')
  expect(await other.opens(newer.token)).toBe('used')
  const said = await other.reads()
  expect(new Set(said).size).toBe(1)
  expect(said[0]).toContain('Lời mời này đã được sử dụng')
  expect(said.join()).not.toMatch(/An|Hà Giang/)
})

test('a new invite leaves the older one good', async () => {
  const scene = await conference()
  const older = await scene.invited('an')
  await scene.invited('an')
  expect(await scene.phone('an-phone').types(older.code)).toBe('linked')
})

test('the same link pressed again says it was linked before', async () => {
  const scene = await conference()
  const an = scene.phone('an-phone')
  const { token, code } = await scene.invited('an')
  await an.opens(token)
  await an.reads()
  expect(await an.opens(token)).toBe('already-linked')
  expect(await an.types(code)).toBe('already-linked')
  expect((await an.reads())[0]).toContain('đã liên kết từ trước với Ông Nguyễn Văn An, không có gì thay đổi')
})

test('an invite ends with its time', async () => {
  const scene = await conference()
  const { code } = await scene.invited('an')
  scene.forward(14 * DAY)
  const an = scene.phone('an-phone')
  expect(await an.types(code)).toBe('expired')
  expect((await an.reads())[0]).toContain('Lời mời này đã quá hạn')
  expect(await liveIdentities(scene.world.store.db)).toEqual([])
})

test('a second app may be linked; the first hears of it', async () => {
  const scene = await withAnLinked()
  const zalo = scene.phone('an-zalo', 'zalo-bot')
  expect(await zalo.types((await scene.invited('an')).code)).toBe('linked')
  expect((await zalo.reads())[0]).toContain('liên hệ qua Zalo')
  expect(await scene.an.reads()).toEqual([
    'Ông vừa liên kết thêm Zalo. Từ nay hệ thống gửi tin qua ứng dụng Ông sử dụng gần nhất. Nếu không phải Ông thực hiện, đề nghị báo ngay 02193800200.',
  ])
})

test('two chats that redeem one invite at once: exactly one is linked', async () => {
  const scene = await conference()
  for (let round = 0; round < 20; round++) {
    const { code, token } = await scene.invited('an')
    const [one, two] = [scene.phone(`one-${round}`), scene.phone(`two-${round}`, 'zalo-bot')]
    const outcomes = await Promise.all([one.types(code), two.opens(token)])
    expect(outcomes.toSorted()).toEqual(['linked', 'used'])
    expect(await liveIdentities(scene.world.store.db)).toHaveLength(1)
    await scene.does((turn) => unlink(turn, 'an'))
  }
})

test('the same by two processes on one database', async () => {
  const scene = await conference()
  const besides = await openStore(scene.world.store.file)
  ends.push(() => besides.close())
  const theirs = phoneOf({ ...scene.world, store: besides })
  for (let round = 0; round < 10; round++) {
    const { code } = await scene.invited('an')
    const outcomes = await Promise.all([
      scene.phone(`here-${round}`).types(code),
      theirs(`there-${round}`).types(code),
    ])
    expect(outcomes.toSorted()).toEqual(['linked', 'used'])
    await scene.does((turn) => unlink(turn, 'an'))
  }
})

// — refusals

test('an invite never moves who is linked: the newcomer is refused, holder and coordinators are told, unlink frees it', async () => {
  const scene = await withChiLinked()
  const { token } = await scene.invited('an')
  const newcomer = scene.phone('newcomer')
  expect(await newcomer.opens(token, 'Tên\nlạ')).toBe('contact-taken')
  const [refusal] = await newcomer.reads()
  expect(refusal).toContain('Người được mời đã liên kết Telegram bằng một cuộc trò chuyện khác')
  expect(refusal).not.toContain('Nguyễn')
  expect(await scene.an.reads()).toEqual([
    'Có người vừa dùng lời mời của Ông trong một cuộc trò chuyện Telegram khác. Hệ thống đã từ chối, không có gì thay đổi. Nếu Ông đổi máy hoặc đổi tài khoản, đề nghị liên hệ 02193800200 để gỡ liên kết cũ.',
  ])
  const [alert, ...more] = await scene.chi.reads()
  expect(more).toEqual([])
  expect(alert).toContain('LỜI MỜI BỊ TỪ CHỐI: Ông Nguyễn Văn An (mã đầu mối an)')
  expect(alert).toContain('tên hiển thị “Tên lạ”')
  expect(alert).toContain('Nguyễn Văn An, 0912 000 111')
  expect(await owner(scene, newcomer.at)).toBeNull()

  await newcomer.opens(token)
  expect(await scene.an.reads()).toEqual([])
  expect(await scene.chi.reads()).toEqual([])

  await scene.does((turn) => unlink(turn, 'an', 'telegram'))
  expect(await newcomer.opens(token)).toBe('linked')
  expect(await owner(scene, newcomer.at)).toBe('an')
})

test('a chat that is somebody’s takes nobody else’s invite', async () => {
  const scene = await withAnLinked()
  const { code } = await scene.invited('binh')
  expect(await scene.an.types(code)).toBe('chat-taken')
  expect((await scene.an.reads())[0]).toContain(
    'đề nghị liên hệ Ban Tổ chức để gỡ liên kết trước'.replace('đề', 'Đề'),
  )
  expect(await owner(scene, scene.an.at)).toBe('an')
  expect(await scene.phone('binh-phone').types(code)).toBe('linked')
})

test('after five wrong codes even the right one waits for the hour to pass', async () => {
  const scene = await conference({ codes: ['48205173'] })
  const { code } = await scene.invited('an')
  const guesser = scene.phone('guesser')
  for (let n = 0; n < 5; n++) expect(await guesser.types(`1111111${n}`)).toBe('unknown')
  expect(await guesser.types(code)).toBe('too-many-guesses')
  const said = await guesser.reads()
  expect(said).toHaveLength(6)
  expect(said[0]).toContain('Mã hoặc liên kết này không đúng')
  expect(said[5]).toContain('Hệ thống đang tạm ngừng nhận mã')
  scene.forward(HOUR - 1)
  expect(await guesser.types(code)).toBe('too-many-guesses')
  scene.forward(1)
  expect(await guesser.types(code)).toBe('linked')
})

test('after a hundred wrong codes from everywhere no chat that typed one may use a code for an hour; a link it may', async () => {
  const scene = await conference({ codes: ['48205173', '48205174'] })
  const [an, binh] = [await scene.invited('an'), await scene.invited('binh')]
  expect(await scene.phone('an-phone').types('48205137')).toBe('unknown')
  await hundredGuesses(scene)
  expect(await scene.phone('an-phone').types(an.code)).toBe('too-many-guesses')
  expect(await scene.phone('binh-phone').types('10000000')).toBe('unknown')
  expect(await scene.phone('binh-phone').types(binh.code)).toBe('too-many-guesses')
  expect(await scene.phone('binh-phone').opens(binh.token)).toBe('linked')
  scene.forward(HOUR)
  expect(await scene.phone('an-phone').types(an.code)).toBe('linked')
})

test('guessing locks nobody out who has not guessed', async () => {
  const scene = await conference({ codes: ['48205173'] })
  const { code } = await scene.invited('an')
  await hundredGuesses(scene)
  expect(await scene.phone('an-phone').types(code)).toBe('linked')
})

async function hundredGuesses(scene: Awaited<ReturnType<typeof conference>>) {
  for (let n = 0; n < 100; n++)
    await scene.phone(`guesser-${Math.floor(n / 5)}`).types(String(10_000_000 + n))
}

test('one chat cannot bar everybody, whatever it shows', async () => {
  const scene = await conference()
  const guesser = scene.phone('guesser')
  for (let n = 0; n < 120; n++) await guesser.opens(`no-such-token-${n}`)
  expect(await scene.phone('an-phone').types((await scene.invited('an')).code)).toBe('linked')
})

test('a link that was never given out counts as a guess; used and expired ones do not', async () => {
  const scene = await conference()
  const used = await scene.invited('an')
  await scene.phone('an-phone').types(used.code)
  const somebody = scene.phone('somebody')
  await somebody.types(used.code)
  expect(await scene.world.store.db.select().from(guesses)).toEqual([])
  expect(await somebody.opens('no-such-token')).toBe('unknown')
  expect(await scene.world.store.db.select().from(guesses)).toHaveLength(1)
})

test('the tables hold no code, no token, and no guesser’s chat', async () => {
  const scene = await conference()
  const { code, token } = await scene.invited('an')
  await scene.phone('guesser-chat').types('00000001')
  const kept = JSON.stringify([
    await scene.world.store.db.select().from(invites),
    await scene.world.store.db.select().from(guesses),
    await scene.world.store.db.select().from(audit),
  ])
  for (const secret of [code, token, 'guesser-chat', '00000001']) expect(kept).not.toContain(secret)
})

test('whatever is guessed, nobody is linked', async () => {
  const scene = await conference({ codes: ['48205173'] })
  const issued = await scene.invited('an')
  const anything = fc.oneof(
    fc.stringMatching(/^[0-9]{8}$/),
    fc.string(),
    fc.constantFrom(issued.token.toLowerCase(), `${issued.code} `, issued.code.slice(1), `${issued.token}=`),
  )
  let n = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('code' as const, 'token' as const), anything, async (kind, value) => {
      fc.pre(value !== issued[kind])
      scene.forward(MINUTE)
      const chat = scene.phone(`guesser-${n++}`)
      expect(await chat[kind === 'code' ? 'types' : 'opens'](value)).toBe('unknown')
      expect((await chat.reads()).join()).not.toMatch(/An\b|Hà Giang/)
    }),
    { numRuns: 300 },
  )
  expect(await liveIdentities(scene.world.store.db)).toEqual([])
})

// — invites

test('a code that was given out before is not given again', async () => {
  const scene = await conference({ codes: ['11112222', '11112222', '33334444'] })
  expect((await scene.invited('an')).code).toBe('11112222')
  expect((await scene.invited('binh')).code).toBe('33334444')
})

test('an invite is shown with its links once the bots are known, and with what is linked', async () => {
  const scene = await withAnLinked()
  const shown = async (issued: Issued) => scene.does((turn) => inviteView(turn, 'an', issued))
  const issued = await scene.invited('an')
  expect(await shown(issued)).toEqual({
    contact: 'an',
    name: 'Nguyễn Văn An',
    code: issued.code,
    telegram: null,
    zaloOa: null,
    web: null,
    linked: ['telegram'],
    expiresAt: '2026-12-15T01:00:00.000Z',
  })
  await scene.does(({ tx }) => saveProfile(tx, 'telegram', '700100', { userName: 'hagiang_bot' }))
  scene.world.settings.zaloBots.links = ['https://zalo.me/1234567890']
  expect(await shown(issued)).toMatchObject({
    telegram: `https://t.me/hagiang_bot?start=${issued.token}`,
    zaloBot: 'https://zalo.me/1234567890',
  })
  scene.world.settings.zaloOa = { account: '4318' }
  scene.world.settings.publicUrl = 'https://caunoi.example.vn'
  const reachable = await shown(issued)
  expect(reachable.zaloOa).toBe('https://zalo.me/4318')
  const token = reachable.web!.replace('https://caunoi.example.vn/c/', '')
  expect(await opens(scene.world, scene.world.store.db, token)).toMatchObject({
    contactId: 'an',
    letterId: null,
  })
})

// — strangers

test('a stranger is told once an hour how to be let in, and not who is here', async () => {
  const scene = await withAnLinked()
  const somebody = scene.phone('somebody')
  expect(await somebody.says()).toBe(true)
  expect(await somebody.says()).toBe(false)
  scene.forward(HOUR - 1)
  expect(await somebody.says()).toBe(false)
  scene.forward(1)
  expect(await somebody.says()).toBe(true)
  const sentence =
    'Hệ thống này chỉ dành cho người được mời: đề nghị gõ mã mời 8 chữ số trong lời mời, hoặc liên hệ Ban Tổ chức để nhận mã. Hoặc bấm nút “Chia sẻ số điện thoại của tôi”: hệ thống đối chiếu với danh sách đầu mối. Nội dung nhắn tại đây được chuyển Ban Tổ chức.\n' +
    'This system is for invited people only. Please type the 8-digit code from your invitation, or ask the organisers for one. Or press the button to share your phone number: it is looked up in the list of contacts. What you write here is passed on to the organisers.'
  expect(await somebody.reads()).toEqual([sentence, sentence])
})

// — unlinking, closing, opening

test('what had not left for a freed chat waits, and goes to the next chat that is linked; the freed one hears nothing', async () => {
  const scene = await withAnLinked()
  await scene.does(({ tx, now }) =>
    awaitWords(tx, scene.an.at, { what: 'question', ask: null, until: now + HOUR }),
  )
  await writes(scene, 'an', 'Thẻ nhiệm vụ 7')
  await scene.an.opens('no-such-token')
  await scene.does((turn) => unlink(turn, 'an'))
  expect((await scene.an.all()).filter((letter) => letter.state === 'pending')).toEqual([])
  expect((await chatAt(scene.world.store.db, scene.an.at))?.expecting ?? null).toBeNull()

  const fresh = scene.phone('an-new-phone')
  expect(await fresh.types((await scene.invited('an')).code)).toBe('linked')
  expect((await fresh.reads()).slice(1)).toEqual(['Thẻ nhiệm vụ 7'])
})

test('with another app linked, what had not left takes that path at once', async () => {
  const scene = await withAnLinked()
  const zalo = scene.phone('an-zalo', 'zalo-bot')
  scene.forward(MINUTE)
  await zalo.types((await scene.invited('an')).code)
  await zalo.reads()
  await writes(scene, 'an', 'Thẻ nhiệm vụ 7')
  expect(await zalo.reads()).toEqual(['Thẻ nhiệm vụ 7'])
  const freed = await scene.does((turn) => unlink(turn, 'an', 'zalo-bot'))
  expect(freed.map((identity) => identity.channel)).toEqual(['zalo-bot'])
  expect((await scene.an.all()).map((letter) => letter.card.text)).toContain('Thẻ nhiệm vụ 7')
})

test('a card that was sent to a freed chat is never brought up to date there', async () => {
  const scene = await withAnLinked()
  const letter = await scene.does((turn) =>
    writeTo(turn, 'an', {
      key: 'c',
      kind: 'ask',
      subject: 'ask:1',
      card: () => ({ text: 'Thẻ', choices: [] }),
    }),
  )
  await scene.does(({ tx, now }) => settleSent(tx, letter!.id, { platformId: '55' }, now))
  await scene.does(({ tx }) => changeLetter(tx, letter!.id, { dirty: true }))
  await scene.does((turn) => unlink(turn, 'an'))
  const [after] = (await scene.an.all()).filter((each) => each.id === letter!.id)
  expect(after).toMatchObject({ state: 'sent', subject: null, superseded: true, dirty: false })
})

test('freed and linked again in the same chat, a person gets what waited, once', async () => {
  const scene = await withAnLinked()
  await writes(scene, 'an', 'Thẻ nhiệm vụ 7')
  await scene.does((turn) => unlink(turn, 'an'))
  await scene.an.types((await scene.invited('an')).code)
  const cards = (await scene.an.all()).filter((letter) => letter.card.text === 'Thẻ nhiệm vụ 7')
  expect(cards).toHaveLength(1)
})

test('who shuts the bot out and lets it in again gets what waited meanwhile', async () => {
  const scene = await withAnLinked()
  await writes(scene, 'an', 'Trước khi chặn')
  await scene.does((turn) => pathClosed(turn, scene.an.at))
  await writes(scene, 'an', 'Trong khi chặn')
  expect((await scene.an.all()).map((letter) => letter.card.text)).not.toContain('Trong khi chặn')
  expect((await scene.does((turn) => pathOpened(turn, scene.an.at)))?.contactId).toBe('an')
  const texts = (await scene.an.all()).map((letter) => letter.card.text)
  expect(texts).toEqual(expect.arrayContaining(['Trước khi chặn', 'Trong khi chặn']))
})

test('a card that failed because the chat was closed goes there again when it opens', async () => {
  const scene = await withAnLinked()
  const letter = await writes(scene, 'an', 'Thẻ nhiệm vụ 7', 'card:1')
  await scene.does((turn) => pathClosed(turn, scene.an.at))
  await scene.does(async ({ tx }) => {
    const key = `card:1@telegram:700100:an-phone`
    const there = { channel: 'telegram', account: '700100', chat: 'an-phone' } as const
    await changeLetter(tx, letter!.id, { ...there, key, state: 'pending' })
    await settleClaim(tx, letter!.id, { state: 'failed', reason: 'blocked' })
  })
  await writes(scene, 'an', 'Thẻ nhiệm vụ 7', 'card:1')
  await scene.does((turn) => pathOpened(turn, scene.an.at))
  const cards = (await scene.an.all()).filter((each) => each.card.text === 'Thẻ nhiệm vụ 7')
  expect(cards.map((card) => card.state)).toEqual(['pending'])
})

test('a chat that is nobody’s may close and open without effect', async () => {
  const scene = await conference()
  const { at } = scene.phone('somebody')
  await scene.does((turn) => pathClosed(turn, at))
  expect(await scene.does((turn) => pathOpened(turn, at))).toBeNull()
})

// — coordinators

test('a coordinator is the contact of that name or code, else a new one with a code of its own', async () => {
  const scene = await conference()
  const appoint = (name: string, conferenceId?: string) =>
    scene.does((turn) => appointCoordinator(turn, name, { conferenceId }))
  expect(await appoint(' Trần  Thị Bình ')).toMatchObject({ isNew: false, person: { id: 'binh' } })
  expect(await appoint('an')).toMatchObject({ isNew: false, person: { id: 'an' } })
  expect(await appoint('Đặng Thị Đào')).toMatchObject({ isNew: true, person: { code: 'dang-thi-dao' } })
  expect(await appoint('Dang Thi Dao')).toMatchObject({ isNew: true, person: { code: 'dang-thi-dao-2' } })
  expect(await appoint('Đặng Thị Đào')).toMatchObject({ isNew: false, person: { code: 'dang-thi-dao' } })
  expect(await appoint('田中')).toMatchObject({ isNew: true, person: { code: 'coordinator' } })
  await appoint('Võ Nam', 'vt26')
  const nam = await appoint('Võ Nam', 'vt26')
  expect(nam.kind === 'appointed' && (await isCoordinator(scene.world.store.db, nam.person.id, 'vt26'))).toBe(
    true,
  )
  expect(nam.kind === 'appointed' && (await isCoordinator(scene.world.store.db, nam.person.id, null))).toBe(
    false,
  )
})

test('a name that two contacts share appoints neither', async () => {
  const scene = await conference()
  await scene.does(({ tx }) => saveContact(tx, person('an2', 'Nguyễn Văn An')))
  const outcome = await scene.does((turn) => appointCoordinator(turn, 'Nguyễn Văn An'))
  expect(outcome).toMatchObject({ kind: 'ambiguous', people: [{ code: 'an' }, { code: 'an2' }] })
  expect(await isCoordinator(scene.world.store.db, 'an')).toBe(false)
})

test('a coordinator is dismissed by name or code, and only once', async () => {
  const scene = await conference()
  const dismiss = (name: string) => scene.does((turn) => dismissCoordinator(turn, name))
  expect(await dismiss('le-thi-chi')).toBe(true)
  expect(await dismiss('Lê Thị Chi')).toBe(false)
  expect(await dismiss('Không Ai Cả')).toBe(false)
  expect(await isCoordinator(scene.world.store.db, scene.chiId)).toBe(false)
})

test('a coordinator’s first message says what for', async () => {
  const scene = await conference()
  const chi = scene.phone('chi-phone')
  await chi.types((await scene.invited(scene.chiId)).code)
  expect((await chi.reads())[0]).toContain('Việc của Ông/Bà: tham gia Ban Tổ chức.')
})

test('all of it or none: a linking that fails half-way leaves the invite good', async () => {
  const scene = await conference()
  const { code } = await scene.invited('an')
  const an = scene.phone('an-phone')
  const failing = inTransaction(scene.world.store, async (tx) => {
    await join({ tx, world: scene.world, now: START }, an.at, 'e', { kind: 'code', value: code })
    throw new Error('the disk is full')
  })
  await expect(failing).rejects.toThrow('the disk is full')
  expect(await an.reads()).toEqual([])
  expect(await an.types(code)).toBe('linked')
})
