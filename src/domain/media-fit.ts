import type { ChannelName, MediaRef } from './message.ts'

export type MediaFile = Pick<MediaRef, 'kind' | 'mime' | 'size'>

/** Why a file does not go along: the channel takes none so large, none of that kind, or none at all. */
export type Unfit = 'too-large' | 'kind' | 'no-files'

/**
 * How a file reaches somebody: with the message, as a picture or as a file; by a link to the person's page; or, where
 * there is no page, not at all.
 */
export type MediaFit = { kind: 'attached'; as: 'image' | 'file' } | { kind: 'link' | 'nothing'; why: Unfit }

const MB = 1024 * 1024

const DOCUMENTS = [
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]

/** What one channel takes, tried in this order; `mimes` none for any. Sources: facts of each platform. */
const takes: Record<ChannelName, { as: 'image' | 'file'; mimes?: string[]; largest: number }[]> = {
  telegram: [
    { as: 'image', mimes: ['image/jpeg', 'image/png'], largest: 10 * MB },
    { as: 'file', largest: 50 * MB },
  ],
  'zalo-oa': [
    { as: 'image', mimes: ['image/jpeg', 'image/png'], largest: MB },
    { as: 'file', mimes: DOCUMENTS, largest: 5 * MB },
  ],
  // It shows pictures by a public address alone, and a person's page is no public address.
  'zalo-bot': [],
  'zalo-template': [],
  email: [{ as: 'file', largest: 10 * MB }],
  web: [
    { as: 'image', mimes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'], largest: Infinity },
    { as: 'file', largest: Infinity },
  ],
}

/** `hasPage`: the person can open a page of ours from outside. What was meant as a file is not shown as a picture. */
export function mediaFit(channel: ChannelName, file: MediaFile, hasPage: boolean): MediaFit {
  const ways = takes[channel]
  const ofKind = ways.filter(
    ({ as, mimes }) =>
      (mimes?.includes(file.mime) ?? true) && !(as === 'image' && isMeantAsFile(channel, file)),
  )
  const way = file.size > 0 ? ofKind.find(({ largest }) => file.size <= largest) : undefined
  if (way) return { kind: 'attached', as: way.as }
  const why = ways.length === 0 ? 'no-files' : ofKind.length > 0 && file.size > 0 ? 'too-large' : 'kind'
  return { kind: hasPage ? 'link' : 'nothing', why }
}

/** Where a picture can only be shown, it is. */
const isMeantAsFile = (channel: ChannelName, { kind }: MediaFile) => kind === 'file' && channel !== 'zalo-oa'

export const carries = (channel: ChannelName, file: MediaFile): boolean =>
  mediaFit(channel, file, false).kind === 'attached'
