import { readFile } from 'node:fs/promises'
import { filesNamed, type PeopleMeant, peopleMeant } from '../../handlers/audience.ts'
import type { Reads } from '../../handlers/paths-of.ts'
import { readPeopleList } from '../intake/people-list.ts'
import { Refusal, type Terminal } from './terminal.ts'

/** The lines of lists by the names that an expression has for them. */
export type Lists = Record<string, string[]>

/** The lists that the expression speaks of: by `--list NAME=FILE`, else the name is itself a path. */
export async function listsIn(
  terminal: Terminal,
  expression: string,
  paths: Record<string, string>,
): Promise<Lists> {
  const lists: Lists = {}
  for (const name of filesNamed(expression)) lists[name] = await linesOf(terminal, paths[name] ?? name)
  return lists
}

async function linesOf({ texts }: Terminal, path: string): Promise<string[]> {
  const bytes = await readFile(path).catch(() => {
    throw new Refusal(texts.cli.noFile(path))
  })
  const read = await readPeopleList(bytes)
  if (read.kind === 'unreadable') throw new Refusal(texts.announcing.unreadableList(path)[read.why], 2)
  return read.lines
}

/** Whom the expression means now; refused with carets under the word that is wrong. */
export async function audienceMeant(
  reads: Reads,
  { texts }: Terminal,
  expression: string,
  files: Lists,
): Promise<Extract<PeopleMeant, { kind: 'people' }>> {
  const found = await peopleMeant(reads, expression, { files })
  if (found.kind === 'wrong') throw new Refusal(texts.audience.pointed(expression, found.fault), 2)
  return found
}
