import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { isCopy } from '../../db/copy.ts'
import { saveFact } from '../../db/facts.ts'
import { inTransaction } from '../../db/open.ts'
import { inOffice, type Office } from './office.ts'
import { isDatabaseName } from './place.ts'
import { Refusal, type Terminal } from './terminal.ts'

export function backupCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('backup')
    .description(about.backup)
    .argument('<file>', about.backupFile)
    .option('--json', about.json)
    .action((file: string, options: { json?: boolean }) =>
      inOffice(terminal, (office) => run(office, terminal, file, options)),
    )
}

async function run(
  office: Office,
  terminal: Terminal,
  file: string,
  options: { json?: boolean },
): Promise<void> {
  const { cli } = terminal.texts
  if (isDatabaseName(file, office.config.dataDir)) throw new Refusal(cli.isTheDatabase(file), 2)
  // Last night's backup may be replaced; anything else of that name may not.
  if (existsSync(file) && !isCopy(file)) throw new Refusal(cli.fileExists(file))
  await copyTo(office, file).catch((error: unknown) => {
    office.log.error({ err: error }, 'the backup failed')
    throw new Refusal(cli.cannotWrite(file))
  })
  const { world } = office
  await inTransaction(world.store, (tx) => saveFact(tx, 'backup-at', resolve(file), world.now()))
  const bytes = statSync(file).size
  if (options.json) terminal.json({ file: resolve(file), bytes })
  else terminal.say(cli.backedUp(file, sizeOf(bytes)))
}

/** Written aside, in a folder of its own, and moved into place: whoever finds the file finds a whole one. */
async function copyTo({ world }: Office, file: string): Promise<void> {
  const aside = mkdtempSync(`${resolve(file)}.part-`)
  try {
    const draft = join(aside, 'caunoi.db')
    await world.store.backup(draft)
    // It holds names and phone numbers.
    chmodSync(draft, 0o600)
    renameSync(draft, file)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/** '1.2 MB' */
export function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
