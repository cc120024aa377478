import { eq } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { announcementById, changeAnnouncement } from '../../db/announcements.ts'
import { inTransaction } from '../../db/open.ts'
import { put } from '../../db/outbox.ts'
import { saveContact } from '../../db/people.ts'
import { asks, letters, recipients } from '../../db/schema.ts'
import { recipientsOf, sendingsOf } from '../../db/announcement-report.ts'
import { tallyOf } from '../../db/tallies.ts'
import { addRecipients } from '../../db/recipients.ts'
import { empty, newDraft } from '../../handlers/announcement/send.ts'
import { turn } from '../../handlers/world.ts'
import {
  type AnnouncementState,
  type Course,
  furthest,
  tallied,
  type Tally,
} from '../../src/domain/announcement.ts'
import type { LetterState } from '../../src/domain/delivery.ts'
import { smallWorld } from '../handlers/world.ts'

const letter = (state: LetterState, more: Partial<Course> = {}): Course => ({
  channel: 'telegram',
  state,
  sentAt: state === 'sent' ? 100 : null,
  deliveredAt: null,
  reason: null,
  mediaReason: null,
  ...more,
})

const arrived = letter('sent', { channel: 'zalo-oa', sentAt: 200, deliveredAt: 300 })
const shutOut = letter('failed', { reason: 'blocked' })

describe('how far an announcement has come with one person', () => {
  test.each([
    ['nothing was written yet', [], 'sending', { state: 'queued', channel: null, at: null }],
    ['nothing was written, and nothing will be', [], 'stopped', { state: 'stopped', at: null }],
    ['nothing was written before it was taken back', [], 'recalled', { state: 'stopped' }],
    ['it waits for its turn', [letter('pending')], 'sending', { state: 'queued', channel: 'telegram' }],
    ['it waits because all wait', [letter('paused')], 'paused', { state: 'queued' }],
    [
      'the platform is away',
      [letter('pending', { reason: 'unreachable' })],
      'sending',
      { reason: 'unreachable' },
    ],
    [
      'there is no path',
      [letter('held', { channel: null })],
      'sending',
      { state: 'held', channel: null, reason: null },
    ],
    ['it left', [letter('sent')], 'sending', { state: 'sent', channel: 'telegram', at: 100, reason: null }],
    ['it arrived', [arrived], 'sending', { state: 'delivered', channel: 'zalo-oa', at: 300, sentAt: 200 }],
    [
      'it left by another path',
      [shutOut, letter('sent')],
      'sending',
      { state: 'sent', at: 100, reason: null },
    ],
    [
      'shut out, and no other path',
      [shutOut, letter('held')],
      'sending',
      { state: 'failed', reason: 'blocked' },
    ],
    ['refused for good', [shutOut], 'sending', { state: 'failed', channel: 'telegram', reason: 'blocked' }],
    ['nobody knows', [letter('unknown')], 'sending', { state: 'failed', reason: 'no-answer' }],
    ['answered before it left', [letter('unneeded')], 'sending', { state: 'unneeded' }],
    ['taken out', [letter('void')], 'stopped', { state: 'stopped', reason: null }],
    ['it left, and all was stopped', [letter('sent')], 'stopped', { state: 'sent', at: 100 }],
    ['the correction waits', [letter('sent'), letter('pending')], 'sending', { state: 'sent', at: 100 }],
    [
      'it arrived twice',
      [arrived, { ...arrived, deliveredAt: 500 }],
      'sending',
      { state: 'delivered', at: 500 },
    ],
    [
      'its file is not there',
      [letter('sent', { mediaReason: 'too-large' })],
      'sending',
      { reason: 'too-large' },
    ],
    [
      'retries before it left are over',
      [letter('sent', { reason: 'throttled' })],
      'sending',
      { state: 'sent', reason: null },
    ],
  ] as [string, Course[], AnnouncementState, Partial<ReturnType<typeof furthest>>][])(
    '%s',
    (_, course, state, expected) => expect(furthest(course, null, state)).toMatchObject(expected),
  )

  test('whoever did what was asked has answered, by whatever path it came', () => {
    const found = furthest([arrived], { settledAt: 900 }, 'sending')
    expect(found).toMatchObject({ state: 'answered', channel: 'zalo-oa', at: 900, deliveredAt: 300 })
    expect(furthest([letter('sent')], { settledAt: null }, 'sending').state).toBe('sent')
  })
})

const states = ['held', 'pending', 'sent', 'failed', 'unknown', 'unneeded', 'void', 'paused'] as const
const someLetter = fc.record({
  state: fc.constantFrom<LetterState>(...states),
  deliveredAt: fc.option(fc.nat(), { nil: null }),
  reason: fc.constantFrom('blocked' as const, 'throttled' as const, null),
})
type SomeLetter = Pick<Course, 'state' | 'deliveredAt' | 'reason'>

interface SomeRecipient {
  letters: SomeLetter[]
  ask: 'open' | 'answered' | 'ended' | null
}

const someRecipient: fc.Arbitrary<SomeRecipient> = fc.record({
  letters: fc.array(someLetter, { maxLength: 4 }),
  ask: fc.option(fc.constantFrom('open' as const, 'answered' as const, 'ended' as const), { nil: null }),
})

test('whatever became of the letters, the tally counts what is said of each recipient', async () => {
  const story = await manyRecipients(8)
  await fc.assert(
    fc.asyncProperty(
      fc.array(someRecipient, { minLength: 8, maxLength: 8 }),
      fc.constantFrom<AnnouncementState>('sending', 'paused', 'stopped', 'recalled'),
      async (all, state) => {
        const { tally, counted } = await story.become(all, state)
        expect(tally).toEqual(counted)
        expect(tally.failures.reduce((sum, { people }) => sum + people, 0)).toBe(tally.failed)
      },
    ),
    { numRuns: 60 },
  )
})

async function manyRecipients(count: number) {
  const world = await smallWorld()
  const { id } = await turn(world, async (inner) => {
    const draft = await newDraft(inner, null, { ...empty, text: 'Họp lúc 8 giờ' })
    const contactIds = Array.from({ length: count }, (_, place) => `c${place}`)
    for (const contactId of contactIds)
      await saveContact(inner.tx, {
        id: contactId,
        code: contactId,
        name: contactId,
        phones: [],
        timezone: 'Asia/Ho_Chi_Minh',
        language: 'vi',
        address: 'Bà',
        createdAt: inner.now,
      })
    await addRecipients(inner.tx, draft.id, contactIds)
    return changeAnnouncement(inner.tx, draft.id, { total: count })
  })
  const write = (all: SomeRecipient[], state: AnnouncementState) =>
    inTransaction(world.store, async (tx) => {
      await tx.update(recipients).set({ askId: null })
      await tx.delete(letters)
      await tx.delete(asks)
      await changeAnnouncement(tx, id, { state })
      for (const [place, { letters: course, ask }] of all.entries()) {
        const contactId = `c${place}`
        const askId = ask && world.newId()
        const written = async () => {
          for (const each of course)
            await put(tx, { ...row(world.newId(), id, contactId, each), askId: askId ?? null })
        }
        if (!ask || !askId) {
          await written()
          continue
        }
        await tx.insert(asks).values({
          id: askId,
          key: askId,
          kind: 'announcement',
          announcementId: id,
          owedBy: contactId,
          steps: [],
          taken: [],
          urgent: false,
          openedAt: 1,
          state: ask,
          settledAt: ask === 'answered' ? 1 : null,
        })
        await tx.update(recipients).set({ askId }).where(eq(recipients.contactId, contactId))
        await written()
      }
    })
  return {
    become: async (all: SomeRecipient[], state: AnnouncementState) => {
      await write(all, state)
      const { db } = world.store
      const announcement = (await announcementById(db, id))!
      const sendings = await sendingsOf(db, id)
      const people = await recipientsOf(db, id)
      const at = (contactId: string) => sendings.filter((each) => each.contactId === contactId)
      const found = people.map((person) => {
        const course = furthest(at(person.contactId), person, announcement.state)
        const has = course.came === 'sent' || course.came === 'delivered'
        return { ...course, owes: person.askState === 'open' && has }
      })
      const tally = await tallyOf(db, announcement)
      return { tally: sorted(tally), counted: sorted(tallied(found, tally.leaving)) }
    },
  }
}

const sorted = (tally: Tally): Tally => ({
  ...tally,
  failures: tally.failures.toSorted((one, other) => one.reason.localeCompare(other.reason)),
})

const row = (
  id: string,
  announcementId: string,
  contactId: string,
  { state, deliveredAt, reason }: SomeLetter,
) => ({
  id,
  key: id,
  contactId,
  announcementId,
  urgency: 3,
  chasing: false,
  mustArrive: true,
  card: { text: '', choices: [] },
  commands: {},
  state,
  deliveredAt,
  reason,
  sendAt: 1,
  createdAt: 1,
})
