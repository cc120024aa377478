import { setTimeout as pause } from 'node:timers/promises'
import { nextLetterMoment } from '../../db/next-letter.ts'
import { turn } from '../../handlers/world.ts'
import { writeTo } from '../../handlers/write.ts'
import { enrol, startApp } from './app.ts'
import { bareLoop, text } from './bare.ts'
import { median, type Row, rounded } from './figures.ts'
import { startPlatform } from './platform.ts'

const MESSAGES = 10_000
const REPEATS = 3
const WRITTEN_TOGETHER = 500

/** Letters written, claimed, sent and recorded, beside a bare loop of grammY's own `sendMessage`, turn by turn. */
export async function throughput(): Promise<Row[]> {
  const platform = await startPlatform(1000)
  const { app, close } = await startApp(platform.url)
  const ids = await enrol(app, platform.chats)
  const bare: number[] = []
  const whole: number[] = []
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    const loop = await bareLoop(platform.url, platform.chats, MESSAGES)
    const pipeline = await throughPipeline(app, ids, repeat)
    // The first round warms up both.
    if (repeat === 0) continue
    bare.push(loop)
    whole.push(pipeline)
  }
  await close()
  platform.close()
  const share = median(whole) / median(bare)
  return [
    row('bare grammY sendMessage loop, messages a second', median(bare), '—', true),
    row('whole pipeline, messages a second', median(whole), '≥ 2500', median(whole) >= 2500),
    { what: 'pipeline / bare loop', figure: rounded(share, 2), aim: '≥ 0.70', met: share >= 0.7 },
  ]
}

const row = (what: string, value: number, aim: string, met: boolean): Row => ({
  what,
  figure: rounded(value),
  aim,
  met,
})

async function throughPipeline(
  app: Awaited<ReturnType<typeof startApp>>['app'],
  ids: string[],
  repeat: number,
) {
  const started = performance.now()
  for (let from = 0; from < MESSAGES; from += WRITTEN_TOGETHER)
    await turn(app.world, async (at) => {
      for (let place = from; place < from + WRITTEN_TOGETHER; place++)
        await writeTo(at, ids[place % ids.length]!, {
          key: `bench:${repeat}:${place}`,
          kind: 'announcement',
          card: () => ({ text: text(place), choices: [] }),
        })
    })
  while ((await nextLetterMoment(app.world.store.db)) !== null || !app.jobs.isIdle()) await pause(5)
  return (MESSAGES / (performance.now() - started)) * 1000
}
