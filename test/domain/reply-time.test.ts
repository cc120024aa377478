import { describe, expect, test } from 'vitest'
import { isWhollyRead, readMoment } from '../../src/domain/reply.ts'

const VIETNAM = 7 * 60
/** Monday 7 December 2026 in Hanoi, at the hour given. */
const at = (clock: string) => Date.parse(`2026-12-07T${clock}:00+07:00`)

function read(text: string, now: string, offset = VIETNAM): string | null {
  const moment = readMoment(text, at(now), () => offset)
  return moment === null
    ? null
    : new Date(moment + offset * 60_000).toISOString().slice(5, 16).replace('T', ' ')
}

describe('a delay counts from now', () => {
  test.each([
    ['15 phút nữa', '12-07 07:15'],
    ['15p nữa', '12-07 07:15'],
    ["15' nữa", '12-07 07:15'],
    ['15 phút', '12-07 07:15'],
    ['khoảng 15 phút nữa ạ', '12-07 07:15'],
    ['10-15 phút nữa', '12-07 07:15'],
    ['mười lăm phút nữa', '12-07 07:15'],
    ['hai mươi phút nữa', '12-07 07:20'],
    ['năm phút nữa', '12-07 07:05'],
    ['nửa tiếng nữa', '12-07 07:30'],
    ['nua tieng nua', '12-07 07:30'],
    ['nửa giờ nữa', '12-07 07:30'],
    ['1 tiếng nữa', '12-07 08:00'],
    ['một tiếng nữa', '12-07 08:00'],
    ['1 tiếng rưỡi', '12-07 08:30'],
    ['tiếng rưỡi nữa', '12-07 08:30'],
    ['1 tiếng 15 phút nữa', '12-07 08:15'],
    ['2h nữa', '12-07 09:00'],
    ['2 giờ nữa', '12-07 09:00'],
    ['trong 2 giờ', '12-07 09:00'],
    ['in 20 minutes', '12-07 07:20'],
    ['half an hour', '12-07 07:30'],
    ['2 hours', '12-07 09:00'],
  ])('%s', (text, expected) => expect(read(text, '07:00')).toBe(expected))
})

describe('a time of day is the next such time', () => {
  test.each([
    ['15h30', '12-07 15:30'],
    ['15:30', '12-07 15:30'],
    ['15.30', '12-07 15:30'],
    ['15g30', '12-07 15:30'],
    ['15 giờ 30', '12-07 15:30'],
    ['15 giờ 30 phút', '12-07 15:30'],
    ['lúc 15h', '12-07 15:00'],
    ['tầm 15h ạ', '12-07 15:00'],
    ['15h nhé anh', '12-07 15:00'],
    ['3 rưỡi chiều', '12-07 15:30'],
    ['3h chiều', '12-07 15:00'],
    ['3 giờ chiều', '12-07 15:00'],
    ['ba giờ chiều', '12-07 15:00'],
    ['3 giờ kém 15 chiều', '12-07 14:45'],
    ['3h', '12-07 15:00'],
    ['3 rưỡi', '12-07 15:30'],
    ['10h', '12-07 10:00'],
    ['11h trưa', '12-07 11:00'],
    ['1h trưa', '12-07 13:00'],
    ['12h trưa', '12-07 12:00'],
    ['7h tối', '12-07 19:00'],
    ['7h tối nay', '12-07 19:00'],
    ['tối nay 7h', '12-07 19:00'],
    ['10h đêm', '12-07 22:00'],
    ['12h đêm', '12-08 00:00'],
    ['24h', '12-08 00:00'],
    ['8h sáng', '12-08 08:00'],
    ['08:00', '12-08 08:00'],
    ['8am', '12-08 08:00'],
    ['8 am', '12-08 08:00'],
    ['8pm', '12-07 20:00'],
    ['3:30 pm', '12-07 15:30'],
    ['noon', '12-07 12:00'],
    ['8h tôi xong', '12-07 20:00'],
    ['chiều 3h', '12-07 15:00'],
    ['3 chiều', '12-07 15:00'],
    ['xong lúc 10h', '12-07 10:00'],
    ['em sẵn sàng lúc 3h', '12-07 15:00'],
  ])('%s', (text, expected) => expect(read(text, '09:00')).toBe(expected))

  test('what has just passed is tomorrow, unless the afternoon is still to come', () => {
    expect(read('3h', '14:00')).toBe('12-07 15:00')
    expect(read('15h', '15:00')).toBe('12-08 15:00')
    expect(read('15h', '14:59')).toBe('12-07 15:00')
    expect(read('3h', '16:00')).toBe('12-08 03:00')
  })
})

describe('a named day', () => {
  test.each([
    ['sáng mai 8h', '12-08 08:00'],
    ['8h sáng mai', '12-08 08:00'],
    ['mai 8h', '12-08 08:00'],
    ['ngày mai 15h', '12-08 15:00'],
    ['mai 3h', '12-08 15:00'],
    ['chiều mai 2h', '12-08 14:00'],
    ['8h ngày kia', '12-09 08:00'],
    ['hôm nay 15h', '12-07 15:00'],
    ['thứ 4 8h', '12-09 08:00'],
    ['8h thứ tư', '12-09 08:00'],
    ['8h thứ hai tuần sau', '12-14 08:00'],
    ['chủ nhật 9h', '12-13 09:00'],
    ['8h ngày 10/12', '12-10 08:00'],
    ['8h 10/12/2026', '12-10 08:00'],
    ['2026-12-10 14:00', '12-10 14:00'],
    ['2026-12-10T14:00', '12-10 14:00'],
    ['08:00 10.12.2026', '12-10 08:00'],
    ['8 giờ ngày 10 tháng 12', '12-10 08:00'],
    ['8h ngày 5/1', '01-05 08:00'],
    ['tomorrow 8am', '12-08 08:00'],
    ['sang mai 8h', '12-08 08:00'],
  ])('%s', (text, expected) => expect(read(text, '09:30')).toBe(expected))

  test('a day that is over has no next time', () => {
    expect(read('8h sáng nay', '09:30')).toBeNull()
    expect(read('8h ngày 30/2', '09:30')).toBeNull()
    expect(read('8h ngày 1/12/2026', '09:30')).toBeNull()
  })
})

test('Lan in Tokyo means her own clock', () => {
  expect(readMoment('15h30', at('07:00'), () => 9 * 60)).toBe(Date.parse('2026-12-07T15:30:00+09:00'))
  expect(readMoment('sáng mai 8h', at('23:30'), () => 9 * 60)).toBe(Date.parse('2026-12-09T08:00:00+09:00'))
  expect(readMoment('08:00', at('07:00'), () => -5 * 60)).toBe(Date.parse('2026-12-07T08:00:00-05:00'))
})

test.each([
  '',
  'xong',
  '15',
  '0912 345 678',
  '0912.345.678',
  'chiều nay',
  'sáng mai',
  'mấy giờ',
  '25h',
  '10h75',
  '2 người',
  '20/11',
  '192.168.1.30',
  'ít phút nữa',
  'bây giờ',
  'một lát',
  'hội nghị 2026',
  '1/2',
])('no moment in “%s”', (text) => expect(read(text, '09:00')).toBeNull())

test('a clock that is put forward before then is read as it will stand', () => {
  const berlin = (moment: number) => (moment < Date.parse('2026-03-29T01:00Z') ? 60 : 120)
  const now = Date.parse('2026-03-26T10:00+01:00')
  expect(readMoment('8h 05/04', now, berlin)).toBe(Date.parse('2026-04-05T08:00+02:00'))
})

const home = /viet nam/u

test.each([
  '8h',
  '8h 05/12',
  '17h hôm nay',
  '7h30 sáng mai',
  '2026-12-05 14:00',
  '08:00 05.12.2026',
  '8 giờ ngày 10 tháng 12 năm 2026',
  'thứ 4 8h',
  '15 phút nữa',
  '2 tiếng nữa',
  '8 giờ sáng',
  '14h giờ Việt Nam',
  '3:30 pm',
  '15.30',
  '8h thứ tư',
  '17h chiều mai ạ',
])('nothing is left over of “%s”', (text) => expect(isWhollyRead(text, home)).toBe(true))

test.each([
  '14h giờ Nhật',
  '14h giờ Tokyo',
  '2pm Tokyo time',
  '14:00 UTC',
  '2026-12-05T14:00+09:00',
  '14:00 GMT+9',
  '8h 05/12/26',
  '8h hoặc 9h',
  '14:00 Asia/Tokyo',
])('something is left over of “%s”', (text) => expect(isWhollyRead(text, home)).toBe(false))
