import { personByCode } from '../../db/people.ts'
import { conferenceByCode } from '../../db/conferences.ts'
import { roundsOf } from '../../db/rounds.ts'
import { inTransaction } from '../../db/open.ts'
import { link } from '../../db/identities.ts'
import { importPlan } from '../../handlers/import/apply.ts'
import { openRound } from '../../handlers/rounds.ts'
import { turn } from '../../handlers/world.ts'
import type { App } from '../../src/app.ts'
import { readPlanFile } from '../../src/intake/plan-file.ts'
import { startTelegramSimulator, type TelegramSimulator } from '../../src/simulator/telegram.ts'
import { planFile } from '../kit/plan.ts'
import { type BenchApp, startApp } from './app.ts'
import { benchToken } from './platform.ts'

export interface BenchConference extends BenchApp {
  simulator: TelegramSimulator
}

/** A conference whose contacts are linked on a simulated Telegram in this process, with its round open. */
export async function openConference(bridgePoints: number): Promise<BenchConference> {
  const bots = [{ token: benchToken, username: 'bench_bot', name: 'Bench' }]
  const simulator = await startTelegramSimulator({ bots, limits: null })
  const { app, close } = await startApp(simulator.url)
  const plan = planFile({ bridgePoints })
  const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  Object.assign(plan.conference, { start: soon(30), end: soon(32) })
  Object.assign(plan.rounds[0]!, { opensAt: soon(1), closesAt: soon(20) })
  const bytes = new TextEncoder().encode(JSON.stringify(plan))
  const read = await readPlanFile(bytes, 'plan.json', { timezone: 'Asia/Ho_Chi_Minh' })
  if (read.kind !== 'plan') throw new Error('the bench plan is refused')
  await importPlan(app.world, read.plan, { yes: true })
  for (let place = 1; place <= bridgePoints; place++) await linkContact(app, simulator, `c${place}`)
  const conference = await conferenceByCode(app.world.store.db, 'vt26')
  const [round] = await roundsOf(app.world.store.db, conference!.id)
  await turn(app.world, (at) => openRound(at, round!))
  return {
    app,
    simulator,
    close: async () => {
      await close()
      await simulator.close()
    },
  }
}

async function linkContact(app: App, simulator: TelegramSimulator, code: string): Promise<void> {
  const phone = simulator.phone({ name: code })
  phone.start()
  const person = await personByCode(app.world.store.db, code)
  const account = benchToken.split(':')[0]!
  await inTransaction(app.world.store, (tx) =>
    link(tx, {
      id: app.world.newId(),
      contactId: person!.id,
      channel: 'telegram',
      account,
      chat: phone.id,
      linkedAt: Date.now(),
    }),
  )
}
