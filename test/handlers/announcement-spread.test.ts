import { and, eq, isNotNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { announcementById } from '../../db/announcements.ts'
import { kindOfNext } from '../../db/claims.ts'
import { holdAccount } from '../../db/facts.ts'
import { changeLetter, lettersShowing } from '../../db/outbox.ts'
import { saveContact } from '../../db/people.ts'
import { recipientOf } from '../../db/recipients.ts'
import { letters } from '../../db/schema.ts'
import { tallyOf } from '../../db/tallies.ts'
import { correct } from '../../handlers/announcement/change.ts'
import { stop } from '../../handlers/announcement/halt.ts'
import { remindRest } from '../../handlers/announcement/remind.ts'
import { empty, newDraft, sendDraft } from '../../handlers/announcement/send.ts'
import { fallOver } from '../../handlers/fallback.ts'
import { spread } from '../../handlers/announcement/spread.ts'
import { claimNext, recordAttempts } from '../../handlers/deliver.ts'
import { type Turn, turn } from '../../handlers/world.ts'
import { reply, writeTo } from '../../handlers/write.ts'
import type { ChannelName } from '../../src/domain/message.ts'
import { smallWorld, type SmallWorld } from './world.ts'

const PEOPLE = 500

/** Everybody of a unit, each with a chat; nothing leaves by itself. */
async function everybody(
  world: SmallWorld,
  people = PEOPLE,
  apps: (place: number) => ChannelName[] = () => ['telegram'],
): Promise<string[]> {
  const ids = Array.from({ length: people }, (_, place) => `person-${place}`)
  await turn(world, async ({ tx, now }) => {
    for (const id of ids)
      await saveContact(tx, {
        id,
        code: id,
        name: `Nguyễn Văn ${id}`,
        phones: [],
        timezone: 'Asia/Ho_Chi_Minh',
        language: 'vi',
        address: 'Ông',
        createdAt: now,
      })
  })
  for (const [place, id] of ids.entries()) for (const app of apps(place)) await world.linked(id, app)
  return ids
}

const announce = (world: SmallWorld, ids: string[], urgent = false) =>
  turn(world, async (at) =>
    sendDraft(at, await newDraft(at, null, { ...empty, text: 'Mời họp.', urgent }), ids, null),
  )

const waiting = async ({ store }: SmallWorld) =>
  store.db
    .select()
    .from(letters)
    .where(and(eq(letters.state, 'pending'), isNotNull(letters.announcementId)))

/** These letters leave now. */
const leave = (world: SmallWorld, some: { id: string }[]) =>
  turn(world, async ({ tx, now }) => {
    for (const { id } of some) await changeLetter(tx, id, { state: 'sent', sentAt: now, fallbackAt: null })
  })

const spreadAll = async (world: SmallWorld) => {
  while ((await spread(world)) === 'did');
}

test.each([false, true])(
  'little is written ahead of what leaves (urgent: %s), and an urgent one is not kept waiting by another',
  { timeout: 60_000 },
  async (urgent) => {
    const world = await smallWorld()
    const ids = await everybody(world)
    await announce(world, ids, urgent)
    await spreadAll(world)
    const ahead = await waiting(world)
    expect(ahead.length).toBe(400)

    await leave(world, ahead.slice(0, 100))
    world.forward('PT1S')
    await spreadAll(world)
    expect((await waiting(world)).length).toBe(400)

    if (urgent) return
    await announce(world, ids, true)
    await spreadAll(world)
    const pressing = (await waiting(world)).filter(({ urgency }) => urgency === 1)
    expect(pressing.length).toBe(400)
  },
)

test('while a correction spreads, who writes or presses is answered first, and what is urgent leaves before the rest of it', async () => {
  const world = await smallWorld()
  const ids = (await everybody(world)).slice(0, 12)
  const here = (chat: string) => ({ channel: 'telegram' as const, account: '1', chat })
  const { id } = await turn(world, async (at) =>
    sendDraft(
      at,
      await newDraft(at, null, { ...empty, text: 'Lúc 14:00.', wanted: { kind: 'received' } }),
      ids,
      null,
    ),
  )
  await spreadAll(world)
  for (const one of ids) await world.reads(one)
  world.forward('PT1H')
  await turn(world, async (at) => correct(at, (await announcementById(at.tx, id))!, 'Lúc 15:00.', null))
  await spreadAll(world)

  world.forward('PT0.2S')
  await turn(world, async (at) => {
    await writeTo(at, 'person-6', {
      key: 'urgent',
      kind: 'urgent',
      card: () => ({ text: 'Mất kết nối.', choices: [] }),
    })
    await reply(at, here('chat-person-7'), 'reply:help', { text: 'Trợ giúp.', choices: [] })
    const [letter] = await lettersShowing(at.tx, `ask:${(await recipientOf(at.tx, id, 'person-8'))!.askId}`)
    await changeLetter(at.tx, letter!.id, { dirty: true, sendAt: at.now })
  })
  const bot = { channel: 'telegram' as const, account: '1' }
  const order: string[] = []
  for (;;) {
    const kind = await kindOfNext(world.store.db, bot, world.now())
    const [claim] = await claimNext(world, bot, 1)
    if (!claim) break
    order.push(`${kind}: ${claim.letter.chat}`)
  }
  expect(order.slice(0, 5)).toEqual([
    'reply: chat-person-8',
    'reply: chat-person-7',
    'urgent: chat-person-6',
    'announcement: chat-person-0',
    'announcement: chat-person-1',
  ])
})

test('while the bot waits for a moment, few edits stand in line for it', async () => {
  const world = await smallWorld()
  const ids = (await everybody(world)).slice(0, 30)
  const { id } = await turn(world, async (at) =>
    sendDraft(at, await newDraft(at, null, { ...empty, text: 'Lúc 14:00.' }), ids, null),
  )
  await spreadAll(world)
  for (const one of ids) await world.reads(one)
  await turn(world, ({ tx }) => holdAccount(tx, 'telegram', '1', world.now() + 10_000))
  await turn(world, async (at) => correct(at, (await announcementById(at.tx, id))!, 'Lúc 15:00.', null))
  for (let second = 0; second < 5; second++) {
    await spreadAll(world)
    world.forward('PT1S')
  }
  expect(await world.store.db.select().from(letters).where(eq(letters.dirty, true))).toHaveLength(5)
})

test('a reminder that its bot cannot send keeps the others from being reminded for five minutes and no longer', async () => {
  const world = await smallWorld()
  const [lan, minh] = await everybody(world)
  await world.linked(minh!, 'zalo-oa')
  const { id } = await turn(world, async (at) => {
    const draft = await newDraft(at, null, { ...empty, text: 'Mời họp.', wanted: { kind: 'received' } })
    return sendDraft(at, draft, [lan!, minh!], null)
  })
  const remind = async () => {
    const done = await turn(world, async (at) => remindRest(at, (await announcementById(at.tx, id))!, null))
    await spreadAll(world)
    return done
  }
  await spreadAll(world)
  for (const one of [lan!, minh!]) expect(await world.reads(one)).toHaveLength(1)

  // Minh's app has gone silent, and its letters wait.
  expect(await remind()).toMatchObject({ kind: 'done', people: 2 })
  expect(await world.reads(lan!)).toHaveLength(1)
  world.forward('PT4M')
  expect(await remind()).toMatchObject({ kind: 'too-soon', minutes: 5 })
  world.forward('PT1M')
  expect(await remind()).toMatchObject({ kind: 'done', people: 2 })
  expect(await world.reads(lan!)).toHaveLength(1)
  expect(await world.reads(minh!)).toHaveLength(1)
})

test('what is in hand when it is stopped and gets no answer may have arrived: it is not counted as stopped', async () => {
  const world = await smallWorld()
  const [lan, minh] = await everybody(world)
  const { id } = await turn(world, async (at) =>
    sendDraft(at, await newDraft(at, null, { ...empty, text: 'Mời họp.' }), [lan!, minh!], null),
  )
  await spreadAll(world)
  const [claim] = await claimNext(world, { channel: 'telegram', account: '1' }, 1)
  world.forward('PT1S')
  const it = async (at: Pick<Turn, 'tx'>) => (await announcementById(at.tx, id))!
  await turn(world, async (at) => stop(at, await it(at), null))
  await recordAttempts(world, [{ claim: claim!, result: { kind: 'unknown' } }])
  const tally = await turn(world, async (at) => tallyOf(at.tx, await it(at)))
  expect(tally).toMatchObject({ failed: 1, stopped: 1, queued: 0 })
})

test('whoever only stands in the queue of a slow bot stays there; when the bot dies they get it by their other app', async () => {
  const world = await smallWorld()
  const ids = await everybody(world, 60, () => ['telegram', 'zalo-bot'])
  await announce(world, ids, true)
  await spreadAll(world)
  const [own] = (await waiting(world)).map(({ channel }) => channel)
  const byOther = async () => (await waiting(world)).filter(({ channel }) => channel !== own)
  // Six letters a minute: the last would leave after ten, and two are what an urgent one is given.
  for (let step = 0; step < 20; step++) {
    world.forward('PT10S')
    await leave(world, (await waiting(world)).slice(0, 1))
    await turn(world, fallOver)
  }
  expect((await byOther()).length).toBe(0)
  for (let step = 0; step < 8; step++) {
    world.forward('PT15S')
    await turn(world, fallOver)
  }
  expect((await byOther()).length).toBe(40)
})
