import type { Announcement } from '../../db/announcements.ts'
import type { World } from '../world.ts'

/** The same text, files and question: an HMAC, so that the table does not tell what was said. */
export const digestOf = (
  world: World,
  { text, media, wanted }: Pick<Announcement, 'text' | 'media' | 'wanted'>,
) =>
  world.mac(
    JSON.stringify([
      'announcement',
      text.normalize('NFC').replace(/\s+/g, ' ').trim(),
      media.map(({ fileName, size }) => [fileName, size]),
      wanted,
    ]),
  )
