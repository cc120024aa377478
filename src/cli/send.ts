import type { Command } from 'commander'
import { sendAssignments } from '../../handlers/send-assignments.ts'
import { turn } from '../../handlers/world.ts'
import { conferenceMeant, isOver } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

interface Options {
  conference?: string
  json?: boolean
}

export function sendCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('send')
    .description(about.send)
    .command('assignments')
    .description(about.sendAssignments)
    .option('--conference <code>', about.conference)
    .option('--json', about.json)
    .action((options: Options) => inOffice(terminal, (office) => run(office, terminal, options)))
}

async function run(office: Office, terminal: Terminal, options: Options): Promise<void> {
  const { cli } = terminal.texts
  const conference = await conferenceMeant(office, terminal, options.conference)
  if (isOver(conference)) throw new Refusal(cli.conferenceOver(conference.code))
  const sent = await turn(office.world, (inner) => sendAssignments(inner, conference.id))
  if (options.json) terminal.json({ conference: conference.code, sent })
  else terminal.say(cli.sent(sent))
}
