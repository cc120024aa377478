import type { Announcement } from '../../db/announcements.ts'
import type { Preparation } from '../../handlers/announcement/prepare.ts'
import type { ChannelPreview } from '../../handlers/announcement/preview.ts'
import type { ChannelName, MediaRef } from '../domain/message.ts'
import type { Person } from '../domain/person.ts'
import { sizeSaid } from './attachments.ts'
import { momentSaid } from './moment-typed.ts'
import type { Terminal } from './terminal.ts'

/** What is known before it goes. */
export interface Look {
  draft: Announcement
  preparation: Preparation
  previews: ChannelPreview[]
  zone: string
}

const MOST_NAMED = 200

/** What scripts read. Moments are ISO 8601 in UTC, people are named by their codes. */
export function asJson({ draft, preparation, previews, zone }: Look, sent: boolean) {
  const { people, byChannel, unreachable, outsideHours, tooLate, missing, sameAs } = preparation
  const codes = (some: Person[]) => some.map(({ code }) => code)
  return {
    id: sent ? draft.id : null,
    number: sent ? draft.number : null,
    total: people.length,
    recipients: codes(people),
    byChannel,
    unreachable: codes(unreachable),
    outsideHours: codes(outsideHours),
    tooLate: codes(tooLate),
    missing: missing.map(({ person, variables }) => ({ contact: person.code, variables })),
    sameAs: sameAs && sameAs.number,
    files: draft.media.map(({ fileName, kind, size }, place) => ({
      fileName,
      kind,
      size,
      asLink: carried(previews, place, 'link'),
      notCarried: carried(previews, place, 'nothing'),
    })),
    at: draft.leaves.kind === 'at' ? new Date(draft.leaves.at).toISOString() : draft.leaves.kind,
    until: draft.openUntil === null ? null : new Date(draft.openUntil).toISOString(),
    zone,
  }
}

/** The channels by which somebody gets the file at that place so: a link in its stead, or nothing of it at all. */
const carried = (previews: ChannelPreview[], place: number, how: 'link' | 'nothing'): ChannelName[] =>
  previews.flatMap(({ channel, fits }) => (fits[place]?.kind === how ? channel : []))

export function tell(terminal: Terminal, look: Look): void {
  const { announcing } = terminal.texts
  const { draft, preparation, zone } = look
  const { people, unreachable, outsideHours, tooLate, missing, sameAs } = preparation
  const named = (some: Person[]) =>
    announcing.named(
      some.slice(0, MOST_NAMED).map(({ code, name }) => `${name} (${code})`),
      some.length,
    )
  const { leaves, openUntil } = draft
  const lines = [
    announcing.audience(people.length, named(people)),
    announcing.leaves[leaves.kind](leaves.kind === 'at' ? momentSaid(leaves.at, zone) : ''),
    ...(openUntil === null ? [] : [announcing.openUntil(momentSaid(openUntil, zone))]),
    announcing.byChannel(sharesIn(terminal, preparation)),
    ...(unreachable.length > 0 ? [announcing.noPath(unreachable.length, named(unreachable))] : []),
    ...(outsideHours.length > 0 ? [announcing.outsideHours(outsideHours.length, named(outsideHours))] : []),
    ...(tooLate.length > 0 ? [announcing.tooLate(tooLate.length, named(tooLate))] : []),
    ...(sameAs ? [announcing.noted({ kind: 'same', number: sameAs.number })] : []),
    ...draft.media.map((file, place) => fileLine(terminal, look.previews, file, place)),
    ...(missing.length > 0 ? [missingLines(terminal, missing)] : []),
    ...look.previews.map((preview) => `\n${previewLines(terminal, preview)}`),
  ]
  for (const line of lines) terminal.say(line)
}

const sharesIn = ({ texts }: Terminal, { byChannel }: Preparation) =>
  (Object.entries(byChannel) as [ChannelName, number][])
    .toSorted(([, one], [, other]) => other - one)
    .map(([channel, count]) => `${texts.cli.channels[channel]} ${count}`)

function fileLine(
  { texts }: Terminal,
  previews: ChannelPreview[],
  { fileName, size }: MediaRef,
  place: number,
): string {
  const [links, nowhere] = (['link', 'nothing'] as const).map((how) =>
    carried(previews, place, how).map((channel) => texts.cli.channels[channel]),
  )
  return texts.announcing.fileLine(fileName, sizeSaid(size), links!, nowhere!)
}

function missingLines({ texts }: Terminal, missing: Preparation['missing']): string {
  const shown = missing.slice(0, MOST_NAMED).map(({ person, variables }) => {
    const lacks = variables.map((variable) => `{${variable}}`).join(', ')
    return `  ${person.name} (${person.code}): ${lacks}`
  })
  const more = missing.length > shown.length ? ['  …'] : []
  return [texts.announcing.missing(missing.length), ...shown, ...more].join('\n')
}

/** The messages as they will stand in the chat, each marked off, with what can be pressed or typed under the last. */
function previewLines({ texts }: Terminal, preview: ChannelPreview): string {
  const { announcing, cli } = texts
  const { channel, people, reader, parts, choices, buttons, isNotice, looks } = preview
  const offered = choices.map((label, place) => (buttons ? `[${label}]` : `${place + 1}. ${label}`))
  const head = announcing.preview(cli.channels[channel], people, reader.name, parts.length)
  const body = parts.map((part, place) =>
    [part, ...(place === parts.length - 1 ? offered : [])].join('\n').replace(/^/gm, '  | '),
  )
  const notes = [
    ...(isNotice ? [announcing.noticeOnly] : []),
    ...(looks === 'lost' ? [announcing.looksLost] : []),
  ]
  return [head, ...notes.map((note) => `  ${note}`), body.join('\n  +\n')].join('\n')
}
