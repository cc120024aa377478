import { expect, test } from 'vitest'
import { figures } from '../../src/domain/board.ts'
import type { ReadinessStatus } from '../../src/domain/readiness.ts'

const rows = (...statuses: ReadinessStatus[]) => statuses.map((status) => ({ status }))

test.each([
  ['nobody at all', rows(), { pending: 0, preparing: 0, ready: 0, issue: 0 }],
  ['nobody has answered', rows('pending', 'pending'), { pending: 2, preparing: 0, ready: 0, issue: 0 }],
  [
    'each counts once, in its own column',
    rows('ready', 'preparing', 'ready', 'issue', 'pending', 'ready'),
    { pending: 1, preparing: 1, ready: 3, issue: 1 },
  ],
])('figures: %s', (_, given, counted) => expect(figures(given)).toEqual(counted))
