import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { letterKinds } from '../../src/domain/delivery.ts'
import { channelNames, topics } from '../../src/domain/message.ts'
import { nightEnds } from '../../src/domain/night.ts'
import {
  type Errand,
  fallbackAt,
  isOpen,
  type Path,
  type PathState,
  waysFor,
} from '../../src/domain/reach.ts'
import { chatOnly } from '../kit/settings.ts'

const { reach } = chatOnly
const MB = 1024 * 1024

const path = (channel: Path['channel'], state: PathState, more: Partial<Path> = {}): Path => ({
  channel,
  account: 'a',
  chat: `${channel}-chat`,
  state,
  until: null,
  lastInAt: state === 'linked' ? 1 : null,
  topics: null,
  ...more,
})

const card: Errand = { kind: 'ask', topic: 'assignment', media: null }

const order = (paths: Path[], errand: Errand = card, country: string | null = 'VN') =>
  waysFor(paths, errand, country, reach).map((way) => way.channel)

const template = path('zalo-template', 'open', { topics: ['assignment'] })
const page = path('web', 'open')

test.each<[string, Path[], string[]]>([
  ['nobody linked anything, and there is no other way', [page], []],
  ['one app', [path('telegram', 'linked'), page], ['telegram']],
  [
    'the app written from last is the one the person chose',
    [path('telegram', 'linked', { lastInAt: 9 }), path('zalo-bot', 'linked')],
    ['telegram', 'zalo-bot'],
  ],
  [
    'the other way round',
    [path('telegram', 'linked'), path('zalo-bot', 'linked', { lastInAt: 9 })],
    ['zalo-bot', 'telegram'],
  ],
  [
    'a closed window leaves the form, then mail',
    [path('zalo-oa', 'closed'), template, path('email', 'open')],
    ['zalo-template', 'email'],
  ],
  ['who blocked an app gets the next', [path('telegram', 'blocked'), path('email', 'open')], ['email']],
  [
    'a form that is not for this matter is no way',
    [path('zalo-template', 'open', { topics: ['readiness'] }), path('email', 'open')],
    ['email'],
  ],
  ['the page carries nothing', [path('web', 'linked', { lastInAt: 99 }), path('email', 'open')], ['email']],
  [
    'the chosen app first, the rest in the office’s order',
    [path('email', 'open'), template, path('telegram', 'linked')],
    ['telegram', 'zalo-template', 'email'],
  ],
])('%s', (_, paths, ways) => expect(order(paths)).toEqual(ways))

test('abroad, mail goes before a Vietnamese form', () => {
  const paths = [template, path('email', 'open')]
  expect(order(paths, card, 'VN')).toEqual(['zalo-template', 'email'])
  expect(order(paths, card, 'CN')).toEqual(['email', 'zalo-template'])
  expect(order(paths, card, null)).toEqual(['zalo-template', 'email'])
})

test('an attachment goes where it is carried, unless it presses', () => {
  const paths = [path('zalo-oa', 'linked', { lastInAt: 9 }), path('telegram', 'linked')]
  const plan = { kind: 'file', mime: 'application/pdf', size: 5 * MB } as const
  expect(order(paths, { ...card, media: plan })).toEqual(['zalo-oa', 'telegram'])
  const large = { ...plan, size: 5 * MB + 1 }
  expect(order(paths, { ...card, media: large })).toEqual(['telegram', 'zalo-oa'])
  const sheet = { ...plan, mime: 'application/vnd.ms-excel' }
  expect(order(paths, { ...card, media: sheet })).toEqual(['telegram', 'zalo-oa'])
  const endless = { ...plan, size: 51 * MB }
  expect(order(paths, { ...card, media: endless })).toEqual(['zalo-oa', 'telegram'])
  expect(order(paths, { ...card, kind: 'urgent', media: large })).toEqual(['zalo-oa', 'telegram'])
})

test('an office that names its own order has it kept', () => {
  const own = { order: ['email', 'telegram'] as const, orderAbroad: [] }
  const paths = [path('telegram', 'linked'), path('email', 'open'), path('zalo-bot', 'linked')]
  const ways = waysFor(paths, card, 'VN', { order: [...own.order], orderAbroad: [] })
  expect(ways.map((way) => way.channel)).toEqual(['email', 'telegram'])
})

const anyFile = fc.record({
  kind: fc.constantFrom('image' as const, 'file' as const),
  mime: fc.constantFrom('image/png', 'image/webp', 'application/pdf', 'application/zip'),
  size: fc.nat(60 * MB),
})

const anyPath = fc.record({
  channel: fc.constantFrom(...channelNames),
  account: fc.constant('a'),
  chat: fc.string({ minLength: 1, maxLength: 4 }),
  state: fc.constantFrom<PathState>('linked', 'open', 'closed', 'blocked', 'none'),
  until: fc.constant(null),
  lastInAt: fc.option(fc.nat()),
  topics: fc.option(fc.subarray([...topics])),
})

test('whatever is known: only open paths that take the matter, each once, never the page', () => {
  const errands = fc.record({
    kind: fc.constantFrom(...letterKinds),
    topic: fc.constantFrom(...topics),
    media: fc.option(anyFile),
  })
  fc.assert(
    fc.property(fc.array(anyPath, { maxLength: 8 }), errands, (paths, errand) => {
      const ways = waysFor(paths, errand, 'VN', reach)
      const fit = paths.filter(
        (each) => isOpen(each) && each.channel !== 'web' && (each.topics?.includes(errand.topic) ?? true),
      )
      expect(new Set(ways)).toEqual(new Set(fit))
      expect(ways).toHaveLength(fit.length)
    }),
  )
})

test('what presses is given up sooner, an answer never', () => {
  expect(fallbackAt('reply', 0, reach)).toBeNull()
  expect(fallbackAt('urgent', 1000, reach)).toBe(1000 + 2 * 60_000)
  expect(fallbackAt('announcement', 1000, reach)).toBe(1000 + 10 * 60_000)
})

const at = (local: string) => Date.parse(`${local}:00+07:00`)

test.each([
  ['2026-12-01T21:59', null],
  ['2026-12-01T22:00', '2026-12-02T06:05'],
  ['2026-12-02T05:59', '2026-12-02T06:05'],
  ['2026-12-02T06:05', null],
])('forms by phone rest at night: %s', (now, until) => {
  expect(nightEnds(at(now))).toBe(until && at(until))
})
