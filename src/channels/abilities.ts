import type { ChannelName } from '../domain/message.ts'
import type { Abilities } from './channel.ts'

/** What each channel can do; known without opening one, so that whoever only writes letters need not. */
export const abilities: Record<ChannelName, Abilities> = {
  telegram: {
    buttons: true,
    edits: true,
    textLimit: 4096,
    formats: true,
    linksUnderWords: true,
  },
  'zalo-oa': {
    buttons: true,
    buttonsMayFail: true,
    edits: false,
    textLimit: 2000,
    receipts: true,
  },
  'zalo-template': { buttons: false, edits: false, textLimit: 100_000, linksOnly: true, receipts: true },
  'zalo-bot': { buttons: false, edits: false, textLimit: 2000, formats: true },
  /** The page has room for everything, and shows a card as it is now. */
  web: { buttons: true, edits: true, textLimit: 100_000, formats: true, linksUnderWords: true },
  email: {
    buttons: false,
    edits: false,
    textLimit: 100_000,
    linksOnly: true,
    formats: true,
    linksUnderWords: true,
  },
}
