import { readFile } from 'node:fs/promises'
import { conferenceByCode } from '../../db/conferences.ts'
import type { Composed } from '../../handlers/announcement/send.ts'
import type { AnswerWanted, When } from '../domain/announcement.ts'
import { readOptions } from '../domain/draft.ts'
import { type Attachment, attachment, named } from './attachments.ts'
import { listsIn } from './audience-meant.ts'
import { momentMeant, zoneMeant } from './moment-typed.ts'
import type { Office } from './office.ts'
import { Refusal, type Terminal } from './terminal.ts'

/** As they are typed. */
export interface Options {
  text?: string
  textFile?: string
  file?: string[]
  to: string
  list?: string[]
  at?: string
  zone?: string
  ack?: string
  until?: string
  conference?: string
  urgent?: boolean
  reason?: string
  yes?: boolean
  dryRun?: boolean
  json?: boolean
}

/** What is to be sent, with the files that go with it. */
export interface Order {
  composed: Composed
  files: Attachment[]
  /** In which moments are told. */
  zone: string
}

/** Everything that can be found wrong before anybody is looked for. */
export async function orderOf(office: Office, terminal: Terminal, options: Options): Promise<Order> {
  const { world, config } = office
  const { announcing } = terminal.texts
  const zone = zoneMeant(terminal, options.zone, config.defaultTimezone)
  const wanted = answerWanted(terminal, options.ack ?? 'none')
  const urgent = options.urgent ?? false
  const reason = options.reason?.trim() || null
  if (urgent && !reason) throw new Refusal(announcing.reasonNeeded)
  const leaves = leavingAt(terminal, options.at, { zone, now: world.now() })
  if (urgent && leaves.kind === 'hours') throw new Refusal(announcing.urgentInHours, 2)
  const files: Attachment[] = []
  for (const path of options.file ?? []) files.push(await attachment(terminal, path, world.newId()))
  const composed: Composed = {
    text: await textOf(terminal, options),
    media: files.map(named),
    audience: options.to,
    lists: await listsIn(terminal, options.to, listsNamed(terminal, options.list ?? [])),
    wanted,
    openUntil: openUntil(terminal, options.until, wanted, { zone, now: world.now(), leaves }),
    leaves,
    urgent,
    reason,
    conferenceId: await conferenceIdOf(office, terminal, options.conference),
  }
  return { composed, files, zone }
}

async function textOf({ texts }: Terminal, { text, textFile }: Options): Promise<string> {
  if (text !== undefined && textFile !== undefined) throw new Refusal(texts.announcing.oneText, 2)
  if (textFile === undefined) return text ?? ''
  const written = await readFile(textFile, 'utf8').catch(() => {
    throw new Refusal(texts.cli.noFile(textFile))
  })
  return written.replace(/^\uFEFF/, '').trimEnd()
}

function answerWanted({ texts }: Terminal, typed: string): AnswerWanted {
  const { announcing } = texts
  const kind = typed.trim()
  if (kind === 'none' || kind === 'received' || kind === 'number' || kind === 'text' || kind === 'file')
    return { kind }
  const read = readOptions(kind)
  if (read.kind === 'options') return { kind: 'choice', options: read.options }
  throw read.why === 'few'
    ? new Refusal(announcing.badAck(typed), 2)
    : new Refusal(announcing.wrongAck[read.why])
}

interface Around {
  zone: string
  now: number
}

function leavingAt(terminal: Terminal, at: string | undefined, around: Around): When {
  if (at === undefined || at === 'now') return { kind: 'now' }
  if (at === 'hours') return { kind: 'hours' }
  return { kind: 'at', at: momentMeant(terminal, '--at', at, around) }
}

function openUntil(
  terminal: Terminal,
  until: string | undefined,
  wanted: AnswerWanted,
  { leaves, ...around }: Around & { leaves: When },
): number | null {
  if (until === undefined) return null
  if (wanted.kind === 'none') throw new Refusal(terminal.texts.announcing.untilWithoutAck, 2)
  const after = leaves.kind === 'at' ? leaves.at : around.now
  return momentMeant(terminal, '--until', until, { ...around, after })
}

function listsNamed({ texts }: Terminal, typed: string[]): Record<string, string> {
  return Object.fromEntries(
    typed.map((each) => {
      const [, name, path] = /^([^=]+)=(.+)$/s.exec(each) ?? []
      if (!name || !path) throw new Refusal(texts.announcing.badList(each), 2)
      return [name, path]
    }),
  )
}

async function conferenceIdOf({ world }: Office, { texts }: Terminal, code: string | undefined) {
  if (code === undefined) return null
  const conference = await conferenceByCode(world.store.db, code)
  if (!conference) throw new Refusal(texts.cli.noConference(code))
  return conference.id
}
