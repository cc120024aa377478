import { and, eq, isNotNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { changeLetter } from '../../db/outbox.ts'
import { saveContact } from '../../db/people.ts'
import { letters } from '../../db/schema.ts'
import { empty, newDraft, sendDraft } from '../../handlers/announcement/send.ts'
import { spread } from '../../handlers/announcement/spread.ts'
import { turn } from '../../handlers/world.ts'
import { smallWorld, type SmallWorld } from './world.ts'

const PEOPLE = 500

/** Everybody of a unit, each with a chat; nothing leaves by itself. */
async function everybody(world: SmallWorld): Promise<string[]> {
  const ids = Array.from({ length: PEOPLE }, (_, place) => `person-${place}`)
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
  for (const id of ids) await world.linked(id)
  return ids
}

const waiting = async ({ store }: SmallWorld) =>
  store.db
    .select()
    .from(letters)
    .where(and(eq(letters.state, 'pending'), isNotNull(letters.announcementId)))

const spreadAll = async (world: SmallWorld) => {
  while ((await spread(world)) === 'did');
}

test.each([false, true])(
  'little is written ahead of what leaves (urgent: %s), and an urgent one is not kept waiting by another',
  { timeout: 60_000 },
  async (urgent) => {
    const world = await smallWorld()
    const ids = await everybody(world)
    const announce = (isUrgent: boolean) =>
      turn(world, async (at) =>
        sendDraft(at, await newDraft(at, null, { ...empty, text: 'Mời họp.', urgent: isUrgent }), ids, null),
      )
    await announce(urgent)
    await spreadAll(world)
    const ahead = await waiting(world)
    expect(ahead.length).toBe(400)

    await turn(world, async ({ tx }) => {
      for (const { id } of ahead.slice(0, 100)) await changeLetter(tx, id, { state: 'sent' })
    })
    world.forward('PT1S')
    await spreadAll(world)
    expect((await waiting(world)).length).toBe(400)

    if (urgent) return
    await announce(true)
    await spreadAll(world)
    const pressing = (await waiting(world)).filter(({ urgency }) => urgency === 1)
    expect(pressing.length).toBe(400)
  },
)
