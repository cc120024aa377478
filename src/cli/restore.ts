import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { copyBrought } from '../../db/copy.ts'
import { holdAlone } from '../../db/lock.ts'
import { StoreError } from '../../db/migrate.ts'
import { openStore } from '../../db/open.ts'
import { letterCounts } from '../../db/outbox.ts'
import { surroundings } from './office.ts'
import { isDatabaseItself, type Place } from './place.ts'
import { Refusal, type Terminal } from './terminal.ts'

export function restoreCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('restore')
    .description(about.restore)
    .argument('<file>', about.restoreFile)
    .option('--json', about.json)
    .action((file: string, options: { json?: boolean }) => run(file, options, terminal))
}

async function run(file: string, options: { json?: boolean }, terminal: Terminal): Promise<void> {
  const { cli } = terminal.texts
  const { place } = surroundings()
  if (!existsSync(file)) throw new Refusal(cli.noFile(file), 2)
  if (isDatabaseItself(file, place)) throw new Refusal(cli.restoresItself(file), 2)
  const release = holdAlone(place.lock)
  if (!release) throw new Refusal(cli.serverRuns)
  mkdirSync(dirname(place.database), { recursive: true, mode: 0o700 })
  const aside = mkdtempSync(`${place.database}.restoring-`)
  try {
    const draft = join(aside, 'caunoi.db')
    const waiting = await prepare(file, draft, terminal)
    const kept = await putInPlace(draft, place)
    if (options.json) return terminal.json({ restored: file, kept, waiting })
    terminal.say(cli.restored(file))
    if (kept) terminal.say(cli.keptOld(kept))
    if (waiting > 0) terminal.say(cli.willSend(waiting))
  } finally {
    rmSync(aside, { recursive: true, force: true })
    release()
  }
}

/** A copy beside the database, opened once: that brings an older backup up to date, or shows that it cannot be. */
async function prepare(file: string, draft: string, { texts }: Terminal): Promise<number> {
  try {
    await copyBrought(file, draft)
    const store = await openStore(draft)
    const { pending = 0 } = await letterCounts(store.db)
    store.close()
    return pending
  } catch (error) {
    // One of a newer version says itself what to do.
    throw new Refusal(error instanceof StoreError ? error.message : texts.cli.notADatabase(file), 2)
  }
}

/** Returns where the old database is now; null when there was none. */
async function putInPlace(draft: string, place: Place): Promise<string | null> {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '')
  const kept = existsSync(place.database) ? `${place.database}.before-${stamp}` : null
  if (kept) await setAside(place.database, kept)
  renameSync(draft, place.database)
  return kept
}

/** Opening and closing folds its journal into it; one that cannot be opened any more is kept with its journal as it is. */
async function setAside(database: string, kept: string): Promise<void> {
  await openStore(database).then(
    (store) => store.close(),
    () => {},
  )
  for (const part of ['', '-wal', '-shm'])
    if (existsSync(`${database}${part}`)) renameSync(`${database}${part}`, `${kept}${part}`)
}
