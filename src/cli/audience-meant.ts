import { readFile } from 'node:fs/promises'
import { conferenceByCode } from '../../db/conferences.ts'
import { allPeople } from '../../db/people.ts'
import { peopleIn } from '../../db/plans.ts'
import type { Reads } from '../../handlers/paths-of.ts'
import type { Person } from '../domain/person.ts'
import { caretUnder } from './caret.ts'
import { Refusal, type Terminal } from './terminal.ts'

// A stand-in that knows `all`, `conference:`, `code:` and `file:` alone, until `peopleMeant` of handlers/audience.ts is here.

/** The texts of the lists that the expression names: by `--list NAME=FILE`, else the name is itself a path. */
export async function listsIn(
  terminal: Terminal,
  expression: string,
  named: Record<string, string>,
): Promise<Map<string, string>> {
  const lists = new Map<string, string>()
  for (const name of namesIn(expression)) lists.set(name, await textOf(terminal, named[name] ?? name))
  return lists
}

async function textOf({ texts }: Terminal, path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new Refusal(texts.cli.noFile(path))
  })
}

const namesIn = (expression: string) =>
  [...expression.matchAll(/(?:^|\s)(?:file|tep):(\S+)/g)].map(([, name]) => name!)

/** Whom the expression means now; refused with a caret under the word that is wrong. */
export async function audienceMeant(
  reads: Reads,
  terminal: Terminal,
  expression: string,
  lists: ReadonlyMap<string, string>,
): Promise<Person[]> {
  const everyone = await allPeople(reads.tx)
  const ids = new Set<string>()
  for (const { 0: term, index } of expression.matchAll(/\S+/g)) {
    if (/^(or|hoac)$/.test(term)) continue
    const found = await termMeant(reads, term, everyone, lists)
    if (found) for (const id of found) ids.add(id)
    else {
      const said = `${caretUnder(expression, index, term.length)}\n${terminal.texts.announcing.badAudience(term)}`
      throw new Refusal(said, 2)
    }
  }
  return everyone.filter(({ id }) => ids.has(id))
}

async function termMeant(
  reads: Reads,
  term: string,
  everyone: Person[],
  lists: ReadonlyMap<string, string>,
): Promise<Iterable<string> | null> {
  const [kind, value] = term.split(/:(.*)/s)
  if (term === 'all' || term === 'tatca') return everyone.map(({ id }) => id)
  if (kind === 'conference' || kind === 'hoinghi') {
    const conference = await conferenceByCode(reads.tx, value ?? '')
    return conference && (await peopleIn(reads.tx, conference.id)).keys()
  }
  const text = kind === 'code' || kind === 'ma' ? value : kind === 'file' ? lists.get(value ?? '') : null
  return text ? coded(text.split(/[,\s]+/).filter(Boolean), everyone) : null
}

function coded(codes: string[], everyone: Person[]): string[] | null {
  const found = codes.map((code) => everyone.find((person) => person.code === code)?.id)
  return found.some((id) => id === undefined) ? null : found.filter((id) => id !== undefined)
}
