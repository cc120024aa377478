/** What a whole answer must be made of before it counts as a yes; every word has to be accounted for. */

export type YesOf = 'received' | 'ready' | 'done' | 'plain'

const FILLER =
  /<(?:did|already|can|thing|het|all|and|of|da|assent|ok|good|receive|clear|confirm|ready|done|unit|seen|know|Fine|fine|,)>/g

/** "điểm cầu Hà Giang đã sẵn sàng": the name of a place before a definite answer. */
const SUBJECT =
  /^((?:<(?:da|assent|ok|,)>)*)<unit>(?:<(?:x|power|n|all|work|unit)>){1,4}(?=(?:<did>)?<(?:receive|ready|done)>)/

const CHECKED = /<did><work>|<work>(?=(?:<did>)?<done>)|<prepare>(?=(?:<did>)?<(?:done|ready)>)/g

const THANKED = /<thanks>/g

interface Spoken {
  /** The sentence without courtesy, faults marked. */
  rest: string
  thanked: boolean
  called: boolean
}

/** "tất cả tốt", "ok hết": everything, and all of it good. */
export function saysAllGood({ rest }: Spoken): boolean {
  const answer = accounted(rest.replace(/<normal>/g, '<good>'))
  if (!answer || /<(?:receive|ready|done|seen|clear|confirm)>/.test(answer)) return false
  return /<all>(?:<[^>]+>){0,3}<(?:good|ok)>|<(?:good|ok)>(?:<(?:already|and|can)>)?<(?:all|het)>/.test(
    answer,
  )
}

/** Which yes this is, or undefined when a single word is left over. */
export function yesIn(spoken: Spoken): YesOf | undefined {
  const answer = accounted(spoken.rest)
  if (!answer || backwards(answer)) return undefined
  if (answer.includes('<done>')) return 'done'
  if (answer.includes('<ready>')) return 'ready'
  if (isReceived(answer)) return 'received'
  return isPlain(answer, spoken) ? 'plain' : undefined
}

function accounted(rest: string): string | undefined {
  const answer = rest
    .replace(SUBJECT, '$1')
    .replace(CHECKED, '')
    .replace(/<have>(?=<receive>)/g, '')
    .replace(/(<receive>(?:<can>|<thing>)*)(?:<unit>)?<n>(?=<thing>|<already>|$)/g, '$1')
    .replace(THANKED, '')
  return answer.replace(/^(?:<da>)?<have>(?:<already>)?$/, '').replace(FILLER, '') === '' ? answer : undefined
}

/** "xong đã" is "first finish", "xong được" is "can be done", "hết sẵn sàng" is "ready no more". */
function backwards(answer: string): boolean {
  return (
    /<did>(?:<,>|$)/.test(answer) ||
    /<(?:done|ready)><can>/.test(answer) ||
    /<het>(?!<already>|<,>|<and>|$)/.test(answer.replace(/<receive><het>/g, '<receive>'))
  )
}

function isReceived(answer: string): boolean {
  if (/<receive>|<clear>/.test(answer)) return true
  return /<did>(?:<all>)?<(?:seen|know)>|<(?:seen|know)>(?:<het>)?<already>/.test(answer)
}

function isPlain(answer: string, { thanked, called }: Spoken): boolean {
  if (/<(?:assent|ok|confirm|Fine|fine)>/.test(answer)) return !/<(?:seen|know)>/.test(answer)
  if (/^(?:<da>|<,>)*(?:<did>)?<(?:can|good|have)>(?:<already>|<,>|<da>)*$/.test(answer)) return true
  return /^(?:<da>|<,>)+(?:<already>)?$/.test(answer) && !thanked && !called
}
