import { setTimeout as pause } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { type Bell, openAlarms } from '../../jobs/alarms.ts'
import { answersPing, nudgeServer } from '../../jobs/nudge.ts'
import { aRedis, atTheEnd, emptyFolder, listeningLog, until } from './kit.ts'

test('a command beside a running server has it look at once', async () => {
  const dataDir = emptyFolder()
  const redis = await aRedis(dataDir)
  const rung: Bell[] = []
  const ringer = (bell: Bell) => async () => void rung.push(bell)
  const alarms = openAlarms({
    redis: redis.options,
    prefix: 'caunoi',
    delayUntil: (at) => at - Date.now(),
    ringers: {
      inbox: ringer('inbox'),
      outbox: ringer('outbox'),
      chase: ringer('chase'),
      spread: ringer('spread'),
      fetch: ringer('fetch'),
    },
    log: listeningLog(),
  })
  atTheEnd(() => alarms.close())
  await until(() => alarms.state().redis === 'up')
  await pause(100)
  await nudgeServer({ dataDir })
  await until(() => rung.includes('outbox') && rung.includes('chase'))
  expect(await answersPing(redis.options)).toBe(true)
})

test('without a Redis, or with one that is away, a command goes on at once and starts none', async () => {
  const dataDir = emptyFolder()
  const before = Date.now()
  await nudgeServer({ dataDir })
  await nudgeServer({ dataDir, url: 'redis://127.0.0.1:1' })
  expect(Date.now() - before).toBeLessThan(1_000)
  expect(await answersPing({ path: `${dataDir}/nobody.sock` })).toBe(false)
})
