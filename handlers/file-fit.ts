import { mediaFit, type MediaFile, type MediaFit } from '../src/domain/media-fit.ts'
import type { ChannelName } from '../src/domain/message.ts'
import type { World } from './world.ts'

/** How a file reaches a contact by this channel, as the office has set it; the same before sending as on the way out. */
export function fileFit({ settings }: World, channel: ChannelName, file: MediaFile): MediaFit {
  const hasPage = settings.publicUrl !== null
  // A notice that says nothing of the matter carries nothing of it either.
  if (settings.noticeOnly.includes(channel)) return { kind: hasPage ? 'link' : 'nothing', why: 'no-files' }
  return mediaFit(channel, file, hasPage)
}
