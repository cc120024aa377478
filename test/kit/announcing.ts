import { type Announcement, announcementById } from '../../db/announcements.ts'
import { allPeople, personByCode } from '../../db/people.ts'
import { tallyOf } from '../../db/tallies.ts'
import { progressCard, progressOf } from '../../handlers/announcement/progress.ts'
import { type Author, type Composed, empty, newDraft, sendDraft } from '../../handlers/announcement/send.ts'
import { type Turn, turn } from '../../handlers/world.ts'
import { writeTo } from '../../handlers/write.ts'
import type { Tally } from '../../src/domain/announcement.ts'
import type { Office } from './office.ts'

/** An announcement in a story. */
export interface Announced {
  id: string
  tally: () => Promise<Tally>
  /** What a coordinator does to it, in one transaction. */
  does: <Result>(act: (at: Turn, announcement: Announcement, by: null) => Promise<Result>) => Promise<Result>
}

/** Sent to the contacts of these codes, as somebody who has looked it over does. */
export async function announce(
  story: Office,
  codes: string[],
  composed: Partial<Composed>,
  by: Author = null,
): Promise<Announcement> {
  const { world } = story.app
  const ids: string[] = []
  for (const code of codes) ids.push((await personByCode(world.store.db, code))!.id)
  const sent = await turn(world, async (at) => {
    const draft = await newDraft(at, by, { ...empty, text: 'Mời dự họp.', ...composed })
    return sendDraft(at, draft, ids, by)
  })
  await story.settle()
  return sent
}

/** The announcement as it stands now. */
export const announced = async ({ app }: Office, id: string) =>
  (await announcementById(app.world.store.db, id))!

/** Sent to contacts c1, c2 … of the plan; the coordinator watches it in their chat. */
export async function announces(story: Office, composed: Partial<Composed>): Promise<Announced> {
  const { world } = story.app
  const everyone = await allPeople(world.store.db)
  const codes = everyone.flatMap(({ code }) => (/^c\d+$/.test(code) ? [code] : []))
  const chief = everyone.find(({ code }) => code === story.coordinator.code)!
  const { id } = await announce(story, codes, composed, chief.id)
  await turn(world, async (at) => {
    const sent = (await announcementById(at.tx, id))!
    await writeTo(at, chief.id, {
      key: `reply:story:${id}:sending`,
      kind: 'reply',
      subject: progressOf(sent),
      card: (reader) => progressCard(at, sent, reader),
    })
  })
  await story.settle()
  const known = async (at: Pick<Turn, 'tx'>) => (await announcementById(at.tx, id))!
  return {
    id,
    tally: async () => tallyOf(world.store.db, await announced(story, id)),
    does: async (act) => {
      const result = await turn(story.app.world, async (at) => act(at, await known(at), null))
      await story.settle()
      return result
    },
  }
}
