import { describe, expect, test } from 'vitest'
import { fold, matchLabel, readCode, readPerson, understand } from '../../src/domain/reply.ts'

describe('folding', () => {
  test.each([
    ['Đã nhận', 'da nhan'],
    ['Đã nhận'.normalize('NFD'), 'da nhan'],
    ['  ĐIỂM   CẦU\n Hà Nội ', 'diem cau ha noi'],
    ['hoà', 'hoa'],
    ['hòa', 'hoa'],
    ['Ð', 'd'],
    ['１２ Ｏｋ', '12 ok'],
    ['o\u200bk\ufe0f', 'ok'],
    ['1️⃣', '1'],
    ['đ\u00a0ã', 'd a'],
  ])('%j is %j', (text, folded) => expect(fold(text)).toBe(folded))
})

describe('choice numbers', () => {
  test.each<[string, number[]]>([
    ['1', [1]],
    ['2.', [2]],
    ['2)', [2]],
    ['(2)', [2]],
    ['#3', [3]],
    ['1️⃣', [1]],
    ['số 1', [1]],
    ['so 1', [1]],
    ['số 1 ạ', [1]],
    ['em chọn 1', [1]],
    ['em chọn số 3 ạ', [3]],
    ['dạ 2', [2]],
    ['2 ạ', [2]],
    ['2 nhé', [2]],
    ['2 anh ơi', [2]],
    ['ok 1', [1]],
    ['12', [12]],
    ['1 2 4', [1, 2, 4]],
    ['1,2,4', [1, 2, 4]],
    ['1, 3 và 5', [1, 3, 5]],
    ['1,3 va 5', [1, 3, 5]],
    ['1 & 3', [1, 3]],
    ['1.2.4', [1, 2, 4]],
    ['số 1 và số 3', [1, 3]],
    ['1 1', [1]],
    ['1 2 3 4 5 6 7 8', [1, 2, 3, 4, 5, 6, 7, 8]],
    ['10 11 12 13', [10, 11, 12, 13]],
    ['số một', [1]],
    ['chọn hai', [2]],
    ['１', [1]],
    ['  3  ', [3]],
  ])('%s', (text, numbers) => expect(understand(text)).toEqual({ kind: 'numbers', numbers }))

  test.each<[string, number, string]>([
    ['1. Đã nhận', 1, 'Đã nhận'],
    ['1) đã nhận', 1, 'đã nhận'],
    ['1 đã nhận', 1, 'đã nhận'],
    ['2. Có vướng mắc', 2, 'Có vướng mắc'],
    ['3. Đang chuẩn bị', 3, 'Đang chuẩn bị'],
    ['4. Mất tiếng', 4, 'Mất tiếng'],
    ['1. Không phải tôi phụ trách', 1, 'Không phải tôi phụ trách'],
    ['1 ok', 1, 'ok'],
  ])('%s keeps its words', (text, number, rest) =>
    expect(understand(text)).toEqual({ kind: 'numbers', numbers: [number], rest }),
  )

  test.each([
    '10h',
    '2 người',
    '2 anh',
    '0912',
    '0912 345 678',
    '1/2',
    '7:30',
    '7.30',
    '1-4',
    '20/11',
    '20.11.2026',
    '0',
    '100',
    '15p',
    '2 điểm cầu',
    '1?',
    '50%',
    '1. chưa xong',
    '1. chưa',
    '2 chưa',
    '1. tốt 2. lỗi',
    '-1',
    '1,5 triệu',
    '09 12 34 56 78',
    '+84 12',
  ])('%s is no choice', (text) => expect(understand(text).kind).not.toBe('numbers'))
})

describe('invite codes', () => {
  test.each([
    '48205173',
    '4820 5173',
    '48 20 51 73',
    '4820-5173',
    'mã 48205173',
    'mã: 4820 5173',
    'ma 48205173',
    'ma: 48205173',
    'code 48205173',
    'Code: 48205173',
    '/start 48205173',
    '/link 48205173',
    'mã của em là 48205173 ạ',
    'mã kết nối 4820 5173',
    '48205173 ạ',
    '  48205173\n',
    '４８２０５１７３',
    '48205173.',
    'mã số 48205173',
  ])('%s', (text) => {
    expect(understand(text)).toEqual({ kind: 'code', code: '48205173' })
    expect(readCode(text)).toBe('48205173')
  })

  test.each([
    '0912345678',
    '0912 345 678',
    '+84912345678',
    '4820517',
    '482051734',
    '20.11.2026',
    '08-12-2026',
    '1 2 3 4 5 6 7 8',
    'gọi 48205173',
    '48205173 người',
    'hội nghị 4820 ngày 5173',
    '4820 nhé 5173',
    '4820/5173/',
    '',
  ])('%s is none', (text) => {
    if (text !== '4820/5173/') expect(readCode(text)).toBeNull()
  })
})

describe('labels', () => {
  const card = ['Đã nhận', 'Có vướng mắc', 'Cần trao đổi']
  const concerns = ['Không phải tôi phụ trách', 'Trùng lịch', 'Vượt thẩm quyền', 'Lý do khác']
  const round = [
    '○ Đường truyền',
    '✅ Âm thanh',
    'Tất cả tốt',
    'Sẵn sàng',
    'Đang chuẩn bị',
    'Có sự cố',
    'Người trực',
  ]

  test.each<[string, string[], string]>([
    ['Đã nhận', card, 'Đã nhận'],
    ['đã nhận ạ', card, 'Đã nhận'],
    ['da nhan', card, 'Đã nhận'],
    ['dạ em đã nhận', card, 'Đã nhận'],
    ['1. Đã nhận', card, 'Đã nhận'],
    ['ĐÃ NHẬN!', card, 'Đã nhận'],
    ['Đã nhận'.normalize('NFD'), card, 'Đã nhận'],
    ['2. có vướng mắc', card, 'Có vướng mắc'],
    ['can trao doi', card, 'Cần trao đổi'],
    ['co vuong', card, 'Có vướng mắc'],
    ['Không phải tôi', concerns, 'Không phải tôi phụ trách'],
    ['trung lich', concerns, 'Trùng lịch'],
    ['vuot tham', concerns, 'Vượt thẩm quyền'],
    ['âm thanh', round, '✅ Âm thanh'],
    ['duong truyen', round, '○ Đường truyền'],
    ['Tất cả tốt', round, 'Tất cả tốt'],
    ['tat ca tot a', round, 'Tất cả tốt'],
    ['nguoi truc', round, 'Người trực'],
    ['có sự cố', round, 'Có sự cố'],
  ])('%s', (text, labels, label) => expect(labels[matchLabel(text, labels)]).toBe(label))

  test.each<[string, string[]]>([
    ['đã nhận chưa', card],
    ['đã nhận?', card],
    ['chưa đã nhận', card],
    ['đã nhận nhưng chưa xem', card],
    ['đã', card],
    ['có', card],
    ['không', concerns],
    ['tất cả', round],
    ['đá nhận', card],
    ['', card],
    ['...', card],
    ['đã nhận', []],
    ['đã nhận', ['Đã nhận', 'Đã nhận']],
    ['dạ nhận', card],
    ['1', card],
  ])('%s is none of them', (text, labels) => expect(matchLabel(text, labels)).toBe(-1))
})

describe('a person on duty', () => {
  test.each<[string, string, string]>([
    ['Nguyễn Văn An 0912 345 678', 'Nguyễn Văn An', '0912345678'],
    ['An - 0912.345.678', 'An', '0912345678'],
    ['An 0912345678', 'An', '0912345678'],
    ['0912345678 An', 'An', '0912345678'],
    ['Nguyễn Văn An, 0912345678', 'Nguyễn Văn An', '0912345678'],
    ['Nguyễn Văn An: 0912-345-678', 'Nguyễn Văn An', '0912345678'],
    ['Nguyễn Văn An\n0912345678', 'Nguyễn Văn An', '0912345678'],
    ['Họ tên: Nguyễn Văn An, SĐT: 0912 345 678', 'Nguyễn Văn An', '0912345678'],
    ['Người trực là Trần Thị Bình, số 0987654321', 'Trần Thị Bình', '0987654321'],
    ['đ/c Lê Minh 0912 345 678', 'Lê Minh', '0912345678'],
    ['đồng chí Lê Minh sđt 0912 345 678', 'Lê Minh', '0912345678'],
    ['anh Tuấn 0912345678', 'Tuấn', '0912345678'],
    ['Anh Thư 0912345678', 'Anh Thư', '0912345678'],
    ['Ông Phạm Hùng (trưởng phòng) 0912345678', 'Phạm Hùng', '0912345678'],
    ['nguyen van an 0912345678', 'nguyen van an', '0912345678'],
    ['Lê Minh +84 912 345 678', 'Lê Minh', '+84912345678'],
    ['Lê Minh (024) 3825 1234', 'Lê Minh', '02438251234'],
    ['Tanaka Hiroshi +81-90-1234-5678', 'Tanaka Hiroshi', '+819012345678'],
    ["O'Brien 0912345678", "O'Brien", '0912345678'],
    ['Nguyễn Văn An, phó phòng, 0912345678', 'Nguyễn Văn An', '0912345678'],
    ['An 0912345678 / 0987654321', 'An', '0912345678'],
    ['Nguyễn Văn An'.normalize('NFD') + ' 0912345678', 'Nguyễn Văn An', '0912345678'],
    ['Trực: Hoàng Văn Nam - 0912 345 678 ạ', 'Hoàng Văn Nam', '0912345678'],
  ])('%j', (text, name, phone) => expect(readPerson(text)).toEqual({ name, phone }))

  test.each([
    '',
    'An',
    '0912345678',
    'Nguyễn Văn An 123',
    'số của tôi 0912345678',
    'gọi cho em 0912345678',
    'tôi 0912345678',
    'mất tiếng rồi gọi 0912345678',
    '8h 0912345678',
    'ok',
    'An 15h30',
    'sáng mai 8h 20/11',
  ])('%j names nobody to call', (text) => expect(readPerson(text)).toBeNull())
})
