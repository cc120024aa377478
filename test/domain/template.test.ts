import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Span } from '../../src/domain/message.ts'
import { isLink, pieces, plainWithLinks, sound } from '../../src/domain/spans.ts'
import { markedUp, sourceOf } from '../../src/domain/source-of.ts'
import { checkTemplate, type Particular, render } from '../../src/domain/template.ts'

const lan: Particular = {
  ten: 'Phạm Thị Lan',
  xung_ho: 'Bà',
  don_vi: 'Văn phòng UBND tỉnh',
  diem_cau: 'Hà Giang_2 *chính*',
  gio_dia_phuong: '07:30 25/11/2026',
}

function rendered(source: string, of: Particular = lan) {
  const result = render(source, of)
  if (result.kind === 'missing') throw new Error(`missing: ${result.variables.join()}`)
  return result
}

/** The looks of a text as one reads them: 'bold:Kính gửi'. */
const looks = ({ text, spans }: { text: string; spans: Span[] }) =>
  spans.map(({ from, length, style, url }) =>
    [style, text.slice(from, from + length), url].filter(Boolean).join(':'),
  )

describe('marks', () => {
  test.each<[string, string, string[]]>([
    ['*Kính gửi* các đầu mối', 'Kính gửi các đầu mối', ['bold:Kính gửi']],
    ['Họp lúc _7 giờ_, không _8 giờ_.', 'Họp lúc 7 giờ, không 8 giờ.', ['italic:7 giờ', 'italic:8 giờ']],
    [
      '__Lưu ý__: ~thứ Hai~ *thứ Ba*',
      'Lưu ý: thứ Hai thứ Ba',
      ['underline:Lưu ý', 'strike:thứ Hai', 'bold:thứ Ba'],
    ],
    ['*Gấp _và_ mật*', 'Gấp và mật', ['bold:Gấp và mật', 'italic:và']],
    ['*_Đặc biệt_*', 'Đặc biệt', ['bold:Đặc biệt', 'italic:Đặc biệt']],
    ['**Tổng duyệt** lúc *14:00*', 'Tổng duyệt lúc 14:00', ['bold:Tổng duyệt', 'bold:14:00']],
    ['(*Đã nhận*)', '(Đã nhận)', ['bold:Đã nhận']],
    ['👍*Tốt*👍 🎉_vui_', '👍Tốt👍 🎉vui', ['bold:Tốt', 'italic:vui']],
    ['⚠️*Khẩn*', '⚠️Khẩn', ['bold:Khẩn']],
    [
      'Xem [kế hoạch](https://tinh.gov.vn/kh_1_2.pdf).',
      'Xem kế hoạch.',
      ['link:kế hoạch:https://tinh.gov.vn/kh_1_2.pdf'],
    ],
    [
      '*Xem [kế _hoạch_](https://a.vn)*',
      'Xem kế hoạch',
      ['bold:Xem kế hoạch', 'link:kế hoạch:https://a.vn', 'italic:hoạch'],
    ],
    ['*a *b*', '*a b', ['bold:b']],
    ['会议*明天*开始', '会议明天开始', ['bold:明天']],
  ])('%s', (source, text, found) => {
    const result = rendered(source)
    expect(result.text).toBe(text)
    expect(looks(result)).toEqual(found)
  })

  test.each([
    '2*3*4 = 24, 5 * 3 * 2',
    'a_b_c và d~e~f',
    'Ghi chú (*): xem (*) và (**)',
    '* Điểm một\n* Điểm hai',
    '*Chưa đóng',
    '*mở dòng này\nđóng dòng sau*',
    'Họ tên: ______ Chức vụ: ____',
    '*** ---- ***',
    'thu_ky_@tinh.gov.vn, _lan_@tinh.gov.vn, lan_pham@x.vn',
    'ke_hoach_.docx, _du_thao_.docx, _du_thao_-v2.docx, D:\\tai_lieu\\_nhap_\\a.docx, /van_ban/_nhap_/b.pdf',
    'https://tinh.gov.vn/_a_/*b*?x=~y~, và http://x.vn/a_b_c',
    '__init__.py',
    '[chữ](javascript:alert(1)) [chữ](https://localhost/) [chữ](https://nganhang.vn@x.vn/) [chữ]()',
    '~50 %, khoảng ~60 %; *101# hoặc *102#',
    'Nhà 5* và 4*',
    '***đậm*** ___ba___ **hai*',
  ])('left alone: %s', (source) => {
    expect(rendered(source)).toEqual({ kind: 'rendered', text: source, spans: [] })
  })

  test('a backslash takes a sign literally, and is itself before anything else', () => {
    const { text, spans } = rendered(
      String.raw`\*không đậm\* \_x\_ \[a](https://a.vn) \{ten\} C:\Temp \\ cuối`,
    )
    expect(text).toBe(String.raw`*không đậm* _x_ [a](https://a.vn) {ten} C:\Temp \ cuối`)
    expect(spans).toEqual([])
  })
})

describe('variables', () => {
  test('stand for what is known of the reader, and a name full of marks is no mark', () => {
    const result = rendered('Kính gửi *{xung_ho} {ten}*: điểm cầu {diem_cau} họp lúc _{gio_dia_phuong}_.')
    expect(result.text).toBe(
      'Kính gửi Bà Phạm Thị Lan: điểm cầu Hà Giang_2 *chính* họp lúc 07:30 25/11/2026.',
    )
    expect(looks(result)).toEqual(['bold:Bà Phạm Thị Lan', 'italic:07:30 25/11/2026'])
  })

  test('what a reader lacks is named, blanks included; what is not asked for is not missed', () => {
    const minh = { ...lan, don_vi: null, diem_cau: '  ' }
    const of = (source: string) => render(source, minh)
    expect(of('{ten}, {don_vi}, {diem_cau}, {don_vi}')).toEqual({
      kind: 'missing',
      variables: ['don_vi', 'diem_cau'],
    })
    expect(of('{ten}')).toMatchObject({ kind: 'rendered' })
  })

  test.each<[string, string, string | null]>([
    ['Kính gửi {tên}', 'tên', 'ten'],
    ['Kính gửi {te\u0302n}', 'te\u0302n', 'ten'],
    ['*Kính gửi* {Ten}', 'Ten', 'ten'],
    ['{ ten }', ' ten ', 'ten'],
    ['{họ tên}', 'họ tên', 'ten'],
    ['{đơn_vị}', 'đơn_vị', 'don_vi'],
    ['{đơn vị}', 'đơn vị', 'don_vi'],
    ['{donvi}', 'donvi', 'don_vi'],
    ['{xưng hô}', 'xưng hô', 'xung_ho'],
    ['{điểm cầu}', 'điểm cầu', 'diem_cau'],
    ['{giờ}', 'giờ', 'gio_dia_phuong'],
    ['{giờ_dịa_phuong}', 'giờ_dịa_phuong', 'gio_dia_phuong'],
    ['{chức vụ}', 'chức vụ', null],
    ['{}', '', null],
    ['{{ten}}', 'ten', 'ten'],
    ['Kính gửi {ten', 'ten', 'ten'],
    ['👍 {ten} và {x*y}', 'x*y', null],
  ])('%s: the word that is none is pointed at', (source, word, didYouMean) => {
    const check = checkTemplate(source)
    expect(check).toMatchObject({ kind: 'unknown-variable', word, didYouMean })
    const { at } = check as { at: number }
    expect(source.slice(at, at + word.length)).toBe(word)
  })

  test('the good ones are told once each; a brace with a backslash is none', () => {
    expect(checkTemplate(String.raw`{ten} *{don_vi}* {ten} \{x} :-{ và {1`)).toEqual({
      kind: 'good',
      variables: ['ten', 'don_vi'],
    })
  })
})

/** Anything that reads like a source, with signs and emoji everywhere, halves of characters included. */
const scraps = [
  '*',
  '_',
  '__',
  '~',
  '[',
  ']',
  '(',
  ')',
  '](https://a.vn/x)',
  '{',
  '}',
  '{ten}',
  '{tên}',
  '\\',
  '\n',
  ' ',
  '.',
  '@',
]
const source = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...scraps,
        'Kính',
        'đ',
        'ế',
        'e\u0302',
        '👍',
        '⚠️',
        '𝐁',
        '\ud83d',
        '\ude00',
        'https://b.vn/_c_',
        'D:\\_x_',
        'D:\\a\\_b_\\',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((all) => all.join(''))
const particular = fc.record({
  ten: source.map((text) => `Lan${text}`),
  xung_ho: fc.constant('Bà'),
  don_vi: source.map((text) => `*${text}_`),
  diem_cau: fc.constant('[a](https://a.vn)'),
  gio_dia_phuong: fc.constant('07:30'),
})
const spansOf = (text: string) =>
  fc.array(
    fc.record({
      from: fc.integer({ min: -2, max: text.length + 1 }),
      length: fc.integer({ min: -1, max: text.length + 1 }),
      style: fc.constantFrom('bold', 'italic', 'underline', 'strike', 'link'),
      url: fc.constantFrom('https://tinh.gov.vn/a', 'https://tinh.gov.vn/a_(b)', 'javascript:1', 'https://x'),
    }),
    { maxLength: 6 },
  )
const dressed = source.chain((text) => fc.tuple(fc.constant(text), spansOf(text) as fc.Arbitrary<Span[]>))

describe('whatever is written', () => {
  test('is rendered, and every span lies inside the text and cuts no character', () => {
    fc.assert(
      fc.property(source, particular, (some, of) => {
        const { text, spans } = rendered(some, of)
        expect(sound({ text, spans })).toEqual(spans)
        for (const { from, length } of spans) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(from + length).toBeLessThanOrEqual(text.length)
          for (const at of [from, from + length])
            expect(text.slice(at - 1, at + 1)).not.toMatch(/^[\ud800-\udbff][\udc00-\udfff]$/)
        }
        checkTemplate(some)
      }),
      { numRuns: 1000 },
    )
  })

  test('without a sign it stays as it is', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/[*_~[\]{}\\]/.test(text))
    fc.assert(
      fc.property(plain, (text) => {
        expect(rendered(text)).toEqual({ kind: 'rendered', text, spans: [] })
      }),
    )
  })

  test('a value stays literal', () => {
    fc.assert(
      fc.property(particular, (of) => {
        const { text, spans } = rendered('*Kính gửi* {ten} tại {don_vi}', of)
        expect(text).toBe(`Kính gửi ${of.ten} tại ${of.don_vi}`)
        expect(looks({ text, spans })).toEqual(['bold:Kính gửi'])
      }),
    )
  })

  test('a text with its looks has a source that gives the text back, and no look that was not there', () => {
    fc.assert(
      fc.property(dressed, ([text, spans]) => {
        const again = sourceOf(text, spans)
        expect(checkTemplate(again)).toEqual({ kind: 'good', variables: [] })
        const result = rendered(again)
        expect(result.text).toBe(text)
        for (const { from, length, style } of result.spans)
          expect(
            spans.some(
              (span) => span.style === style && span.from <= from && from + length <= span.from + span.length,
            ),
          ).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('what was rendered has a source that is rendered the same', () => {
    fc.assert(
      fc.property(source, (some) => {
        const { text, spans } = rendered(some)
        const again = rendered(sourceOf(text, spans))
        expect(again.text).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  test('an app’s looks on top of it change neither the text nor the variables', () => {
    fc.assert(
      fc.property(dressed, particular, ([typed, spans], of) => {
        expect(rendered(markedUp(typed, spans), of).text).toBe(rendered(typed, of).text)
        expect(checkTemplate(markedUp(typed, spans)).kind).toBe(checkTemplate(typed).kind)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the source of a text with looks', () => {
  const bold = (text: string, words: string): Span => ({
    from: text.indexOf(words),
    length: words.length,
    style: 'bold',
  })

  test('is as a person would have written it', () => {
    const text = 'Kính gửi các đầu mối: a_b, 2*3'
    expect(sourceOf(text, [bold(text, 'Kính gửi ')])).toBe('*Kính gửi* các đầu mối: a_b, 2*3')
    expect(sourceOf('(*) xem_thêm_', [])).toBe('(*) xem_thêm_')
    expect(sourceOf('Giá *tốt*', [])).toBe(String.raw`Giá \*tốt\*`)
    expect(sourceOf('Gửi {ten}', [])).toBe(String.raw`Gửi \{ten\}`)
  })

  test('over several lines has its marks on each; in the middle of a word there are none', () => {
    const text = 'Thời gian:\n07:30'
    expect(sourceOf(text, [{ from: 0, length: text.length, style: 'bold' }])).toBe('*Thời gian:*\n*07:30*')
    expect(sourceOf('Cầu nối', [{ from: 1, length: 1, style: 'bold' }])).toBe('Cầu nối')
  })

  test('keeps what was typed as marks and variables when an app’s looks are put on top', () => {
    const typed = String.raw`Kính gửi {ten}, *khẩn* và \*`
    expect(markedUp(typed, [{ from: 0, length: 14, style: 'italic' }])).toBe('_Kính gửi {ten}_, *khẩn* và *')
  })

  test('of a long line full of looks is found in a moment', () => {
    const text = 'ab'.repeat(2000)
    const spans = Array.from({ length: 100 }, (_, place): Span => ({
      from: place * 30 + 1,
      length: 1,
      style: 'bold',
    }))
    const before = performance.now()
    sourceOf(text, spans)
    sourceOf('*a _b '.repeat(700), spans)
    rendered('*a _b [c](https://d.vn '.repeat(5000))
    expect(performance.now() - before).toBeLessThan(1000)
  })
})

describe('where nothing can look different', () => {
  test('a link is written out behind its words, once', () => {
    const of = (source: string) => {
      const { text, spans } = rendered(source)
      return plainWithLinks(text, spans)
    }
    expect(of('*Xem [kế hoạch 👍](https://a.vn/k), [b](https://b.vn)*.')).toBe(
      'Xem kế hoạch 👍 (https://a.vn/k), b (https://b.vn).',
    )
    expect(of('[https://a.vn](https://a.vn)')).toBe('https://a.vn')
  })

  test('taken apart for a page nothing is lost', () => {
    fc.assert(
      fc.property(dressed, ([text, spans]) => {
        const all = pieces({ text, spans })
        expect(all.flatMap(({ stretches }) => stretches.map((each) => each.text)).join('')).toBe(text)
        for (const { url } of all) if (url !== undefined) expect(isLink(url)).toBe(true)
      }),
    )
  })
})
