import type { Assignment } from '../../db/assignments.ts'
import {
  type BridgePoint,
  type Conference,
  documentNumbered,
  saveConference,
  saveDocument,
} from '../../db/conferences.ts'
import { type Round } from '../../db/rounds.ts'
import { grantCoordinator, saveContact } from '../../db/people.ts'
import { replaceChecklist } from '../../db/plans.ts'
import type { ContactFile } from '../../src/intake/plan-file.ts'
import { isTouched } from './compare.ts'
import { saveAssignments, savePoints, saveRounds, type Saving, unitId, type Whose } from './save-parts.ts'

/** The rows of the conference as the file wants them, by code; nothing that was taken out is among them. */
export interface Saved {
  conference: Conference
  contactIds: Map<string, string>
  bridgePoints: Map<string, BridgePoint>
  rounds: Map<string, Round>
  assignments: Map<string, Assignment>
}

/** Writes what is new or changed. What people were told of it is not this file's business. */
export async function save(saving: Saving): Promise<Saved> {
  const contactIds = await saveContacts(saving)
  const conference = await saveTheConference(saving)
  await grantRoles(saving, conference, contactIds)
  const whose: Whose = { saving, conference, contactIds }
  const bridgePoints = await savePoints(whose)
  const rounds = await saveRounds(whose)
  const assignments = await saveAssignments(whose, bridgePoints)
  if (saving.differences.some((each) => each.part === 'checklist'))
    await replaceChecklist(saving.tx, conference.id, nobody, saving.file.checklist, () =>
      saving.world.newId(),
    )
  return { conference, contactIds, bridgePoints, rounds, assignments }
}

const nobody = { roundId: null, bridgePointId: null }

async function saveContacts(saving: Saving): Promise<Map<string, string>> {
  const ids = new Map([...saving.stored.contacts].map(([code, row]) => [code, row.id]))
  for (const contact of saving.file.contacts) {
    if (!isTouched(saving.differences, 'contact', contact.code)) continue
    const id = ids.get(contact.code) ?? saving.world.newId()
    ids.set(contact.code, id)
    await saveContact(saving.tx, await contactRow(saving, contact, id))
  }
  return ids
}

async function contactRow(saving: Saving, contact: ContactFile, id: string) {
  const { code, name, title = null, phones, email = null, timezone, language, address, unit } = contact
  const row = { id, code, name, title, phones, email, timezone, language, address, createdAt: saving.now }
  return { ...row, unitId: await unitId(saving, unit) }
}

async function grantRoles(saving: Saving, conference: Conference, contactIds: Map<string, string>) {
  for (const { code, role } of saving.file.contacts) {
    if (role !== 'coordinator') continue
    const id = saving.world.newId()
    const contactId = contactIds.get(code)!
    await grantCoordinator(saving.tx, { id, contactId, conferenceId: conference.id, grantedAt: saving.now })
  }
}

async function saveTheConference(saving: Saving): Promise<Conference> {
  const { code, title, start, end, timezone } = saving.file.conference
  const known = saving.stored.conference
  const row: Conference = {
    id: known?.id ?? saving.world.newId(),
    code,
    title,
    startAt: start,
    endAt: end,
    timezone,
    documentId: await saveTheDocument(saving),
    policies: saving.file.policies,
    revision: known?.revision ?? 1,
    createdAt: known?.createdAt ?? saving.now,
    cancelledAt: null,
    // A conference put off after its time had passed is to come again.
    endedAt: known?.endedAt && end > saving.now ? null : (known?.endedAt ?? null),
  }
  await saveConference(saving.tx, row)
  return row
}

async function saveTheDocument(saving: Saving): Promise<string | null> {
  const { document } = saving.file
  if (!document) return null
  const { number, type = null, date = null, issuer = null, subject = null, phone = null } = document
  const id = (await documentNumbered(saving.tx, number))?.id ?? saving.world.newId()
  const row = { id, number, type, date, issuer, subject, phone, createdAt: saving.now }
  if (isTouched(saving.differences, 'document')) await saveDocument(saving.tx, row)
  return id
}
