import { rules } from './fault.ts'
import type { Effect, FaultKind, Rule } from './fault.ts'

/** What a sentence says of faults, and the sentence with those words replaced by `<Fault>`, `<Clear>` and the like. */
export interface Trouble {
  live: FaultKind[]
  cleared: FaultKind[]
  anyCleared: boolean
  rest: string
}

/** Finds faults and their ends in `lean`, in the order they are told; what is only supposed ("nếu mất tiếng…") is neither. */
export function troubleIn(lean: string): Trouble {
  const trouble: Trouble = { live: [], cleared: [], anyCleared: false, rest: '' }
  const from = { fault: supposedFrom(lean, /<(?:if|when)>/), clear: supposedFrom(lean, /<(?:if|when|once)>/) }
  for (let at = 0; at < lean.length;) {
    const hit = ruleAt(lean, at, (effect) => {
      // "ok rồi" ends a fault only when one was told just before; else it is a yes.
      if (effect === 'settle') return trouble.live.length > 0 && at < from.clear
      return at < (effect === 'clear' ? from.clear : from.fault)
    })
    const text = hit?.text ?? lean.slice(at, lean.indexOf('>', at) + 1)
    trouble.rest += hit ? happen(trouble, hit.rule, hit.text) : text
    at += text.length
  }
  return trouble
}

function supposedFrom(lean: string, words: RegExp): number {
  const at = lean.search(words)
  return at < 0 ? lean.length : at
}

function ruleAt(lean: string, at: number, holds: (effect: Effect) => boolean) {
  for (const candidate of rules) {
    if (!holds(candidate.effect)) continue
    candidate.pattern.lastIndex = at
    const text = candidate.pattern.exec(lean)?.[0]
    if (text) return { rule: candidate, text }
  }
  return undefined
}

function happen(trouble: Trouble, { effect, about }: Rule, text: string): string {
  if (effect === 'fine') return '<Fine>'
  if (effect === 'calm') return '<Calm>'
  if (effect === 'pending') return '<Pending>'
  const kinds = kindsIn(text, about)
  if (effect === 'fault') return fault(trouble, kinds)
  return clear(trouble, kinds)
}

function fault(trouble: Trouble, kinds: FaultKind[]): string {
  const told = [...trouble.live, ...trouble.cleared]
  const meant = kinds.length > 0 ? kinds : told.length > 0 ? told : (['other'] satisfies FaultKind[])
  trouble.live = unique([...trouble.live, ...meant])
  trouble.cleared = trouble.cleared.filter((kind) => !meant.includes(kind))
  return '<Fault>'
}

function clear(trouble: Trouble, kinds: FaultKind[]): string {
  const ended = kinds.length > 0 ? kinds : trouble.live
  trouble.cleared = unique([...trouble.cleared, ...ended])
  trouble.live = trouble.live.filter((kind) => !ended.includes(kind))
  trouble.anyCleared = true
  return '<Clear>'
}

const NAMED: Record<string, FaultKind> = {
  sound: 'sound',
  hear: 'sound',
  badsound: 'sound',
  picture: 'picture',
  badpicture: 'picture',
  line: 'line',
  enter: 'line',
  badline: 'line',
  power: 'power',
  badpower: 'power',
  internet: 'internet',
  badnet: 'internet',
  equipment: 'equipment',
  badequipment: 'equipment',
}

/** What is named outright counts before what the words only hint at. */
const TOPIC_TAGS = ['sound', 'picture', 'line', 'power', 'internet', 'equipment']
const BAD_TAGS = TOPIC_TAGS.map((topic) => `bad${topic}`).concat('badnet')

function kindsIn(text: string, about: FaultKind | undefined): FaultKind[] {
  const tags = Array.from(text.matchAll(/<(\w+)>/g), ([, tag]) => tag ?? '')
  const named = [TOPIC_TAGS, BAD_TAGS, Object.keys(NAMED)]
    .map((sort) => tags.filter((tag) => sort.includes(tag)))
    .find((found) => found.length > 0)
  const kinds = unique((named ?? []).map((tag) => NAMED[tag] ?? 'other'))
  return kinds.length > 0 || !about ? kinds : [about]
}

function unique(kinds: FaultKind[]): FaultKind[] {
  return Array.from(new Set(kinds))
}
