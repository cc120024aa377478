import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileKind, fileNameFor } from '../../src/domain/file-kind.ts'
import { writeTemplate } from '../../src/intake/workbook-writer.ts'
import { compoundBytes, docxBytes, jpegBytes, pdfBytes, programBytes, zipBytes } from '../kit/files.ts'

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const endingOf = (bytes: Uint8Array) => fileKind(bytes)?.endings[0] ?? null

test.each([
  ['a photo', jpegBytes(), 'jpg'],
  ['a drawing', bytesOf('\x89PNG\r\n\x1A\n....'), 'png'],
  ['a picture from the web', bytesOf('RIFF\x10\0\0\0WEBPVP8 '), 'webp'],
  ['a sound in the same box', bytesOf('RIFF\x10\0\0\0WAVEfmt '), null],
  ['a moving picture', bytesOf('GIF89a....'), 'gif'],
  ['a PDF', pdfBytes(), 'pdf'],
  ['a letter', docxBytes(), 'docx'],
  ['a table', zipBytes(['[Content_Types].xml', 'xl/workbook.xml']), 'xlsx'],
  ['slides', zipBytes(['[Content_Types].xml', 'ppt/presentation.xml']), 'pptx'],
  ['an old letter', compoundBytes('Root Entry', '1Table', 'WordDocument'), 'doc'],
  ['an old table', compoundBytes('Root Entry', 'Workbook'), 'xls'],
  ['old slides', compoundBytes('Root Entry', 'PowerPoint Document'), 'ppt'],
  ['words', new Uint8Array(Buffer.from('Kính gửi: Sở Tư pháp\r\n\t1. Nội dung')), 'txt'],
  ['a program', programBytes(), null],
  ['a program of Linux', bytesOf('\x7FELF\x02\x01\x01'), null],
  ['a script', bytesOf('#!/bin/sh\nrm -rf /'), null],
  ['an archive', zipBytes(['a.exe']), null],
  ['an archive that only says it is a letter', zipBytes(['word/document.xml']), null],
  ['a letter with a program in it', docxBytes('word/vbaProject.bin'), null],
  ['an old letter with a program in it', compoundBytes('WordDocument', '_VBA_PROJECT'), null],
  ['an installer', compoundBytes('Root Entry', 'SummaryInformation'), null],
  ['half a zip', docxBytes().subarray(0, 60), null],
  ['words with a zero', bytesOf('a\0b'), null],
  ['what is no UTF-8', bytesOf('\xE9\xE8\xE7'), null],
  ['nothing', new Uint8Array(), null],
])('%s', (_, bytes, ending) => {
  expect(endingOf(bytes)).toBe(ending)
})

test('a workbook as a real program writes it is one', async () => {
  expect(endingOf(await writeTemplate())).toBe('xlsx')
})

test.each([
  ['Bài phát biểu.docx', 'docx', 'Bài phát biểu.docx'],
  ['Bài phát biểu.PDF', 'pdf', 'Bài phát biểu.pdf'],
  ['ảnh.jpeg', 'jpg', 'ảnh.jpeg'],
  ['ảnh.png', 'jpg', 'ảnh.jpg'],
  ['báo cáo.exe', 'pdf', 'báo cáo.exe.pdf'],
  ['Kế hoạch số 415.KH', 'pdf', 'Kế hoạch số 415.KH.pdf'],
  ['Báo cáo 30.11.2026', 'pdf', 'Báo cáo 30.11.2026.pdf'],
  ['../../etc/passwd', 'txt', 'passwd.txt'],
  ['C:\\Users\\Lan\\bài.docx', 'docx', 'bài.docx'],
  ['\u202Efdp.exe', 'pdf', 'fdp.exe.pdf'],
  ['a\r\nb\0c.pdf', 'pdf', 'a b c.pdf'],
  ['...', 'pdf', 'tep.pdf'],
  [null, 'jpg', 'anh.jpg'],
])('%s holding %s is called %s', (given, ending, name) => {
  expect(fileNameFor(given, kinds[ending]!)).toBe(name)
})

const kinds = Object.fromEntries(
  [jpegBytes(), pdfBytes(), docxBytes(), bytesOf('chu')].map((bytes) => {
    const kind = fileKind(bytes)!
    return [kind.endings[0], kind]
  }),
)

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('.', '/', '\\', ' ', 'đ', 'pdf', '👍', '\u202E', '\0'), maxLength: 300 }),
)

test('whatever a phone calls a file, its name is short, lies in no folder and ends with what it is', () => {
  fc.assert(
    fc.property(anyName, fc.constantFrom(...Object.values(kinds)), (given, kind) => {
      const name = fileNameFor(given, kind)
      expect(name.length).toBeLessThanOrEqual(120)
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\]/u)
      expect(name).toMatch(/^[^.\s].*\.[a-z]{3,4}$|^[^.\s]\.[a-z]{3,4}$/su)
      expect(kind.endings).toContain(name.split('.').at(-1))
      expect(fileNameFor(name, kind)).toBe(name)
    }),
  )
})

const heads = [jpegBytes(8), pdfBytes(12), docxBytes(), compoundBytes('Workbook'), bytesOf('GIF89a')]

test('whatever the bytes are, they are read to an end; a zip cut or bent is no reason to fail', () => {
  const noise = fc.uint8Array({ maxLength: 600 })
  const bent = fc.tuple(fc.constantFrom(...heads), noise, fc.nat(700)).map(([head, more, at]) => {
    const bytes = new Uint8Array([...head, ...more])
    if (at < bytes.length) bytes[at] = 0xff
    return bytes
  })
  fc.assert(
    fc.property(fc.oneof(noise, bent), (bytes) => {
      const kind = fileKind(bytes)
      if (kind) expect(kind.endings.length).toBeGreaterThan(0)
    }),
  )
})
