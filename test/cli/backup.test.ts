import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fact, saveFact } from '../../db/facts.ts'
import { inTransaction, openStore } from '../../db/open.ts'
import { conferenceFile, desk, type Desk, deskAtHand } from './bin.ts'

/** An office at work: its conference is imported and the server's connection is open, so that there is a WAL. */
async function atWork() {
  const here = desk()
  const before = deskAtHand({ DATA_DIR: here.file('data') })
  expect((await before.run('import', before.keep('plan.json', conferenceFile()))).code).toBe(0)
  const store = await openStore(here.file('data/caunoi.db'))
  onTestFinished(() => store.close())
  await inTransaction(store, (tx) => saveFact(tx, 'drill', 'what Lan answered last', 1))
  return { here, store }
}

/** The files of the database in a folder, with their bytes. */
const contentOf = (dir: string) =>
  Object.fromEntries(
    readdirSync(dir)
      .toSorted()
      // SQLite's index of the WAL belongs to whoever has the database open.
      .filter((name) => name.startsWith('caunoi.db') && !name.endsWith('-shm'))
      .map((name) => [name, readFileSync(join(dir, name)).toString('base64')]),
  )

const answerIn = async (file: string) => {
  const store = await openStore(file)
  const found = await fact(store.db, 'drill')
  store.close()
  return found?.value
}

/** The officer at night, on a terminal that shows another folder than he thinks. */
async function refusesToBackUpTo(here: Desk, name: string) {
  const before = contentOf(here.file('data'))
  const { code, out, err } = await here.run('backup', name)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(`${name} là tệp của cơ sở dữ liệu đang dùng, không phải nơi sao lưu.`)
  expect(contentOf(here.file('data'))).toEqual(before)
}

describe('a backup never goes onto the database at work', () => {
  test.each([
    'data/caunoi.db',
    'data/caunoi.db-wal',
    'data/caunoi.db-shm',
    'data/caunoi.db.before-2026-12-01T080000',
    './data/../data/caunoi.db',
    'data/CAUNOI.db',
  ])('as %s', async (name) => {
    const { here, store } = await atWork()
    await refusesToBackUpTo(here, name)
    expect((await fact(store.db, 'drill'))?.value).toBe('what Lan answered last')
  })

  test('through a link to it, or through a link to its folder', async () => {
    const { here } = await atWork()
    symlinkSync('data/caunoi.db', here.file('night.db'))
    symlinkSync('data', here.file('nas'))
    await refusesToBackUpTo(here, 'night.db')
    await refusesToBackUpTo(here, 'nas/caunoi.db')
  })

  test('nor onto the database of the office next door, at work or at rest, or what lies beside a file', async () => {
    const { here } = await atWork()
    cpSync(here.file('data'), here.file('next'), { recursive: true })
    const before = contentOf(here.file('next'))
    expect((await here.run('backup', 'next/caunoi.db')).code).toBe(1)
    expect(contentOf(here.file('next'))).toEqual(before)

    await answerIn(here.file('next/caunoi.db'))
    expect(existsSync(here.file('next/caunoi.db-wal'))).toBe(false)
    expect((await here.run('backup', 'next/caunoi.db')).code).toBe(1)
    expect(await answerIn(here.file('next/caunoi.db'))).toBe('what Lan answered last')

    for (const name of ['night.db.part', 'night.db-wal']) here.keep(name, 'something of the officer')
    expect((await here.run('backup', 'night.db')).code).toBe(0)
    expect(readFileSync(here.file('night.db.part'), 'utf8')).toBe('something of the officer')
    expect(readFileSync(here.file('night.db-wal'), 'utf8')).toBe('something of the officer')
  })
})

describe('a restore', () => {
  test('of a copied DATA_DIR brings what only its WAL holds, and leaves the copy as it was', async () => {
    const { here } = await atWork()
    cpSync(here.file('data'), here.file('usb'), { recursive: true })
    symlinkSync('usb/caunoi.db', here.file('from-usb.db'))
    const before = contentOf(here.file('usb'))
    for (const source of ['usb/caunoi.db', 'from-usb.db']) {
      const machine = desk({ DATA_DIR: here.file('new') })
      expect(await machine.run('restore', here.file(source))).toMatchObject({ code: 0 })
      expect(contentOf(here.file('usb'))).toEqual(before)
      expect(await answerIn(here.file('new/caunoi.db'))).toBe('what Lan answered last')
    }
  })

  test('of the database itself is refused, by whatever name, and changes nothing', async () => {
    const { here, store } = await atWork()
    symlinkSync('data/caunoi.db', here.file('link.db'))
    linkSync(here.file('data/caunoi.db'), here.file('hard.db'))
    const before = contentOf(here.file('data'))
    for (const name of ['data/caunoi.db', 'data/caunoi.db-wal', 'link.db', 'hard.db']) {
      const { code, err } = await here.run('restore', name)
      expect(code).toBe(2)
      expect(err).toContain(`${name} chính là cơ sở dữ liệu đang dùng`)
    }
    expect(contentOf(here.file('data'))).toEqual(before)
    expect((await fact(store.db, 'drill'))?.value).toBe('what Lan answered last')
  })

  test('of another program’s database leaves everything in its place', async () => {
    const { here, store } = await atWork()
    store.close()
    mkdirSync(here.file('foreign'))
    const { default: Database } = await import('better-sqlite3')
    const foreign = new Database(here.file('foreign/meetings.db'))
    foreign.exec('create table conferences (id integer); create table facts (name, value, at)')
    foreign.close()
    writeFileSync(here.file('foreign/notes.txt'), 'not a database')
    const before = readdirSync(here.file('data')).filter((name) => name.startsWith('caunoi.db'))
    for (const name of ['foreign/meetings.db', 'foreign/notes.txt', 'foreign'])
      expect((await here.run('restore', name)).err).toContain(
        'không phải là bản sao lưu nguyên vẹn của Cầu Nối',
      )
    expect(readdirSync(here.file('data')).filter((name) => name.startsWith('caunoi.db'))).toEqual(before)
    expect(await answerIn(here.file('data/caunoi.db'))).toBe('what Lan answered last')
  })

  test('of last night’s backup works on an empty machine, and leaves nothing beside it', async () => {
    const { here, store } = await atWork()
    expect((await here.run('backup', 'night.db')).code).toBe(0)
    expect(readdirSync(here.dir).filter((name) => name.startsWith('night'))).toEqual(['night.db'])
    store.close()
    renameSync(here.file('data'), here.file('lost'))
    expect((await here.run('restore', 'night.db')).code).toBe(0)
    expect(await answerIn(here.file('data/caunoi.db'))).toBe('what Lan answered last')
    expect(readdirSync(here.dir).filter((name) => name.startsWith('night'))).toEqual(['night.db'])
  })
})
