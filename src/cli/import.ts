import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { type FieldChange, importPlan, type ImportResult } from '../../handlers/import/apply.ts'
import { describeFault, type Fault, type PlanFile, readPlanFile } from '../intake/plan-file.ts'
import { differenceLines, effectLines, isMoment } from './differences.ts'
import { inOffice, surroundings } from './office.ts'
import { botLines } from './seats.ts'
import { Refusal, type Terminal } from './terminal.ts'

interface Options {
  dryRun?: boolean
  yes?: boolean
  json?: boolean
}

export function importCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('import')
    .description(about.import)
    .argument('<file>', about.file)
    .option('--dry-run', about.dryRun)
    .option('--yes', about.yes)
    .option('--json', about.json)
    .action((file: string, options: Options) => run(file, options, terminal))
}

async function run(file: string, options: Options, terminal: Terminal): Promise<void> {
  const plan = await planIn(file, options, terminal)
  const { result, bots } = await inOffice(terminal, async ({ world }) => ({
    result: await importPlan(world, plan, options),
    bots: await botLines(world, terminal),
  }))
  if (result.kind === 'cancelled') throw new Refusal(terminal.texts.cli.importCancelled(plan.conference.code))
  if (options.json) terminal.json(asJson(plan, result))
  else {
    tell(terminal, plan, result)
    if (result.kind === 'applied') for (const line of bots) terminal.say(line)
  }
  if (result.kind === 'needs-confirmation') throw new Refusal(terminal.texts.cli.confirm)
}

async function planIn(file: string, { json }: Options, terminal: Terminal): Promise<PlanFile> {
  const { config } = surroundings()
  const bytes = await readFile(file).catch(() => {
    throw new Refusal(terminal.texts.cli.noFile(file), 2)
  })
  const read = await readPlanFile(bytes, basename(file), { timezone: config.defaultTimezone })
  if (read.kind === 'plan') {
    if (read.warnings.length > 0) terminal.warn(terminal.texts.cli.warnings)
    for (const warning of read.warnings) terminal.warn(`  ${describeFault(warning, terminal.language)}`)
    return read.plan
  }
  if (json) terminal.json({ faults: read.faults.map((fault) => faultJson(fault, terminal)) })
  terminal.warn(terminal.texts.cli.faults(basename(file), read.faults.length))
  for (const fault of read.faults) terminal.warn(`  ${describeFault(fault, terminal.language)}`)
  throw new Refusal('', 2)
}

const faultJson = ({ expected, expectedEnglish, ...fault }: Fault, { language }: Terminal) => ({
  ...fault,
  expected: language === 'vi' ? expected : expectedEnglish,
})

type Told = Exclude<ImportResult, { kind: 'cancelled' }>

/** Moments as ISO 8601 in UTC, as everywhere in what scripts read. */
const asJson = (plan: PlanFile, { kind, differences, effect }: Told) => ({
  conference: plan.conference.code,
  result: kind,
  differences: differences.map((each) =>
    each.change === 'changed' ? { ...each, fields: each.fields.map(readable) } : each,
  ),
  effect: { ...effect, moved: effect.moved && { from: span(effect.moved.from), to: span(effect.moved.to) } },
})

const readable = ({ field, from, to }: FieldChange) =>
  isMoment(field) ? { field, from: iso(from), to: iso(to) } : { field, from, to }

const span = ({ start, end }: { start: number; end: number }) => ({ start: iso(start), end: iso(end) })

const iso = (at: unknown) => (typeof at === 'number' ? new Date(at).toISOString() : at)

function tell({ texts, language, say }: Terminal, plan: PlanFile, { kind, differences, effect }: Told): void {
  const { cli } = texts
  const { code, timezone } = plan.conference
  if (differences.length === 0) return say(cli.unchanged(code))
  const headings = { applied: cli.imported, would: cli.wouldImport, 'needs-confirmation': cli.notImported }
  say(headings[kind](code))
  for (const line of differenceLines(differences, cli, timezone, language)) say(`  ${line}`)
  const effects = effectLines(effect, cli, timezone)
  if (effects.length > 0) say(cli.effectTitle)
  for (const line of effects) say(`  ${line}`)
}
