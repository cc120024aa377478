import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { fact, saveFact } from '../../db/facts.ts'
import { inTransaction, openStore, type Store } from '../../db/open.ts'
import * as schema from '../../db/schema.ts'

const here = (file: string) => JSON.stringify(fileURLToPath(new URL(file, import.meta.url)))

function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'caunoi-db-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'caunoi.db')
}

async function aStore(file = aFile()): Promise<Store> {
  const store = await openStore(file)
  onTestFinished(() => store.close())
  return store
}

const note = (store: Store, value: string) => inTransaction(store, (tx) => saveFact(tx, 'drill', value, 1))
const noted = async (store: Store) => (await fact(store.db, 'drill'))?.value ?? null

/** Another process of ours, running a script; `says` resolves with the next line it prints. */
function another(script: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = new Promise<number | null>((settle) => child.once('close', settle))
  const says = () =>
    new Promise<string>((settle) => child.stdout.once('data', (data) => settle(String(data).trim())))
  return { child, says, ended }
}

test('what a transaction throws undoes all of it', async () => {
  const store = await aStore()
  const failing = inTransaction(store, async (tx) => {
    await saveFact(tx, 'drill', 'half', 1)
    throw new Error('a bug')
  })
  await expect(failing).rejects.toThrow('a bug')
  expect(await noted(store)).toBeNull()
})

test('a nested transaction that fails is undone alone', async () => {
  const store = await aStore()
  await inTransaction(store, async (tx) => {
    await saveFact(tx, 'drill', 'outer', 1)
    const inner = inTransaction(store, async (nested) => {
      await saveFact(nested, 'drill', 'inner', 2)
      await inTransaction(store, (deeper) => saveFact(deeper, 'backup-at', 'deeper', 3))
      throw new Error('only the inner one')
    })
    await expect(inner).rejects.toThrow('only the inner one')
    await inTransaction(store, (nested) => saveFact(nested, 'real-token-seen', 'kept', 4))
  })
  expect(await noted(store)).toBe('outer')
  expect(await fact(store.db, 'backup-at')).toBeNull()
  expect((await fact(store.db, 'real-token-seen'))?.value).toBe('kept')
})

test('writers wait for each other, in the order of asking', async () => {
  const store = await aStore()
  const order: string[] = []
  const slow = (name: string, ms: number) =>
    inTransaction(store, async (tx) => {
      order.push(`${name} begins`)
      await saveFact(tx, 'drill', name, 1)
      await new Promise((resolve) => setTimeout(resolve, ms))
      order.push(`${name} ends`)
    })
  await Promise.all([slow('Lan', 30), slow('Minh', 1), slow('Hoa', 1)])
  expect(order).toEqual(['Lan begins', 'Lan ends', 'Minh begins', 'Minh ends', 'Hoa begins', 'Hoa ends'])
  expect(await noted(store)).toBe('Hoa')
})

test('one that fails does not hold up the next', async () => {
  const store = await aStore()
  const failing = inTransaction(store, () => Promise.reject(new Error('a bug')))
  const next = note(store, 'next')
  await expect(failing).rejects.toThrow('a bug')
  await next
  expect(await noted(store)).toBe('next')
})

test('what is begun in a transaction but done after it is a transaction of its own', async () => {
  const store = await aStore()
  const later: { work?: Promise<void> } = {}
  await inTransaction(store, async (tx) => {
    await saveFact(tx, 'drill', 'first', 1)
    later.work = new Promise((resolve) => setTimeout(resolve, 20)).then(() => note(store, 'later'))
  })
  const failing = inTransaction(store, async (tx) => {
    await saveFact(tx, 'drill', 'undone', 1)
    await new Promise((resolve) => setTimeout(resolve, 60))
    throw new Error('undone')
  })
  await expect(failing).rejects.toThrow('undone')
  await later.work
  expect(await noted(store)).toBe('later')
})

test('a reader sees what is committed, and cannot write', async () => {
  const store = await aStore()
  await note(store, 'before')
  await inTransaction(store, async (tx) => {
    await saveFact(tx, 'drill', 'not yet', 1)
    expect(await noted(store)).toBe('before')
  })
  expect(await noted(store)).toBe('not yet')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the type forbids, the database must refuse
  const writing = saveFact(store.db as never, 'drill', 'smuggled', 1)
  await expect(writing).rejects.toThrow()
  expect(await noted(store)).toBe('not yet')
})

test('another process that is writing does not freeze this one; its turn comes', async () => {
  const store = await aStore()
  const other = another(`
    import Database from 'better-sqlite3'
    const raw = new Database(${JSON.stringify(store.file)})
    raw.exec('BEGIN IMMEDIATE')
    console.log('writing')
    setTimeout(() => { raw.exec('COMMIT'); process.exit(0) }, 600)`)
  expect(await other.says()).toBe('writing')
  const ticks: number[] = []
  const timer = setInterval(() => ticks.push(performance.now()), 10)
  const startedAt = performance.now()
  await note(store, 'at last')
  clearInterval(timer)
  expect(performance.now() - startedAt).toBeGreaterThan(200)
  const gaps = ticks.map((at, place) => at - (ticks[place - 1] ?? startedAt))
  expect(Math.max(...gaps)).toBeLessThan(250)
  expect(await noted(store)).toBe('at last')
})

test('a process killed in the middle of a transaction leaves nothing of it, and nothing locked', async () => {
  const file = aFile()
  const other = another(`
    import { inTransaction, openStore } from ${here('../../db/open.ts')}
    import { saveFact } from ${here('../../db/facts.ts')}
    const store = await openStore(${JSON.stringify(file)})
    await inTransaction(store, (tx) => saveFact(tx, 'drill', 'whole', 1))
    await inTransaction(store, async (tx) => {
      await saveFact(tx, 'drill', 'half', 2)
      console.log('in the middle')
      await new Promise((resolve) => setTimeout(resolve, 60000))
    })`)
  expect(await other.says()).toBe('in the middle')
  other.child.kill('SIGKILL')
  await other.ended
  const store = await aStore(file)
  expect(await noted(store)).toBe('whole')
  await note(store, 'goes on')
  expect(await noted(store)).toBe('goes on')
})

test('four processes that start on an empty folder at once all open the same database', async () => {
  const folder = dirname(aFile())
  const files = Array.from({ length: 10 }, (_, place) => join(folder, `start-${place}.db`))
  const startAt = Date.now() + 1_500
  const starts = Array.from({ length: 4 }, () =>
    another(`
      import { inTransaction, openStore } from ${here('../../db/open.ts')}
      import { record } from ${here('../../db/facts.ts')}
      for (const [place, file] of ${JSON.stringify(files)}.entries()) {
        while (Date.now() < ${startAt} + place * 100) {}
        const store = await openStore(file)
        await inTransaction(store, (tx) => record(tx, 1, 'system', 'started', String(process.pid)))
        store.close()
      }`),
  )
  expect(await Promise.all(starts.map(({ ended }) => ended))).toEqual([0, 0, 0, 0])
  for (const file of files) {
    const store = await aStore(file)
    expect(await store.db.select().from(schema.audit)).toHaveLength(4)
  }
})

test('a database of a newer version is left alone, and the message says what to do', async () => {
  const file = aFile()
  ;(await openStore(file)).close()
  const raw = new Database(file)
  raw
    .prepare("insert into __drizzle_migrations (hash, created_at) values ('tomorrow', ?)")
    .run(9_999_999_999_999)
  raw.close()
  await expect(openStore(file)).rejects.toThrow(/phiên bản Cầu Nối mới hơn[^]*newer Cầu Nối/)
})

test('the generated migrations make exactly the tables that the schema describes', async () => {
  const store = await aStore()
  const raw = new Database(store.file, { readonly: true })
  onTestFinished(() => void raw.close())
  const tables = Object.values(schema).filter((each) => is(each, SQLiteTable))
  const made = raw
    .prepare(
      "select name from sqlite_master where type = 'table' and name not glob '_*' and name not glob 'sqlite_*'",
    )
    .pluck()
    .all()
  expect(new Set(made)).toEqual(new Set(tables.map((table) => getTableConfig(table).name)))
  for (const table of tables) {
    const { name, columns, indexes } = getTableConfig(table)
    const described = columns.map(
      (column) => `${snake(column.name)} ${column.getSQLType()} ${column.notNull}`,
    )
    const there = raw.prepare('select name, type, "notnull", pk from pragma_table_info(?)').all(name)
    expect(there.map(asDescribed), name).toEqual(described)
    const indexNames = raw
      .prepare(
        "select name from sqlite_master where type = 'index' and tbl_name = ? and name not glob 'sqlite_*'",
      )
      .pluck()
      .all(name)
    expect(indexNames, name).toEqual(expect.arrayContaining(indexes.map((index) => index.config.name)))
  }
})

test('a later migration was made later: the tables of an older installation are brought up to date', () => {
  const file = new URL('../../db/migrations/meta/_journal.json', import.meta.url)
  const shape = z.object({ entries: z.array(z.object({ idx: z.number(), when: z.number() })) })
  const journal = shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  const moments = journal.entries.map((entry) => entry.when)
  expect(moments.length).toBeGreaterThan(0)
  expect(moments).toEqual([...new Set(moments)].toSorted((a, b) => a - b))
  expect(journal.entries.map((entry) => entry.idx)).toEqual(moments.map((_, place) => place))
})

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const tableInfo = z.object({ name: z.string(), type: z.string(), notnull: z.number(), pk: z.number() })

function asDescribed(row: unknown): string {
  const { name, type, notnull, pk } = tableInfo.parse(row)
  const isKey = pk > 0 && type.toLowerCase() === 'integer'
  return `${name} ${type.toLowerCase()} ${notnull === 1 || isKey}`
}
