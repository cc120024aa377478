import { and, asc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { type LetterKind, letterKinds } from '../src/domain/delivery.ts'
import type { ChannelName, SendResult } from '../src/domain/message.ts'
import { announcementIn, isReminder } from './announcement-letters.ts'
import type { Db, Tx } from './open.ts'
import { type Addressed, changeLetter, isAddressed, type Letter } from './outbox.ts'
import { prepared, preparedWrites } from './prepared.ts'
import { asks, letters } from './schema.ts'

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
 * answered meanwhile is put aside as unneeded.
 */
export async function claim(tx: Tx, bot: Bot, boot: string, now: number): Promise<Claim | null> {
  for (;;) {
    const next = await mostUrgent(tx, bot, now)
    if (!next || !isAddressed(next.letter)) return null
    const { letter, edit } = next
    if (!edit && letter.chasing && !(await isStillOwed(tx, letter))) {
      await changeLetter(tx, letter.id, { state: 'unneeded' })
      continue
    }
    await hotWrites(tx).take.execute({ id: letter.id, boot, now })
    return { letter, edit }
  }
}

/** The kind of the most urgent letter of that bot that may leave now; asked before a place in its gate is taken. */
export async function kindOfNext(db: Db | Tx, bot: Bot, now: number): Promise<LetterKind | null> {
  const next = await mostUrgent(db, bot, now)
  return next && (letterKinds[next.urgency] ?? 'announcement')
}

/** An edit that answers a press is of this moment, ms; what waits longer presses only as much as its letter. */
const PRESSING_MS = 1_000

/** When an edit that answers nobody's press is due: at once, and behind those that do. */
export const withoutHaste = ({ sendAt }: Pick<Letter, 'sendAt'>, now: number): number =>
  Math.max(sendAt, now - PRESSING_MS - 1)

async function mostUrgent(db: Db | Tx, bot: Bot, now: number) {
  const { dirty, pending } = hot(db)
  const [pressing] = await dirty.execute({ ...bot, now, since: now - PRESSING_MS })
  const edit = pressing ?? (await dirty.execute({ ...bot, now, since: 0 }))[0]
  const [letter] = await pending.execute({ ...bot, now, resting: restingIn(bot) })
  const urgency = pressing || !edit ? 0 : edit.urgency
  if (edit && !(letter && goesAhead(letter, { ...edit, urgency })))
    return { letter: edit, urgency, edit: true }
  return letter ? { letter, urgency: letter.urgency, edit: false } : null
}

/** Of replies and edits that press alike the older goes first; else what has reached somebody is put right before others are told. */
const goesAhead = (letter: Letter, edit: Letter) =>
  letter.urgency < edit.urgency || (letter.urgency === 0 && edit.urgency === 0 && letter.sendAt < edit.sendAt)

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
  const isRested = sql`${letters.chat} not in (select value from json_each(${sql.placeholder('resting')}))`
  const pending = and(sql`${letters.state} = 'pending'`, mine, chatIsFree, isRested)
  const dirty = and(
    sql`${letters.dirty} = 1 and ${letters.state} = 'sent' and ${letters.sendAt} >= ${sql.placeholder('since')}`,
    mine,
    chatIsFree,
  )
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
