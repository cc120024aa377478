export interface Looks {
  type: string
  offset: number
  length: number
  url?: string
}

/** One message on a person's screen. */
export interface PhoneMessage {
  /** A number on Telegram, a text on Zalo. */
  id: number | string
  from: 'bot' | 'me'
  text: string
  buttons: { label: string; data: string }[][]
  /** Simulated time, ms since the epoch. */
  at: number
  edits: number
  /** The public id of the bot whose chat this is. */
  bot: string
  media?: string
  /** Of a file, where the app shows it apart from the text. */
  fileName?: string
  /** How stretches of the text look, in the platform's own words; places in UTF-16 units. */
  entities?: Looks[]
  /** The message this one answers. */
  replyTo?: number | string
}

/** What a platform shows outside the conversation: the answer to a press, a full bot. */
export interface Notice {
  text: string
  alert: boolean
  bot: string
  at: number
}

/** A file on a phone; its name is what the platform is told. */
export interface PhoneFile {
  bytes: Uint8Array
  name: string
}

export type MediaKind = 'photo' | 'file' | 'voice' | 'video' | 'sticker' | 'location' | 'other'

/**
 * A person with a phone: the acts a real client allows, and what its screen shows. What a real client cannot do
 * (press a button that is not there, write to a blocked bot) throws, so a test fails where the person would be stuck.
 * `bot` picks the chat when there are several bots; without it the chat that moved last is meant, else the first bot.
 */
export interface Phone {
  readonly id: string
  readonly name: string
  /** The number of the SIM, as given. */
  readonly number?: string
  /** Oldest first; what was deleted is gone. */
  messages(bot?: string): PhoneMessage[]
  /** The newest message from a bot. */
  last(bot?: string): PhoneMessage | undefined
  notices(bot?: string): Notice[]
  /** Presses that no one has answered yet: the buttons that still spin. */
  waiting(bot?: string): number
  /** The reply keyboard under the input line (Telegram). */
  keyboard(bot?: string): string[][]
  /** Whether the bot was shown as typing in the last five seconds of real time. */
  typing(bot?: string): boolean
  /** `entities`: what the app's own bold and the like were put on (Telegram). */
  write(text: string, options?: { replyTo?: number | string; bot?: string; entities?: Looks[] }): void
  /**
   * Presses a button: the newest message that carries the label (an icon before it may be left out), or exactly
   * this data on that message, whether or not the button is there, as an old or a forged client can.
   */
  press(button: string | { message: number | string; data: string }, options?: { bot?: string }): void
  /** Follows a deep link, or opens the chat with the START button. */
  start(payload?: string, options?: { bot?: string }): void
  /** Shares a contact card: one's own as the platform vouches for it, or another's; `forwarded` as received from someone. */
  sendContact(own: boolean, phone?: string, options?: { forwarded?: boolean; bot?: string }): void
  /** With `bytes` the picture can be fetched as what it is. */
  sendPhoto(
    caption?: string,
    options?: { bot?: string; bytes?: Uint8Array; replyTo?: number | string; entities?: Looks[] },
  ): void
  sendFile(file: PhoneFile, caption?: string, options?: { bot?: string; replyTo?: number | string }): void
  sendSticker(options?: { bot?: string }): void
  sendMedia(what: MediaKind, caption?: string, options?: { bot?: string; entities?: Looks[] }): void
  /** Rewrites one's own message. */
  edit(message: number | string, text: string, options?: { bot?: string }): void
  block(bot?: string): void
  unblock(bot?: string): void
}

/** A map that forgets its oldest entries, so that a long drill or a benchmark does not grow without end. */
export class Newest<K, V> extends Map<K, V> {
  readonly keep: number

  constructor(keep: number) {
    super()
    this.keep = keep
  }

  override set(key: K, value: V): this {
    super.set(key, value)
    if (this.size > this.keep) this.delete(this.keys().next().value!)
    return this
  }
}

/** The newest button with this label, from messages in their order. Throws with what is on the screen instead. */
export function buttonOnScreen(
  messages: PhoneMessage[],
  label: string,
  who: string,
): { message: PhoneMessage; data: string } {
  for (const message of messages.toReversed()) {
    const button = message.buttons.flat().find((one) => one.label === label || bare(one.label) === label)
    if (button) return { message, data: button.data }
  }
  const labels = messages.flatMap((message) => message.buttons.flat().map((one) => `“${one.label}”`))
  throw new Error(
    `${who} sees no button “${label}”; on screen: ${labels.slice(-20).join(', ') || 'no buttons'}`,
  )
}

function bare(label: string): string {
  return label.replace(/^[^\p{L}\p{N}]+/u, '')
}

/** Long texts leave a phone in pieces, as the apps do it; nothing visible leaves nothing. */
export function asTyped(text: string, limit: number): string[] {
  const trimmed = text.trim()
  const pieces: string[] = []
  for (let from = 0; from < trimmed.length;) {
    let to = Math.min(from + limit, trimmed.length)
    const splitsPair = to < trimmed.length && /[\uD800-\uDBFF]/.test(trimmed[to - 1]!)
    if (splitsPair) to -= 1
    pieces.push(trimmed.slice(from, to))
    from = to
  }
  return pieces
}

export interface Listeners {
  add(listener: (phone: Phone) => void): () => void
  tell(phone: Phone): void
}

export function listeners(): Listeners {
  const all = new Set<(phone: Phone) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => void all.delete(listener)
    },
    tell(phone) {
      for (const listener of all) listener(phone)
    },
  }
}
