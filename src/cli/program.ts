import { Command, CommanderError } from 'commander'
import { openLog } from '../log.ts'
import { Refusal, type ExitCode, type Terminal } from './terminal.ts'

type AddCommand = (program: Command, terminal: Terminal) => void

/** In the order in which the help shows them. */
const commands: Record<string, () => Promise<AddCommand>> = {
  import: async () => (await import('./import.ts')).importCommand,
  template: async () => (await import('./template.ts')).templateCommand,
  invite: async () => (await import('./invite.ts')).inviteCommand,
  'unit-links': async () => (await import('./unit-links.ts')).unitLinksCommand,
  coordinator: async () => (await import('./coordinator.ts')).coordinatorCommand,
  send: async () => (await import('./send.ts')).sendCommand,
  open: async () => (await import('./open.ts')).openCommand,
  announce: async () => (await import('./announce.ts')).announceCommand,
  announcements: async () => (await import('./announcements.ts')).announcementsCommand,
  ping: async () => (await import('./ping.ts')).pingCommand,
  board: async () => (await import('./board.ts')).boardCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  cancel: async () => (await import('./cancel.ts')).cancelCommand,
  'zalo-oa': async () => (await import('./zalo-oa.ts')).zaloOaCommand,
  unlink: async () => (await import('./unlink.ts')).unlinkCommand,
  person: async () => (await import('./person.ts')).personCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
}

/** Does what was typed (`args`: without the program's own name); whatever goes wrong is said on the terminal. */
export async function run(args: string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const program = await programOf(args, terminal)
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    return exitCodeFor(error, terminal)
  }
}

async function programOf(args: string[], terminal: Terminal): Promise<Command> {
  const { about, helpTitles } = terminal.texts.cli
  const program = new Command('caunoi')
    .description(about.program)
    .option('--lang <vi|en>', about.lang)
    .helpOption('-h, --help', about.help)
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ styleTitle: (title) => helpTitles[title] ?? title })
    .configureOutput({ outputError: () => {} })
    .showSuggestionAfterError(false)
  program.hook('preAction', () => checkLanguage(program, terminal))
  for (const load of meant(args)) (await load())(program, terminal)
  for (const command of [program, ...program.commands, ...program.commands.flatMap((each) => each.commands)])
    command
      .copyInheritedSettings(program)
      .helpOption('-h, --help', about.help)
      .helpCommand(false)
      .allowExcessArguments(false)
  return program
}

/** Only the command that is called is loaded, for a person is waiting; all of them when it is not clear which. */
function meant(args: string[]): (() => Promise<AddCommand>)[] {
  const [first = ''] = args
  const load = Object.hasOwn(commands, first) ? commands[first] : undefined
  return load ? [load] : Object.values(commands)
}

function checkLanguage(program: Command, { texts }: Terminal): void {
  const { lang } = program.opts<{ lang?: string }>()
  if (lang !== undefined && lang !== 'vi' && lang !== 'en') throw new Refusal(texts.cli.badLanguage, 2)
}

function exitCodeFor(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof Refusal) {
    if (error.message) terminal.warn(error.message)
    return error.exitCode
  }
  if (error instanceof CommanderError) return usageError(error, terminal)
  openLog('error').error({ err: error }, 'the command failed')
  terminal.warn(terminal.texts.cli.failed)
  return 1
}

function usageError(error: CommanderError, { texts, warn }: Terminal): ExitCode {
  if (error.exitCode === 0) return 0
  const { cli } = texts
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const said: Record<string, string> = {
    'commander.help': cli.commandNeeded,
    'commander.unknownCommand': cli.unknownCommand(named),
    'commander.unknownOption': cli.unknownOption(named),
    'commander.missingArgument': cli.missingArgument(named),
    'commander.optionMissingArgument': cli.missingValue(named),
    'commander.missingMandatoryOptionValue': cli.missingArgument(named),
    'commander.excessArguments': cli.tooMany,
  }
  warn(said[error.code] ?? error.message)
  warn(cli.seeHelp)
  return 2
}
