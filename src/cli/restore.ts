import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Command } from 'commander'
import { holdAlone } from '../../db/lock.ts'
import { openStore } from '../../db/open.ts'
import { letterCounts } from '../../db/outbox.ts'
import { isBackup } from './backup.ts'
import { surroundings } from './office.ts'
import type { Place } from './place.ts'
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
  if (!isBackup(file)) throw new Refusal(cli.notADatabase(file), 2)
  const release = holdAlone(place.lock)
  if (!release) throw new Refusal(cli.serverRuns)
  try {
    const waiting = await prepare(file, place, terminal)
    const kept = await putInPlace(place)
    if (options.json) return terminal.json({ restored: file, kept, waiting })
    terminal.say(cli.restored(file))
    if (kept) terminal.say(cli.keptOld(kept))
    if (waiting > 0) terminal.say(cli.willSend(waiting))
  } finally {
    release()
  }
}

const draftOf = (place: Place) => `${place.database}.restoring`

/** A copy beside the database, opened once: that brings an older backup up to date, or shows that it cannot be. */
async function prepare(file: string, place: Place, { texts }: Terminal): Promise<number> {
  mkdirSync(dirname(place.database), { recursive: true, mode: 0o700 })
  const draft = draftOf(place)
  removeWith(draft)
  copyFileSync(file, draft)
  try {
    const store = await openStore(draft)
    const { pending = 0 } = await letterCounts(store.db)
    store.close()
    return pending
  } catch {
    removeWith(draft)
    throw new Refusal(texts.cli.notADatabase(file), 2)
  }
}

/** Returns where the old database is now; null when there was none. */
async function putInPlace(place: Place): Promise<string | null> {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '')
  const kept = existsSync(place.database) ? `${place.database}.before-${stamp}` : null
  if (kept) await setAside(place.database, kept)
  renameSync(draftOf(place), place.database)
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

function removeWith(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
}
