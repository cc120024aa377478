import type { Settings } from '../../handlers/world.ts'
import { DAY, MINUTE } from '../../src/domain/time.ts'

/** Settings of an office that has nothing but chat bots: what reach adds is off. */
export const chatOnly: Pick<
  Settings,
  | 'letterRetentionMs'
  | 'mediaRetentionMs'
  | 'linkValidMs'
  | 'seenReceipts'
  | 'publicUrl'
  | 'reach'
  | 'noticeOnly'
  | 'zaloBots'
  | 'zaloOa'
  | 'templates'
  | 'mail'
  | 'confirmFrom'
> = {
  letterRetentionMs: 365 * DAY,
  mediaRetentionMs: 90 * DAY,
  linkValidMs: 30 * DAY,
  seenReceipts: false,
  publicUrl: null,
  reach: {
    order: ['chosen', 'zalo-oa', 'zalo-bot', 'zalo-template', 'email', 'telegram', 'web'],
    orderAbroad: ['chosen', 'telegram', 'zalo-oa', 'zalo-bot', 'email', 'zalo-template', 'web'],
    fallbackMs: 10 * MINUTE,
    urgentFallbackMs: 2 * MINUTE,
    undeliveredMs: 5 * MINUTE,
  },
  noticeOnly: [],
  zaloBots: { accounts: [], links: [], seats: 50, monthly: 3_000 },
  zaloOa: null,
  templates: null,
  mail: null,
  confirmFrom: 100,
}
