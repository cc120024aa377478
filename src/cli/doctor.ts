import type { Command } from 'commander'
import { describeWarnings, readConfig } from '../config.ts'
import { checkDatabase, checkServer } from './checks/database.ts'
import { checkLetters } from './checks/letters.ts'
import { checkPlatforms } from './checks/platforms.ts'
import { checkRedis } from './checks/redis.ts'
import { checkSeats } from './checks/seats.ts'
import { type Surroundings, surroundings } from './office.ts'
import { Refusal, table, type Terminal } from './terminal.ts'

export type Verdict = 'ok' | 'warning' | 'failed'

/** One thing looked at: how it is, and what to do about it. */
export interface Check {
  name: string
  verdict: Verdict
  says: string
}

export function doctorCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('doctor')
    .description(about.doctor)
    .option('--json', about.json)
    .action((options: { json?: boolean }) => run(options, terminal))
}

async function run(options: { json?: boolean }, terminal: Terminal): Promise<void> {
  const around = surroundings()
  const { cli } = terminal.texts
  const checks = [
    checkSettings(around, terminal),
    ...(await checkDatabase(around, terminal)),
    checkServer(around, terminal),
    await checkRedis(around, terminal),
    ...(await checkPlatforms(around, terminal)),
    ...(await checkLetters(around, terminal)),
    ...(await checkSeats(around, terminal)),
  ]
  if (options.json) terminal.json({ ok: !checks.some(isFailed), checks })
  else
    terminal.say(
      table(checks.map(({ name, verdict, says }) => [cli.verdicts[verdict], named(name, terminal), says])),
    )
  if (checks.some(isFailed)) throw new Refusal('')
}

const isFailed = ({ verdict }: Check) => verdict === 'failed'

function named(name: string, { texts }: Terminal): string {
  const names: Record<string, string> = texts.cli.checks
  return names[name] ?? name
}

/** Settings that do not stand are refused before any command; here it is only about those that look like slips. */
function checkSettings({ place }: Surroundings, { texts }: Terminal): Check {
  const read = readConfig(process.env)
  const slips = read.kind === 'config' ? describeWarnings(read.warnings) : ''
  const says = texts.cli.settingsFine(place.dataDir)
  return slips
    ? { name: 'settings', verdict: 'warning', says: slips }
    : { name: 'settings', verdict: 'ok', says }
}
