import { and, eq, or, sql } from 'drizzle-orm'
import type { Card } from '../src/domain/message.ts'
import type { Tx } from './open.ts'
import {
  announcementRevisions,
  announcements,
  answers,
  inbox,
  incidents,
  letters,
  questions,
} from './schema.ts'

/** Rewrites what stands in the store about them for others. */
export type Rewrite = (text: string) => string

/** Letters to others that name them; `left` of them have left. */
export async function rewriteLetters(tx: Tx, said: string[], rewrite: Rewrite) {
  const naming = or(...said.flatMap((each) => [holds(letters.card, each), holds(letters.commands, each)]))
  const rows = await tx.select().from(letters).where(naming)
  let changed = 0
  let left = 0
  for (const { id, card, commands, state } of rows) {
    const fresh = { card: inJson<Card>(card, rewrite), commands: inJson(commands, rewrite) }
    if (JSON.stringify(fresh) === JSON.stringify({ card, commands })) continue
    await tx.update(letters).set(fresh).where(eq(letters.id, id))
    changed++
    if (state === 'sent' || state === 'unknown') left++
  }
  return { changed, left }
}

/** The same in what others said: their answers, questions, faults, and what they wrote to us. */
export async function rewriteWords(tx: Tx, said: string[], rewrite: Rewrite): Promise<void> {
  const naming = (column: Parameters<typeof holds>[0]) => or(...said.map((each) => holds(column, each)))
  for (const row of await tx.select().from(answers).where(naming(answers.value)))
    await tx
      .update(answers)
      .set({ value: inJson(row.value, rewrite) })
      .where(eq(answers.seq, row.seq))
  for (const row of await tx.select().from(questions).where(naming(questions.text)))
    await tx
      .update(questions)
      .set({ text: rewrite(row.text) })
      .where(eq(questions.id, row.id))
  for (const row of await tx.select().from(incidents).where(naming(incidents.text)))
    await tx
      .update(incidents)
      .set({ text: rewrite(row.text) })
      .where(eq(incidents.id, row.id))
  for (const row of await tx.select().from(inbox).where(naming(inbox.body)))
    await tx
      .update(inbox)
      .set({ body: row.body && inJson(row.body, rewrite) })
      .where(eq(inbox.seq, row.seq))
}

/** Every trace is looked for in every column. */
const holdsAny = (columns: unknown[], traces: string[]) =>
  or(...columns.flatMap((column) => traces.map((trace) => holds(column, trace))))

/** The same in announcements: their words, the names of their files, and the lists that say to whom, which name codes, too. */
export async function rewriteAnnouncements(
  tx: Tx,
  traces: string[],
  { rewrite, code, as }: { rewrite: Rewrite; code: string; as: string },
): Promise<void> {
  const { text, media, audience, reason, lists } = announcements
  const naming = or(holdsAny([text, media, audience, reason, lists], traces), holds(lists, code))
  for (const row of await tx.select().from(announcements).where(naming))
    await tx
      .update(announcements)
      .set({
        text: rewrite(row.text),
        media: inJson(row.media, rewrite),
        audience: row.audience && rewrite(row.audience),
        reason: row.reason && rewrite(row.reason),
        lists: inJson(row.lists, (each) => (each === code ? as : rewrite(each))),
      })
      .where(eq(announcements.id, row.id))
  await rewriteRevisions(tx, traces, rewrite)
}

async function rewriteRevisions(tx: Tx, traces: string[], rewrite: Rewrite): Promise<void> {
  const { text, media, announcementId, revision } = announcementRevisions
  for (const row of await tx
    .select()
    .from(announcementRevisions)
    .where(holdsAny([text, media], traces)))
    await tx
      .update(announcementRevisions)
      .set({ text: rewrite(row.text), media: inJson(row.media, rewrite) })
      .where(and(eq(announcementId, row.announcementId), eq(revision, row.revision)))
}

const holds = (column: unknown, text: string) =>
  sql`instr(${column}, ${JSON.stringify(text).slice(1, -1)}) > 0`

/** Every string inside; nothing else of it changes. */
function inJson<T>(value: T, rewrite: Rewrite): T {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' ? rewrite(inner) : inner,
  )
}
