import { clockView, stateView } from './view.ts'
import type { Stage } from './stage.ts'

export type Send = (event: 'clock' | 'state', data: string) => void

/** Tells every open page what has changed, a few times a second at most. */
export interface Hub {
  /** Tells at once how things stand, then every change; returns the way to stop. */
  subscribe(send: Send): () => void
  /** No one is told anything any more. */
  close(): void
}

const BREATH_MS = 250

/** What changes without a phone showing it (a round that opens, a status that ages) is noticed by then. */
const LOOK_AGAIN_MS = 2_000

export function openHub(stage: Stage, onError: (error: unknown) => void): Hub {
  const pages = new Set<Send>()
  let last = ''
  let waiting: NodeJS.Timeout | undefined

  async function look(): Promise<void> {
    waiting = undefined
    const state = JSON.stringify(await stateView(stage))
    if (state === last) return
    last = state
    for (const send of pages) send('state', state)
  }
  const soon = () => {
    if (pages.size > 0) waiting ??= setTimeout(() => void look().catch(onError), BREATH_MS)
  }
  const tellTime = () => {
    for (const send of pages) send('clock', JSON.stringify(clockView(stage)))
  }
  const stops = [stage.onChange(soon), stage.clock.onChange(tellTime), stage.clock.onChange(soon)]
  const again = setInterval(soon, LOOK_AGAIN_MS)
  again.unref()

  return {
    subscribe(send) {
      pages.add(send)
      send('clock', JSON.stringify(clockView(stage)))
      if (last) send('state', last)
      soon()
      return () => void pages.delete(send)
    },
    close() {
      for (const stop of stops) stop()
      clearInterval(again)
      clearTimeout(waiting)
      pages.clear()
    },
  }
}
