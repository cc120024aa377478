import { setTimeout as pause } from 'node:timers/promises'
import { changeAsk } from '../../db/asks.ts'
import { isNotNull } from 'drizzle-orm'
import { nextLetterMoment } from '../../db/next-letter.ts'
import { letters } from '../../db/schema.ts'
import { saveAssignment } from '../../db/assignments.ts'
import { open } from '../../handlers/asking.ts'
import { turn } from '../../handlers/world.ts'
import { enrol, startApp } from './app.ts'
import { quantile, type Row, rounded } from './figures.ts'
import { startPlatform } from './platform.ts'

const REMINDERS = 10_000
const SPREAD_MS = 60_000
const WRITTEN_TOGETHER = 500

/** How late reminders leave when ten thousand fall due within a minute, the gate being off. */
export async function reminders(): Promise<Row[]> {
  const platform = await startPlatform(1000)
  const dueAt = new Map<string, number>()
  const { app, close } = await startApp(platform.url)
  const ids = await enrol(app, platform.chats)
  const from = Date.now() + 15_000
  for (let first = 0; first < REMINDERS; first += WRITTEN_TOGETHER)
    await turn(app.world, async (at) => {
      for (let place = first; place < first + WRITTEN_TOGETHER; place++) {
        const owedBy = ids[place % ids.length]!
        const assignmentId = at.world.newId()
        await saveAssignment(at.tx, {
          id: assignmentId,
          code: `${place}`,
          text: 'Chuẩn bị đường truyền',
          contactId: owedBy,
          leads: [],
          coordinating: [],
          status: 'sent',
          statusAt: at.now,
          position: place,
        })
        const due = from + (place / REMINDERS) * SPREAD_MS
        const ask = await open(at, {
          key: `bench:${place}`,
          kind: 'acknowledge',
          assignmentId,
          owedBy,
          steps: [{ after: 'PT1S', do: 'remind' }],
          urgent: true,
        })
        await changeAsk(at.tx, ask!.id, { firstSentAt: Math.round(due - 1000), nextStepAt: Math.round(due) })
        dueAt.set(ask!.id, Math.round(due))
      }
    })
  await pause(from + SPREAD_MS - Date.now())
  while ((await nextLetterMoment(app.world.store.db)) !== null || !app.jobs.isIdle()) await pause(50)
  const sent = await app.world.store.db.select().from(letters).where(isNotNull(letters.sentAt))
  const late = sent.flatMap(({ askId, sentAt }) => (askId ? [sentAt! - dueAt.get(askId)!] : []))
  await close()
  platform.close()
  const p99 = quantile(late, 0.99) / 1000
  return [
    {
      what: `${REMINDERS} reminders over ${SPREAD_MS / 1000} s: sent`,
      figure: String(late.length),
      aim: String(REMINDERS),
      met: late.length === REMINDERS,
    },
    { what: 'due-time error p50, s', figure: rounded(quantile(late, 0.5) / 1000, 3), aim: '—', met: true },
    { what: 'due-time error p99, s', figure: rounded(p99, 3), aim: '≤ 1', met: p99 <= 1 },
  ]
}
