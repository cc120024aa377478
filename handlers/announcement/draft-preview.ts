import type { Announcement } from '../../db/announcements.ts'
import type { Card } from '../../src/domain/message.ts'
import { named } from '../../src/domain/person.ts'
import { shifted } from '../../src/domain/spans.ts'
import { render } from '../../src/domain/template.ts'
import { reply } from '../write.ts'
import { cardFor } from './card.ts'
import { tell } from './draft-access.ts'
import { type Drafting, showDraft } from './draft-card.ts'
import { readied, tellMissing } from './draft-send.ts'
import { particularsFor } from './particulars.ts'
import { type ChannelPreview, previews } from './preview.ts'

/** "Xem trước": the text as each channel will show it, and what stands in the way. */
export async function preview(drafting: Drafting, draft: Announcement): Promise<void> {
  const ready = await readied(drafting, draft)
  if (!ready) return
  for (const shown of await previews(drafting, draft, ready))
    await tell(drafting, `preview-${shown.channel}`, previewText(drafting, draft, shown))
  if (ready.missing.length > 0) return tellMissing(drafting, draft, ready)
  await showDraft(drafting, draft)
}

function previewText(drafting: Drafting, { number, media }: Announcement, shown: ChannelPreview): string {
  const { texts, person } = drafting
  const { channel, people, parts, isNotice, buttons, choices, looks, fits } = shown
  return texts.composing.preview({
    number,
    channel,
    people,
    messages: parts.length + Math.max(0, media.length - 1),
    reader: named(shown.reader, person),
    parts,
    isNotice,
    style: looks,
    choices,
    buttons,
    files: media.map(({ fileName }, place) => ({ fileName, goes: fits[place]!.kind })),
  })
}

/** "Gửi thử cho tôi": what a recipient gets, with the coordinator's own particulars; its choices do nothing. */
export async function sendTest(drafting: Drafting, draft: Announcement): Promise<void> {
  const { person, at, eventId, texts } = drafting
  const of = (await particularsFor(drafting, draft.conferenceId))(person)
  const ask = draft.wanted.kind === 'none' ? null : ({ id: 'test', state: 'open' } as const)
  const said = { announcement: draft, kind: 'sent' as const, at: drafting.now }
  const card = await cardFor(drafting, said, person, of, { ask, opening: 'card' })
  await reply(drafting, at, `reply:${eventId}:draft-test`, asTest(drafting, draft, card))
  for (const [place, file] of draft.media.entries()) {
    const text = texts.announcement.furtherFile(place + 1, draft.media.length, draft.number, file.fileName)
    const further = { text: `${texts.composing.testHead}\n${text}`, choices: [], media: file }
    if (place > 0) await reply(drafting, at, `reply:${eventId}:draft-test-${place + 1}`, further)
  }
  const rendered = render(draft.text, of)
  if (rendered.kind === 'missing')
    await tell(drafting, 'test-blank', texts.composing.testBlank(rendered.variables))
  await showDraft(drafting, draft)
}

function asTest({ texts }: Drafting, { id, version }: Announcement, card: Card): Card {
  const head = `${texts.composing.testHead}\n`
  return {
    ...card,
    text: head + card.text,
    ...(card.spans && { spans: shifted(card.spans, head.length) }),
    choices: card.choices.map((choice, place) => ({
      ...choice,
      command: { kind: 'draft', draft: id, version, step: `tested:${place}` },
    })),
  }
}
