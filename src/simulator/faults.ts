/** What can go wrong between the product and a platform, as the product would meet it on the wire. */
export type Trouble =
  /** An answer with this code; the platform's own envelope is put around it unless `body` is given (a proxy's page). */
  | { kind: 'status'; code: number; description?: string; retryAfter?: number; body?: string }
  /** Nothing is done and nothing is ever answered. */
  | { kind: 'hang' }
  /** The work is done at once, the answer comes `ms` of real time later. */
  | { kind: 'late'; ms: number }
  /** The work is done, then the connection is cut instead of an answer: the outcome is unknown to the caller. */
  | { kind: 'lose' }
  /** The connection is reset before any work. */
  | { kind: 'refuse' }
  /** The work is not done, and the answer is 200 with something that is no answer, as from a portal on the way. */
  | { kind: 'garbage'; body?: string }

/** Which calls are meant; what is left out means any. */
export interface Aim {
  method?: string
  account?: string
  chat?: string
  /** How many calls are struck, 1 unless said; `Infinity` until cleared. */
  times?: number
  /** How many fitting calls are let through before the first is struck. */
  skip?: number
}

export type Fault = Aim & Trouble

export interface Aimed {
  method: string
  account: string
  chat?: string
}

export interface Faults {
  /** Adds a fault and returns a function that takes it away again. */
  add(fault: Fault): () => void
  clear(): void
  /** The trouble for this call, used up by asking; the oldest fitting fault wins. */
  take(call: Aimed): Trouble | undefined
  /** True when nothing is left that could strike. */
  spent(): boolean
}

interface Loaded {
  fault: Fault
  skip: number
  left: number
}

export function faultInjection(): Faults {
  let loaded: Loaded[] = []
  return {
    add(fault) {
      const entry = { fault, skip: fault.skip ?? 0, left: fault.times ?? 1 }
      loaded.push(entry)
      return () => void (loaded = loaded.filter((other) => other !== entry))
    },
    clear: () => void (loaded = []),
    take(call) {
      if (loaded.length === 0) return undefined
      const entry = loaded.find((candidate) => strikes(candidate, call))
      if (!entry) return undefined
      entry.left -= 1
      if (entry.left <= 0) loaded = loaded.filter((other) => other !== entry)
      return entry.fault
    },
    spent: () => loaded.length === 0,
  }
}

function strikes(entry: Loaded, call: Aimed): boolean {
  const { method, account, chat } = entry.fault
  if (method !== undefined && method.toLowerCase() !== call.method.toLowerCase()) return false
  if (account !== undefined && account !== call.account) return false
  if (chat !== undefined && chat !== call.chat) return false
  if (entry.skip === 0) return true
  entry.skip -= 1
  return false
}
