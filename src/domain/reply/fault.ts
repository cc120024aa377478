export type FaultKind = 'sound' | 'picture' | 'line' | 'power' | 'internet' | 'equipment' | 'other'

export type Effect = 'fault' | 'clear' | 'settle' | 'fine' | 'calm' | 'pending'

export interface Rule {
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
export const rules: Rule[] = [
  rule(
    'fine',
    '<neg>(?:<have>|<any>|<see>|<bi>){0,3}<(?:worry|issue)>(?:<any>|<more>|<all>){0,2}(?!<of>|<bi>|<x>)',
  ),
  rule('fault', `${NOT}<het>(?:<bi>)?(?:${BROKEN}|${ISSUE})(?:${TOPICS})?`),
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
    `<did>(?:<can>)?<fix>(?:${BROKEN}|${ISSUE}|<bi>){0,2}(?:${TOPICS})?(?:<again>)?(?:<can>|<done>|<already>){0,2}`,
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
    `(?:<did>)?<enter>(?:<can>|<line>|<again>){1,3}<already>(?!${NOT})|<did><enter>(?:<can>|<line>|<again>){1,3}(?!${NOT})`,
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
  rule(
    'fault',
    `(?:<have>|<bi>|<ing>|<same>){0,2}(?:<loss>|<fail>|${ISSUE})(?:<bi>|<het>|<all>|<of>|<n>|<loss>|<fail>){0,2}${TOPICS}`,
  ),
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
