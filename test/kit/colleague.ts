import { appointCoordinator } from '../../handlers/coordinator.ts'
import { turn } from '../../handlers/world.ts'
import type { ChatApp, Office } from './office.ts'
import type { Someone } from './someone.ts'

/** One more coordinator, of everything, linked in that app. */
export async function colleague(office: Office, name: string, app: ChatApp): Promise<Someone> {
  const appointed = await turn(office.app.world, (at) => appointCoordinator(at, name))
  if (appointed.kind !== 'appointed') throw new Error(`nobody appointed as ${name}`)
  const invited = await office.inviteFor(appointed.person.code)
  const person = office.stranger(name, app)
  await person.writes(invited.code)
  person.sees(name)
  return person
}
