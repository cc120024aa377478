import { fold } from '../src/domain/reply.ts'
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

/** The bridge points a text names, whatever its accents; all of them when it names none. */
export function mentionedIn(text: string, points: BridgePoint[]): BridgePoint[] {
  const named = points.filter((point) => wordsOf(text).includes(wordsOf(point.name)))
  const meant = named.filter(
    (point) =>
      !named.some((other) => other.name !== point.name && wordsOf(other.name).includes(wordsOf(point.name))),
  )
  return meant.length > 0 ? meant : points
}

/** ' mat tieng o ha giang ': whole words can be looked for in it. */
const wordsOf = (text: string) => ` ${(fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `
