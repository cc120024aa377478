import { setTimeout as pause } from 'node:timers/promises'
import { conferenceByCode } from '../../db/conferences.ts'
import { personByCode } from '../../db/people.ts'
import { liveIdentities } from '../../db/identities.ts'
import { importPlan } from '../../handlers/import/apply.ts'
import { invite as newInvite } from '../../handlers/invite.ts'
import { linkForPerson, linkUrl } from '../../handlers/link.ts'
import { sendAssignments } from '../../handlers/send-assignments.ts'
import { turn, type World } from '../../handlers/world.ts'
import { describeFault, type PlanFile, readPlanFile } from '../intake/plan-file.ts'
import { sampleConference } from '../intake/sample.ts'
import { castingOf, type DrillApp } from '../simulator/casting.ts'
import type { Part } from '../simulator/people.ts'
import type { Simulator } from '../simulator/simulator.ts'
import type { Player } from '../web/drill.ts'

/** The simulated apps, by the channel that reaches them. */
export type Platforms = Record<DrillApp, Simulator>

/** The sample conference, imported, with everybody in it on the table. */
export interface Scene {
  conferenceId: string
  players: Player[]
  parts: Part[]
}

/** Everything as a real office would begin: the file is imported, everyone is invited. */
export async function setTheScene(world: World, platforms: Platforms): Promise<Scene> {
  const plan = await samplePlan(world)
  const imported = await importPlan(world, plan, { dryRun: false, yes: true })
  const conference = await conferenceByCode(world.store.db, plan.conference.code)
  if (imported.kind !== 'applied' || !conference) throw new Error(`the sample conference is ${imported.kind}`)
  const parts = plan.contacts.map(({ code, name, language, phones }): Part => {
    const { app, temper } = castingOf(code)
    const phone = platforms[app].phone({ name, ...(phones[0] && { phone: phones[0] }) })
    return { code, name, language, app, temper, phone }
  })
  return { conferenceId: conference.id, players: await invited(world, plan), parts }
}

async function samplePlan(world: World): Promise<PlanFile> {
  const bytes = new TextEncoder().encode(JSON.stringify(sampleConference(world.now())))
  const read = await readPlanFile(bytes, 'sample.json', { timezone: world.settings.timezone })
  if (read.kind === 'plan') return read.plan
  throw new Error(
    `the sample cannot be read: ${read.faults.map((fault) => describeFault(fault, 'en')).join(' ')}`,
  )
}

const invited = (world: World, plan: PlanFile): Promise<Player[]> =>
  turn(world, async (now) => {
    const players: Player[] = []
    for (const contact of plan.contacts) {
      const person = await personByCode(now.tx, contact.code)
      if (person)
        players.push({
          ...playerOf(contact, plan),
          invite: await newInvite(now, person.id),
          web: linkUrl(world, await linkForPerson(now, person.id)),
        })
    }
    return players
  })

const playerOf = ({ code, name, title, unit, role }: PlanFile['contacts'][number], plan: PlanFile) => ({
  code,
  name,
  title: title ?? null,
  unit: unit ?? null,
  coordinator: role === 'coordinator',
  bridgePoints: plan.bridgePoints.filter((point) => point.contact === code).map((point) => point.name),
  backupFor: plan.bridgePoints.filter((point) => point.backup === code).map((point) => point.name),
})

/** Longer than this nobody waits for the first chats to be linked; the rest follow while the drill runs. */
const PATIENCE_MS = 10_000

/** Those who take up invites do so in their own app; then the assignments go out. */
export async function begin(world: World, { conferenceId, players, parts }: Scene): Promise<void> {
  const joining = parts.filter(({ code }) => castingOf(code).joins)
  for (const { code, app, phone } of joining) {
    const { invite } = players.find((player) => player.code === code)!
    if (app === 'telegram') phone.start(invite.token)
    else phone.write(invite.code)
  }
  const deadline = Date.now() + PATIENCE_MS
  while ((await liveIdentities(world.store.db)).length < joining.length && Date.now() < deadline)
    await pause(20)
  await turn(world, (now) => sendAssignments(now, conferenceId))
}
