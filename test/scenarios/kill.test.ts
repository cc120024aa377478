import { test } from 'vitest'
import { surviveKills } from '../kit/killing.ts'

test(
  'three kills during a round with 58 contacts lose nothing and repeat nothing that is known',
  { timeout: 180_000 },
  () => surviveKills(3),
)
