export interface Pump {
  /** Looks for work; resolves when a full look, begun at or after this call, has found nothing more. Never rejects. */
  run(): Promise<void>
  busy(): boolean
  /** Takes no more work; resolves when what is in flight is done. */
  close(): Promise<void>
}

export interface PumpOptions {
  /** How many pieces of work may be in flight at once. */
  lanes: number
  /** Does one piece of work, or finds that there is none to begin now. */
  work: () => Promise<'did' | 'nothing'>
  onError: (error: unknown) => void
}

/** A piece that takes longer than this has found work: the next lane need not wait for its end to look as well. */
const HURRY_MS = 5
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

/**
 * Runs `work` in up to `lanes` at once until it says there is nothing left; `run()` during a run makes it look again.
 * A look that finds nothing costs one call of `work`: lanes open one after the other, as long as there is work.
 */
export function pump(options: PumpOptions): Pump {
  return new Lanes(options)
}

class Lanes implements Pump {
  private readonly options: PumpOptions
  private open = 0
  /** Counts the calls of `run`: a lane that found nothing stops only when nobody has called since it looked. */
  private calls = 0
  private opening = false
  private failures = 0
  private closed = false
  private resting: (() => void)[] = []
  private pauses = new Set<() => void>()

  constructor(options: PumpOptions) {
    this.options = options
  }

  run(): Promise<void> {
    if (this.closed) return Promise.resolve()
    this.calls += 1
    if (!this.opening) {
      this.opening = true
      queueMicrotask(() => this.openFirst())
    }
    return this.rest()
  }

  busy(): boolean {
    return this.open > 0 || this.opening
  }

  async close(): Promise<void> {
    this.closed = true
    for (const end of this.pauses) end()
    if (this.busy()) await this.rest()
  }

  private rest(): Promise<void> {
    return new Promise((settle) => void this.resting.push(settle))
  }

  private openFirst(): void {
    this.opening = false
    this.openLane()
    this.settleWhenIdle()
  }

  private openLane(): void {
    // While work fails, one lane trying again is enough.
    if (this.closed || this.open >= this.options.lanes || (this.failures > 0 && this.open > 0)) return
    this.open += 1
    void this.lane()
  }

  private async lane(): Promise<void> {
    for (let goOn = true; goOn && !this.closed;) {
      const calls = this.calls
      const outcome = await this.piece()
      goOn = outcome !== 'nothing' || calls !== this.calls
      if (outcome === 'did') this.openLane()
    }
    this.open -= 1
    this.settleWhenIdle()
  }

  private async piece(): Promise<'did' | 'nothing' | 'failed'> {
    const hurry = this.open < this.options.lanes ? setTimeout(() => this.openLane(), HURRY_MS) : undefined
    try {
      const outcome = await this.options.work()
      this.failures = 0
      return outcome
    } catch (error) {
      this.failures += 1
      this.options.onError(error)
      await this.pause(Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS))
      return 'failed'
    } finally {
      clearTimeout(hurry)
    }
  }

  private pause(ms: number): Promise<void> {
    if (this.closed) return Promise.resolve()
    return new Promise((settle) => {
      const end = (): void => {
        clearTimeout(timer)
        this.pauses.delete(end)
        settle()
      }
      const timer = setTimeout(end, ms)
      this.pauses.add(end)
    })
  }

  private settleWhenIdle(): void {
    if (this.busy()) return
    for (const settle of this.resting.splice(0)) settle()
  }
}
