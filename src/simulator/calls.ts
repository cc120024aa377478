/** One API call as a simulator met it. Personal data of fictional people only: simulators never serve real ones. */
export interface Call {
  /** As the caller spelled it. */
  method: string
  /** The bot's public id; '' when the token was not known. */
  account: string
  chat?: string
  fields: Record<string, unknown>
  /** Real time of arrival, ms since the epoch, whatever the simulated clock says. */
  at: number
  /** The HTTP status, or 0 when no answer was given. */
  status: number
  /** The whole body answered; undefined when there was none. */
  result?: unknown
}

export interface CallLog {
  /** The newest calls, oldest first; older ones are forgotten, their counts are not. */
  list: Call[]
  record: (call: Call) => void
  /** How often a method was called since the start or the last `reset`; all methods without a name. */
  count: (method?: string) => number
  reset: () => void
}

/** Keeps between `keep` and twice `keep` calls, so that dropping old ones costs next to nothing per call. */
export function callLog(keep = 2_000): CallLog {
  const list: Call[] = []
  const counts = new Map<string, number>()
  let total = 0
  return {
    list,
    record(call) {
      list.push(call)
      total += 1
      counts.set(call.method, (counts.get(call.method) ?? 0) + 1)
      if (list.length >= keep * 2) list.splice(0, list.length - keep)
    },
    count: (method) => (method === undefined ? total : (counts.get(method) ?? 0)),
    reset() {
      list.length = 0
      counts.clear()
      total = 0
    },
  }
}
