import type { Command } from 'commander'
import type { Conference } from '../../db/conferences.ts'
import { peopleByIds } from '../../db/people.ts'
import { ping, pingable, pingResult } from '../../handlers/ping.ts'
import { turn } from '../../handlers/world.ts'
import { conferenceMeant, contactMeant, isOver } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

interface Options {
  conference?: string
  contact?: string
  show?: boolean
  json?: boolean
}

export function pingCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('ping')
    .description(about.ping)
    .option('--conference <code>', about.conference)
    .option('--contact <code>', about.contact)
    .option('--show', about.show)
    .option('--json', about.json)
    .action((options: Options) => inOffice(terminal, (office) => run(office, terminal, options)))
}

async function run(office: Office, terminal: Terminal, options: Options): Promise<void> {
  const conference = await conferenceMeant(office, terminal, options.conference)
  const sent = options.show ? 0 : await send(office, terminal, conference, options.contact)
  const view = await stands(office, conference)
  if (options.json) return terminal.json({ conference: conference.code, sent, ...codesIn(view) })
  const { cli, contactable } = terminal.texts
  if (!view) return terminal.say(cli.noPing)
  const isCutOff = ({ id }: { id: string }) => view.unreachable.some((person) => person.id === id)
  terminal.say(
    contactable.pingSent(conference.title, {
      answered: view.answered.length,
      all: view.answered.length + view.silent.length,
      silent: view.silent.filter((person) => !isCutOff(person)).map(({ name }) => name),
      unreachable: view.unreachable.map(({ name }) => name),
    }),
  )
}

/** To the one contact, else to everybody the conference has to do with; returns to how many. */
async function send(
  office: Office,
  terminal: Terminal,
  conference: Conference,
  contact: string | undefined,
): Promise<number> {
  if (isOver(conference)) throw new Refusal(terminal.texts.cli.conferenceOver(conference.code))
  const { world } = office
  const people = contact
    ? [await contactMeant(office, terminal, contact)]
    : await pingable(world.store.db, conference.id)
  const ids = people.map(({ id }) => id)
  await turn(world, (inner) => ping(inner, conference, ids, world.newId()))
  return ids.length
}

async function stands({ world }: Office, conference: Conference) {
  const { db } = world.store
  const result = await pingResult(db, conference.id)
  if (!result) return null
  const { answered, silent, unreachable } = result
  return {
    answered: await peopleByIds(db, answered),
    silent: await peopleByIds(db, silent),
    unreachable: await peopleByIds(db, unreachable),
  }
}

function codesIn(view: Awaited<ReturnType<typeof stands>>) {
  const codes = (people: { code: string }[] = []) => people.map(({ code }) => code)
  return {
    answered: codes(view?.answered),
    silent: codes(view?.silent),
    unreachable: codes(view?.unreachable),
  }
}
