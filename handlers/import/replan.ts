import type { Conference } from '../../db/conferences.ts'
import { peopleByIds } from '../../db/people.ts'
import { peopleIn } from '../../db/plans.ts'
import type { PlanFile } from '../../src/intake/plan-file.ts'
import type { Turn } from '../world.ts'
import { carryOut, type ImportResult } from './apply.ts'
import type { StoredPlan } from './compare.ts'
import { storedFor } from './stored.ts'

/**
 * Changes a stored conference as if its file came in again, changed: whatever follows for people is one rule, whoever
 * changes the plan. `also` are contacts, by code, who have no part in the conference yet.
 */
export async function replan(
  turn: Turn,
  { id, code }: Conference,
  { by, also }: { by: string; also: string[] },
  change: (plan: PlanFile) => void,
): Promise<ImportResult> {
  const people = await peopleByIds(turn.tx, [...(await peopleIn(turn.tx, id))])
  const codes = [...new Set([...people.map((person) => person.code), ...also])]
  const { plan } = await storedFor(turn.tx, {
    conference: { code },
    contacts: codes.map((each) => ({ code: each })),
  })
  const file = fileOf(plan)
  change(file)
  return carryOut(turn, file, { yes: true, by })
}

function fileOf(plan: StoredPlan): PlanFile {
  const { conference, document, policies, checklist, contacts, bridgePoints, rounds, assignments } = plan
  return {
    conference: given(conference) as PlanFile['conference'],
    ...(document && { document: given(document) as NonNullable<PlanFile['document']> }),
    policies: given(policies) as PlanFile['policies'],
    checklist: checklist ?? [],
    contacts: contacts.map((each) => given(each) as PlanFile['contacts'][number]),
    bridgePoints: (bridgePoints ?? []).map((each) => given(each) as PlanFile['bridgePoints'][number]),
    rounds: (rounds ?? []).map((each) => given(each) as PlanFile['rounds'][number]),
    assignments: (assignments ?? []).map((each) => given(each) as PlanFile['assignments'][number]),
  }
}

/** What a file would leave out is null in what is stored. */
const given = (stored: object = {}): unknown =>
  Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== null && value !== undefined))
