import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { onTestFinished } from 'vitest'
import { inTransaction, openStore, type Store } from '../../db/open.ts'
import { link } from '../../db/identities.ts'
import { personByCode } from '../../db/people.ts'
import { announceCommand } from '../../src/cli/announce.ts'
import { announcementsCommand } from '../../src/cli/announcements.ts'
import { importCommand } from '../../src/cli/import.ts'
import { Refusal, type Terminal } from '../../src/cli/terminal.ts'
import type { ChannelName } from '../../src/domain/message.ts'
import type { Language } from '../../src/domain/person.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { conferenceFile, type Ran } from './bin.ts'

/** The commands on an office of its own, in this process: for what would take too many starts of the real one. */
export interface AtHand {
  store: Store
  file: (name: string) => string
  keep: (name: string, content: string | Uint8Array) => string
  run: (...args: string[]) => Promise<Ran>
  json: (...args: string[]) => Promise<Record<string, unknown>>
  linked: (code: string, channel?: ChannelName) => Promise<void>
}

export async function atHand(
  env: Record<string, string> = {},
  { language = 'vi', plan = conferenceFile() }: { language?: Language; plan?: unknown } = {},
): Promise<AtHand> {
  const dir = mkdtempSync(join(tmpdir(), 'caunoi-hand-'))
  const before = { ...process.env }
  Object.assign(process.env, { DATA_DIR: join(dir, 'data'), QUIET_HOURS: 'off', ...env })
  const file = (name: string) => join(dir, name)
  const keep = (name: string, content: string | Uint8Array) => {
    writeFileSync(file(name), content)
    return file(name)
  }
  const run = (...args: string[]) => ran(language, args)
  const imported = await run('import', keep('plan.json', JSON.stringify(plan)))
  if (imported.code !== 0) throw new Error(imported.err)
  const store = await openStore(file('data/caunoi.db'))
  onTestFinished(() => {
    store.close()
    process.env = before
    rmSync(dir, { recursive: true, force: true })
  })
  return {
    store,
    file,
    keep,
    run,
    json: async (...args) => JSON.parse((await run(...args, '--json')).out) as Record<string, unknown>,
    linked: async (code, channel = 'telegram') => {
      const { id } = (await personByCode(store.db, code))!
      const at = { channel, account: '700', chat: `chat-${code}` }
      await inTransaction(store, (tx) =>
        link(tx, { id: `i-${code}`, contactId: id, ...at, linkedAt: 1, lastInAt: 1 }),
      )
    },
  }
}

async function ran(language: Language, args: string[]): Promise<Ran> {
  const said = { out: '', err: '' }
  const terminal: Terminal = {
    language,
    texts: textsIn(language),
    say: (line) => (said.out += `${line}\n`),
    warn: (line) => (said.err += `${line}\n`),
    json: (value) => (said.out += JSON.stringify(value)),
  }
  const program = new Command('caunoi').exitOverride().configureOutput({ outputError: () => {} })
  for (const add of [importCommand, announceCommand, announcementsCommand]) add(program, terminal)
  try {
    await program.parseAsync(args, { from: 'user' })
    return { code: 0, ...said }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { code: error.exitCode, out: said.out, err: `${said.err}${error.message}\n` }
  }
}
