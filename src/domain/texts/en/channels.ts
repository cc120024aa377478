import type { ChannelName } from '../../message.ts'

/** What each way to a person is called. */
export const channels: Record<ChannelName, string> = {
  telegram: 'Telegram',
  'zalo-oa': 'Zalo (Official Account)',
  'zalo-template': 'Zalo template message',
  'zalo-bot': 'Zalo',
  web: 'the web page',
  email: 'e-mail',
}
