/** Updates as the Bot API delivers them, with fictional people. */
const lan = {
  id: 5100000007,
  is_bot: false,
  first_name: 'Lan',
  last_name: 'Phạm',
  username: 'lanpham',
  language_code: 'vi',
}
const chat = { id: 5100000007, first_name: 'Lan', last_name: 'Phạm', username: 'lanpham', type: 'private' }
const bot = { id: 424242, is_bot: true, first_name: 'Cầu Nối', username: 'cau_noi_bot' }
const date = 1796608800
const head = { message_id: 311, from: lan, chat, date }
const group = { id: -1001234567890, title: 'Điểm cầu Hà Giang', type: 'supergroup' }
const card = { message_id: 300, from: bot, chat, date: date - 60, text: 'Kính đề nghị Bà xác nhận.' }
const letter = '019ac1f0-2c3d-7b1a-9f00-5d1e2a3b4c5d'
const photo = [
  { file_id: 'AgAC-small', file_unique_id: 'a1', width: 90, height: 67, file_size: 1200 },
  { file_id: 'AgAC-large', file_unique_id: 'a2', width: 1280, height: 960, file_size: 120000 },
]
const press = { id: '21903', from: lan, message: card, chat_instance: '-77', data: `${letter}.2` }
const member = (status: string, of = chat) => ({
  update_id: 900,
  my_chat_member: {
    chat: of,
    from: lan,
    date,
    old_chat_member: { user: bot, status: 'member' },
    new_chat_member: { user: bot, status },
  },
})
const said = (content: object) => ({ update_id: 900, message: { ...head, ...content } })
const pressed = (change: object) => ({ update_id: 900, callback_query: { ...press, ...change } })

export const telegram = {
  text: said({ text: 'đã nhận nhé' }),
  decomposed: said({ text: 'đã nhận'.normalize('NFD') }),
  reply: said({ text: 'ok', reply_to_message: card }),
  start: said({ text: '/start k3Jx_9-Z', entities: [{ type: 'bot_command', offset: 0, length: 6 }] }),
  bareStart: said({ text: '/start' }),
  namedStart: said({ text: '/start@cau_noi_bot k3Jx' }),
  notStart: said({ text: '/startnow' }),
  ownContact: said({ contact: { phone_number: '84912000111', first_name: 'Lan', user_id: lan.id } }),
  contactWithoutId: said({ contact: { phone_number: '84912000111', first_name: 'Lan' } }),
  anothersContact: said({
    contact: { phone_number: '84912000222', first_name: 'Minh', user_id: 5100000008 },
  }),
  forwardedContact: said({
    forward_origin: { type: 'user', sender_user: lan, date },
    contact: { phone_number: '84912000111', first_name: 'Lan', user_id: lan.id },
  }),
  photo: said({ photo, caption: 'Màn hình điểm cầu' }),
  document: said({
    document: { file_id: 'BQAC-1', file_unique_id: 'b', file_name: 'bao-cao.docx', mime_type: 'x' },
  }),
  voice: said({ voice: { file_id: 'AwAC-1', file_unique_id: 'c', duration: 3 } }),
  animation: said({ animation: { file_id: 'CgAC-1' }, document: { file_id: 'CgAC-1' } }),
  videoNote: said({ video_note: { file_id: 'DQAC-1', length: 240, duration: 5 } }),
  sticker: said({ sticker: { file_id: 'CAAC-1', emoji: '👍', is_animated: false } }),
  venue: said({ location: { latitude: 22.8, longitude: 104.9 }, venue: { title: 'Hội trường' } }),
  dice: said({ dice: { emoji: '🎲', value: 3 } }),
  press: pressed({}),
  pressOnOldCard: pressed({ message: { chat, message_id: 300, date: 0 } }),
  blocked: member('kicked'),
  unblocked: member('member'),
}

/** What means nothing to us. */
export const telegramNoise = {
  inAGroup: said({ chat: group, text: 'đã nhận' }),
  fromABot: said({ from: bot, text: 'đã nhận' }),
  pinned: said({ pinned_message: card }),
  edited: { update_id: 900, edited_message: { ...head, text: 'đã nhận' } },
  channelPost: { update_id: 900, channel_post: { ...head, text: 'đã nhận' } },
  pressInline: pressed({ message: undefined, inline_message_id: 'x' }),
  pressInAGroup: pressed({ message: { ...card, chat: group } }),
  pressOfNothing: pressed({ data: `${letter}.0` }),
  pressWithMore: pressed({ data: `${letter}.2.3` }),
  pressWithWords: pressed({ data: 'duyet tat ca' }),
  pressTooFar: pressed({ data: `${letter}.123456` }),
  pressOfAGame: pressed({ data: undefined, game_short_name: 'x' }),
  promoted: member('administrator'),
  addedToAGroup: member('member', { ...chat, ...group }),
  dateBeyondTime: said({ date: 2 ** 53 - 1, text: 'x' }),
}
