import { type BridgePoint, conferenceById } from '../db/conferences.ts'
import { shortDate } from '../src/domain/time.ts'
import type { Heard } from './heard.ts'

/** What a person's bridge points are called on their buttons: with the conference's day where two would read alike. */
export async function namesOfPoints(heard: Heard, points: BridgePoint[]): Promise<string[]> {
  const names: string[] = []
  for (const point of points) {
    const isAlone = points.filter((each) => each.name === point.name).length === 1
    const { startAt, timezone } = await conferenceById(heard.tx, point.conferenceId)
    names.push(isAlone ? point.name : heard.texts.board.pointOn(point.name, shortDate(startAt, timezone)))
  }
  return names
}
