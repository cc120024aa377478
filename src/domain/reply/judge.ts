import { saysAllGood, yesIn } from './answer.ts'
import type { Meaning } from './meaning.ts'
import { sentenceOf } from './read.ts'
import type { Sentence } from './read.ts'
import { minutesIn } from './time.ts'
import { troubleIn } from './trouble.ts'
import type { Trouble } from './trouble.ts'

type Concern = Extract<Meaning, { kind: 'concern' }>

/** One message, read. */
interface Heard extends Trouble {
  text: string
  sentence: Sentence
  /** It asks for a yes or a no, or ends like "xong chưa", "ok không". */
  asksWhether: boolean
}

/** Longer messages are told to people, not answers to a card. */
const ANSWER_WORDS = 12
const DELAY_WORDS = 16

/** Free words: trouble first, then questions, then negations, and a yes only at the end. */
export function judge(text: string): Meaning {
  const heard = hear(text)
  return (
    takenBack(heard) ??
    trouble(heard) ??
    concern(heard) ??
    question(heard) ??
    negation(heard) ??
    assent(heard) ?? { kind: 'unclear' }
  )
}

function hear(text: string): Heard {
  const sentence = sentenceOf(text)
  const found = troubleIn(sentence.lean)
  const end = found.rest.replace(/(?:<[?,]>)+$/, '')
  return { text, sentence, ...found, asksWhether: endsAsking(end) }
}

/** "nhận được chưa ạ, em gửi rồi" */
const ASKED_ALREADY = /<(?:receive|done|ready|ok|can|good|clear|fix)><notyet><,>/

/** "chưa" or "không" at the end asks, unless it is the whole answer. */
function endsAsking(rest: string): boolean {
  if (rest.endsWith('<ask>') || ASKED_ALREADY.test(rest)) return true
  if (!/<(?:neg|notyet)>$/.test(rest) || /<neg>.*<notyet>$/.test(rest)) return false
  return (
    !/^(?:<(?:da|same|now|,|neg|notyet|assent|x)>)*<(?:neg|notyet)>$/.test(rest) ||
    /^<x><(?:neg|notyet)>$/.test(rest)
  )
}

function takenBack({ sentence, rest, asksWhether }: Heard): Meaning | undefined {
  if (
    !/<mistaken>/.test(rest) ||
    /<neg>(?:<[^>]+>)?<mistaken>/.test(rest) ||
    asksWhether ||
    rest.includes('<?>')
  )
    return undefined
  if (/<(?:notyet|ing)>(?:<[^>]+>)?<(?:ready|done|prepare|work)>/.test(sentence.lean)) return undefined
  return { kind: 'mistaken' }
}

function trouble({ live, cleared, anyCleared, rest, asksWhether }: Heard): Meaning | undefined {
  if (asksWhether || /<(?:wh|when)>.*<(?:Fault|Clear)>/.test(rest)) return undefined
  if (live.length > 0) return { kind: 'fault', faults: live }
  if (!anyCleared || /<(?:\?|if|ask|notyet|Pending)>|<Clear>.*<but>/.test(rest)) return undefined
  return { kind: 'cleared', faults: cleared }
}

function concern({ sentence, rest, asksWhether }: Heard): Meaning | undefined {
  if (asksWhether || /<if>/.test(rest)) return undefined
  return (
    notMine(sentence.full) ??
    beyond(sentence.full) ??
    clash(sentence.lean) ??
    absent(sentence.lean) ??
    worry(rest)
  )
}

const NOT_MINE =
  /<wrongperson>|<neg>(?:<(?:be|same|have)>){1,2}(?:<(?:you|pol|thing|unit)>){0,3}<me>(?!<(?:notyet|receive|x)>)|<neg>(?:<(?:be|same|have|me|x|pol|thing|unit)>){0,3}<charge>|<neg><me>(?:<(?:pol|you|,)>)*$/

function notMine(full: string): Concern | undefined {
  return NOT_MINE.test(full) ? { kind: 'concern', reason: 'not-mine' } : undefined
}

function beyond(full: string): Concern | undefined {
  const is =
    /<(?:over|bi|neg|notyet)>(?:<(?:over|be|x|thing|have|me|bi|same|unit|pol)>){0,4}<authority>/.test(full)
  return is ? { kind: 'concern', reason: 'beyond-authority' } : undefined
}

function clash(lean: string): Concern | undefined {
  const is =
    /(?:^|<(?!neg|notyet|when|if)[^>]+>)(?:<bi>)?<clash>/.test(lean) ||
    /(?:^|<(?!neg|notyet|ing)[^>]+>)<busy>(?!<wait>)/.test(lean)
  return is ? { kind: 'concern', reason: 'clash' } : undefined
}

/** Away or ill is a concern whose reason the person is asked for: it is none of those on the list. */
function absent(lean: string): Concern | undefined {
  return /(?:^|<(?!neg|notyet|when|if)[^>]+>)(?:<bi>)?<absent>/.test(lean) ? { kind: 'concern' } : undefined
}

function worry(rest: string): Concern | undefined {
  if (/<(?:worry|postpone)>/.test(rest) && !/<het><worry>|<(?:wh|when)>.*<(?:worry|postpone)>/.test(rest))
    return { kind: 'concern' }
  const unable =
    /<neg>(?:<(?:x|work|join|thing)>){1,3}<can>|<neg><can>(?:<x>)?<(?:work|join)>|<(?:neg|notyet)>(?:<can>)?<intime>/
  return unable.test(rest) ? { kind: 'concern' } : undefined
}

function question({ rest, asksWhether, sentence }: Heard): Meaning | undefined {
  const promise = /<when>(?:<[^>]+>){0,4}<(?:ready|done|ok|can|have|good|prepare)>(?:<[^>]+>){0,5}<tell>/
  if (promise.test(rest) && !rest.includes('<?>'))
    return sentence.length <= ANSWER_WORDS ? { kind: 'not-yet' } : undefined
  const asks =
    asksWhether ||
    /<(?:\?|ask|why)>/.test(rest) ||
    /(?<!<(?:neg|notyet)>(?:<[^>]+>){0,3})<(?:wh|any)>/.test(rest) ||
    /^(?:<[^>]+>)?<when>(?!.*<tell>)/.test(rest) ||
    /<(?:neg|notyet)>(?:<can>)?<(?:clear|know)>/.test(rest)
  return asks ? { kind: 'question' } : undefined
}

const UNFINISHED =
  /<Pending>|<notyet>|^<ing>$|<same><neg><can>|<ing>(?:<x>){0,2}<(?:work|prepare|wait|seen|fix|busy|done|line|rise|enter|tell)>|<soon>(?:<(?:x|can|work|prepare|did)>){0,2}<(?:done|ready|good|ok|have)>|<neg>(?:<x>|<have>)?<(?:ready|done)>|<neg><receive><can>/
const WAITING =
  /^(?:<(?:da|ok|assent|you|x|,|now|soon|more|about|can)>){0,4}<wait>(?:<(?:x|more|dur|already|,|about|tell)>){0,3}$/
const DELAY =
  /^(?:<(?:da|ok|assent|,|about|same|more|dur|soon|new|done|ready|can|work|prepare|ing|now|have|loss|wait|tell|n|again|thing|good|day)>)*$/

function negation({ rest, sentence, text }: Heard): Meaning | undefined {
  if (sentence.length > DELAY_WORDS || /<if>/.test(rest)) return undefined
  if (UNFINISHED.test(rest) || WAITING.test(rest)) return notYet(text)
  if (isDelay(rest) && (minutesIn(text) !== null || !/^(?:<(?:da|,|about|dur)>)*$/.test(rest)))
    return notYet(text)
  if (sentence.length > 8) return undefined
  const no =
    /^(?:<(?:da|,|neg)>)*<neg>$|<neg>(?:<work>)?<(?:receive(?!><can)|ok|confirm|join)>|<neg><can>(?:$|<,>)|<refuse>/
  return no.test(rest) && !/<neg><refuse>/.test(rest) ? { kind: 'no' } : undefined
}

function isDelay(rest: string): boolean {
  return DELAY.test(rest) && (rest.includes('<dur>') || /<day>.*<(?:done|ready)>/.test(rest))
}

function notYet(text: string): Meaning {
  const minutes = minutesIn(text)
  return minutes === null ? { kind: 'not-yet' } : { kind: 'not-yet', minutes }
}

function assent({ rest, sentence }: Heard): Meaning | undefined {
  if (sentence.length > ANSWER_WORDS || namesSomebody(sentence)) return undefined
  const spoken = { rest, thanked: sentence.thanked, called: sentence.called }
  if (saysAllGood(spoken)) return { kind: 'all-good' }
  const of = yesIn(spoken)
  return of && { kind: 'yes', of }
}

/** "anh Nhan", "chị Hieu" typed without diacritics: a name may look like an answer. */
function namesSomebody({ full, past }: Sentence): boolean {
  return /<you><(?:receive|clear|assent|good)>/.test(full) && !past
}
