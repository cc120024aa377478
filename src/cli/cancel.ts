import type { Command } from 'commander'
import { attempt } from '../../handlers/attempt.ts'
import { cancelConference } from '../../handlers/cancel-conference.ts'
import { conferenceMeant } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

interface Options {
  yes?: boolean
  json?: boolean
}

export function cancelCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('cancel')
    .description(about.cancel)
    .command('conference')
    .description(about.cancelConference)
    .argument('<code>', about.conference)
    .option('--yes', about.yes)
    .option('--json', about.json)
    .action((code: string, options: Options) => run(code, options, terminal))
}

async function run(code: string, { yes = false, json = false }: Options, terminal: Terminal): Promise<void> {
  const { cli } = terminal.texts
  const { conference, told, ended } = await inOffice(terminal, (office) =>
    cancel(office, terminal, code, yes),
  )
  const already = conference.cancelledAt !== null
  if (json) terminal.json({ conference: code, cancelled: yes || already, effect: { told, ended } })
  else if (already) terminal.say(cli.alreadyCancelled(conference.title))
  else {
    terminal.say(yes ? cli.cancelled(conference.title) : cli.wouldCancel(conference.title))
    terminal.say(`  ${cli.effectTold(told)}`)
    if (ended > 0) terminal.say(`  ${cli.effectEnded(ended)}`)
  }
  if (!yes && !already) throw new Refusal(cli.confirmCancel)
}

/** Without `yes` it is only found out whom it would concern. */
async function cancel(office: Office, terminal: Terminal, code: string, yes: boolean) {
  const conference = await conferenceMeant(office, terminal, code)
  if (conference.endedAt !== null) throw new Refusal(terminal.texts.cli.conferenceOver(code))
  const effect = await attempt(
    office.world,
    (turn) => cancelConference(turn, conference),
    () => yes,
  )
  return { conference, ...effect }
}
