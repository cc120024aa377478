import { asTyped, buttonOnScreen } from './phone.ts'
import type { Looks, MediaKind, Notice, Phone, PhoneFile, PhoneMessage } from './phone.ts'
import { chatWith, put, saying } from './telegram-state.ts'
import type { Bot, Chat, TelegramPerson, World } from './telegram-state.ts'
import type { Message } from './telegram-wire.ts'
import { chatInstance, entitiesIn, international, membership, onScreen } from './telegram-screen.ts'
import { passedOn, pressId } from './telegram-screen.ts'
import { personalFile, personalMedia, personalPhoto } from './telegram-media.ts'

interface In {
  bot?: string
  replyTo?: number | string
  entities?: Looks[]
}

/** A person's Telegram: makes the updates a real client causes, and shows what the bots did. */
export class TelegramPhone implements Phone {
  readonly id: string
  readonly name: string
  readonly number?: string
  private readonly world: World
  private readonly bots: Map<string, Bot>
  private readonly person: TelegramPerson

  constructor(world: World, bots: Map<string, Bot>, person: TelegramPerson) {
    this.id = String(person.id)
    this.name = person.name
    this.number = person.phone
    this.world = world
    this.bots = bots
    this.person = person
  }

  messages(bot?: string): PhoneMessage[] {
    const shown = this.chats(bot).flatMap(([owner, chat]) =>
      [...chat.messages.values()].map((stored) => ({ stored, owner })),
    )
    return shown
      .toSorted((a, b) => a.stored.order - b.stored.order)
      .map(({ stored, owner }) => onScreen(stored, owner))
  }

  last(bot?: string): PhoneMessage | undefined {
    return this.messages(bot).findLast((message) => message.from === 'bot')
  }

  notices(bot?: string): Notice[] {
    return this.chats(bot).flatMap(([, chat]) => chat.notices)
  }

  waiting(bot?: string): number {
    const owners = this.chats(bot).map(([owner]) => owner)
    const mine = owners.flatMap((owner) =>
      [...owner.queries.values()].filter((query) => query.chat.person === this.person),
    )
    return mine.filter((query) => !query.answered).length
  }

  keyboard(bot?: string): string[][] {
    return this.open(bot).chat.keyboard
  }

  typing(bot?: string): boolean {
    return Date.now() - this.open(bot).chat.typingAt < 5000
  }

  write(text: string, options: In = {}): void {
    const { bot, chat } = this.writable(options.bot)
    for (const piece of asTyped(text, 4096))
      this.send(bot, chat, {
        text: piece,
        ...entitiesIn(piece, options.entities),
        ...saying(chat, '', options),
      })
  }

  press(button: string | { message: number | string; data: string }, options: In = {}): void {
    const target =
      typeof button === 'string' ? this.found(button, options.bot) : { ...button, bot: options.bot }
    const { bot, chat } = this.writable(target.bot)
    if (!chat.started) throw new Error(`${this.name} has not started the bot and sees no message of it`)
    const id = pressId()
    bot.queries.set(id, { chat, at: Date.now(), answered: false })
    const stored = chat.messages.get(Number(target.message))
    const message = stored?.wire ?? { chat: chat.wire, message_id: Number(target.message), date: 0 as const }
    const query = {
      id,
      from: this.person.user,
      message,
      chat_instance: chatInstance(bot, chat),
      data: target.data,
    }
    bot.updates.add({ callback_query: query }, `user:${this.id}`)
    this.world.changed(this.person)
  }

  start(payload = '', options: In = {}): void {
    if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) throw new Error(`Telegram makes no deep link of “${payload}”`)
    const { bot, chat } = this.open(options.bot)
    if (chat.blocked) this.unblock(bot.account)
    this.write(payload ? `/start ${payload}` : '/start', { bot: bot.account })
  }

  sendContact(own: boolean, phone?: string, options: In & { forwarded?: boolean } = {}): void {
    const { bot, chat } = this.writable(options.bot)
    const given = phone ?? this.number
    if (!given) throw new Error(`${this.name} has no number to share`)
    const card = own
      ? { phone_number: international(given), first_name: this.name, user_id: this.person.id }
      : { phone_number: international(given), first_name: 'Danh bạ' }
    const origin = options.forwarded ? { forward_origin: passedOn(this.world.now()) } : {}
    this.send(bot, chat, { contact: card, ...origin })
  }

  sendPhoto(caption?: string, options: In & { bytes?: Uint8Array } = {}): void {
    const { bot, chat } = this.writable(options.bot)
    this.send(bot, chat, { ...personalPhoto(bot, options.bytes), ...saying(chat, caption, options) })
  }

  sendFile(file: PhoneFile, caption?: string, options: In = {}): void {
    const { bot, chat } = this.writable(options.bot)
    this.send(bot, chat, { ...personalFile(bot, file), ...saying(chat, caption, options) })
  }

  sendSticker(options: In = {}): void {
    this.sendMedia('sticker', undefined, options)
  }

  sendMedia(what: MediaKind, caption?: string, options: In = {}): void {
    const { bot, chat } = this.writable(options.bot)
    this.send(bot, chat, { ...personalMedia(bot, what), ...saying(chat, caption, options) })
  }

  edit(message: number | string, text: string, options: In = {}): void {
    const { bot, chat } = this.writable(options.bot)
    const stored = chat.messages.get(Number(message))
    if (stored?.from !== 'me') throw new Error(`${this.name} did not write message ${message}`)
    const edited = { text, ...entitiesIn(text), edit_date: Math.floor(this.world.now() / 1000) }
    stored.wire = { ...stored.wire, entities: undefined, ...edited }
    stored.edits += 1
    bot.updates.add({ edited_message: stored.wire }, `chat:${this.id}`)
    this.world.changed(this.person)
  }

  block(account?: string): void {
    this.setBlocked(account, true)
  }

  unblock(account?: string): void {
    this.setBlocked(account, false)
  }

  private setBlocked(account: string | undefined, blocked: boolean): void {
    const { bot, chat } = this.open(account)
    if (chat.blocked === blocked) return
    chat.blocked = blocked
    const parties = { chat: chat.wire, from: this.person.user, date: Math.floor(this.world.now() / 1000) }
    const change = { ...parties, ...membership(bot, blocked) }
    bot.updates.add({ my_chat_member: change }, `member:${this.id}`)
    this.world.changed(this.person)
  }

  private send(bot: Bot, chat: Chat, content: Partial<Message>): void {
    chat.started = true
    const stored = put(this.world, bot, chat, 'me', content)
    bot.updates.add({ message: stored.wire }, `chat:${this.id}`)
  }

  private found(label: string, account: string | undefined) {
    const { message, data } = buttonOnScreen(this.messages(account), label, this.name)
    return { message: message.id, data, bot: message.bot }
  }

  private chats(account: string | undefined): [Bot, Chat][] {
    const bots = account === undefined ? [...this.bots.values()] : [this.bot(account)]
    return bots.map((bot) => [bot, chatWith(bot, this.person)])
  }

  private bot(account: string): Bot {
    const bot = this.bots.get(account)
    if (!bot) throw new Error(`No bot ${account} in this simulator`)
    return bot
  }

  private open(account: string | undefined): { bot: Bot; chat: Chat } {
    const bot = account === undefined ? this.currentBot() : this.bot(account)
    return { bot, chat: chatWith(bot, this.person) }
  }

  private currentBot(): Bot {
    const newest = this.bots.size > 1 ? this.messages().at(-1)?.bot : undefined
    return newest === undefined ? this.bots.values().next().value! : this.bot(newest)
  }

  private writable(account: string | undefined): { bot: Bot; chat: Chat } {
    const opened = this.open(account)
    if (opened.chat.blocked) throw new Error(`${this.name} has blocked the bot and must unblock it first`)
    return opened
  }
}
