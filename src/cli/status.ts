import type { Command } from 'commander'
import { type Conference, liveConferences } from '../../db/conferences.ts'
import { letterCounts, lettersOfConference, type Letter, troubledLetters } from '../../db/outbox.ts'
import { allPeople } from '../../db/people.ts'
import { liveIdentities } from '../../db/identities.ts'
import { peopleIn } from '../../db/plans.ts'
import { botsInUse } from '../../handlers/zalo-seats.ts'
import type { Person } from '../domain/person.ts'
import { shortMoment } from '../domain/time.ts'
import { type Linked, linkedIn } from '../../handlers/linked.ts'
import { pathLine, type PathView, pathViews } from './paths.ts'
import { conferenceMeant } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { botLines } from './seats.ts'
import { short, table, type Terminal } from './terminal.ts'

interface Options {
  conference?: string
  json?: boolean
}

/** More than this nobody reads on a screen. */
const MOST_TROUBLES = 200

export function statusCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('status')
    .description(about.status)
    .option('--conference <code>', about.conference)
    .option('--json', about.json)
    .action((options: Options) => inOffice(terminal, (office) => run(office, terminal, options)))
}

interface Status {
  conferences: string[]
  contacts: { contact: string; name: string; linked: string[]; paths: PathView[] }[]
  /** How far linking has come, per conference. `neverOpened` are codes. */
  linking: {
    conference: string
    contacts: number
    linked: number
    units: number
    named: number
    neverOpened: string[]
  }[]
  letters: Record<string, number>
  /** Did not arrive, may not have, or wait for a path; newest first. */
  troubled: {
    contact: string
    name: string
    state: string
    reason: string | null
    at: string
    text: string
  }[]
}

async function run(office: Office, terminal: Terminal, options: Options): Promise<void> {
  const { db } = office.world.store
  const only = options.conference ? await conferenceMeant(office, terminal, options.conference) : null
  const everyone = await allPeople(db)
  const involved = only && (await peopleIn(db, only.id))
  const people = involved ? everyone.filter((person) => involved.has(person.id)) : everyone
  const conferences = only ? [only] : await liveConferences(db)
  const counts = await linkedPerConference(office, conferences)
  const status: Status = {
    conferences: conferences.map(({ code }) => code),
    contacts: await linkedPeople(office, people),
    linking: counts.map(({ conference, neverOpened, ...more }) => ({
      conference: conference.code,
      ...more,
      neverOpened: neverOpened.map(({ code }) => code),
    })),
    letters: only ? countedIn(await lettersOfConference(db, only.id)) : await letterCounts(db),
    troubled: await troubles(office, terminal, people, only),
  }
  const bots = await botsInUse(db, office.world.settings, office.world.now())
  if (options.json) return terminal.json({ ...status, zaloBots: bots })
  tell(terminal, status, office, counts)
  if (bots.length > 0) terminal.say(`\n${(await botLines(office.world, terminal)).join('\n')}`)
}

async function linkedPerConference({ world }: Office, conferences: Conference[]) {
  const counts: (Linked & { conference: Conference })[] = []
  for (const conference of conferences)
    counts.push({ conference, ...(await linkedIn(world.store.db, conference.id)) })
  return counts
}

async function linkedPeople(office: Office, people: Person[]): Promise<Status['contacts']> {
  const views = await pathViews(office, people)
  const paths = (await liveIdentities(office.world.store.db)).filter((identity) => identity.closedAt === null)
  return people.map((person) => ({
    contact: person.code,
    name: person.name,
    linked: paths.filter(({ contactId }) => contactId === person.id).map(({ channel }) => channel),
    paths: views.get(person.id) ?? [],
  }))
}

function countedIn(letters: Letter[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { state } of letters) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

async function troubles({ world }: Office, { texts }: Terminal, people: Person[], only: Conference | null) {
  const { db } = world.store
  const byId = new Map(people.map((person) => [person.id, person]))
  const all = await troubledLetters(db, MOST_TROUBLES)
  const here = only && new Set((await lettersOfConference(db, only.id)).map(({ id }) => id))
  return all.flatMap((letter) => {
    const person = byId.get(letter.contactId ?? '')
    if (!person || (here && letter.askId !== null && !here.has(letter.id))) return []
    const at = new Date(letter.createdAt).toISOString()
    const text = short(letter.card.text, 60)
    return [
      { contact: person.code, name: person.name, state: letter.state, reason: why(letter, texts), at, text },
    ]
  })
}

function why(letter: Letter, texts: Terminal['texts']): string | null {
  if (letter.state === 'held') return texts.cli.heldReason
  if (letter.state === 'unknown') return texts.general.failures['no-answer']
  return letter.reason && texts.general.failures[letter.reason]
}

function tell(
  terminal: Terminal,
  status: Status,
  office: Office,
  linking: (Linked & { conference: Conference })[],
): void {
  const { texts, say } = terminal
  const { world } = office
  const { cli } = texts
  const unlinked = status.contacts.filter(({ linked }) => linked.length === 0)
  say(cli.linkedLine(status.contacts.length - unlinked.length, status.contacts.length))
  for (const { conference, neverOpened, ...more } of linking) {
    const names = neverOpened.map(({ name }) => name)
    say(`${conference.code}: ${texts.contactable.linked({ ...more, neverOpened: names })}`)
  }
  const rowOf = ({ contact, name, paths }: Status['contacts'][number]) => [
    contact,
    name,
    pathLine(terminal, office, paths),
  ]
  if (status.contacts.length > 0) say(`\n${indented(status.contacts.map(rowOf))}`)
  const counts = Object.entries(status.letters).map(
    ([state, count]) => `${count} ${cli.letterStates[state] ?? state}`,
  )
  say(`\n${cli.lettersLine(counts.join(', '))}`)
  if (status.troubled.length === 0) return
  const rows = status.troubled.map(({ name, state, reason, at }) => {
    const moment = shortMoment(Date.parse(at), world.settings.timezone, world.now())
    return [name, moment, cli.letterStates[state] ?? state, reason ?? '']
  })
  say(`\n${cli.troubled}\n${indented(rows)}`)
}

const indented = (rows: string[][]) => table(rows).replace(/^/gm, '  ')
