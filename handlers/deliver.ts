import { heldUntil, holdAccount } from '../db/facts.ts'
import { inTransaction } from '../db/open.ts'
import { type Addressed, type Letter, letterById } from '../db/outbox.ts'
import { type Bot, claim as claimOne, type Claim, putBack, settleClaim, settleSent } from '../db/claims.ts'
import { personById } from '../db/people.ts'
import { closePath, identityAt } from '../db/identities.ts'
import type { Channel } from '../src/channels/channel.ts'
import { compose } from '../src/channels/choices.ts'
import { type Aftermath, afterAttempt } from '../src/domain/delivery.ts'
import type { Address, FailureReason, Outgoing, SendResult } from '../src/domain/message.ts'
import { shifted } from '../src/domain/spans.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { askOf, isReply, isToMany, takeBack } from './path.ts'
import { takeBackFileLink } from './file-link.ts'
import { leaving } from './outgoing.ts'
import { recordSent } from './sent.ts'
import { takeBackOrEdit } from './retract.ts'
import { haltOf, stateBack } from './announcement/halt-of.ts'
import { lookSoonAt } from './announcement/watch.ts'
import { tellAccountDown } from './account-down.ts'
import { tellIfShutOut, tellOfRefusal } from './unreachable.ts'
import { rewrite } from './another-way.ts'
import { wholeOf } from './parting.ts'
import { type Turn, turn as inTurn, type World } from './world.ts'

/** What came of one attempt. */
export interface Attempt {
  claim: Claim
  result: SendResult
}

/** Until when the platform has told this bot to wait; 0 when it may send. */
export const onHoldUntil = (world: World, bot: Channel) => heldUntil(world.store.db, bot.name, bot.account)

/** Takes up to `most` letters of this bot that may leave now, the most urgent first. */
export function claimNext(world: World, bot: Bot, most: number): Promise<Claim[]> {
  // Nothing becomes due by being claimed: nobody is woken, or a letter whose chat is busy would be looked for without end.
  return inTransaction(world.store, async (tx) => {
    const claims: Claim[] = []
    while (claims.length < most) {
      const next = await claimOne(tx, bot, world.boot, world.now())
      if (!next) break
      claims.push(next)
    }
    return claims
  })
}

/**
 * Sends a claimed letter, or edits the message it became, or takes that back. Never throws for what a platform may answer.
 * `next` is waited for before each further call of the platform.
 */
export async function attempt(
  world: World,
  bot: Channel,
  { letter, edit }: Claim,
  next?: () => Promise<void>,
): Promise<SendResult> {
  const outgoing = await composed(world, bot, letter)
  const { platformId } = letter
  if (!edit || !platformId) return bot.send(outgoing, next)
  if (letter.retract && bot.retract) return takeBackOrEdit(bot, letter, outgoing, { platformId, next })
  return bot.edit ? bot.edit(outgoing, platformId) : bot.send(outgoing, next)
}

/** A claimed letter could not leave after all. */
export const returnClaim = (world: World, claim: Claim): Promise<void> =>
  inTransaction(world.store, async (tx) => putBack(tx, claim, await stateBack({ tx }, claim.letter)))

/** Records what came of attempts, all in one transaction. */
export function recordAttempts(world: World, attempts: Attempt[]): Promise<void> {
  return inTurn(world, async (turn) => {
    for (const { claim, result } of attempts) await recordAttempt(turn, claim, result)
    const letters = attempts.map(({ claim }) => claim.letter)
    await lookSoonAt(turn, letters)
  })
}

/**
 * The same, each alone. Where something of ours fails on the way (a bug, a row gone wrong), at least what became of the
 * letter is kept: its chat must not wait for it for ever. Hands what failed to `onError`.
 */
export async function recordEach(
  world: World,
  attempts: Attempt[],
  onError: (error: unknown) => void,
): Promise<void> {
  for (const attempt of attempts)
    await recordAttempts(world, [attempt]).catch(async (error: unknown) => {
      await inTurn(world, ({ tx, now }) => settleBarely(tx, attempt, now))
      onError(error)
    })
}

async function settleBarely(tx: Turn['tx'], { claim, result }: Attempt, now: number): Promise<void> {
  if (claim.edit) return settleClaim(tx, claim.letter.id, {})
  if (result.kind === 'sent') return void (await settleSent(tx, claim.letter.id, result, now))
  return settleClaim(tx, claim.letter.id, { state: 'unknown', reason: 'no-answer' })
}

async function composed(world: World, channel: Channel, letter: Addressed): Promise<Outgoing> {
  const mark = letter.again && letter.state === 'pending' ? await sentAgain(world, letter) : ''
  const { card, extras } = await leaving(world, letter)
  const marked = { ...card, text: mark + card.text, spans: shifted(card.spans ?? [], mark.length) }
  return { ...compose(letter, marked, channel.abilities, world.settings.stamp ?? undefined), ...extras }
}

async function sentAgain(world: World, letter: Letter): Promise<string> {
  const language = letter.contactId ? (await personById(world.store.db, letter.contactId)).language : 'vi'
  return `${textsIn(language).general.sentAgain}\n`
}

async function recordAttempt(turn: Turn, { letter, edit }: Claim, result: SendResult): Promise<void> {
  const aftermath = afterAttempt(
    { attempts: letter.attempts + 1, mustArrive: letter.mustArrive || edit },
    result,
  )
  await (edit ? recordEdit(turn, letter, aftermath) : recordSend(turn, letter, aftermath))
  if (aftermath.kind === 'again' && aftermath.holdAccount) await rest(turn, letter, aftermath)
}

/** The whole account waits; where it takes a person to mend that, the coordinators are told, by another way. */
async function rest(
  turn: Turn,
  { channel, account }: Addressed,
  { afterMs, reason }: Extract<Aftermath, { kind: 'again' }>,
): Promise<void> {
  await holdAccount(turn.tx, channel, account, turn.world.afterReal(afterMs))
  if (NEEDS_A_PERSON.includes(reason)) await tellAccountDown(turn, { channel, account }, reason)
}

const NEEDS_A_PERSON: FailureReason[] = ['consent-needed', 'needs-attention', 'quota', 'token-refused']

async function recordSend(turn: Turn, letter: Addressed, aftermath: Aftermath): Promise<void> {
  switch (aftermath.kind) {
    case 'sent':
      return recordSent(turn, letter, aftermath)
    case 'again': {
      const sendAt = turn.world.afterReal(aftermath.afterMs)
      const again = letter.again || aftermath.mark
      const state = await stateBack(turn, { ...letter, again })
      return settleClaim(turn.tx, letter.id, { sendAt, again, reason: aftermath.reason, state })
    }
    case 'unknown':
      return settleClaim(turn.tx, letter.id, { state: 'unknown', reason: 'no-answer' })
    case 'failed':
      return fail(turn, letter, aftermath)
    default:
      return aftermath satisfies never
  }
}

async function recordEdit(turn: Turn, letter: Addressed, aftermath: Aftermath): Promise<void> {
  if (aftermath.kind === 'again') {
    const sendAt = turn.world.afterReal(aftermath.afterMs)
    return settleClaim(turn.tx, letter.id, { dirty: true, sendAt, reason: aftermath.reason })
  }
  await settleClaim(turn.tx, letter.id, {
    attempts: 0,
    reason: aftermath.kind === 'failed' ? aftermath.reason : null,
  })
  if (letter.retract && aftermath.kind === 'sent') await takeBackFileLink(turn, letter)
  if (aftermath.kind !== 'failed' || !aftermath.addressClosed) return
  await closePath(turn.tx, letter, aftermath.reason, turn.now)
  // What an announcement says now is to reach them all the same.
  if (letter.contactId && isToMany(letter)) await goElsewhere(turn, letter.id, letter.contactId)
  await takeBackFrom(turn, letter)
}

/** For good: the reason is kept, and if it was the address, the letter takes the person's next path. */
async function fail(
  turn: Turn,
  letter: Addressed,
  aftermath: Extract<Aftermath, { kind: 'failed' }>,
): Promise<void> {
  await settleClaim(turn.tx, letter.id, { state: 'failed', reason: aftermath.reason, fallbackAt: null })
  if (aftermath.reason === 'bad-message' && !isToMany(letter))
    await tellOfRefusal(turn, letter, await askOf(turn, letter))
  if (!aftermath.addressClosed) return
  await closePath(turn.tx, letter, aftermath.reason, turn.now)
  const isTakenOut = (await haltOf(turn, letter)) === 'void'
  if (letter.contactId && !isReply(letter) && !isTakenOut)
    await goElsewhere(turn, letter.id, letter.contactId)
  await takeBackFrom(turn, letter)
}

/** The card may have changed while it was on its way: what goes elsewhere is what it says now, and all of it. */
async function goElsewhere(turn: Turn, letterId: string, contactId: string): Promise<void> {
  const refused = await letterById(turn.tx, letterId)
  const letter = refused && (await wholeOf(turn, refused))
  if (!letter || (await rewrite(turn, letter)) !== 'held' || isToMany(letter)) return
  await tellIfShutOut(turn, contactId, await askOf(turn, letter))
}

/** What else waits for that chat need not be refused as well. */
async function takeBackFrom(turn: Turn, at: Address): Promise<void> {
  const identity = await identityAt(turn.tx, at)
  if (identity?.closedAt) await takeBack(turn, identity)
}
