import { asTyped } from './phone.ts'
import type { MediaKind, Notice, Phone, PhoneFile, PhoneMessage } from './phone.ts'
import { keptAt, putZalo, zaloChat } from './zalo-state.ts'
import type { ZaloBot, ZaloChat, ZaloPerson, ZaloWorld } from './zalo-state.ts'

interface In {
  bot?: string
}

/** A person's Zalo. Bots there have no buttons, no deep links and no contact cards, and the phone says so by throwing. */
export class ZaloPhone implements Phone {
  readonly id: string
  readonly name: string
  readonly number?: string
  private readonly world: ZaloWorld
  private readonly bots: Map<string, ZaloBot>
  private readonly person: ZaloPerson

  constructor(world: ZaloWorld, bots: Map<string, ZaloBot>, person: ZaloPerson) {
    this.id = person.id
    this.name = person.name
    this.number = person.phone
    this.world = world
    this.bots = bots
    this.person = person
  }

  /** The id under which a bot knows this person: what the platform calls the chat. */
  chatId(bot?: string): string {
    return this.open(bot).chat.id
  }

  messages(bot?: string): PhoneMessage[] {
    const kept = this.chats(bot).flatMap((chat) => [...chat.messages.values()])
    return kept.toSorted((a, b) => a.order - b.order).map(({ shown }) => shown)
  }

  last(bot?: string): PhoneMessage | undefined {
    return this.messages(bot).findLast((message) => message.from === 'bot')
  }

  notices(bot?: string): Notice[] {
    return this.chats(bot).flatMap((chat) => chat.notices)
  }

  waiting(): number {
    return 0
  }

  keyboard(): string[][] {
    return []
  }

  typing(bot?: string): boolean {
    return Date.now() - this.open(bot).chat.typingAt < 5000
  }

  write(text: string, options: In & { replyTo?: number | string } = {}): void {
    for (const piece of asTyped(text, 2000)) {
      // what a message answers is not told to bots
      this.send('message.text.received', { text: piece }, { from: 'me', text: piece }, options.bot)
    }
  }

  press(): void {
    throw new Error(`${this.name} sees no buttons: bots on Zalo have none`)
  }

  start(): void {
    throw new Error(`${this.name} has no link to start with: bots on Zalo are opened by writing to them`)
  }

  /** Bots see that something came, not what. */
  sendContact(_own: boolean, _phone?: string, options: In = {}): void {
    this.sendMedia('other', undefined, options)
  }

  /** What a message answers is not told to bots. */
  sendPhoto(caption?: string, options: In & { bytes?: Uint8Array } = {}): void {
    const url = options.bytes && keptAt(this.world, options.bytes)
    this.tellMedia('photo', caption, options.bot, url)
  }

  /** Bots are told that something came, no more. */
  sendFile(_file: PhoneFile, caption?: string, options: In = {}): void {
    this.sendMedia('file', caption, options)
  }

  sendSticker(options: In = {}): void {
    this.sendMedia('sticker', undefined, options)
  }

  sendMedia(what: MediaKind, caption?: string, options: In = {}): void {
    this.tellMedia(what, caption, options.bot)
  }

  private tellMedia(what: MediaKind, caption?: string, bot?: string, url?: string): void {
    const [event, content] = mediaEvent(what, caption, url)
    this.send(event, content, { from: 'me', text: caption ?? '', media: what }, bot)
  }

  edit(): void {
    throw new Error(`${this.name} cannot rewrite a message on Zalo`)
  }

  block(bot?: string): void {
    this.setBlocked(bot, true)
  }

  unblock(bot?: string): void {
    this.setBlocked(bot, false)
  }

  /** No event tells the bot. */
  private setBlocked(account: string | undefined, blocked: boolean): void {
    this.open(account).chat.blocked = blocked
    this.world.changed(this.person)
  }

  private send(
    event: string,
    content: Record<string, unknown>,
    said: { from: 'me'; text: string; media?: string },
    account: string | undefined,
  ): void {
    const { bot, chat } = this.open(account)
    if (chat.blocked) throw new Error(`${this.name} has blocked the bot and must unblock it first`)
    if (!chat.seated && !this.takeSeat(bot, chat)) return
    const { id, at } = putZalo(this.world, bot, chat, said)
    bot.updates.add({
      event_name: event,
      message: {
        from: { id: chat.id, display_name: this.name, is_bot: false },
        chat: { id: chat.id, chat_type: 'PRIVATE' },
        ...content,
        message_id: String(id),
        date: at,
      },
    })
  }

  /** The free plan has so many seats; whoever comes after sees that the bot is full, and the bot hears nothing. */
  private takeSeat(bot: ZaloBot, chat: ZaloChat): boolean {
    const taken = [...bot.chats.values()].filter((one) => one.seated).length
    chat.seated = taken < bot.seats
    if (chat.seated) return true
    const text = 'Bot đã đủ số người dùng của gói miễn phí.'
    chat.notices.push({ text, alert: true, bot: bot.account, at: this.world.now() })
    this.world.changed(this.person)
    return false
  }

  private chats(account: string | undefined): ZaloChat[] {
    const bots = account === undefined ? [...this.bots.values()] : [this.bot(account)]
    return bots.map((bot) => zaloChat(bot, this.person))
  }

  private bot(account: string): ZaloBot {
    const bot = this.bots.get(account)
    if (!bot) throw new Error(`No bot ${account} in this simulator`)
    return bot
  }

  private open(account: string | undefined): { bot: ZaloBot; chat: ZaloChat } {
    const newest = account ?? (this.bots.size > 1 ? this.messages().at(-1)?.bot : undefined)
    const bot = newest === undefined ? this.bots.values().next().value! : this.bot(newest)
    return { bot, chat: zaloChat(bot, this.person) }
  }
}

const PHOTO_URL = 'https://photo.example.vn/anh.jpg'

function mediaEvent(what: MediaKind, caption?: string, url = PHOTO_URL): [string, Record<string, unknown>] {
  switch (what) {
    case 'photo':
      // the documentation calls it `photo`, what arrives is `photo_url`
      return ['message.image.received', { photo_url: url, ...(caption ? { caption } : {}) }]
    case 'sticker':
      return ['message.sticker.received', { sticker: 'a1b2c3', url: 'https://photo.example.vn/sticker.png' }]
    case 'voice':
      return ['message.voice.received', { voice_url: 'https://photo.example.vn/voice.aac' }]
    default:
      return ['message.unsupported.received', {}]
  }
}
