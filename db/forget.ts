import { and, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Address, Card } from '../src/domain/message.ts'
import type { Db, Tx } from './open.ts'
import { chats, fetches, identities, inbox, letters, requests } from './schema.ts'

/** A letter whose words are forgotten; its key, times and state stay. */
export const blankCard: Card = { text: '', choices: [] }

export const blankLetter = {
  card: blankCard,
  commands: {},
  subject: null,
  superseded: true,
  dirty: false,
  replyTo: null,
}

type Named =
  | typeof letters
  | typeof inbox
  | typeof requests
  | typeof identities
  | typeof chats
  | typeof fetches

const isAt = (table: Named, at: Address) =>
  and(eq(table.channel, at.channel), eq(table.account, at.account), eq(table.chat, at.chat))

/** Letters that went to that chat, or were meant for it, without belonging to anybody else. */
export const lettersAt = (db: Db | Tx, at: Address, contactId: string | null) =>
  db
    .select({ id: letters.id, key: letters.key })
    .from(letters)
    .where(
      and(
        isAt(letters, at),
        contactId
          ? or(isNull(letters.contactId), eq(letters.contactId, contactId))
          : isNull(letters.contactId),
      ),
    )

/** What came from that chat is forgotten. Returns how many messages. */
export async function blankInbound(tx: Tx, at: Address, onlyHandled = false): Promise<number> {
  const rows = await tx
    .update(inbox)
    .set({ body: null })
    .where(
      and(
        isAt(inbox, at),
        sql`${inbox.body} is not null`,
        onlyHandled ? sql`(${inbox.handledAt} is not null or ${inbox.parkedAt} is not null)` : undefined,
      ),
    )
    .returning({ seq: inbox.seq })
  return rows.length
}

/** What the platform told about who wrote from there, kept with a request to be let in. */
export async function blankRequestsAt(tx: Tx, at: Address): Promise<void> {
  await tx.update(requests).set({ shownName: null, phone: null }).where(isAt(requests, at))
}

/**
 * The chat's own id, which the platform gave us, is replaced by `mark` wherever it stands: in the rows of its owner, in
 * what came from there, and in the keys of letters. `place` is the chat as keys name it.
 */
export async function renameChat(
  tx: Tx,
  at: Address,
  contactId: string,
  place: string,
  mark: string,
): Promise<void> {
  await tx
    .update(identities)
    .set({ chat: mark })
    .where(and(isAt(identities, at), eq(identities.contactId, contactId)))
  const gone = { chat: mark }
  await tx
    .update(letters)
    .set(gone)
    .where(and(isAt(letters, at), or(isNull(letters.contactId), eq(letters.contactId, contactId))))
  await tx.update(inbox).set(gone).where(isAt(inbox, at))
  await tx.update(requests).set(gone).where(isAt(requests, at))
  await tx.delete(chats).where(isAt(chats, at))
  await tx.update(fetches).set({ chat: mark, ref: '', nextAt: null }).where(isAt(fetches, at))
  await renameKeys(tx, place, `${at.channel}:${at.account}:${mark}`)
}

/** '12' must not be found in '123'. */
async function renameKeys(tx: Tx, place: string, by: string): Promise<void> {
  const rows = await tx
    .select({ id: letters.id, key: letters.key })
    .from(letters)
    .where(sql`instr(${letters.key}, ${place}) > 0`)
  const here = new RegExp(
    `(?<=@|^also-linked:)${place.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=$|[:#@])`,
    'g',
  )
  for (const { id, key } of rows) {
    const renamed = key.replace(here, by)
    if (renamed !== key) await tx.update(letters).set({ key: renamed }).where(eq(letters.id, id))
  }
}

/** Whether somebody else is linked there now: then the chat is theirs. */
export async function isOthers(db: Db | Tx, at: Address, contactId: string): Promise<boolean> {
  const rows = await db
    .select({ id: identities.id })
    .from(identities)
    .where(and(isAt(identities, at), isNull(identities.unlinkedAt), ne(identities.contactId, contactId)))
  return rows.length > 0
}

/** The words of these letters are forgotten, and what had not left never will. */
export async function blankLetters(tx: Tx, ids: string[]): Promise<number> {
  const mine = inArray(letters.id, ids)
  await tx
    .update(letters)
    .set({ state: 'void' })
    .where(and(mine, inArray(letters.state, ['pending', 'paused', 'held']), isNull(letters.claimedBy)))
  const rows = await tx.update(letters).set(blankLetter).where(mine).returning({ id: letters.id })
  return rows.length
}
