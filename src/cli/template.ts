import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { writeTemplate } from '../intake/plan-file.ts'
import { Refusal, type Terminal } from './terminal.ts'

export function templateCommand(program: Command, terminal: Terminal): void {
  const { about } = terminal.texts.cli
  program
    .command('template')
    .description(about.template)
    .argument('<file.xlsx>', about.templateFile)
    .action((file: string) => run(file, terminal))
}

async function run(file: string, { texts, say }: Terminal): Promise<void> {
  const { cli } = texts
  const template = await writeTemplate()
  // A workbook of that name may hold a day's work.
  await writeFile(file, template, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(error.code === 'EEXIST' ? cli.fileExists(file) : cli.cannotWrite(file))
  })
  say(cli.templateWritten(file))
}
