import { conferenceById } from '../db/conferences.ts'
import { record } from '../db/facts.ts'
import {
  addNomination,
  changeNomination,
  lastNomination,
  type Nomination,
  nominationById,
  type UnitLink,
} from '../db/nominations.ts'
import type { Db, Tx } from '../db/open.ts'
import { unitNames } from '../db/plans.ts'
import type { Card } from '../src/domain/message.ts'
import type { Nominee } from '../src/domain/nomination.ts'
import type { Person } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { tellCoordinators } from './tell.ts'
import { pointsOfUnit } from './unit-link.ts'
import { refresh } from './write.ts'
import type { Turn } from './world.ts'

/** What a unit sees of itself: its bridge points and what it has named so far. */
export interface UnitPage {
  unit: string
  conference: string
  bridgePoints: string[]
  /** Its numbers are read as those of this country. */
  country: string
  timezone: string
  last: Nomination | null
}

export async function unitPage(db: Db | Tx, link: UnitLink): Promise<UnitPage> {
  const points = await pointsOfUnit(db, link)
  const conference = await conferenceById(db, link.conferenceId)
  return {
    unit: await unitName(db, link.unitId),
    conference: conference.title,
    bridgePoints: points.map((point) => point.name),
    country: points[0]?.country ?? 'VN',
    timezone: points[0]?.timezone ?? conference.timezone,
    last: await lastNomination(db, link),
  }
}

export const unitName = async (db: Db | Tx, unitId: string) =>
  (await unitNames(db)).find(({ id }) => id === unitId)?.name ?? ''

/** A unit names its people: the coordinators are asked; what still waits from before counts no more. */
export async function nominate(turn: Turn, link: UnitLink, people: Nominee[]): Promise<void> {
  const { tx, now, world } = turn
  const last = await lastNomination(tx, link)
  // A form that is sent twice says nothing new.
  if (last?.state === 'waiting' && JSON.stringify(last.people) === JSON.stringify(people)) return
  const { unitId, conferenceId } = link
  const id = world.newId()
  const added = await addNomination(tx, {
    id,
    unitLinkId: link.id,
    unitId,
    conferenceId,
    people,
    at: now,
    state: 'waiting',
  })
  await record(tx, now, `unit:${unitId}`, 'nominated', id)
  if (last?.state === 'waiting') await overtake(turn, last)
  await tellCoordinators(turn, conferenceId, {
    key: `nomination:${id}`,
    kind: 'urgent',
    subject: subjectOf(added),
    card: (reader) => nominationCard(turn, added, reader),
  })
}

async function overtake(turn: Turn, last: Nomination): Promise<void> {
  await changeNomination(turn.tx, last.id, { state: 'overtaken', decidedAt: turn.now })
  await showDecided(turn, last)
}

export const subjectOf = ({ id }: Pick<Nomination, 'id'>) => `nomination:${id}`

/** Every coordinator's card of it says what became of it and offers nothing more. */
export const showDecided = (turn: Turn, { id }: Nomination, by?: Person) =>
  refresh(turn, subjectOf({ id }), async (_letter, reader) => {
    const decided = (await nominationById(turn.tx, id))!
    return nominationCard(turn, decided, reader, by)
  })

export async function nominationCard(
  turn: Turn,
  nomination: Nomination,
  reader: Person,
  by?: Person,
): Promise<Card> {
  const { nomination: words } = textsIn(reader.language)
  const { id, number, people, state } = nomination
  const points = await pointsOfUnit(turn.tx, nomination)
  const unit = await unitName(turn.tx, nomination.unitId)
  const asked = words.asked({ number, unit, bridgePoints: points.map((point) => point.name), people })
  if (state !== 'waiting')
    return { text: `${asked}\n\n${words.decided(state, by?.name ?? null)}`, choices: [] }
  return {
    text: `${asked}\n\n${words.decide}`,
    choices: [
      { label: words.acceptLabel, command: { kind: 'accept-nomination', nomination: id }, row: 0 },
      { label: words.refuseLabel, command: { kind: 'refuse-nomination', nomination: id }, row: 0 },
    ],
  }
}
