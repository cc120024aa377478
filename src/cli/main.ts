import { Command, CommanderError } from 'commander'
import { openLog } from '../log.ts'
import { backupCommand } from './backup.ts'
import { boardCommand } from './board.ts'
import { cancelCommand } from './cancel.ts'
import { coordinatorCommand } from './coordinator.ts'
import { doctorCommand } from './doctor.ts'
import { importCommand } from './import.ts'
import { inviteCommand } from './invite.ts'
import { openCommand } from './open.ts'
import { restoreCommand } from './restore.ts'
import { sendCommand } from './send.ts'
import { statusCommand } from './status.ts'
import { templateCommand } from './template.ts'
import { openTerminal, Refusal, type Terminal } from './terminal.ts'
import { unlinkCommand } from './unlink.ts'

const commands = [
  importCommand,
  templateCommand,
  inviteCommand,
  coordinatorCommand,
  sendCommand,
  openCommand,
  boardCommand,
  statusCommand,
  cancelCommand,
  unlinkCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
]

await main(openTerminal(process.argv, process.env))

async function main(terminal: Terminal): Promise<void> {
  // Whoever reads us may stop reading: `caunoi status | head`.
  process.stdout.on('error', () => process.exit(0))
  try {
    await programOf(terminal).parseAsync(process.argv)
  } catch (error) {
    process.exitCode = exitCodeFor(error, terminal)
  }
}

function programOf(terminal: Terminal): Command {
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
  for (const add of commands) add(program, terminal)
  for (const command of [program, ...program.commands, ...program.commands.flatMap((each) => each.commands)])
    command.copyInheritedSettings(program).helpOption('-h, --help', about.help).allowExcessArguments(false)
  return program
}

function checkLanguage(program: Command, { texts }: Terminal): void {
  const { lang } = program.opts<{ lang?: string }>()
  if (lang !== undefined && lang !== 'vi' && lang !== 'en') throw new Refusal(texts.cli.badLanguage, 2)
}

function exitCodeFor(error: unknown, terminal: Terminal): number {
  if (error instanceof Refusal) {
    if (error.message) terminal.warn(error.message)
    return error.exitCode
  }
  if (error instanceof CommanderError) return usageError(error, terminal)
  openLog('error').error({ err: error }, 'the command failed')
  terminal.warn(terminal.texts.cli.failed)
  return 1
}

function usageError(error: CommanderError, { texts, warn }: Terminal): number {
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
