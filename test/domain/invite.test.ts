import { expect, test } from 'vitest'
import { secretIn } from '../../src/domain/invite.ts'

test('a code is typed, or is what a start carries; a link is pressed, pasted or typed as the command it stands for', () => {
  const code = { kind: 'code', value: '48205173' }
  for (const text of ['48205173', 'Mã: 4820 5173', '4820-5173', '/start 48205173'])
    expect(secretIn({ kind: 'text', text })).toEqual(code)
  expect(secretIn({ kind: 'start', payload: '48205173' })).toEqual(code)
  const token = { kind: 'token', value: 'AbC-_9' }
  expect(secretIn({ kind: 'start', payload: 'AbC-_9' })).toEqual(token)
  expect(secretIn({ kind: 'text', text: '/start AbC-_9' })).toEqual(token)
  expect(secretIn({ kind: 'text', text: ' https://t.me/caunoi_bot?start=AbC-_9' })).toEqual(token)
})

test('other numbers and words show none', () => {
  for (const text of ['1', '4820517', '0912 000 111', '08-12-2026', 'đã nhận', '/start', '/start a b', ''])
    expect(secretIn({ kind: 'text', text })).toBeNull()
  expect(secretIn({ kind: 'start', payload: '' })).toBeNull()
  expect(secretIn({ kind: 'media', what: 'photo', caption: '48205173' })).toBeNull()
  expect(secretIn({ kind: 'press', letter: 'l', number: 48205173, pressId: 'p' })).toBeNull()
})
