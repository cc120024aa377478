import type { Command } from 'commander'
import { revokeUnitLink, unitLinksFor } from '../../handlers/unit-link.ts'
import { turn } from '../../handlers/world.ts'
import { clock, day } from '../domain/time.ts'
import { conferenceMeant } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { writeUnitQrs } from './qr.ts'
import { Refusal, table, type Terminal } from './terminal.ts'

interface Options {
  conference?: string
  json?: boolean
  qr?: string
  revoke?: string
}

export function unitLinksCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('unit-links')
    .description(about.unitLinks)
    .option('--conference <code>', about.conference)
    .option('--revoke <unit>', about.revokeUnitLink)
    .option('--qr <folder>', about.inviteQr)
    .option('--json', about.json)
    .action((options: Options) => inOffice(terminal, (office) => run(office, terminal, options)))
}

async function run(office: Office, terminal: Terminal, options: Options): Promise<void> {
  const { cli } = terminal.texts
  const { publicUrl } = office.world.settings
  if (!publicUrl) throw new Refusal(cli.noPublicUrl)
  const conference = await conferenceMeant(office, terminal, options.conference)
  if (options.revoke !== undefined) return revoke(office, terminal, conference.id, options.revoke)
  const views = await turn(office.world, (inner) => unitLinksFor(inner, conference.id, publicUrl))
  if (options.qr) {
    const { length } = await writeUnitQrs(options.qr, views)
    if (!options.json) terminal.say(cli.qrsWritten(length, options.qr))
  }
  if (options.json) return terminal.json(views)
  if (views.length === 0) throw new Refusal(cli.noUnits)
  const { unit, bridgePoints, link } = cli.unitColumns
  const zone = office.config.defaultTimezone
  const rows = views.map((each) => {
    const until = Date.parse(each.expiresAt)
    return [each.unit, each.bridgePoints.join(', '), `${clock(until, zone)} ${day(until, zone)}`, each.url]
  })
  terminal.say(table([[unit, bridgePoints, cli.unitColumns.until, link], ...rows]))
}

async function revoke(office: Office, { texts, say }: Terminal, conferenceId: string, unit: string) {
  const isKnown = await turn(office.world, (inner) => revokeUnitLink(inner, conferenceId, unit))
  if (!isKnown) throw new Refusal(texts.cli.noUnit(unit))
  say(texts.cli.unitLinkRevoked(unit))
}
