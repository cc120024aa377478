import { and, eq, isNotNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeLetter } from '../../db/outbox.ts'
import { saveContact } from '../../db/people.ts'
import { letters } from '../../db/schema.ts'
import { empty, newDraft, sendDraft } from '../../handlers/announcement/send.ts'
import { fallOver } from '../../handlers/fallback.ts'
import { spread } from '../../handlers/announcement/spread.ts'
import { turn } from '../../handlers/world.ts'
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
