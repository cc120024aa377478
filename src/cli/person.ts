import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { type Erasure, erasePerson } from '../../handlers/person-erase.ts'
import { exportPerson } from '../../handlers/person-export.ts'
import { turn } from '../../handlers/world.ts'
import type { Person } from '../domain/person.ts'
import { contactMeant } from './find.ts'
import { inOffice, type Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

interface Options {
  yes?: boolean
  json?: boolean
}

export function personCommand(program: Command, terminal: Terminal): void {
  const { cli, personal } = terminal.texts
  const person = program.command('person').description(personal.about.person)
  person
    .command('export')
    .description(personal.about.export)
    .argument('<contact>', cli.about.contact)
    .argument('[file]', personal.about.exportFile)
    .option('--json', cli.about.json)
    .action((contact: string, file: string | undefined) =>
      inOffice(terminal, (office) => show(office, terminal, contact, file)),
    )
  person
    .command('erase')
    .description(personal.about.erase)
    .argument('<contact>', cli.about.contact)
    .option('--yes', cli.about.yes)
    .option('--json', cli.about.json)
    .action((contact: string, options: Options) =>
      inOffice(terminal, (office) => erase(office, terminal, contact, options)),
    )
}

async function show(office: Office, terminal: Terminal, contact: string, file?: string): Promise<void> {
  const person = await contactMeant(office, terminal, contact)
  const held = await turn(office.world, (inner) => exportPerson(inner, person.id))
  if (!file) return terminal.json(held)
  write(file, held, terminal)
  terminal.say(terminal.texts.personal.exported(file))
}

/** Never over another file, and for its owner alone. */
function write(file: string, held: object, { texts }: Terminal): void {
  try {
    writeFileSync(file, `${JSON.stringify(held, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new Refusal(exists ? texts.cli.fileExists(file) : texts.cli.cannotWrite(file))
  }
}

async function erase(office: Office, terminal: Terminal, contact: string, options: Options): Promise<void> {
  const person = await contactMeant(office, terminal, contact)
  const erasure = await erasePerson(office.world, person.id, options)
  const scrubbed = erasure.kind === 'erased' ? await office.world.store.scrub() : null
  if (options.json) terminal.json({ ...erasure, ...(scrubbed !== null && { scrubbed }) })
  else tell(terminal, person, erasure)
  const { personal } = terminal.texts
  if (erasure.kind === 'serves')
    throw new Refusal(options.json ? '' : personal.stillServes(person.name, person.code, erasure))
  if (scrubbed === false) terminal.warn(personal.notScrubbed)
  if (erasure.kind === 'would') throw new Refusal(personal.confirmErase)
}

function tell({ texts, say }: Terminal, person: Person, erasure: Erasure): void {
  if (erasure.kind === 'serves') return
  const { personal } = texts
  say(erasure.kind === 'erased' ? personal.erased(erasure.code) : personal.wouldErase(person.name))
  for (const line of [...personal.effects(erasure), ...personal.stays(erasure)]) say(`  ${line}`)
}
