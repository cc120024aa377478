import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { type Announcement, announcementById } from '../../db/announcements.ts'
import { addAnswer, changeAsk } from '../../db/asks.ts'
import { identityAt } from '../../db/identities.ts'
import { mediaById } from '../../db/media.ts'
import { changeLetter, type Letter } from '../../db/outbox.ts'
import {
  grantCoordinator,
  personByCode,
  revokeCoordinator,
  saveContact,
  unitNamed,
  withholdFrom,
} from '../../db/people.ts'
import { letters } from '../../db/schema.ts'
import { recipientOf } from '../../db/recipients.ts'
import { tallyOf } from '../../db/tallies.ts'
import { correct, replaceFile } from '../../handlers/announcement/change.ts'
import { remindRest } from '../../handlers/announcement/remind.ts'
import { sendReport } from '../../handlers/announcement/report-in-chat.ts'
import { reportBook } from '../../handlers/announcement/report-book.ts'
import { reportOf } from '../../handlers/announcement/report.ts'
import { empty, newDraft, sendDraft } from '../../handlers/announcement/send.ts'
import { spread } from '../../handlers/announcement/spread.ts'
import { turn } from '../../handlers/world.ts'
import type { AnswerWanted, Given } from '../../src/domain/announcement.ts'
import { tallied } from '../../src/domain/furthest.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { readSheets } from '../../src/intake/xlsx.ts'
import { at, smallWorld, type SmallWorld } from './world.ts'

const people: [code: string, name: string, unit: string][] = [
  ['lan', 'Nguyễn Thị Lan', 'Viễn thông Hà Giang'],
  ['minh', 'Trần Văn Minh', '=HYPERLINK("http://x","y")'],
  ['hoa', '+Lê Thị Hoa', '@Sở'],
  ['dung', '-Phạm Văn Dũng', 'Sở Ngoại vụ'],
  ['mai', 'Hoàng Thị Mai', 'Viễn thông Hà Giang'],
  ['binh', 'Tạ Thị Bình', 'Văn phòng'],
]

async function office() {
  const world = await smallWorld()
  await turn(world, async ({ tx, now }) => {
    for (const [place, [code, name, unit]] of people.entries()) {
      const unitId = await unitNamed(tx, unit, () => world.newId(), now)
      const contact = { id: code, code, name, unitId, phones: [`+8491200000${place}`], address: 'Bà' }
      await saveContact(tx, { ...contact, timezone: 'Asia/Ho_Chi_Minh', language: 'vi', createdAt: now })
    }
  })
  for (const code of ['lan', 'minh', 'hoa', 'binh']) await world.linked(code)
  const announce = async (wanted: AnswerWanted) => {
    const sent = await turn(world, async (inner) => {
      const draft = await newDraft(inner, 'binh', {
        ...empty,
        text: 'Họp lúc 8 giờ',
        audience: 'all',
        wanted,
      })
      return sendDraft(inner, draft, ['lan', 'minh', 'hoa', 'dung', 'mai'], 'binh')
    })
    while ((await spread(world)) === 'did');
    return (await announcementById(world.store.db, sent.id))!
  }
  return { world, announce }
}

/** What the platforms and people did with it. */
function outside(world: SmallWorld, { id }: Announcement) {
  const letterTo = async (code: string) =>
    (
      await world.store.db
        .select()
        .from(letters)
        .where(eq(letters.contactId, code))
        .orderBy(letters.createdAt)
    ).findLast(({ announcementId }) => announcementId === id)!
  const change = async (code: string, changes: Partial<Letter>) => {
    const letter = await letterTo(code)
    await turn(world, ({ tx }) => changeLetter(tx, letter.id, changes))
  }
  return {
    takes: (code: string) => change(code, { state: 'sent', sentAt: world.now() }),
    arrives: (code: string) => change(code, { deliveredAt: world.now() }),
    repeats: (code: string) => change(code, { again: true }),
    refuses: (code: string) => change(code, { state: 'failed', reason: 'blocked' }),
    answers: (code: string, value: Given, by = code) =>
      turn(world, async ({ tx, now }) => {
        const { askId } = (await recipientOf(tx, id, code))!
        await addAnswer(tx, {
          askId: askId!,
          by,
          owedBy: code,
          via: 'telegram',
          value,
          at: now,
          decides: true,
        })
        await changeAsk(tx, askId!, { state: 'answered', settledAt: now })
      }),
  }
}

async function storyOfNumbers() {
  const { world, announce } = await office()
  const announcement = await announce({ kind: 'number' })
  const phones = outside(world, announcement)
  world.forward('PT1M')
  for (const code of ['lan', 'minh']) await phones.takes(code)
  await phones.repeats('minh')
  await phones.refuses('hoa')
  world.forward('PT1M')
  await phones.arrives('lan')
  world.forward('PT8M')
  await phones.answers('lan', { kind: 'number', number: 10 })
  await phones.answers('lan', { kind: 'number', number: 12 }, 'binh')
  return { world, announcement, announce }
}

test('the report says of each recipient how far it came, what they answered, and who did it for them', async () => {
  const { world, announcement } = await storyOfNumbers()
  const rows = await reportOf({ tx: world.store.db }, announcement)
  const told = rows.map(({ person, state, channel, again, owes, reason, given, answeredBy }) => [
    person.code,
    state,
    channel,
    again,
    owes,
    reason,
    given && 'number' in given ? given.number : null,
    answeredBy?.name ?? null,
  ])
  expect(told).toEqual([
    ['lan', 'answered', 'telegram', false, false, null, 12, 'Tạ Thị Bình'],
    ['minh', 'sent', 'telegram', true, true, null, null, null],
    ['hoa', 'failed', 'telegram', false, false, 'blocked', null, null],
    ['dung', 'held', null, false, false, null, null, null],
    ['mai', 'held', null, false, false, null, null, null],
  ])
  expect(rows[0]).toMatchObject({
    sentAt: at('2026-12-01T08:01'),
    deliveredAt: at('2026-12-01T08:02'),
    at: at('2026-12-01T08:10'),
  })
})

test('who has the old file and was refused the new one has not got it, and does not owe the answer', async () => {
  const { world, announce } = await office()
  const announcement = await announce({ kind: 'received' })
  const phones = outside(world, announcement)
  for (const code of ['lan', 'minh']) await phones.takes(code)
  await phones.answers('lan', { kind: 'received' })
  world.forward('PT1H')
  const file = { id: 'm2', kind: 'file' as const, mime: 'application/pdf', fileName: 'b.pdf', size: 3 }
  const changed = await turn(world, (inner) => replaceFile(inner, announcement, file, null))
  if (changed.kind !== 'done') throw new Error(changed.why)
  while ((await spread(world)) === 'did');
  await phones.refuses('lan')
  const rows = await reportOf({ tx: world.store.db }, changed.announcement)
  expect(rows.slice(0, 2).map(({ state, reason, owes }) => [state, reason, owes])).toEqual([
    ['failed', 'blocked', false],
    ['queued', null, false],
  ])
  const tally = await tallyOf(world.store.db, changed.announcement)
  expect(tallied(rows, tally.leaving)).toEqual(tally)
})

describe('the workbook', () => {
  const opened = async (bytes: Uint8Array) => {
    const read = await readSheets(bytes)
    if (read.kind !== 'sheets') throw new Error(read.kind)
    return read.sheets
  }

  test('has a row for each recipient in the office’s time; nothing that anybody wrote becomes a formula', async () => {
    const { world, announcement } = await storyOfNumbers()
    const reads = { tx: world.store.db, world, now: world.now() }
    // A formula would be read back as what it was last computed to be, and not as it is written.
    const [recipients] = await opened(await reportBook(reads, announcement, 'vi'))
    expect(recipients!.name).toBe('Người nhận')
    expect(recipients!.rows[0]).toEqual(textsIn('vi').announcing.report.columns)
    expect(recipients!.rows.slice(1, 5).map((row) => row.map((cell) => cell ?? '–').join(' | '))).toEqual([
      'lan | Nguyễn Thị Lan | Viễn thông Hà Giang | 0912 000 000 | Telegram | đã trả lời | 01/12/2026 08:01 | 01/12/2026 08:02 | 12 | 01/12/2026 08:10 | Tạ Thị Bình | – | –',
      'minh | Trần Văn Minh | =HYPERLINK("http://x","y") | 0912 000 001 | Telegram | đã gửi | 01/12/2026 08:01 | – | – | – | – | (gửi lại) | –',
      'hoa | +Lê Thị Hoa | @Sở | 0912 000 002 | Telegram | không gửi được | – | – | – | – | – | – | người nhận đã chặn hoặc tắt ứng dụng nhận tin',
      'dung | -Phạm Văn Dũng | Sở Ngoại vụ | 0912 000 003 | – | chưa có cách gửi | – | – | – | – | – | – | hiện chưa có cách gửi: chưa liên kết ứng dụng nào, hoặc đã chặn',
    ])
  })

  test('sums up: figures, answers, who corrected and reminded and when', async () => {
    const { world, announcement } = await storyOfNumbers()
    await turn(world, (inner) => remindRest(inner, announcement, 'binh'))
    world.forward('PT1H')
    const corrected = await turn(world, (inner) => correct(inner, announcement, '=1+1', null))
    if (corrected.kind !== 'done') throw new Error(corrected.why)
    const reads = { tx: world.store.db, world, now: world.now() }
    const [, summary] = await opened(await reportBook(reads, corrected.announcement, 'vi'))
    const lines = summary!.rows.map((row) => row.filter((cell) => cell !== null).join(' | '))
    expect(summary!.name).toBe('Tổng hợp')
    for (const line of [
      'Thông báo số 1',
      'Nội dung | =1+1',
      'Gửi cho | all',
      'Gửi lúc | 01/12/2026 08:00',
      'Múi giờ của báo cáo | Asia/Ho_Chi_Minh',
      'Tổng số người nhận | 5',
      'Đã gửi | 2',
      'Đã đến máy | 1',
      'Đã trả lời | 1',
      'Đã nhận, chưa trả lời | 1',
      'Chờ gửi | 2',
      'Không gửi được | 1',
      'Tổng cộng | 12',
      '01/12/2026 08:00 | Gửi thông báo (5) | Tạ Thị Bình',
      '01/12/2026 08:10 | Nhắc các đầu mối chưa xác nhận (1) | Tạ Thị Bình',
      '01/12/2026 09:10 | Đính chính | dòng lệnh',
    ])
      expect(lines).toContain(line)
  })

  test('counts each option', async () => {
    const { world, announce } = await office()
    const announcement = await announce({ kind: 'choice', options: ['Dự', 'Không dự'] })
    const phones = outside(world, announcement)
    await phones.answers('lan', { kind: 'choice', option: 0 })
    await phones.answers('minh', { kind: 'choice', option: 0 })
    await phones.answers('minh', { kind: 'choice', option: 1 })
    const reads = { tx: world.store.db, world, now: world.now() }
    const [recipients, summary] = await opened(await reportBook(reads, announcement, 'vi'))
    const answered = recipients!.rows.slice(1).map((row) => row[8])
    expect(answered.slice(0, 3)).toEqual(['Dự', 'Không dự', null])
    const counts = summary!.rows.filter(([what]) => what === 'Dự' || what === 'Không dự')
    expect(counts.map((row) => row.slice(0, 2))).toEqual([
      ['Dự', 1],
      ['Không dự', 1],
    ])
  })
})

test('in chat the coordinator gets the file, how it stands, and whom to ring; without the office, nothing', async () => {
  const { world, announcement } = await storyOfNumbers()
  const asked = await turn(world, async (inner) => {
    const place = { channel: 'telegram' as const, account: '1', chat: 'chat-binh' }
    await grantCoordinator(inner.tx, {
      id: world.newId(),
      contactId: 'binh',
      conferenceId: null,
      grantedAt: inner.now,
    })
    await sendReport(
      {
        ...inner,
        at: place,
        eventId: 'e1',
        saidAt: inner.now,
        person: (await personByCode(inner.tx, 'binh'))!,
        identity: (await identityAt(inner.tx, place))!,
        texts: textsIn('vi'),
        quoted: null,
        pressed: null,
      },
      announcement,
    )
    const [letter] = await inner.tx.select().from(letters).where(eq(letters.contactId, 'binh'))
    return letter!
  })
  expect(asked.key).toMatch(/^reply:e1:sending-report@/)
  const { text, media } = asked.card
  expect(text).toContain('Đã gửi 2/5')
  expect(text).toContain('Chưa trả lời (1):\nTrần Văn Minh, 0912 000 001')
  expect(text).toContain('Chưa nhận được (3):\n+Lê Thị Hoa, 0912 000 002; -Phạm Văn Dũng, 0912 000 003')
  expect(text).toContain('bao-cao-thong-bao-1.xlsx')
  expect(media).toMatchObject({ kind: 'file', fileName: 'bao-cao-thong-bao-1.xlsx' })
  const kept = (await mediaById(world.store.db, media!.id))!
  expect(kept.at).toBe(world.now())
  expect((await readSheets(kept.bytes!)).kind).toBe('sheets')
  await turn(world, async ({ tx, now }) => {
    await revokeCoordinator(tx, 'binh', now)
    await withholdFrom(tx, 'binh')
  })
  expect(await world.reads('binh')).toEqual([])
})

test('a report of many is read in as few looks as one of few', async () => {
  const { world, announcement } = await storyOfNumbers()
  const looks = { count: 0 }
  const counting = new Proxy(world.store.db, {
    get: (db, name) => {
      if (name === 'select' || name === 'selectDistinct') looks.count++
      return Reflect.get(db, name) as unknown
    },
  })
  expect(await reportOf({ tx: counting }, announcement)).toHaveLength(5)
  expect(looks.count).toBeLessThanOrEqual(6)
})
