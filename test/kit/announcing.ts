import { announcementById } from '../../db/announcements.ts'
import type { Announcement } from '../../db/announcements.ts'
import { allPeople } from '../../db/people.ts'
import { tallyOf } from '../../db/tallies.ts'
import { progressCard, progressOf } from '../../handlers/announcement/progress.ts'
import { type Composed, empty, newDraft, sendDraft } from '../../handlers/announcement/send.ts'
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

/** Sent to contacts c1, c2 … of the plan; the coordinator watches it in their chat. */
export async function announces(story: Office, composed: Partial<Composed>): Promise<Announced> {
  const { world } = story.app
  const everyone = await allPeople(world.store.db)
  const ids = everyone.filter(({ code }) => /^c\d+$/.test(code)).map(({ id }) => id)
  const chief = everyone.find(({ code }) => code === story.coordinator.code)!
  const { id } = await turn(world, async (at) => {
    const sent = await sendDraft(at, await newDraft(at, chief.id, { ...empty, ...composed }), ids, chief.id)
    await writeTo(at, chief.id, {
      key: `reply:story:${sent.id}:sending`,
      kind: 'reply',
      subject: progressOf(sent),
      card: (reader) => progressCard(at, sent, reader),
    })
    return sent
  })
  await story.settle()
  const known = async (at: Pick<Turn, 'tx'>) => (await announcementById(at.tx, id))!
  return {
    id,
    tally: async () => tallyOf(world.store.db, (await announcementById(world.store.db, id))!),
    does: async (act) => {
      const result = await turn(story.app.world, async (at) => act(at, await known(at), null))
      await story.settle()
      return result
    },
  }
}
