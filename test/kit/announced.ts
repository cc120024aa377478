import { announcementById } from '../../db/announcements.ts'
import { personByCode } from '../../db/people.ts'
import { type Composed, empty, newDraft, sendDraft } from '../../handlers/announcement/send.ts'
import { turn } from '../../handlers/world.ts'
import type { Office } from './office.ts'

/** Sends an announcement to the contacts of these codes, as somebody who has looked it over does. */
export async function announce(at: Office, codes: string[], composed: Partial<Composed>) {
  const ids: string[] = []
  for (const code of codes) ids.push((await personByCode(at.app.world.store.db, code))!.id)
  const sent = await turn(at.app.world, async (now) => {
    const draft = await newDraft(now, null, { ...empty, text: 'Mời dự họp.', ...composed })
    return sendDraft(now, draft, ids, null)
  })
  await at.settle()
  return sent
}

/** The announcement as it stands now. */
export const announced = async ({ app }: Office, id: string) =>
  (await announcementById(app.world.store.db, id))!
