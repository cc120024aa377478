import type { Command } from 'commander'
import { type Conference } from '../../db/conferences.ts'
import { type Round, roundsOf } from '../../db/rounds.ts'
import { openRound } from '../../handlers/rounds.ts'
import { turn } from '../../handlers/world.ts'
import { conferenceMeant, isOver } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

interface Options {
  conference?: string
  json?: boolean
}

export function openCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('open')
    .description(about.open)
    .command('round')
    .description(about.openRound)
    .argument('<round>', about.round)
    .option('--conference <code>', about.conference)
    .option('--json', about.json)
    .action((round: string, options: Options) =>
      inOffice(terminal, (office) => run(office, terminal, round, options)),
    )
}

async function run(office: Office, terminal: Terminal, code: string, options: Options): Promise<void> {
  const { cli } = terminal.texts
  const conference = await conferenceMeant(office, terminal, options.conference)
  if (isOver(conference)) throw new Refusal(cli.conferenceOver(conference.code))
  const round = await roundMeant(office, terminal, conference, code)
  if (round.closedAt !== null || round.closesAt <= office.world.now())
    throw new Refusal(cli.roundClosed(round.name))
  const asked = await turn(office.world, (inner) => openRound(inner, round))
  if (options.json) terminal.json({ conference: conference.code, round: code, asked })
  else
    terminal.say(
      round.openedAt === null ? cli.roundOpened(round.name, asked) : cli.roundAlreadyOpen(round.name),
    )
}

async function roundMeant(
  { world }: Office,
  { texts }: Terminal,
  conference: Conference,
  code: string,
): Promise<Round> {
  const rounds = await roundsOf(world.store.db, conference.id)
  const round = rounds.find((each) => each.code === code)
  if (!round) throw new Refusal(texts.cli.noRound(code, rounds.map((each) => each.code).join(', ')))
  return round
}
