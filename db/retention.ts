import { and, eq, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm'
import { blankCard, blankLetter } from './forget.ts'
import type { Tx } from './open.ts'
import {
  chats,
  guesses,
  inbox,
  invites,
  letters,
  links,
  media,
  nominations,
  requests,
  unitLinks,
} from './schema.ts'
import { dropUploadsOf } from './uploads.ts'

/** Nobody is linked at the chat of that row. */
const isNobodys = (table: typeof chats | typeof inbox | typeof letters | typeof requests) =>
  sql`not exists (select 1 from identities i where i.unlinked_at is null
    and i.channel = ${table.channel} and i.account = ${table.account} and i.chat = ${table.chat})`

/** What people wrote is forgotten; the keys stay, so that a replay is still known. Each returns how many rows it took. */
export async function blankOldPayloads(tx: Tx, before: number, most: number): Promise<number> {
  const old = tx
    .select({ seq: inbox.seq })
    .from(inbox)
    .where(
      and(
        lt(inbox.receivedAt, before),
        isNotNull(inbox.body),
        or(isNotNull(inbox.handledAt), isNotNull(inbox.parkedAt)),
      ),
    )
    .limit(most)
  const rows = await tx
    .update(inbox)
    .set({ body: null })
    .where(inArray(inbox.seq, old))
    .returning({ seq: inbox.seq })
  return rows.length
}

/** Words of ours that nobody has to answer any more. A conference that still runs keeps its cards: they can be pressed. */
export async function blankOldLetters(tx: Tx, before: number, most: number): Promise<number> {
  const isAsked = sql`exists (select 1 from asks a left join conferences c on c.id = a.conference_id
    where a.id = ${letters.askId} and (a.state = 'open'
      or (a.state <> 'ended' and c.id is not null and c.ended_at is null and c.cancelled_at is null)))`
  const old = tx
    .select({ id: letters.id })
    .from(letters)
    .where(
      and(
        lt(letters.createdAt, before),
        ne(letters.card, blankCard),
        isNull(letters.claimedBy),
        sql`${letters.state} not in ('pending', 'paused', 'held')`,
        sql`not ${isAsked}`,
      ),
    )
    .limit(most)
  const rows = await tx
    .update(letters)
    .set(blankLetter)
    .where(inArray(letters.id, old))
    .returning({ id: letters.id })
  return rows.length
}

export async function dropOldMedia(tx: Tx, before: number, most: number): Promise<number> {
  const old = tx
    .select({ id: media.id })
    .from(media)
    .where(and(lt(media.at, before), isNotNull(media.bytes)))
    .limit(most)
  const rows = await tx
    .update(media)
    .set({ bytes: null, fileName: '' })
    .where(inArray(media.id, old))
    .returning({ id: media.id })
  await dropUploadsOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.length
}

/** Strangers: what they asked for, what they were told, and that they wrote at all. */
export async function forgetOldStrangers(tx: Tx, before: number, most: number): Promise<number> {
  const asked = tx
    .select({ id: requests.id })
    .from(requests)
    .where(and(lt(requests.at, before), ne(requests.chat, '')))
    .limit(most)
  const gone = { shownName: null, phone: null, text: '', chat: '' }
  const blanked = await tx
    .update(requests)
    .set({
      ...gone,
      state: sql`case ${requests.state} when 'waiting' then 'overtaken' else ${requests.state} end`,
    })
    .where(inArray(requests.id, asked))
    .returning({ id: requests.id })
  for (const { id } of blanked)
    await tx
      .update(letters)
      .set(blankLetter)
      .where(and(sql`${letters.key} glob ${`request:${id}@*`}`, isNull(letters.claimedBy)))
  const told = tx
    .select({ id: letters.id })
    .from(letters)
    .where(
      and(
        isNull(letters.contactId),
        lt(letters.createdAt, before),
        ne(letters.chat, ''),
        isNull(letters.claimedBy),
        ne(letters.state, 'pending'),
        isNobodys(letters),
      ),
    )
    .limit(most)
  const untold = await tx
    .update(letters)
    .set({ ...blankLetter, chat: '', key: sql`'gone:' || ${letters.id}` })
    .where(inArray(letters.id, told))
    .returning({ id: letters.id })
  return blanked.length + untold.length
}

/** Chats of nobody, and whose events those were. */
export async function forgetOldChats(tx: Tx, before: number, most: number): Promise<number> {
  const wrote = tx
    .select({ seq: inbox.seq })
    .from(inbox)
    .where(and(lt(inbox.receivedAt, before), isNull(inbox.body), ne(inbox.chat, ''), isNobodys(inbox)))
    .limit(most)
  const rows = await tx
    .update(inbox)
    .set({ chat: '' })
    .where(inArray(inbox.seq, wrote))
    .returning({ seq: inbox.seq })
  const known = tx
    .select({ row: sql<number>`rowid` })
    .from(chats)
    .where(
      and(sql`coalesce(${chats.strangerToldAt}, 0) < ${before}`, isNull(chats.expecting), isNobodys(chats)),
    )
    .limit(most)
  const dropped = await tx
    .delete(chats)
    .where(sql`rowid in ${known}`)
    .returning({ chat: chats.chat })
  return rows.length + dropped.length
}

/** Wrong codes are counted for an hour. */
export async function dropOldGuesses(tx: Tx, before: number): Promise<number> {
  const rows = await tx.delete(guesses).where(lte(guesses.at, before)).returning({ seq: guesses.seq })
  return rows.length
}

/** Ways in that have opened nothing for long. While they stand, their codes are never given out again. */
export async function dropOldWays(tx: Tx, before: number, most: number): Promise<number> {
  let dropped = 0
  for (const table of [invites, links]) {
    const old = tx.select({ id: table.id }).from(table).where(lt(table.expiresAt, before)).limit(most)
    dropped += (await tx.delete(table).where(inArray(table.id, old)).returning({ id: table.id })).length
  }
  const named = sql`exists (select 1 from ${nominations} where ${eq(nominations.unitLinkId, unitLinks.id)})`
  const old = tx
    .select({ id: unitLinks.id })
    .from(unitLinks)
    .where(and(lt(unitLinks.expiresAt, before), sql`not ${named}`))
    .limit(most)
  const rows = await tx.delete(unitLinks).where(inArray(unitLinks.id, old)).returning({ id: unitLinks.id })
  return dropped + rows.length
}
