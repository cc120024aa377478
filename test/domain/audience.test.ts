import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Expression, type Fault, roles, type Why } from '../../src/domain/audience.ts'
import type { Facts } from '../../src/domain/audience/facts.ts'
import { listIn } from '../../src/domain/audience/list.ts'
import { meantBy } from '../../src/domain/audience/meant.ts'
import { readAudience } from '../../src/domain/audience/parse.ts'
import { pointer } from '../../src/domain/audience/pointer.ts'
import { printed } from '../../src/domain/audience/print.ts'
import { fold } from '../../src/domain/reply.ts'
import { textsIn } from '../../src/domain/texts/index.ts'
import { facts } from './audience-facts.ts'

const codeOf = new Map(facts.people.map(({ id, code }) => [id, code]))

function who(expression: string, about: Facts = facts): string {
  const found = meantBy(expression, about)
  if (found.kind === 'wrong') return expect.fail(textsIn('en').audience.pointed(expression, found.fault))
  return [...found.ids]
    .map((id) => codeOf.get(id)!)
    .toSorted()
    .join(' ')
}

function faultOf(expression: string, about: Facts = facts): Fault {
  const found = meantBy(expression, about)
  if (found.kind === 'people') return expect.fail(`“${expression}” is read`)
  return found.fault
}

const everyone = 'an bao binh cu hoa hung lan minh thu van'

describe('whom an expression means', () => {
  test.each([
    ['all', everyone],
    ['conference:vt26', 'an bao hung lan minh thu van'],
    ['conference:hn27', 'hoa minh'],
    ['conference:hn27,old23', 'cu hoa minh'],
    ['document:215/KH-UBND', 'an bao hoa hung lan minh thu van'],
    ['country:VN', 'an bao binh cu hoa lan minh thu van'],
    ['country:jp', 'hung'],
    ['nuoc:"Nhật Bản"', 'hung'],
    ['unit:"Sở Y tế"', 'bao hoa lan'],
    ['unit:"SO Y TE"', 'bao hoa lan'],
    ['unit:"ngoai vu"', 'minh'],
    ['role:contact', 'hoa hung lan minh'],
    ['role:backup', 'bao minh'],
    ['role:duty', 'an thu'],
    ['role:coordinator', 'binh van'],
    ['role:assignee', 'an hoa'],
    ['role:backup,duty', 'an bao minh thu'],
    ['round:r2', 'an bao lan minh thu'],
    ['round:r3', 'bao hung lan minh thu'],
    ['point:b2', 'minh'],
    ['point:x1', 'cu'],
    ['code:lan', 'lan'],
    ['code:c9', null],
    ['code:LAN,bao, "hung"', 'bao hung lan'],
    ['phone:0912000111', 'lan minh'],
    ['phone:0912 000 222', 'minh'],
    ['phone:+81312345678', 'hung'],
    ['file:ds.txt', 'bao binh lan minh'],
    ['unacknowledged:5', 'hung lan'],
    ['unacknowledged:6', ''],
  ])('%s', (expression, people) => {
    if (people === null) expect(faultOf(expression).why.kind).toBe('unknown')
    else expect(who(expression)).toBe(people)
  })

  test.each([
    ['conference:vt26 and not country:VN', 'hung'],
    ['conference:vt26 not country:VN', 'hung'],
    ['country:JP or code:lan and role:contact', 'hung lan'],
    ['(country:JP or code:lan) and role:backup', ''],
    ['not not code:lan', 'lan'],
    ['not all', ''],
    ['all and (all)', everyone],
    ['unit:"Sở Y tế" -', null],
  ])('combined: %s', (expression, people) => {
    if (people === null) expect(faultOf(expression).why.kind).toBe('bare-word')
    else expect(who(expression)).toBe(people)
  })

  test.each([
    // the status in the round that is named, else in the current one of every conference
    ['conference:vt26 status:pending', 'bao lan thu'],
    ['status:pending', 'bao lan thu'],
    ['status:ready', 'hoa minh'],
    ['round:r2 status:preparing', 'minh'],
    ['conference:vt26 and round:r1 and status:pending', 'minh'],
    ['status:pending round:r1 conference:vt26', 'minh'],
    ['conference:vt26 and not (round:r1 status:ready)', 'an hung minh van'],
    ['conference:vt26 round:r1 not status:ready', 'hung minh'],
    ['round:r3 status:pending', 'bao hung lan minh thu'],
    ['round:r3 status:ready', ''],
    ['document:215/KH-UBND round:r1 status:issue', 'hung'],
    // a role, a bridge point, a round are those of the conference that is named beside them
    ['conference:hn27 role:backup', 'minh'],
    ['conference:vt26 role:backup', 'bao'],
    ['conference:vt26 (role:backup or role:duty)', 'an bao thu'],
    ['conference:vt26 not role:contact', 'an bao thu van'],
    ['conference:vt26 not not role:backup', 'bao'],
    ['conference:vt26 point:b1 role:contact', 'lan'],
    ['conference:old23 role:contact', 'cu'],
    ['conference:hn27 point:b1', 'hoa minh'],
    ['conference:hn27,vt26 round:r1 status:ready', 'bao hoa lan minh thu'],
    ['role:backup status:ready', 'minh'],
    ['role:contact status:preparing', 'minh'],
    ['role:backup status:preparing', ''],
    ['role:contact role:backup', 'minh'],
    ['conference:vt26 conference:hn27', 'minh'],
    ['round:r2 role:assignee', 'an'],
  ])('said of the same place: %s', (expression, people) => {
    expect(who(expression)).toBe(people)
  })

  test.each([
    ['tatca', 'all'],
    ['tất cả', 'all'],
    ['hoinghi:vt26', 'conference:vt26'],
    ['Hội nghị: vt26', 'conference:vt26'],
    ['hội nghị:vt26 và không quốc gia:VN', 'conference:vt26 and not country:VN'],
    ['vanban:215/KH-UBND', 'document:215/KH-UBND'],
    ['nuoc:JP hoặc donvi:“Sở Y tế”', 'country:JP or unit:"Sở Y tế"'],
    ['vaitro:daumoi,duphong,truc,bantochuc,thuchien', 'role:contact,backup,duty,coordinator,assignee'],
    ['vai trò:Ban Tổ chức', 'role:coordinator'],
    ['dot:r2 trangthai:chuatraloi', 'round:r2 and status:pending'],
    ['đợt:r2 trạng thái:chưa trả lời', 'round:r2 and status:pending'],
    ['trangthai:dangchuanbi,sansang,suco', 'status:preparing,ready,issue'],
    ['điểm cầu:b2', 'point:b2'],
    ['chưa xác nhận:5', 'unacknowledged:5'],
    ["ma:'lan','hung'", 'code:lan,hung'],
    ['điện thoại:0912.000.111', 'phone:0912.000.111'],
    ['tep:ds.txt', 'file:ds.txt'],
  ])('in Vietnamese: %s', (vietnamese, english) => {
    expect(printed(treeOf(vietnamese))).toBe(english)
    expect(who(vietnamese)).toBe(who(english))
  })
})

describe('what is wrong with it', () => {
  test.each<[string, string, Why['kind'], string?]>([
    ['', '', 'empty'],
    ['  \u200b ', '', 'empty'],
    ['conferense:vt26', 'conferense', 'unknown-keyword', 'conference'],
    ['hoinghj:vt26', 'hoinghj', 'unknown-keyword', 'hoinghi'],
    [':vt26', ':', 'unknown-keyword'],
    ['all and vt26', 'vt26', 'bare-word'],
    ['conference:vt26 nad country:VN', 'nad', 'bare-word', 'and'],
    ['"Sở Y tế"', '"Sở Y tế"', 'bare-word'],
    ['unit:Sở Y tế', 'Y', 'bare-word'],
    ['conference', 'conference', 'no-value'],
    ['conference:', 'conference', 'no-value'],
    ['conference:(vt26)', 'conference', 'no-value'],
    ['code:lan,,bao', 'code', 'no-value'],
    ['unit:" "', '" "', 'no-value'],
    ['all and unit:"Sở Y tế', '"Sở Y tế', 'open-quote'],
    ['(all or code:lan', '(', 'open-bracket'],
    ['(', '(', 'open-bracket'],
    ['all)', ')', 'stray-bracket'],
    [')', ')', 'stray-bracket'],
    ['all and ()', '(', 'empty-brackets'],
    ['all and', 'and', 'operand-missing'],
    ['(all or)', 'or', 'operand-missing'],
    ['or all', 'or', 'operand-missing'],
    ['all or or all', 'or', 'operand-missing'],
    ['not', 'not', 'operand-missing'],
    ['role:contac', 'contac', 'not-a-role', 'contact'],
    ['vaitro:lanhdao', 'lanhdao', 'not-a-role'],
    ['status:redy', 'redy', 'not-a-status', 'ready'],
    ['unacknowledged:0', '0', 'not-a-number'],
    ['unacknowledged:lan', 'lan', 'not-a-number'],
    ['conference:vt62', 'vt62', 'unknown', 'vt26'],
    ['all or conference:xyz and round:r1', 'xyz', 'unknown'],
    ['not conference:vt62', 'vt62', 'unknown', 'vt26'],
    ['document:215/KH-UBMD', '215/KH-UBMD', 'unknown', '215/KH-UBND'],
    ['not country:JQ', 'JQ', 'unknown', 'JP'],
    ['unit:"Sở Y t"', '"Sở Y t"', 'unknown', 'Sở Y tế'],
    ['unit:"Y tế"', '"Y tế"', 'several'],
    ['round:r9', 'r9', 'unknown'],
    ['round:r1', 'r1', 'several'],
    ['point:b1 status:ready', 'b1', 'several'],
    ['point:b7', 'b7', 'unknown'],
    ['conference:hn27 round:r2', 'r2', 'unknown', 'r1'],
    ['code:lann', 'lann', 'unknown', 'lan'],
    ['code:lan,hugn', 'hugn', 'unknown', 'hung'],
    ['phone:hai', 'hai', 'not-a-phone'],
    ['phone:0912 999 999', '0912 999 999', 'unknown'],
    ['unacknowledged:7', '7', 'unknown'],
    ['unacknowledged:8', '8', 'unknown'],
    ['unacknowledged:9', '9', 'nothing-asked'],
    ['file:khong-co.txt', 'khong-co.txt', 'no-file'],
    ['file:sai.txt', 'sai.txt', 'not-in-list'],
    [`${'('.repeat(50)}all`, '(', 'too-deep'],
    [`${'not '.repeat(5000)}all`, 'not', 'too-deep'],
  ])('%s', (expression, word, kind, meant) => {
    const fault = faultOf(expression)
    expect([fault.word, fault.why.kind, fault.didYouMean]).toEqual([word, kind, meant])
    expect(expression.slice(fault.at, fault.at + fault.length)).toBe(word)
  })

  test('the first word that is wrong is named, whatever was looked up before it', () => {
    expect(faultOf('code:x1y2z3 conference:abc').word).toBe('x1y2z3')
  })

  test('before any round there is no status, and that is said', () => {
    const before = {
      ...facts,
      rounds: facts.rounds.map((each) => ({ ...each, isOpened: false, isCurrent: false })),
    }
    expect(faultOf('status:pending', before).why.kind).toBe('no-round')
    expect(who('conference:vt26 round:r1 status:pending', before)).toBe('bao hung lan minh thu')
  })

  test('lines of a list that name nobody are told, each with its line', () => {
    expect(faultOf('file:sai.txt').why).toEqual({
      kind: 'not-in-list',
      unknown: [
        { line: 2, entry: 'lann' },
        { line: 4, entry: '0999999999' },
      ],
    })
  })

  test('Vietnamese names the word, where it stands and what was probably meant', () => {
    const { audience } = textsIn('vi')
    const said = (expression: string) => audience.pointed(expression, faultOf(expression))
    expect(said('tất cả và hội nghị:vt62 và không nước:VN')).toBe(
      [
        'tất cả và hội nghị:vt62 và không nước:VN',
        '                   ^^^^',
        'Không có hội nghị mã “vt62”. Có phải “vt26”?',
      ].join('\n'),
    )
    expect(said('dot:r1')).toContain(
      'Nhiều hội nghị có đợt kiểm tra mã “r1”: “hn27”, “vt26”. Đề nghị ghi rõ hội nghị',
    )
    expect(said('donvi:“Sở Y t”')).toContain('Không có đơn vị “Sở Y t”. Có phải “Sở Y tế”?')
    expect(said('"Sở Y tế"')).toContain('“Sở Y tế” chưa rõ là gì')
    expect(said('dot:r9')).toContain('Không có đợt kiểm tra mã “r9”.')
    expect(said('file:sai.txt')).toContain('dòng 2: “lann”; dòng 4: “0999999999”')
  })

  test('whoever coordinates single conferences is shown nothing of the others, and need not name their own', () => {
    const limited = { ...facts, scope: new Set(['hn27']) }
    expect(who('round:r1', limited)).toBe('hoa minh')
    expect(who('role:contact', limited)).toBe('hoa')
    expect(faultOf('conference:vt2', limited)).not.toHaveProperty('didYouMean')
    expect(faultOf('code:lann', limited).didYouMean).toBeUndefined()
    expect(faultOf('unit:"Thương vụ tại Nhật"', { ...limited, people: [] }).why).toMatchObject({ known: [] })
  })
})

test('carets stand under the letters people see', () => {
  const decomposed = 'hội nghị:vt62'.normalize('NFD')
  expect(pointer(decomposed, { at: decomposed.indexOf('vt62'), length: 4 })).toBe(
    `${decomposed}\n         ^^^^`,
  )
  expect(pointer('unit:北京 x', { at: 8, length: 1 })).toBe('unit:北京 x\n          ^')
  expect(pointer('', { at: 0, length: 0 })).toBe('\n^')
  const [line, carets] = pointer(`${'all or '.repeat(30)}vt26`, { at: 210, length: 4 }).split('\n')
  expect(line!.length).toBeLessThan(60)
  expect(line!.slice(carets!.indexOf('^'))).toBe('vt26')
})

test('every example of the reference is read, and says the same in Vietnamese', () => {
  const reference = readFileSync(join(import.meta.dirname, '../../docs/audience.md'), 'utf8')
  const examples = /```audience\n([^]*?)```/.exec(reference)![1]!.trim().split('\n')
  expect(examples.length).toBeGreaterThan(5)
  for (const [english, vietnamese] of examples.map((line) => line.split('#')))
    expect(printed(treeOf(vietnamese!)), vietnamese).toBe(printed(treeOf(english!)))
})

function treeOf(expression: string): Expression {
  const read = readAudience(expression)
  if (read.kind === 'wrong') return expect.fail(textsIn('en').audience.pointed(expression, read.fault))
  return read.tree
}

// — whatever is written

const pieces =
  'and or not all ( ) , : " “ \' hội nghị conference: vt26 round:r1 status: ready chưa phone: 0912 code:lan file:ds.txt'
    .split(' ')
    .concat(' ', '  ', '\u200b', '\n')
const words = fc.constantFrom(...pieces)
const scribble = fc.oneof(
  fc.array(words, { maxLength: 30 }).map((each) => each.join('')),
  fc.array(words, { maxLength: 30 }).map((each) => each.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
)

test('reading never throws, and what is wrong stands in the expression', () => {
  fc.assert(
    fc.property(scribble, (expression) => {
      const found = meantBy(expression, facts)
      if (found.kind === 'people') return
      const { at, length, word } = found.fault
      expect(at).toBeGreaterThanOrEqual(0)
      expect(at + length).toBeLessThanOrEqual(expression.length)
      expect(expression.slice(at, at + length)).toBe(word)
      if (found.fault.why.kind !== 'empty') expect(length).toBeGreaterThan(0)
      for (const language of ['vi', 'en'] as const)
        expect(textsIn(language).audience.pointed(expression, found.fault).split('\n').length).toBe(3)
    }),
    { numRuns: 2000 },
  )
})

const named = [
  'conference',
  'document',
  'country',
  'unit',
  'round',
  'point',
  'code',
  'phone',
  'file',
] as const
const valued = <T>(values: fc.Arbitrary<T>) =>
  fc.array(values, { minLength: 1, maxLength: 3 }).map((each) => each.map((value) => ({ value })))
const anyName = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => fold(text) !== '')
const statuses = ['pending', 'preparing', 'ready', 'issue'] as const

/** Trees without the places of their words. */
const { tree: anyTree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant({ kind: 'all' }),
    fc.record({ kind: fc.constantFrom(...named), words: valued(anyName) }),
    fc.record({ kind: fc.constant('role'), words: valued(fc.constantFrom(...roles)) }),
    fc.record({ kind: fc.constant('status'), words: valued(fc.constantFrom(...statuses)) }),
    fc.record({
      kind: fc.constant('unacknowledged'),
      words: valued(fc.integer({ min: 1, max: 999_999_999 })),
    }),
    fc.record({ kind: fc.constant('not'), of: tie('tree') }),
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      of: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}))

const withoutPlaces = (tree: Expression): unknown =>
  JSON.parse(JSON.stringify(tree, (key, value) => (key === 'at' || key === 'length' ? undefined : value)))

test('an expression that is printed and read again is the same', () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      expect(withoutPlaces(treeOf(printed(tree as Expression)))).toEqual(tree)
    }),
    { numRuns: 500 },
  )
})

const terms =
  `all|country:VN|country:JP|unit:"Sở Y tế"|role:contact|role:backup|role:duty,assignee|status:pending
status:ready,issue|code:lan,hung|phone:0912000111|file:ds.txt|unacknowledged:5`.split(/[|\n]/)
const term = fc.constantFrom(...terms)
const { any } = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    term,
    tie('any').map((each) => `not (${each})`),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a}) or (${b})`),
    fc.tuple(term, term).map(([a, b]) => `${a} ${b}`),
  ),
}))

test('denied twice is said', () => {
  fc.assert(
    fc.property(any, (x) => {
      expect(who(`not not (${x})`)).toBe(who(x))
    }),
  )
})

test('what is not in either is in neither, and what is not in both lacks one', () => {
  fc.assert(
    fc.property(any, any, (a, b) => {
      // as alternatives they say nothing to what stands beside them
      const [x, y] = [`((${a}) or not all)`, `((${b}) or not all)`]
      expect(who(`not (${x} or ${y})`)).toBe(who(`not ${x} and not ${y}`))
      expect(who(`not (${x} and ${y})`)).toBe(who(`not ${x} or not ${y}`))
    }),
  )
})

test('in doubt about a list, nobody is left out in silence: every entry is known or told', () => {
  const entry = fc.constantFrom('c1', 'C2', '0912000111', 'ai đó', '"c1"', ' ', '')
  const mark = fc.constantFrom(',', ';', '\t', '\n', '\r\n', '\r', '\n#', ' # ', ', ,')
  fc.assert(
    fc.property(fc.array(fc.tuple(entry, mark)), fc.boolean(), (pieces, marked) => {
      const text = `${marked ? '\uFEFF' : ''}${pieces.flat().join('')}`
      const asked: string[] = []
      const known = (each: string) => (asked.push(each), /^c\d$/i.test(each) ? [fold(each)] : [])
      const { people, unknown } = listIn(text, known)
      expect(new Set(people)).toEqual(new Set(asked.filter((each) => /^c\d$/i.test(each)).map(fold)))
      expect(unknown.map((each) => each.entry)).toEqual(asked.filter((each) => !/^c\d$/i.test(each)))
      const lines = text.split(/\r\n|[\r\n]/)
      for (const { line, entry } of unknown) expect(lines[line - 1]).toContain(entry)
      for (const each of asked) expect(each).not.toMatch(/^$|^\s|\s$|[,;\n\r#]/)
    }),
  )
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void listIn(text, () => [])))
})

test('a list is read as offices write them', () => {
  const text = '\uFEFFmã\tđiện thoại\r\n# Danh sách 1\r\nc1; c2\n\n"c3",+84912000111 # Lan\n'
  const { people, unknown } = listIn(text, (entry) => (/^[c+]/.test(entry) ? [entry] : []))
  expect(people).toEqual(['c1', 'c2', 'c3', '+84912000111'])
  expect(unknown).toEqual([
    { line: 1, entry: 'mã' },
    { line: 1, entry: 'điện thoại' },
  ])
})
