import { setTimeout as pause } from 'node:timers/promises'
import type { Claim } from '../db/claims.ts'
import type { LetterKind } from '../src/domain/delivery.ts'
import { freeLeave, type Gate, type Leave } from './gate.ts'
import { chatPace } from './pace.ts'

/** What one bot's letters pass on their way out: the gate of the bot, and the pace of each chat. */
export interface Passage {
  /** Waits for a place for a letter of that kind; null when it is time to see whether something presses more. */
  enter(kind: LetterKind): Promise<Leave | null>
  /** Whether the other processes have left this chat alone long enough; where not, it rests. */
  mayWrite(claim: Claim): Promise<boolean>
  /** A letter leaves. */
  trip(claim: Claim, leave: Leave): Trip
  /** Chats that have had enough for the moment. */
  resting(): string[]
  /** In how many ms the first of them may be written to again; null when none rests. */
  restsFor(): number | null
}

/** One letter's way, which may be several calls. Neither throws. */
export interface Trip {
  /** Waits until a further call may leave. */
  next: () => Promise<void>
  /** The last call was answered. */
  over: () => void
}

/** How long something pressing may wait unseen behind what does not press. */
const LOOK_AGAIN_MS = 50
/** Not worth putting a letter back for. */
const LITTLE_MS = 20

export function openPassage(gate: Gate, account: string): Passage {
  const pace = chatPace()
  const now = () => performance.now()

  async function enter(kind: LetterKind): Promise<Leave | null> {
    if (kind === 'reply' || kind === 'urgent') return gate.pass(account, { haste: 'pressing' })
    const signal = AbortSignal.timeout(LOOK_AGAIN_MS)
    return gate.pass(account, { signal }).catch((error: unknown) => {
      if (signal.aborted) return null
      throw error
    })
  }

  async function mayWrite({ edit, letter: { chat } }: Claim): Promise<boolean> {
    const wait = edit ? 0 : await gate.chatWait(account, chat)
    if (wait > LITTLE_MS) pace.leave(chat, now() + wait)
    else if (wait > 0) await pause(Math.ceil(wait))
    return wait <= LITTLE_MS
  }

  function trip({ edit, letter: { chat } }: Claim, first: Leave): Trip {
    let leave = first
    const over = () => {
      leave.answered()
      if (edit) return
      pace.sent(chat, now())
      gate.wroteTo(account, chat)
    }
    const next = async () => {
      over()
      for (let wait = await chatWait(chat); wait > 0; wait = await chatWait(chat))
        await pause(Math.ceil(wait))
      leave = await gate.pass(account, { haste: 'begun' }).catch(() => freeLeave)
    }
    return { next, over }
  }

  const chatWait = async (chat: string) =>
    Math.max(pace.wait(chat, now()), await gate.chatWait(account, chat))

  const restsFor = () => {
    const until = pace.restsUntil(now())
    return until === null ? null : until - now()
  }

  return { enter, mayWrite, trip, resting: () => pace.resting(now()), restsFor }
}
