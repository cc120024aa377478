export type FaultKind = 'sound' | 'picture' | 'line' | 'power' | 'internet' | 'equipment' | 'other'

/** What a sentence says of faults, and the sentence with those words replaced by `<Fault>`, `<Clear>` and the like. */
export interface Trouble {
  live: FaultKind[]
  cleared: FaultKind[]
  anyCleared: boolean
  rest: string
}

type Effect = 'fault' | 'clear' | 'settle' | 'fine' | 'calm' | 'pending'

interface Rule {
  effect: Effect
  pattern: RegExp
  /** What the words are about when they do not name it. */
  about?: FaultKind
}

const TOPIC = '<(?:sound|picture|line|power|internet|equipment)>'
const NOT = '<(?:neg|notyet)>'
const ISSUE = '<(?:issue|accident)>'
const BROKEN = '<(?:loss|fail|bad|drop|badsound|badpicture|badline|badnet|badpower|badequipment)>'
const WELL = '<(?:good|ok|normal|can|rise|have|clear|enter|hear|see|runs)>'
// A further topic belongs to the list unless something good is said of it alone.
const TOPICS = `${TOPIC}(?:(?:<and>|<,>|<all>){0,2}${TOPIC}(?!(?:<same>|<did>|<thing>)?<(?:good|ok|normal|have|rise|same)>)){0,5}`
const SENSE = '<(?:have|hear|see|rise|enter)>'

function rule(effect: Effect, pattern: string, about?: FaultKind): Rule {
  return { effect, pattern: new RegExp(pattern, 'y'), about }
}

/** At each word the first rule that fits wins, so what takes a fault back stands before what states one. */
const rules: Rule[] = [
  rule(
    'fine',
    '<neg>(?:<have>|<same>|<any>|<see>|<bi>){0,3}<(?:worry|issue)>(?:<any>|<more>|<all>){0,2}(?!<of>|<bi>|<x>)',
  ),
  rule('fault', `${NOT}<het>(?:<bi>)?(?:${BROKEN})?(?:${TOPICS})?`),
  rule(
    'calm',
    `${NOT}(?:<have>|<see>|<bi>|<same>|<any>){0,3}(?:${BROKEN}|${ISSUE}|<worry>)(?:<any>)?(?:${TOPICS})?`,
  ),
  rule('pending', `<(?:neg|notyet|ing|soon|wait)>(?:<x>|<can>|<did>)?<fix(?:ed)?>(?:<can>|<done>)?`),
  rule('pending', `<fix>${NOT}<(?:can|done)>`),
  rule('clear', `<het>(?:<bi>)?(?:${BROKEN}|${ISSUE})(?:<het>)?(?:${TOPICS})?(?:<already>)?`),
  rule(
    'clear',
    `(?:<did>)?<fix>(?:<can>|<done>|<already>|<good>){1,3}(?:${BROKEN}|${ISSUE}|<bi>){0,2}(?:${TOPICS})?`,
  ),
  rule(
    'clear',
    `<did><fix>(?:${BROKEN}|${ISSUE}|<bi>){0,2}(?:${TOPICS})?(?:<again>)?(?:<can>|<done>|<already>){0,2}`,
  ),
  rule('clear', '<fixed>(?:<already>)?'),
  rule(
    'clear',
    `<(?:did|now)>${SENSE}(?:<see>|<can>|<clear>|<have>){0,2}${TOPICS}(?:<can>|<clear>|<good>)?(?:<again>)?(?:<already>)?(?!${NOT})`,
  ),
  rule(
    'clear',
    `${SENSE}(?:<see>|<can>){0,2}${TOPICS}(?:<can>|<good>|<clear>|<ok>)?(?:<again>(?:<already>)?|<already>)(?!${NOT})`,
  ),
  rule(
    'clear',
    `(?:<did>)?<hear>(?:<see>|<can>|<clear>){1,3}(?:<again>)?<already>(?!${NOT})|<did><hear>(?:<see>|<can>|<clear>){1,3}(?:<again>)?(?!${NOT})`,
    'sound',
  ),
  rule(
    'clear',
    `(?:<did>)?<enter>(?:<can>|<line>){1,2}(?:<again>)?<already>(?!${NOT})|<did><enter>(?:<can>|<line>){1,2}(?:<again>)?(?!${NOT})`,
    'line',
  ),
  rule('clear', `(?:<did>|<now>)?<have><again>(?:<already>)?(?!${NOT})`),
  rule('clear', `<now>(?:<did>)?<(?:good|ok|normal|can)>(?:<again>)?<already>(?!${NOT})`),
  rule(
    'clear',
    `(?:<did>)?<(?:good|ok|normal|can)><again>(?:<already>)?(?!${NOT}|<x>)|<normal><already>(?!${NOT})|<did><normal>(?!${NOT})`,
  ),
  rule('clear', `(?:${TOPICS})?<runs>(?:<again>)?<(?:now|already)>(?!${NOT})`),
  rule('settle', `<(?:ok|good|can|done|have)><already>(?!${NOT})`),
  rule(
    'fault',
    `${NOT}<(?:have|hear|see|rise|enter|can|same|any)>(?:<(?:have|hear|see|rise|enter|can|same|any)>){0,2}${TOPICS}`,
  ),
  rule(
    'fault',
    `${NOT}<line>(?:<x>){0,2}<can>|${NOT}<can>(?:<enter>|<line>)|${NOT}<enter>(?:<x>|<unit>|<line>){0,3}<can>|<enter>(?:<x>|<line>){0,2}${NOT}<can>`,
    'line',
  ),
  rule('fault', `${NOT}<rise><can>`, 'equipment'),
  rule('fault', `<neg>${TOPICS}`),
  rule(
    'fault',
    `${NOT}<hear>(?:<see>|<can>|<clear>|<any>){1,3}|<neg><hear>(?!<x>)|<hear>(?:<x>)?${NOT}<(?:can|clear|see|good)>|<hear>(?:<bi>|<x>)?${BROKEN}`,
    'sound',
  ),
  rule('fault', `${NOT}<see><any>`, 'picture'),
  rule('fault', `(?:<loss>|<fail>|${ISSUE})(?:<bi>|<het>|<all>|<of>){0,2}${TOPICS}`),
  rule(
    'fault',
    `${TOPICS}(?:<bi>|<again>|<same>|<now>|<x>|<have>|<ing>|<all>|<did>){0,3}(?:${BROKEN}|${ISSUE})`,
  ),
  rule(
    'fault',
    `${TOPICS}(?:<x>|<same>|<all>|<now>|<have>|<did>){0,2}${NOT}${WELL}(?!${ISSUE}|<worry>|${BROKEN}|<any>)`,
  ),
  rule('clear', `${TOPICS}(?:<x>|<did>|<now>){0,2}<het>(?:<bi>)?(?:${BROKEN}|${ISSUE})(?:<already>)?`),
  rule(
    'clear',
    `${TOPICS}(?:<did>|<all>|<now>|<x>){0,2}<(?:have|good|ok|normal|rise|can|clear)>(?:<good>|<can>|<have>|<clear>|<normal>)?(?:<again>(?:<already>)?|<already>)(?!${NOT})`,
  ),
  rule(
    'clear',
    `${TOPICS}(?:<all>)?<did>(?:<all>)?<(?:have|good|ok|normal|rise|can|clear|runs)>(?:<good>|<can>|<normal>)?(?!${NOT})`,
  ),
  rule('clear', `${TOPICS}<again>(?:<can>)?(?:<already>|(?=$|<,>))(?!${NOT})`),
  rule('clear', `<did>${TOPICS}<again>(?:<can>)?(?:<already>)?(?!${NOT})`),
  rule('fault', '<badsound>', 'sound'),
  rule('fault', '<badpicture>', 'picture'),
  rule('fault', '<badline>', 'line'),
  rule('fault', '<badnet>', 'internet'),
  rule('fault', '<badpower>', 'power'),
  rule('fault', '<badequipment>', 'equipment'),
  rule('fault', `<again>(?:<bi>)?<loss>(?!${TOPIC})|<bi><loss>(?!<dur>|<n>)|<loss><again>|<loss><already>`),
  rule('fault', '<(?:fail|drop)>'),
  rule('fault', `<(?:have|bi|ing|same)><(?:issue|accident|bad)>|${ISSUE}|<neg><good>`),
  rule('fault', '<but>(?:<bi>|<same>|<again>){0,2}<bad>'),
]

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
