import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPeopleList } from '../../src/intake/people-list.ts'
import { writeSheets } from '../../src/intake/xlsx.ts'

const text = (words: string) => new TextEncoder().encode(words)
const utf16 = (words: string) => new Uint8Array(Buffer.from(`\uFEFF${words}`, 'utf16le'))
const plain = { widths: [], headings: [], notes: [], frozenRows: 0, choices: [] }
const workbook = (rows: (string | number | null)[][]) => writeSheets([{ name: 'Danh sách', rows, ...plain }])

const lines = async (bytes: Uint8Array) => {
  const read = await readPeopleList(bytes)
  return read.kind === 'lines' ? read.lines.filter((line) => line !== '') : read
}

test.each([
  ['a text, one on a line', text('c1\r\nc2\n\nc3'), ['c1', 'c2', 'c3']],
  ['a text as Excel saves it in UTF-8', text('\uFEFFc1\nc2'), ['c1', 'c2']],
  ['a text as Notepad saves it', utf16('c1\r\n0912000111\r\n'), ['c1', '0912000111']],
  ['several on a line', text('c1, c2; c3'), ['c1, c2; c3']],
  [
    'a CSV with names, by its codes',
    text('STT,Họ và tên,Mã đầu mối\n1,Trần Thị Lan,lan\n2,Phạm Quốc Hùng,hung'),
    ['lan', 'hung'],
  ],
  [
    'a CSV of Vietnamese Excel, by its phones',
    text('Họ tên;Số điện thoại\nTrần Thị Lan;0912000111\n'),
    ['0912000111'],
  ],
  [
    'codes, and a phone where there is no code',
    text('Mã\tĐiện thoại\nlan\t0912000111\n\t0912000222'),
    ['lan', '0912000222'],
  ],
])('%s', async (_, bytes, expected) => {
  expect(await lines(bytes)).toEqual(expected)
})

test('a workbook: the column that is named, else the first; lines are those of the sheet', async () => {
  const named = await workbook([
    ['STT', 'Họ tên', 'Điện thoại'],
    [1, 'Trần Thị Lan', '0912 000 111'],
    [2, 'Phạm Quốc Hùng', 912000222],
  ])
  expect(await readPeopleList(named)).toEqual({ kind: 'lines', lines: ['', '0912 000 111', '912000222'] })
  expect(await lines(await workbook([['lan'], [null], ['hung']]))).toEqual(['lan', 'hung'])
})

test('what is no list says what to do', async () => {
  expect(await readPeopleList(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]))).toMatchObject({
    why: 'old-office',
  })
  expect(await readPeopleList(text('PK\u0003\u0004 not a workbook'))).toMatchObject({ why: 'damaged' })
  expect(await readPeopleList(new Uint8Array([0x63, 0xe1, 0xe2]))).toMatchObject({ why: 'damaged' })
})

test('whatever a file holds, it is read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const { kind } = await readPeopleList(bytes)
      expect(['lines', 'unreadable']).toContain(kind)
    }),
  )
})
