import { assignmentsOf } from '../db/assignments.ts'
import { bridgePointsOf } from '../db/conferences.ts'
import type { Tx } from '../db/open.ts'

/** Contacts of a conference's bridge points and of its sent assignments, each once, in the file's order. */
export async function concernedBy(tx: Tx, conferenceId: string): Promise<string[]> {
  const points = await bridgePointsOf(tx, conferenceId)
  const sent = (await assignmentsOf(tx, conferenceId)).filter(({ status }) => status !== 'draft')
  return [...new Set([...points, ...sent].map((each) => each.contactId))]
}
