import { lastSuccesses } from '../../db/presence.ts'
import { pathsOf } from '../../handlers/paths-of.ts'
import { type ChannelName, channelNames } from '../domain/message.ts'
import type { Person } from '../domain/person.ts'
import { isOpen, type Path, type PathState } from '../domain/reach.ts'
import { shortMoment } from '../domain/time.ts'
import type { Office } from './office.ts'
import type { Terminal } from './terminal.ts'

/** One way to a contact, as `status --json` prints it; moments as ISO 8601 in UTC. */
export interface PathView {
  channel: ChannelName
  state: PathState
  until: string | null
  lastSuccess: string | null
}

/** For each of these people every channel, with `none` where there is no such way. */
export async function pathViews({ world }: Office, people: Person[]): Promise<Map<string, PathView[]>> {
  const tx = world.store.db
  const successes = new Map<string, number>()
  for (const { contactId, channel, at } of await lastSuccesses(tx)) {
    const key = `${contactId} ${channel}`
    successes.set(key, Math.max(at, successes.get(key) ?? 0))
  }
  const views = new Map<string, PathView[]>()
  for (const { id } of people) {
    const paths = await pathsOf({ tx, world, now: world.now() }, id)
    const at = (channel: ChannelName) => successes.get(`${id} ${channel}`) ?? null
    views.set(
      id,
      channelNames.map((channel) => view(channel, best(paths, channel), at(channel))),
    )
  }
  return views
}

/** Of several ways by one channel (by id, by phone), one that is open. */
function best(paths: Path[], channel: ChannelName): Path | undefined {
  const here = paths.filter((path) => path.channel === channel)
  return here.find(isOpen) ?? here[0]
}

const view = (channel: ChannelName, path: Path | undefined, lastSuccess: number | null): PathView => ({
  channel,
  state: path?.state ?? 'none',
  until: iso(path?.until ?? null),
  lastSuccess: iso(lastSuccess),
})

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** The open ways to a person in one line, or why there is none. The page alone brings nothing to anybody. */
export function pathLine({ texts }: Terminal, { world }: Office, paths: PathView[]): string {
  const { cli, join } = texts
  const told = ({ channel, state, until }: PathView) => {
    const stands = cli.pathStates[state]
    const moment = until && shortMoment(Date.parse(until), world.settings.timezone, world.now())
    return `${join.channels[channel]} (${moment ? cli.pathUntil(stands, moment) : stands})`
  }
  const carrying = paths.filter(({ channel, state }) => channel !== 'web' && state !== 'none')
  const open = carrying.filter(isOpen)
  const shut = carrying.filter((path) => !isOpen(path)).map(told)
  return cli.pathsOf(open.map(told), shut.length > 0 ? shut.join(', ') : null)
}
