/** Events as the Zalo Bot Platform delivers them, with fictional people. */
const from = { id: '6ede9afa66b88fe6d6a9', display_name: 'Minh Trần', is_bot: false }
const chat = { id: '6ede9afa66b88fe6d6a9', chat_type: 'PRIVATE' }
const date = 1796608800123
const head = { from, chat, message_id: '2d758cb5e222177a4e35', date }
const event = (name: string, content: object) => ({ event_name: name, message: { ...head, ...content } })

export const zaloBot = {
  text: event('message.text.received', { text: 'đã nhận nhé', message_type: 'CHAT_MESSAGE' }),
  number: event('message.text.received', { text: '1' }),
  start: event('message.text.received', { text: '/start 48205173' }),
  inSeconds: event('message.text.received', { text: 'ok', date: 1796608800 }),
  dateAsText: event('message.text.received', { text: 'ok', date: '1796608800123' }),
  photo: event('message.image.received', { photo: 'https://photo.example/1.jpg', caption: 'Màn hình' }),
  photoUrl: event('message.image.received', { photo_url: 'https://photo.example/1.jpg' }),
  photoWithNothing: event('message.image.received', {}),
  sticker: event('message.sticker.received', { sticker: '0e078a2e', url: 'https://sticker.example/1' }),
  voice: event('message.voice.received', { voice_url: 'https://voice.example/1.aac' }),
  unsupported: event('message.unsupported.received', {}),
  unsupportedShort: event('message.unsupported', {}),
}

/** What means nothing to us. */
export const zaloBotNoise = {
  inAGroup: event('message.text.received', { text: 'ok', chat: { id: 'zgr-77', chat_type: 'GROUP' } }),
  inAGroupUntold: event('message.text.received', { text: 'ok', chat: { id: 'zgr-77' } }),
  fromABot: event('message.text.received', { text: 'ok', from: { ...from, is_bot: true } }),
  unknownEvent: event('message.reaction.received', {}),
  withoutId: event('message.text.received', { text: 'ok', message_id: undefined }),
  withoutMessage: { event_name: 'user.follow', user: '1' },
}
