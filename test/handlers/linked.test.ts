import { expect, test } from 'vitest'
import { conferenceByCode } from '../../db/conferences.ts'
import { inTransaction } from '../../db/open.ts'
import { markOpened } from '../../db/links.ts'
import { personByCode, unitNamed } from '../../db/people.ts'
import { nominations, unitLinks } from '../../db/schema.ts'
import { linkForPerson } from '../../handlers/link.ts'
import { linkedIn } from '../../handlers/linked.ts'
import { turn } from '../../handlers/world.ts'
import { office } from '../kit/office.ts'

test('27 of 29: who is linked, which units have named somebody, and who never opened anything', async () => {
  const here = await office({
    bridgePoints: 4,
    unlinked: [1, 2, 3],
    with: (plan) => void (plan.contacts[3]!.phones = []),
  })
  const { world } = here.app
  const { id } = (await conferenceByCode(world.store.db, 'vt26'))!
  await here.inviteFor('c2')
  const person = (await personByCode(world.store.db, 'c3'))!
  await turn(world, async (at) => {
    const [link] = (await linkForPerson(at, person.id)).split('.')
    await markOpened(at.tx, link!, at.now)
  })
  const names = async () => {
    const { neverOpened, ...counts } = await linkedIn(world.store.db, id)
    return { ...counts, neverOpened: neverOpened.map(({ code }) => code) }
  }
  expect(await names()).toEqual({ contacts: 4, linked: 1, units: 4, named: 3, neverOpened: ['c2'] })

  await inTransaction(world.store, async (tx) => {
    const unitId = await unitNamed(tx, 'Sở Ngoại vụ', () => 'u-new', 1)
    const way = { id: 'w1', unitId, conferenceId: id, issuedAt: 1, expiresAt: 2 }
    await tx.insert(unitLinks).values(way)
  })
  expect(await names()).toMatchObject({ units: 5, named: 3 })
  await inTransaction(world.store, async (tx) => {
    const of = { unitLinkId: 'w1', unitId: 'u-new', conferenceId: id, people: [], at: 1 }
    await tx.insert(nominations).values({ id: 'n1', number: 1, ...of, state: 'waiting' })
  })
  expect(await names()).toMatchObject({ units: 5, named: 4 })
  await here.coordinator.writes('/tinhhinh')
  here.coordinator.sees(
    '1/4 đầu mối đã liên kết; 4/5 đơn vị đã cử đầu mối; 1 người chưa mở liên kết lần nào: Ông Trần Văn Minh.',
  )
})
