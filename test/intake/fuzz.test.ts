import { writeXlsx } from 'hucre/xlsx'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeFault, readPlanFile, writeWorkbook } from '../../src/intake/plan-file.ts'
import type { Read } from '../../src/intake/plan-file.ts'
import { sampleConference } from '../../src/intake/sample.ts'
import { bytesOf, defaults, planOf, readJson } from './reading.ts'

/** Whatever came in, something sensible comes out: a plan, or faults that can be told. */
function isSensible(read: Read): void {
  const noticed = read.kind === 'faults' ? read.faults : read.warnings
  if (read.kind === 'faults') expect(noticed.length).toBeGreaterThan(0)
  for (const one of noticed) expect(describeFault(one, 'vi').length).toBeLessThan(600)
}

const anyBytes = fc.uint8Array({ maxLength: 400 })
const zipStart = Uint8Array.of(0x50, 0x4b, 3, 4)

test('any bytes, and any bytes that begin like a zip', async () => {
  await fc.assert(
    fc.asyncProperty(anyBytes, fc.boolean(), async (bytes, zip) => {
      isSensible(await readPlanFile(zip ? Buffer.concat([zipStart, bytes]) : bytes, 'a', defaults))
    }),
    { numRuns: 300 },
  )
})

test('a workbook with bytes changed or cut off', async () => {
  const plan = planOf(await readJson(sampleConference(Date.UTC(2026, 10, 20))))
  const whole = await writeWorkbook(plan)
  const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(edits, fc.option(fc.nat(whole.length)), async (changes, cut) => {
      const bytes = whole.slice(0, cut ?? whole.length)
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
      isSensible(await readPlanFile(bytes, 'a.xlsx', defaults))
    }),
    { numRuns: 60 },
  )
})

test('any JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (text) => isSensible(await readJson(text))),
    { numRuns: 500 },
  )
})

test('the sample with any value anywhere', async () => {
  const sample = JSON.stringify(sampleConference(Date.UTC(2026, 10, 20)))
  const spots = placesIn(JSON.parse(sample) as unknown)
  await fc.assert(
    fc.asyncProperty(fc.nat(spots.length - 1), anyValue, async (which, value) => {
      const file = JSON.parse(sample) as unknown
      put(file, spots[which] ?? [], value)
      isSensible(await readPlanFile(bytesOf(file), 'a.json', defaults))
    }),
    { numRuns: 500 },
  )
})

test('nesting deeper than any stack', async () => {
  isSensible(await readJson(`${'['.repeat(200_000)}${']'.repeat(200_000)}`))
  const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`
  isSensible(
    await readJson(`{"conference":{"code":${deep},"x":${deep}},"contacts":[${deep}],"checklist":[${deep}]}`),
  )
})

test('any cells in any known sheet', async () => {
  const cell = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.date(), someWords)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 8 }), async (rows) => {
      const header = [
        'Mã',
        'Họ và tên',
        'Tên điểm cầu',
        'Nội dung',
        'Đầu mối',
        'Thời hạn',
        'Mở lúc',
        'Điện thoại',
      ]
      const names = ['Hội nghị', 'Điểm cầu', 'Đầu mối', 'Nhiệm vụ', 'Đợt kiểm tra']
      const bytes = await writeXlsx({ sheets: names.map((name) => ({ name, rows: [header, ...rows] })) })
      isSensible(await readPlanFile(bytes, 'a.xlsx', defaults))
    }),
    { numRuns: 60 },
  )
})

test('5,000 contacts and bridge points are read within seconds, and so is a very long cell', async () => {
  const many = Array.from({ length: 5000 }, (_, n) => n)
  const started = performance.now()
  const file = {
    conference: { code: 'a', title: 'a', start: '2026-12-08T08:00', end: '2026-12-08T10:00' },
    contacts: many.map((n) => ({
      code: `c${n}`,
      name: `Người ${n}`,
      phones: [`0912${String(n).padStart(6, '0')}`],
    })),
    bridgePoints: many.map((n) => ({ code: `b${n}`, name: `Điểm ${n}`, contact: `c${n}` })),
  }
  planOf(await readJson(file))
  const long = ' 1'.repeat(2_000_000)
  isSensible(
    await readJson({ ...file, rounds: [{ code: long, opensAt: long, policy: long }], checklist: [long] }),
  )
  expect(performance.now() - started).toBeLessThan(10_000)
})

const someWords = fc.constantFrom(
  'c1',
  '05/12/2026 17:00',
  '0912000111',
  'Ví dụ',
  'Quý 4/2026',
  '4 giờ nhắc',
  '#REF!',
)
const anyValue = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  someWords,
  fc.constant({ from: 1, to: [] }),
)

type Path = (string | number)[]

function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))].filter(
    (path) => path.length > 0,
  )
}

function put(file: unknown, [key, ...rest]: Path, value: unknown): void {
  if (key === undefined || typeof file !== 'object' || file === null) return
  if (rest.length === 0) Reflect.set(file, key, value)
  else put(Reflect.get(file, key), rest, value)
}
