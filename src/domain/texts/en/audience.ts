import { type Fault, roles, type Unlisted, type Why } from '../../audience.ts'
import { pointer, unquoted } from '../../audience/pointer.ts'
import { inBrief } from '../../quoted.ts'

const things: Record<(Why & { kind: 'unknown' })['of'], string> = {
  conference: 'conference with the code',
  document: 'document with the number',
  country: 'contact in the country',
  unit: 'unit called',
  round: 'round with the code',
  point: 'bridge point with the code',
  code: 'contact with the code',
  phone: 'contact with the phone number',
  announcement: 'announcement with the number',
}

const MOST_LINES = 10

const unlisted = (unknown: Unlisted[]) =>
  unknown
    .slice(0, MOST_LINES)
    .map(({ line, entry }) => `line ${line}: “${inBrief(entry, 40)}”`)
    .join('; ') + (unknown.length > MOST_LINES ? `; … (${unknown.length} in all)` : '')

const some = (names: string[]) => names.map((name) => `“${name}”`).join(', ')

function reason({ word, why, didYouMean }: Fault): string {
  const bare = unquoted(word)
  const said = `“${inBrief(bare, 60)}”`
  switch (why.kind) {
    case 'empty':
      return 'Please say who it is for. Examples: all; conference:vt26; round:r1 status:pending.'
    case 'unknown-keyword':
      return `There is no keyword ${said}. Keywords: conference, document, country, unit, role, round, status, point, unacknowledged, code, phone, file.`
    case 'bare-word':
      return `${said} needs a keyword before it, as in conference:${inBrief(bare, 20)}; a name with spaces goes in quotation marks.`
    case 'no-value':
      return `${said} needs a value after the colon, as in conference:vt26; one with spaces or brackets goes in quotation marks.`
    case 'open-quote':
      return 'This quotation mark is not closed.'
    case 'open-bracket':
      return 'This bracket is not closed.'
    case 'stray-bracket':
      return 'This bracket has no opening bracket.'
    case 'empty-brackets':
      return 'These brackets are empty.'
    case 'operand-missing':
      return `${said} is missing a condition beside it.`
    case 'too-deep':
      return 'Too many nested brackets or nots. Please write it more simply.'
    case 'not-a-role':
      return `${said} is not a role. Roles: ${roles.join(', ')}.`
    case 'not-a-status':
      return `${said} is not a status. Statuses: pending, preparing, ready, issue.`
    case 'not-a-number':
      return `${said} is not the number of an announcement. Example: unacknowledged:5.`
    case 'not-a-phone':
      return `${said} is not a phone number.`
    case 'unknown':
      return `There is no ${things[why.of]} ${said}.${why.known.length > 0 && !didYouMean ? ` Known: ${some(why.known)}.` : ''}`
    case 'several':
      return severally(said, why)
    case 'no-round':
      return 'No round has been opened, so there is no status yet. You can name a round, as in round:r1.'
    case 'nothing-asked':
      return `Announcement no. ${said} asked for no answer, so nobody owes it one.`
    case 'no-file':
      return `There is no file ${said}.`
    case 'not-in-list':
      return `The file ${said} has ${why.unknown.length} ${why.unknown.length === 1 ? 'entry' : 'entries'} that ${why.unknown.length === 1 ? 'is' : 'are'} not a contact's code or phone number: ${unlisted(why.unknown)}. Please correct the file.`
    default:
      return why satisfies never
  }
}

function severally(said: string, { of, choices }: Why & { kind: 'several' }): string {
  if (of === 'round' || of === 'point')
    return `Several conferences have a ${things[of]} ${said}: ${some(choices)}. Please name the conference, as in conference:${choices[0]}.`
  return `${said} could be any of these: ${some(choices)}. Please be more specific.`
}

const wrong = (fault: Fault) =>
  reason(fault) + (fault.didYouMean ? ` Did you mean “${fault.didYouMean}”?` : '')

export const audience = {
  wrong,
  pointed: (expression: string, fault: Fault) => `${pointer(expression, fault)}\n${wrong(fault)}`,
  nobody: 'Nobody matches, so nothing was sent. Please check the conditions.',
  outside: (count: number) =>
    count === 0
      ? ''
      : `Not including ${count.toLocaleString('en-GB')} ${count === 1 ? 'person' : 'people'} outside your responsibility.`,
}
