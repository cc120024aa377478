import type { Command } from 'commander'
import { peopleIn } from '../../db/plans.ts'
import { allPeople } from '../../db/people.ts'
import { invite, type InviteView, inviteView } from '../../handlers/invite.ts'
import { turn } from '../../handlers/world.ts'
import type { Person } from '../domain/person.ts'
import { clock, day } from '../domain/time.ts'
import { conferenceMeant, contactMeant } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { table, type Terminal } from './terminal.ts'

interface Options {
  conference?: string
  contact?: string
  json?: boolean
}

export function inviteCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('invite')
    .description(about.invite)
    .option('--conference <code>', about.conference)
    .option('--contact <code>', about.contact)
    .option('--json', about.json)
    .action((options: Options) => inOffice(terminal, (office) => run(office, terminal, options)))
}

async function run(office: Office, terminal: Terminal, options: Options): Promise<void> {
  const people = await invited(office, terminal, options)
  const views = await turn(office.world, async (inner) => {
    const all: InviteView[] = []
    for (const { id } of people) all.push(await inviteView(inner, id, await invite(inner, id)))
    return all
  })
  if (options.json) terminal.json(views)
  else tellInvites(terminal, views, office.config.defaultTimezone)
}

/** The one contact; else everyone of the conference; else everyone. */
async function invited(office: Office, terminal: Terminal, options: Options): Promise<Person[]> {
  const conference = options.conference ? await conferenceMeant(office, terminal, options.conference) : null
  if (options.contact) return [await contactMeant(office, terminal, options.contact)]
  const { db } = office.world.store
  const people = await allPeople(db)
  if (!conference) return people
  const ids = await peopleIn(db, conference.id)
  return people.filter((person) => ids.has(person.id))
}

/** Where the invite is taken up with the fewest steps; the page needs no app but reaches nobody by itself. */
export const bestLink = ({ telegram, zaloOa, zaloBot, web }: InviteView) =>
  telegram ?? zaloOa ?? zaloBot ?? web

/** Invites as a list to be passed on. */
export function tellInvites({ texts, say }: Terminal, views: InviteView[], zone: string): void {
  const { cli } = texts
  const { columns } = cli
  const rows = views.map((view) => [
    view.contact,
    view.name,
    view.code,
    view.linked.join(', '),
    bestLink(view) ?? '',
  ])
  say(table([[columns.contact, columns.name, columns.inviteCode, columns.linked, columns.link], ...rows]))
  const [first] = views
  if (!first) return
  const until = Date.parse(first.expiresAt)
  say(`\n${cli.inviteValid(`${clock(until, zone)} ${day(until, zone)}`)}`)
  if (views.every((view) => view.telegram === null)) say(cli.noBotName)
}
