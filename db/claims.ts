import { and, asc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { type LetterKind, letterKinds } from '../src/domain/delivery.ts'
import type { ChannelName, SendResult } from '../src/domain/message.ts'
import { announcementIn, isReminder } from './announcement-letters.ts'
import { isHeldNowhere } from './facts.ts'
import type { Db, Tx } from './open.ts'
import { type Addressed, changeLetter, isAddressed, type Letter } from './outbox.ts'
import { prepared, preparedWrites } from './prepared.ts'
import { accounts, asks, letters } from './schema.ts'

/** A letter that one process has taken in hand to send; nobody else does. */
export interface Claim {
  letter: Addressed
  /** The card was sent before and has changed. */
  edit: boolean
}

/** Whose letters: one bot's, save those for chats that have had enough for the moment. */
export interface Bot {
  channel: ChannelName
  account: string
  resting?: string[]
}

/**
 * Takes the most urgent letter of this bot that may leave now; one is in flight per chat. A reminder whose ask was
 * answered meanwhile is put aside as unneeded. Edits go with the replies: they answer a press.
 */
export async function claim(tx: Tx, bot: Bot, boot: string, now: number): Promise<Claim | null> {
  const statements = hot(tx)
  for (;;) {
    const [edit] = await statements.dirty.execute({ ...bot, now })
    const found = edit ?? (await statements.pending.execute({ ...bot, now, resting: restingIn(bot) }))[0]
    if (!found || !isAddressed(found)) return null
    if (!edit && found.chasing && !(await isStillOwed(tx, found))) {
      await changeLetter(tx, found.id, { state: 'unneeded' })
      continue
    }
    await hotWrites(tx).take.execute({ id: found.id, boot, now })
    return { letter: found, edit: edit !== undefined }
  }
}

/** The kind of the most urgent letter of that bot that may leave now; asked before a place in its gate is taken. */
export async function kindOfNext(db: Db | Tx, bot: Bot, now: number): Promise<LetterKind | null> {
  const statements = hot(db)
  const here = { ...bot, now, resting: restingIn(bot) }
  if ((await statements.dirty.execute(here)).length > 0) return 'reply'
  const [letter] = await statements.pending.execute(here)
  return letter ? (letterKinds[letter.urgency] ?? 'announcement') : null
}

const restingIn = ({ resting = [] }: Bot) => JSON.stringify(resting)

async function isStillOwed(tx: Tx, letter: Letter): Promise<boolean> {
  if (!letter.askId) return true
  const [ask] = await tx.select({ state: asks.state }).from(asks).where(eq(asks.id, letter.askId))
  // What is told to many is worth knowing also when it can no longer be answered; every part of it.
  const isTold = announcementIn(letter.key) !== null && !isReminder(letter.key)
  return ask?.state === 'open' || (isTold && ask?.state === 'ended')
}

/** What an attempt made of the row; the claim is gone with it. */
export async function settleClaim(tx: Tx, id: string, changes: Partial<Letter>): Promise<void> {
  await tx
    .update(letters)
    .set({ ...changes, claimedBy: null, claimedAt: null })
    .where(eq(letters.id, id))
}

/** It did not leave after all: as if it had not been claimed, in the state it is in by now. */
export const putBack = (tx: Tx, { letter, edit }: Claim, state: Letter['state']): Promise<void> =>
  settleClaim(tx, letter.id, { attempts: letter.attempts, ...(!edit && { state }) })

type Sent = Omit<Extract<SendResult, { kind: 'sent' }>, 'kind'>

/** The common case, prepared: it left and the platform gave it an id. */
export const settleSent = (tx: Tx, id: string, { platformId, also, mediaFailed }: Sent, now: number) =>
  hotWrites(tx).sent.execute({
    id,
    platformId,
    also: also ? JSON.stringify(also) : null,
    mediaReason: mediaFailed ?? null,
    now,
  })

/** Claims of other boots: their process is dead, and nobody knows how far they came. */
export const claimsOfOthers = (tx: Tx, boot: string): Promise<Letter[]> =>
  tx
    .select()
    .from(letters)
    .where(and(isNotNull(letters.claimedBy), ne(letters.claimedBy, boot)))
    .then((rows) => rows)

/**
 * When the next letter or edit may leave, whatever its bot; null when none waits. What waits for a bot that is on hold at
 * `now` counts from the end of the hold; without `now`, holds are not looked at.
 */
export async function nextLetterMoment(db: Db | Tx, now = Infinity): Promise<number | null> {
  const statements = hot(db)
  const [pending] = await statements.nextPending.execute({ now })
  const [dirty] = await statements.nextDirty.execute({ now })
  const [hold] = await statements.nextHold.execute({ now })
  const moments = [pending?.at, dirty?.at, hold?.at ?? undefined].filter((at) => at !== undefined)
  return moments.length > 0 ? Math.min(...moments) : null
}

const hot = prepared(prepareReads)
const hotWrites = preparedWrites(prepareWrites)

function prepareReads(db: Db | Tx) {
  const mine = and(
    eq(letters.channel, sql.placeholder('channel')),
    eq(letters.account, sql.placeholder('account')),
    isNull(letters.claimedBy),
    sql`${letters.sendAt} <= ${sql.placeholder('now')}`,
  )
  const chatIsFree = sql`not exists (select 1 from letters f where f.claimed_by is not null
    and f.channel = ${letters.channel} and f.account = ${letters.account} and f.chat = ${letters.chat})`
  const botIsFree = isHeldNowhere(sql.placeholder('now'))
  const isRested = sql`${letters.chat} not in (select value from json_each(${sql.placeholder('resting')}))`
  const pending = and(sql`${letters.state} = 'pending'`, mine, chatIsFree, isRested)
  const dirty = and(sql`${letters.dirty} = 1 and ${letters.state} = 'sent'`, mine, chatIsFree)
  const byUrgency = [asc(letters.urgency), asc(letters.sendAt), asc(letters.id)]
  return {
    pending: db
      .select()
      .from(letters)
      .where(pending)
      .orderBy(...byUrgency)
      .limit(1)
      .prepare(),
    dirty: db.select().from(letters).where(dirty).orderBy(asc(letters.sendAt)).limit(1).prepare(),
    nextPending: db
      .select({ at: letters.sendAt })
      .from(letters)
      .where(sql`${letters.state} = 'pending' and ${letters.claimedBy} is null and ${botIsFree}`)
      .orderBy(asc(letters.sendAt))
      .limit(1)
      .prepare(),
    nextDirty: db
      .select({ at: letters.sendAt })
      .from(letters)
      .where(
        sql`${letters.dirty} = 1 and ${letters.state} = 'sent' and ${letters.claimedBy} is null and ${botIsFree}`,
      )
      .orderBy(asc(letters.sendAt))
      .limit(1)
      .prepare(),
    nextHold: db
      .select({ at: accounts.heldUntil })
      .from(accounts)
      .where(sql`${accounts.heldUntil} > ${sql.placeholder('now')}`)
      .orderBy(asc(accounts.heldUntil))
      .limit(1)
      .prepare(),
  }
}

function prepareWrites(tx: Tx) {
  const free = { claimedBy: null, claimedAt: null, attempts: 0, reason: null, fallbackAt: null }
  return {
    take: tx
      .update(letters)
      .set({
        claimedBy: sql`${sql.placeholder('boot')}`,
        claimedAt: sql`${sql.placeholder('now')}`,
        attempts: sql`${letters.attempts} + 1`,
        dirty: false,
      })
      .where(eq(letters.id, sql.placeholder('id')))
      .prepare(),
    sent: tx
      .update(letters)
      .set({
        ...free,
        state: 'sent',
        platformId: sql`${sql.placeholder('platformId')}`,
        also: sql`${sql.placeholder('also')}`,
        mediaReason: sql`${sql.placeholder('mediaReason')}`,
        sentAt: sql`${sql.placeholder('now')}`,
      })
      .where(eq(letters.id, sql.placeholder('id')))
      .prepare(),
  }
}
