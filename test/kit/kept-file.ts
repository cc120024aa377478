import { saveMedia } from '../../db/media.ts'
import { turn } from '../../handlers/world.ts'
import type { MediaRef } from '../../src/domain/message.ts'
import type { Office } from './office.ts'

export const PDF = Buffer.from('%PDF-1.7 kịch bản hội nghị')

/** The office keeps a file. */
export async function keepsFile(story: Office, more: Partial<MediaRef> = {}, bytes = PDF): Promise<MediaRef> {
  const { world } = story.app
  const id = world.newId()
  const named = { kind: 'file' as const, mime: 'application/pdf', fileName: 'kich-ban.pdf', ...more }
  const file = { id, ...named, size: more.size ?? bytes.length }
  await turn(world, ({ tx, now }) => saveMedia(tx, { ...file, bytes, at: now }))
  return file
}
