/** The parts of Telegram's objects that pass over the wire here, named as Telegram names them (Bot API 10.3). */
export interface User {
  id: number
  is_bot: boolean
  first_name: string
  username?: string
  language_code?: string
}

export interface PrivateChat {
  id: number
  type: 'private'
  first_name: string
}

export interface Entity {
  type: string
  offset: number
  length: number
  url?: string
  language?: string
  custom_emoji_id?: string
  user?: unknown
}

export interface InlineButton {
  text: string
  callback_data?: string
  [action: string]: unknown
}

export interface InlineMarkup {
  inline_keyboard: InlineButton[][]
}

export interface Message {
  message_id: number
  from: User
  chat: PrivateChat
  date: number
  edit_date?: number
  text?: string
  entities?: Entity[]
  caption?: string
  caption_entities?: Entity[]
  reply_markup?: InlineMarkup
  reply_to_message?: Message
  contact?: { phone_number: string; first_name: string; user_id?: number }
  forward_origin?: { type: 'user'; sender_user: User; date: number }
  photo?: PhotoSize[]
  document?: {
    file_id: string
    file_unique_id: string
    file_name?: string
    file_size: number
    mime_type?: string
  }
  [media: string]: unknown
}

export interface PhotoSize {
  file_id: string
  file_unique_id: string
  width: number
  height: number
  file_size: number
}

export interface CallbackQuery {
  id: string
  from: User
  message: Message | { chat: PrivateChat; message_id: number; date: 0 }
  chat_instance: string
  data: string
}

export interface MemberChange {
  chat: PrivateChat
  from: User
  date: number
  old_chat_member: { user: User; status: string; until_date?: number }
  new_chat_member: { user: User; status: string; until_date?: number }
}

/** What an update carries besides its number; exactly one is set. */
export interface UpdateBody {
  message?: Message
  edited_message?: Message
  callback_query?: CallbackQuery
  my_chat_member?: MemberChange
}

export interface Update extends UpdateBody {
  update_id: number
}
