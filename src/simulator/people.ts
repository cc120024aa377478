import type { Language } from '../domain/person.ts'
import { textsIn } from '../domain/texts/index.ts'
import { MINUTE } from '../domain/time.ts'
import type { DrillApp } from './casting.ts'
import type { DrillClock } from './clock.ts'
import { type Duty, dutyIn, offerOf, offersIn, pick } from './offers.ts'
import type { Phone, PhoneMessage } from './phone.ts'
import { seededRandom } from './random.ts'
import { openSchedule, type Schedule } from './schedule.ts'
import { type Move, script, type Temper } from './scripts.ts'

/** Somebody in the drill, as the sample names them. */
export interface Part {
  code: string
  name: string
  language: Language
  app: DrillApp
  temper: Temper
  phone: Phone
}

export interface Member extends Part {
  /** How often their screen has changed. */
  changes: number
}

/** The virtual people of a drill: they read their phones and answer, each after their temper, on the drill's clock. */
export interface Cast {
  members: Member[]
  member(code: string): Member | undefined
  /** From now on they are of that temper; what they had in mind is forgotten, what waits on their phone is seen anew. */
  setTemper(codes: string[], temper: Temper): void
  /** To be called whenever a phone's screen changed. */
  look(phone: Phone): void
  /** When somebody will do something next, ms on the drill's clock. */
  nextAct(): number | null
  close(): void
}

/** What a person has in mind about one duty. */
interface Plan {
  kind: Duty['kind']
  message: PhoneMessage
  madeAt: number
  begun: boolean
  drop: () => void
}

interface Mind {
  member: Member
  random: () => number
  seen: Set<PhoneMessage['id']>
  plans: Set<Plan>
  promised: boolean
}

/** Longer than this after the first card, another of the same kind reminds of what they mean to do anyway. */
const REMINDED_MS = 10 * MINUTE

interface CastOptions {
  /** The same seed and the same messages make the same drill. */
  seed: number
  onError: (error: unknown) => void
}

export function openCast(parts: Part[], clock: DrillClock, options: CastOptions): Cast {
  return new VirtualPeople(parts, clock, options)
}

class VirtualPeople implements Cast {
  readonly members: Member[]
  private readonly minds: Map<string, Mind>
  private readonly clock: DrillClock
  private readonly schedule: Schedule

  constructor(parts: Part[], clock: DrillClock, { seed, onError }: CastOptions) {
    this.clock = clock
    this.schedule = openSchedule(clock, onError)
    this.minds = new Map(parts.map((part) => [part.code, mindOf(part, seed)]))
    this.members = [...this.minds.values()].map((mind) => mind.member)
  }

  member(code: string): Member | undefined {
    return this.minds.get(code)?.member
  }

  setTemper(codes: string[], temper: Temper): void {
    for (const code of codes) {
      const mind = this.minds.get(code)
      if (mind && mind.member.temper !== temper) this.become(mind, temper)
    }
  }

  look(phone: Phone): void {
    for (const mind of this.minds.values()) {
      if (mind.member.phone !== phone) continue
      mind.member.changes += 1
      this.read(mind)
    }
  }

  nextAct(): number | null {
    return this.schedule.next()
  }

  close(): void {
    this.schedule.close()
  }

  private become(mind: Mind, temper: Temper): void {
    mind.member.temper = temper
    for (const plan of mind.plans) plan.drop()
    mind.plans.clear()
    mind.seen = settled(mind.member.phone)
    this.read(mind)
  }

  private read(mind: Mind): void {
    for (const message of mind.member.phone.messages()) {
      if (message.from !== 'bot' || mind.seen.has(message.id)) continue
      mind.seen.add(message.id)
      this.consider(mind, message)
    }
  }

  private consider(mind: Mind, message: PhoneMessage): void {
    const { language, temper } = mind.member
    const texts = textsIn(language)
    const duty = dutyIn(offersIn(message), texts)
    if (!duty || hasInMind(mind, duty, this.clock.now())) return
    const { promised, random } = mind
    const moves = script(temper, { duty, texts, language, promised, random })
    if (moves.length === 0) return
    const plan: Plan = { kind: duty.kind, message, madeAt: this.clock.now(), begun: false, drop: () => {} }
    mind.plans.add(plan)
    this.follow(mind, plan, moves)
  }

  private follow(mind: Mind, plan: Plan, [move, ...rest]: Move[]): void {
    if (!move) return void mind.plans.delete(plan)
    plan.drop = this.schedule.at(this.clock.now() + move.after, () => {
      plan.begun = true
      this.follow(mind, plan, rest)
      perform(mind, move, plan.message)
    })
  }
}

function mindOf(part: Part, seed: number): Mind {
  const own = Buffer.from(part.code).reduce((sum, byte) => Math.imul(sum, 31) + byte, seed)
  return {
    member: { ...part, changes: 0 },
    random: seededRandom(own),
    seen: new Set(),
    plans: new Set(),
    promised: false,
  }
}

/** Whether a plan covers this already: it has begun, and the message is part of it, or it is long made, and reminded of. */
function hasInMind({ plans }: Mind, duty: Duty, now: number): boolean {
  if (duty.kind === 'which') return false
  return [...plans].some(
    (plan) =>
      plan.kind === duty.kind && (plan.begun || duty.kind === 'readiness' || now - plan.madeAt > REMINDED_MS),
  )
}

function perform(mind: Mind, { act }: Move, message: PhoneMessage): void {
  const { phone, language } = mind.member
  if ('say' in act) return phone.write(act.say)
  const offer = offerOf(phone, act.choose, message.id)
  if (!offer) return
  const { readiness } = textsIn(language)
  if (act.choose === readiness.preparingLabel) mind.promised = true
  if (act.choose === readiness.readyLabel) mind.promised = false
  pick(phone, offer, act.words)
}

/** What a person has already answered with what they wrote last. Buttons that are left have not been. */
function settled(phone: Phone): Set<PhoneMessage['id']> {
  const messages = phone.messages()
  const lastOwn = messages.findLastIndex((message) => message.from === 'me')
  return new Set(
    messages.slice(0, lastOwn + 1).flatMap(({ id, buttons }) => (buttons.length === 0 ? [id] : [])),
  )
}
