import { type Command } from 'commander'
import { unlink } from '../../handlers/unlink.ts'
import { turn } from '../../handlers/world.ts'
import { channelNames } from '../domain/message.ts'
import { contactMeant } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

interface Options {
  channel?: string
  json?: boolean
}

export function unlinkCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('unlink')
    .description(about.unlink)
    .argument('<contact>', about.contact)
    .option('--channel <name>', about.channel)
    .option('--json', about.json)
    .action((contact: string, options: Options) =>
      inOffice(terminal, (office) => run(office, terminal, contact, options)),
    )
}

async function run(office: Office, terminal: Terminal, contact: string, options: Options): Promise<void> {
  const { cli } = terminal.texts
  const channel = channelNames.find((name) => name === options.channel)
  if (options.channel !== undefined && !channel) throw new Refusal(cli.badChannel(channelNames.join(', ')), 2)
  const person = await contactMeant(office, terminal, contact)
  const freed = await turn(office.world, (inner) => unlink(inner, person.id, channel))
  const names = freed.map((identity) => identity.channel)
  if (options.json) terminal.json({ contact, unlinked: names })
  else
    terminal.say(
      names.length > 0
        ? cli.unlinked(person.name, names.map((name) => cli.channels[name]).join(', '))
        : cli.nothingLinked(person.name),
    )
}
