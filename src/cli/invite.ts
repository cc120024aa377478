import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Conference } from '../../db/conferences.ts'
import { peopleIn } from '../../db/plans.ts'
import { allPeople } from '../../db/people.ts'
import { invite, type InviteView, inviteView } from '../../handlers/invite.ts'
import { turn } from '../../handlers/world.ts'
import type { Person } from '../domain/person.ts'
import { textsIn } from '../domain/texts/index.ts'
import { clock, day } from '../domain/time.ts'
import { conferenceMeant, contactMeant } from './find.ts'
import { type Paper, papersFor } from './invite-papers.ts'
import { inOffice, type Office } from './office.ts'
import { writeQrs } from './qr.ts'
import { inviteSheet } from './sheet.ts'
import { Refusal, table, type Terminal } from './terminal.ts'

interface Options {
  conference?: string
  contact?: string
  json?: boolean
  qr?: string
  sheet?: string
  paste?: boolean
}

export function inviteCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('invite')
    .description(about.invite)
    .option('--conference <code>', about.conference)
    .option('--contact <code>', about.contact)
    .option('--qr <dir>', about.inviteQr)
    .option('--sheet <file.html>', about.inviteSheet)
    .option('--paste', about.invitePaste)
    .option('--json', about.json)
    .action((options: Options) => inOffice(terminal, (office) => run(office, terminal, options)))
}

async function run(office: Office, terminal: Terminal, options: Options): Promise<void> {
  // Known before any code is given out.
  if (options.sheet && existsSync(options.sheet))
    throw new Refusal(terminal.texts.cli.fileExists(options.sheet))
  const conference = options.conference ? await conferenceMeant(office, terminal, options.conference) : null
  const people = await invited(office, terminal, conference, options.contact)
  const all = await turn(office.world, async (inner) => {
    const each: { person: Person; view: InviteView }[] = []
    for (const person of people)
      each.push({ person, view: await inviteView(inner, person.id, await invite(inner, person.id)) })
    return each
  })
  const papers = await papersFor(office, conference, all)
  if (options.qr) await keepQrs(terminal, options.qr, papers, options.json)
  if (options.sheet)
    await keepSheet(office, terminal, options.sheet, { conference, papers, quiet: options.json })
  const views = all.map(({ view }) => view)
  if (options.json) terminal.json(views)
  else if (options.paste) tellToPaste(terminal, papers)
  else tellInvites(terminal, views, office.config.defaultTimezone)
}

/** The one contact; else everyone of the conference; else everyone. */
async function invited(
  office: Office,
  terminal: Terminal,
  conference: Conference | null,
  contact: string | undefined,
): Promise<Person[]> {
  if (contact) return [await contactMeant(office, terminal, contact)]
  const { db } = office.world.store
  const people = await allPeople(db)
  if (!conference) return people
  const ids = await peopleIn(db, conference.id)
  return people.filter((person) => ids.has(person.id))
}

async function keepQrs({ texts, say }: Terminal, folder: string, papers: Paper[], quiet = false) {
  const names = await writeQrs(folder, papers).catch(() => {
    throw new Refusal(texts.cli.cannotWrite(folder))
  })
  if (!quiet) say(texts.cli.qrsWritten(names.length, folder))
}

interface SheetWanted {
  conference: Conference | null
  papers: Paper[]
  quiet: boolean | undefined
}

async function keepSheet(
  office: Office,
  { texts, language, say }: Terminal,
  file: string,
  { conference, papers, quiet }: SheetWanted,
): Promise<void> {
  const { stamp } = office.world.settings
  const page = await inviteSheet({ texts, language, stamp, conference: conference?.title ?? null }, papers)
  await writeFile(file, page, { flag: 'wx' }).catch(() => {
    throw new Refusal(texts.cli.cannotWrite(file))
  })
  if (!quiet) say(texts.cli.sheetWritten(file))
}

/** Each on its own between lines that are not to be copied. */
function tellToPaste({ say }: Terminal, papers: Paper[]): void {
  for (const { person, passedOn } of papers)
    say(`――― ${person.code} ―――\n${textsIn(person.language).sheet.paste(person, passedOn)}\n`)
}

/** Where the invite is taken up with the fewest steps; the page needs no app but reaches nobody by itself. */
const bestLink = ({ telegram, zaloOa, zaloBot, web }: InviteView) => telegram ?? zaloOa ?? zaloBot ?? web

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
