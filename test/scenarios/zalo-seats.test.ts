import { expect, test } from 'vitest'
import { allAccounts } from '../../db/facts.ts'
import { personByCode } from '../../db/people.ts'
import { countSent } from '../../db/usage.ts'
import { invite, inviteView } from '../../handlers/invite.ts'
import { type Turn, turn } from '../../handlers/world.ts'
import { monthOf } from '../../src/domain/seats.ts'
import { office, type Office } from '../kit/office.ts'

const links = ['https://zalo.me/bot1', 'https://zalo.me/bot2']
const accounts = ['800000001', '800000002']
const zaloBots = (seats: number, monthly = 3_000) => ({ zaloBots: { accounts, links, seats, monthly } })

async function linkFor(here: Office, code: string) {
  const world = here.app.world
  const person = await personByCode(world.store.db, code)
  const view = await turn(world, async (at) => inviteView(at, person!.id, await invite(at, person!.id)))
  return view.zaloBot
}

const sends = (here: Office, account: string, count: number) =>
  turn(here.app.world, async ({ tx, now }: Turn) => {
    for (let left = count; left > 0; left--) await countSent(tx, 'zalo-bot', account, monthOf(now))
  })

test('invites are dealt out over the bots, and who has written to one keeps to it', async () => {
  const here = await office({
    bridgePoints: 4,
    apps: ['zalo-bot'],
    unlinked: [1, 2, 3],
    zaloBots: 2,
    settings: zaloBots(50),
  })
  expect((await allAccounts(here.app.world.store.db)).map(({ account }) => account)).toEqual(
    expect.arrayContaining(accounts),
  )
  expect(await linkFor(here, 'c1')).toBe(links[0])
  const given = [await linkFor(here, 'c2'), await linkFor(here, 'c3'), await linkFor(here, 'c4')]
  expect(given).toEqual([links[1], links[0], links[1]])
})

test('a stranger takes a seat; when both bots are full no invite names one', async () => {
  const here = await office({
    bridgePoints: 2,
    apps: ['zalo-bot'],
    unlinked: [1],
    zaloBots: 2,
    settings: zaloBots(1),
  })
  expect(await linkFor(here, 'c2')).toBe(links[1])
  await turn(here.app.world, async ({ tx, now }) => {
    const { strangerTold } = await import('../../db/chats.ts')
    await strangerTold(tx, { channel: 'zalo-bot', account: '800000002', chat: 'somebody' }, now)
  })
  expect(await linkFor(here, 'c2')).toBeUndefined()
})

test('coordinators hear once a month that a bot runs out of seats or messages, and once that it has', async () => {
  const here = await office({
    bridgePoints: 1,
    apps: ['zalo-bot'],
    zaloBots: 2,
    settings: zaloBots(50, 10),
  })
  const { coordinator } = here
  const look = async () => {
    await here.app.jobs.sweep()
    await here.settle()
  }
  await sends(here, '800000002', 7)
  await look()
  coordinator.seesNothingNew()
  await sends(here, '800000002', 1)
  await look()
  coordinator.sees('BOT ZALO 2 SẮP HẾT SỐ TIN THÁNG NÀY: 8/10 tin')
  await sends(here, '800000002', 1)
  await look()
  coordinator.seesNothingNew()
  await sends(here, '800000002', 1)
  await look()
  coordinator.sees('BOT ZALO 2 ĐÃ HẾT SỐ TIN THÁNG NÀY: 10/10 tin')
  await look()
  coordinator.seesNothingNew()
})

test('with its last seat taken the coordinators are asked for another bot', async () => {
  const here = await office({ bridgePoints: 1, apps: ['zalo-bot'], zaloBots: 1, settings: zaloBots(1) })
  await here.app.jobs.sweep()
  await here.settle()
  here.coordinator.sees('BOT ZALO 1 ĐÃ HẾT CHỖ: 1/1 người')
})
