import type { Announcement } from '../../db/announcements.ts'
import type { MediaFit } from '../../src/domain/media-fit.ts'
import type { ChannelName } from '../../src/domain/message.ts'
import type { Person } from '../../src/domain/person.ts'
import { fileFit } from '../file-fit.ts'
import { shownOn } from '../parting.ts'
import { isNotice } from '../ways.ts'
import type { Turn } from '../world.ts'
import { cardFor } from './card.ts'
import type { Preparation } from './prepare.ts'

/** How it will look to those whom it reaches by one channel, told with one of them. */
export interface ChannelPreview {
  channel: ChannelName
  people: number
  /** One of them, for whom the text is filled in. */
  reader: Person
  /** The messages it takes, in their order. */
  parts: string[]
  /** Whether bold and the like are seen there; null where there is none. */
  looks: 'kept' | 'lost' | null
  /** Only a line and a link go out there. */
  isNotice: boolean
  /** Answers are pressed; elsewhere a number is typed. */
  buttons: boolean
  choices: string[]
  /** How each of them reaches people there. */
  fits: MediaFit[]
}

/** One for every channel that it goes by, the most people first. The choices are those of an ask that is not there yet. */
export async function previews(
  turn: Pick<Turn, 'tx' | 'world' | 'now'>,
  announcement: Announcement,
  { people, ways, byChannel, particular }: Preparation,
): Promise<ChannelPreview[]> {
  const channels = (Object.keys(byChannel) as ChannelName[]).toSorted((a, b) => byChannel[b]! - byChannel[a]!)
  const ask = announcement.wanted.kind === 'none' ? null : ({ id: 'preview', state: 'open' } as const)
  const all: ChannelPreview[] = []
  for (const channel of channels) {
    const reader = people.find(({ id }) => ways.get(id)?.channel === channel)!
    const said = { announcement, kind: 'sent' as const, at: turn.now }
    const card = await cardFor(turn, said, reader, particular(reader), { ask, opening: 'card' })
    all.push({
      channel,
      people: byChannel[channel]!,
      reader,
      parts: shownOn(turn.world, channel, card).map(({ text }) => text),
      looks: card.spans ? (turn.world.abilities(channel).formats ? 'kept' : 'lost') : null,
      isNotice: isNotice(turn.world, channel),
      buttons: turn.world.abilities(channel).buttons,
      choices: card.choices.map(({ label }) => label),
      fits: announcement.media.map((file) => fileFit(turn.world, channel, file)),
    })
  }
  return all
}
