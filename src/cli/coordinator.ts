import type { Command } from 'commander'
import { appointCoordinator, dismissCoordinator } from '../../handlers/coordinator.ts'
import { invite, inviteView } from '../../handlers/invite.ts'
import { turn } from '../../handlers/world.ts'
import { conferenceMeant } from './find.ts'
import { tellInvites } from './invite.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

interface Options {
  revoke?: boolean
  conference?: string
  json?: boolean
}

export function coordinatorCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('coordinator')
    .description(about.coordinator)
    .argument('<name>', about.name)
    .option('--revoke', about.revoke)
    .option('--conference <code>', about.conference)
    .option('--json', about.json)
    .action((name: string, options: Options) =>
      inOffice(terminal, (office) =>
        options.revoke ? dismiss(office, terminal, name, options) : appoint(office, terminal, name, options),
      ),
    )
}

async function appoint(office: Office, terminal: Terminal, name: string, options: Options): Promise<void> {
  const { cli } = terminal.texts
  const conference = options.conference ? await conferenceMeant(office, terminal, options.conference) : null
  if (name.trim() === '') throw new Refusal(cli.missingArgument('name'), 2)
  const { isNew, view } = await turn(office.world, async (inner) => {
    const appointed = await appointCoordinator(inner, name, { conferenceId: conference?.id })
    if (appointed.kind === 'ambiguous')
      throw new Refusal(cli.ambiguous(name, appointed.people.map((person) => person.code).join(', ')))
    const { id } = appointed.person
    return { isNew: appointed.isNew, view: await inviteView(inner, id, await invite(inner, id)) }
  })
  if (options.json) return terminal.json(view)
  if (isNew) terminal.say(cli.madeNew)
  terminal.say(cli.appointed(view.name, view.contact))
  tellInvites(terminal, [view], office.config.defaultTimezone)
}

async function dismiss({ world }: Office, terminal: Terminal, name: string, options: Options): Promise<void> {
  const { cli } = terminal.texts
  if (!(await turn(world, (inner) => dismissCoordinator(inner, name))))
    throw new Refusal(cli.notCoordinator(name))
  if (options.json) terminal.json({ name, revoked: true })
  else terminal.say(cli.dismissed(name))
}
