import type { ChannelName } from '../../message.ts'

/** What each way to a person is called. */
export const channels: Record<ChannelName, string> = {
  telegram: 'Telegram',
  'zalo-oa': 'Zalo (Official Account)',
  'zalo-template': 'tin mẫu Zalo',
  'zalo-bot': 'Zalo',
  web: 'trang web',
  email: 'thư điện tử',
}
