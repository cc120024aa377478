import { eq } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyOf } from '../../db/announcement-letters.ts'
import { announcementById, changeAnnouncement, saveRevision } from '../../db/announcements.ts'
import { inTransaction } from '../../db/open.ts'
import { put } from '../../db/outbox.ts'
import { saveContact } from '../../db/people.ts'
import { announcementRevisions, asks, contacts, letters, recipients } from '../../db/schema.ts'
import { recipientsOf, sendingsOf } from '../../db/announcement-report.ts'
import { tallyOf } from '../../db/tallies.ts'
import { addRecipients } from '../../db/recipients.ts'
import { empty, newDraft } from '../../handlers/announcement/send.ts'
import { turn } from '../../handlers/world.ts'
import type { AnnouncementState, Tally } from '../../src/domain/announcement.ts'
import { type Course, furthest, type Recipient, tallied, type Version } from '../../src/domain/furthest.ts'
import type { LetterState } from '../../src/domain/delivery.ts'
import { smallWorld } from '../handlers/world.ts'

const letter = (state: LetterState, more: Partial<Course> = {}): Course => ({
  channel: 'telegram',
  state,
  sentAt: state === 'sent' ? 100 : null,
  deliveredAt: null,
  reason: null,
  mediaReason: null,
  revision: 1,
  dirty: false,
  ...more,
})

const person = (more: Partial<Recipient> = {}): Recipient => ({
  settledAt: null,
  erasedAt: null,
  revision: 1,
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
    (_, course, state, expected) =>
      expect(furthest(course, person(), { state, fileSince: 1 })).toMatchObject(expected),
  )

  test('whoever did what was asked has answered, by whatever path it came', () => {
    const version = { state: 'sending' as const, fileSince: 1 }
    const found = furthest([arrived], person({ settledAt: 900 }), version)
    expect(found).toMatchObject({ state: 'answered', channel: 'zalo-oa', at: 900, deliveredAt: 300 })
    expect(furthest([letter('sent')], person(), version).state).toBe('sent')
  })

  const old = letter('sent', { sentAt: 50 })
  const of2 = { revision: 2 }
  const up = person(of2)
  test.each([
    ['nothing is written to the forgotten', [letter('void')], person({ erasedAt: 1 }), 1, 'stopped', false],
    ['it had come before they were', [old], person({ erasedAt: 1 }), 1, 'sent', false],
    ['the new file was refused', [old, letter('failed', of2)], up, 2, 'failed', false],
    ['the new file waits', [old, letter('pending', of2)], up, 2, 'queued', false],
    ['the new file is not written to them yet', [old], person(), 2, 'sent', false],
    ['a correction that is not of the file', [old, letter('pending', of2)], up, 1, 'sent', false],
    ['the correction came', [old, letter('sent', of2)], up, 1, 'sent', false],
    ['the correction was refused', [old, letter('failed', of2)], up, 1, 'sent', true],
    ['the correction has no path', [old, letter('held', of2)], up, 1, 'sent', true],
    ['it was edited', [old], up, 1, 'sent', false],
    ['the edit was refused', [letter('sent', { reason: 'message-gone' })], up, 1, 'sent', true],
    ['it is edited once more', [letter('sent', { reason: 'throttled', dirty: true })], up, 1, 'sent', false],
    [
      'refused was the edit of what is new',
      [letter('sent', { reason: 'message-gone', ...of2 })],
      up,
      1,
      'sent',
      false,
    ],
  ] as [string, Course[], Recipient, number, string, boolean][])(
    '%s',
    (_, course, recipient, fileSince, state, isOutdated) =>
      expect(furthest(course, recipient, { state: 'sending', fileSince })).toMatchObject({
        state,
        isOutdated,
      }),
  )
})

const states = ['held', 'pending', 'sent', 'failed', 'unknown', 'unneeded', 'void', 'paused'] as const
const someLetter = fc.record({
  state: fc.constantFrom<LetterState>(...states),
  deliveredAt: fc.option(fc.nat(), { nil: null }),
  reason: fc.constantFrom('blocked' as const, 'throttled' as const, null),
  revision: fc.integer({ min: 0, max: 3 }),
})
type SomeLetter = Pick<Course, 'state' | 'deliveredAt' | 'reason' | 'revision'>

interface SomeRecipient {
  revision: number
  erasedAt: number | null
  letters: SomeLetter[]
  ask: 'open' | 'answered' | 'ended' | null
}

const someRecipient: fc.Arbitrary<SomeRecipient> = fc.record({
  revision: fc.integer({ min: 0, max: 3 }),
  erasedAt: fc.constantFrom(null, null, 1),
  letters: fc.array(someLetter, { maxLength: 4 }),
  ask: fc.option(fc.constantFrom('open' as const, 'answered' as const, 'ended' as const), { nil: null }),
})

test('whatever became of the letters, the tally counts what is said of each recipient', async () => {
  const story = await manyRecipients(8)
  await fc.assert(
    fc.asyncProperty(
      fc.array(someRecipient, { minLength: 8, maxLength: 8 }),
      fc.constantFrom<AnnouncementState>('sending', 'paused', 'stopped', 'recalled'),
      fc.integer({ min: 1, max: 3 }),
      async (all, state, since) => {
        const { tally, counted } = await story.become(all, { state, fileSince: since })
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
  const write = (all: SomeRecipient[], { state, fileSince: since }: Version) =>
    inTransaction(world.store, async (tx) => {
      await tx.update(recipients).set({ askId: null })
      await tx.delete(letters)
      await tx.delete(asks)
      await tx.delete(announcementRevisions)
      await changeAnnouncement(tx, id, { state })
      if (since > 1)
        await saveRevision(tx, {
          announcementId: id,
          revision: since,
          kind: 'new-file',
          text: '',
          media: [],
          by: null,
          at: 1,
        })
      for (const [place, { letters: course, ask, revision, erasedAt }] of all.entries()) {
        const contactId = `c${place}`
        await tx.update(contacts).set({ erasedAt }).where(eq(contacts.id, contactId))
        await tx.update(recipients).set({ revision }).where(eq(recipients.contactId, contactId))
        const askId = ask && world.newId()
        // What came with the file of before asked something else.
        const isAsking = (each: SomeLetter) =>
          revision < since || each.revision === 0 || each.revision >= since
        const written = async () => {
          for (const each of course)
            await put(tx, {
              ...row(world.newId(), id, contactId, each),
              askId: isAsking(each) ? askId : null,
            })
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
    become: async (all: SomeRecipient[], version: Version) => {
      await write(all, version)
      const { db } = world.store
      const announcement = (await announcementById(db, id))!
      const sendings = await sendingsOf(db, id)
      const people = await recipientsOf(db, id)
      const at = (contactId: string) => sendings.filter((each) => each.contactId === contactId)
      const found = people.map((person) => {
        const course = furthest(at(person.contactId), person, version)
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
  { state, deliveredAt, reason, revision }: SomeLetter,
) => ({
  id,
  key: `${keyOf(announcementId)}${revision}:card@${id}`,
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
