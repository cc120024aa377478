import { setTimeout as pause } from 'node:timers/promises'
import { announcementById } from '../../db/announcements.ts'
import { tallyOf } from '../../db/tallies.ts'
import { empty, newDraft, sendDraft } from '../../handlers/announcement/send.ts'
import { turn } from '../../handlers/world.ts'
import type { App } from '../../src/app.ts'
import { takeUpdates } from '../kit/updates.ts'
import { enrol, startApp } from './app.ts'
import { bareLoop } from './bare.ts'
import { median, type Row, rounded } from './figures.ts'
import { benchToken, startPlatform } from './platform.ts'

const PEOPLE = 10_000
const REPEATS = 1

/** One announcement to ten thousand, each asked to confirm, beside a bare loop of as many `sendMessage`. */
export async function broadcast(): Promise<Row[]> {
  const platform = await startPlatform(PEOPLE)
  await takeUpdates(platform.url, benchToken)
  const { app, close } = await startApp(platform.url)
  const ids = await enrol(app, platform.chats)
  const before = rss()
  const shares: number[] = []
  const rates: number[] = []
  let most = before
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const bare = await bareLoop(platform.url, platform.chats, PEOPLE)
    const watching = setInterval(() => (most = Math.max(most, rss())), 100)
    const rate = await announced(app, ids, repeat)
    clearInterval(watching)
    rates.push(rate)
    shares.push(rate / bare)
  }
  await close()
  platform.close()
  const share = median(shares)
  return [
    {
      what: `announcement to ${PEOPLE}, messages a second`,
      figure: rounded(median(rates)),
      aim: '—',
      met: true,
    },
    { what: 'announcement / bare loop', figure: rounded(share, 2), aim: '—', met: true },
    { what: `memory at ${PEOPLE} recipients, MB`, figure: rounded(most), aim: '—', met: true },
    { what: 'of which for the announcement, MB', figure: rounded(most - before), aim: '—', met: true },
  ]
}

const rss = () => process.memoryUsage.rss() / 1024 / 1024

/** Messages a second, from the order to the last recorded. */
async function announced(app: App, ids: string[], repeat: number): Promise<number> {
  const started = performance.now()
  const { id } = await turn(app.world, async (at) => {
    const text = `Đề nghị {xung_ho} {ten} xác nhận điểm cầu đã sẵn sàng trước 17:00 thứ Bảy (lần ${repeat}).`
    return sendDraft(
      at,
      await newDraft(at, null, { ...empty, text, wanted: { kind: 'received' } }),
      ids,
      null,
    )
  })
  for (let sent = 0; sent < ids.length;) {
    await pause(20)
    const { db } = app.world.store
    sent = (await tallyOf(db, (await announcementById(db, id))!)).sent
  }
  return (ids.length / (performance.now() - started)) * 1000
}
