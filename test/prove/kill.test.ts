import { test } from 'vitest'
import { surviveKills } from '../kit/killing.ts'

test(
  'twenty kills during a round with 58 contacts lose nothing and repeat nothing that is known',
  { timeout: 600_000 },
  () => surviveKills(20),
)
