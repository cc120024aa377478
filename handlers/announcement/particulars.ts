import { dutiesAtPoints, livePoints } from '../../db/particulars.ts'
import { conferenceById } from '../../db/conferences.ts'
import type { Person } from '../../src/domain/person.ts'
import type { Particular } from '../../src/domain/template.ts'
import { forReader } from '../../src/domain/time.ts'
import type { Reads } from '../paths-of.ts'

/**
 * What a text may say of each person. Their bridge points, and the hour in their own time, are those of the
 * conference it is about; without one, of the nearest that they serve.
 */
export async function particularsFor(
  { tx }: Pick<Reads, 'tx'>,
  conferenceId: string | null,
): Promise<(person: Person) => Particular> {
  const points = await pointsByPerson({ tx }, conferenceId)
  const about = conferenceId ? await conferenceById(tx, conferenceId) : null
  return (person) => {
    const served = points.get(person.id) ?? []
    const startAt = about?.startAt ?? served[0]?.startAt
    return {
      ten: person.name,
      xung_ho: person.address,
      don_vi: person.unit,
      diem_cau: [...new Set(served.map(({ name }) => name))].join(', ') || null,
      gio_dia_phuong: startAt === undefined ? null : forReader(startAt, person.timezone, person.language),
    }
  }
}

type Point = Awaited<ReturnType<typeof livePoints>>[number]

async function pointsByPerson({ tx }: Pick<Reads, 'tx'>, conferenceId: string | null) {
  const points = await livePoints(tx)
  const onDuty = await dutiesAtPoints(tx)
  const byPerson = new Map<string, Point[]>()
  for (const point of points) {
    if (conferenceId && point.conferenceId !== conferenceId) continue
    const duty = onDuty.filter(({ bridgePointId }) => bridgePointId === point.id)
    const served = [point.contactId, point.backupId, ...duty.map(({ contactId }) => contactId)]
    for (const id of new Set(served)) {
      const known = id ? (byPerson.get(id) ?? []) : []
      // Of several conferences the nearest is meant.
      if (id && known.every(({ conferenceId: other }) => other === point.conferenceId))
        byPerson.set(id, [...known, point])
    }
  }
  return byPerson
}
