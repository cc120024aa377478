import { asTyped } from './phone.ts'
import type { MediaKind, Phone, PhoneFile } from './phone.ts'
import { deliver, tellAbout, tellEcho, tellFollow, tellFromUser, tellSeen } from './zalo-oa-events.ts'
import { tellSubmitted } from './zalo-oa-events.ts'
import { businessCard, fileEvent, mediaEvent, photoEvent } from './zalo-oa-media.ts'
import type { MediaEvent } from './zalo-oa-media.ts'
import { OaScreen } from './zalo-oa-screen.ts'
import { interacted, platformNumber, putOa } from './zalo-oa-state.ts'
import { keptAt } from './zalo-state.ts'

interface Sent {
  bot?: string
  replyTo?: number | string
}

/** A person's Zalo with the chat of the Official Account. */
export class OaPhone extends OaScreen implements Phone {
  write(text: string, options: { replyTo?: number | string } = {}): void {
    const replyTo = options.replyTo === undefined ? undefined : String(options.replyTo)
    for (const piece of asTyped(text, 2000)) {
      const msg_id = this.say({ text: piece, replyTo })
      const quote = replyTo === undefined ? {} : { quote_msg_id: replyTo }
      tellFromUser(this.world, this.chat, 'user_send_text', { message: { msg_id, text: piece, ...quote } })
    }
  }

  /** A query button sends its text as if it had been typed; any other opens an address. */
  press(button: string | { message: number | string; data: string }): void {
    const { data, type } = this.buttonOf(button)
    if (type === 'open') return void this.opened.push(data)
    const msg_id = this.say({ text: data, hidden: type === 'hide' })
    tellFromUser(this.world, this.chat, 'user_send_text', { message: { msg_id, text: data } })
  }

  /** Taps a button that leads somewhere, and says where. */
  opens(label: string): string {
    const { type, data } = this.buttonOf(label)
    if (type !== 'open') throw new Error(`${this.name} is led nowhere by “${label}”: it sends an answer`)
    this.opened.push(data)
    return data
  }

  /** Follows the Official Account. What a link carried besides its id reaches nobody. */
  start(): void {
    this.reach()
    if (this.chat.follows) return
    this.chat.follows = true
    interacted(this.world, this.chat)
    this.world.changed(this.chat)
    tellFollow(this.world, this.chat, true)
  }

  /** Presses the message button on the profile: told once, and only before anything else has passed. */
  clickChatNow(): void {
    this.reach()
    const first = this.chat.relation === 'none'
    interacted(this.world, this.chat)
    if (first) tellAbout(this.world, this.chat, 'user_click_chatnow')
  }

  /** One's own number answers the form on the screen; another's goes as a business card. */
  sendContact(own: boolean, phone?: string): void {
    if (!own) return this.send(businessCard(this.world.settings.mediaRoot, phone ?? ''), 'other')
    const number = phone ?? this.number
    if (number === undefined) throw new Error(`${this.name} has no number to share`)
    this.submitInfo(number, this.name)
  }

  /** Fills in the newest form, as one likes. */
  submitInfo(phone: string, name = this.name): void {
    this.reach()
    const form = this.onScreen().findLast((entry) => entry.form === 'open')
    if (!form) throw new Error(`${this.name} sees no form that asks for name and number`)
    form.form = 'answered'
    this.chat.shared = { name, phone: platformNumber(phone) }
    interacted(this.world, this.chat)
    this.world.changed(this.chat)
    tellSubmitted(this.world, this.chat, this.chat.shared)
  }

  sendPhoto(caption?: string, options: Sent & { url?: string; bytes?: Uint8Array } = {}): void {
    const { mediaRoot } = this.world.settings
    const event = options.bytes
      ? photoEvent(mediaRoot, keptAt(this.world, options.bytes))
      : mediaEvent(mediaRoot, 'photo', options.url)
    this.send(event, 'photo', caption, options.replyTo)
  }

  sendFile(file: PhoneFile, caption?: string, options: Sent = {}): void {
    this.send(fileEvent(keptAt(this.world, file.bytes), file), 'file', caption, options.replyTo)
  }

  sendSticker(): void {
    this.sendMedia('sticker')
  }

  /** `url` puts the medium elsewhere than on Zalo's hosts. */
  sendMedia(what: MediaKind, caption?: string, options: { url?: string; bot?: string } = {}): void {
    this.send(mediaEvent(this.world.settings.mediaRoot, what, options.url), what, caption)
  }

  private send(
    { event, attachment }: MediaEvent,
    media: MediaKind,
    caption?: string,
    replyTo?: Sent['replyTo'],
  ): void {
    const msg_id = this.say({ text: caption ?? '', media })
    const text = caption === undefined ? {} : { text: caption }
    const quote = replyTo === undefined ? {} : { quote_msg_id: String(replyTo) }
    const message = { msg_id, ...text, ...quote, attachments: [attachment] }
    tellFromUser(this.world, this.chat, event, { message })
  }

  edit(): void {
    throw new Error(`${this.name} cannot rewrite a message on Zalo`)
  }

  /** Unfollows. One may still write, and is then in touch again without following. */
  block(): void {
    this.reach()
    if (!this.chat.follows) return
    this.chat.follows = false
    this.chat.relation = 'left'
    this.world.changed(this.chat)
    tellFollow(this.world, this.chat, false)
  }

  unblock(): void {
    this.start()
  }

  /** Refuses messages of the Official Account without unfollowing it; no event tells. */
  restrict(refuses = true): void {
    this.chat.restricted = refuses
  }

  /** Looks at the chat: what the API sent by user id is reported as seen, each message once. */
  reads(): void {
    this.reach()
    const unseen = this.onScreen().filter(({ way, seen }) => !seen && (way === 'cs' || way === 'uid'))
    for (const entry of unseen) entry.seen = true
    if (unseen.length === 0 || !this.world.settings.receipts) return
    const ids = unseen.map(({ shown }) => String(shown.id))
    tellSeen(this.world, this.chat, ids)
  }

  /** Withdraws the consent to the use of one's data. */
  withdraw(): void {
    this.reach()
    tellAbout(this.world, this.chat, 'user_withdraw')
  }

  /** A human at the console of the Official Account writes to this person, whom no window protects. */
  humanReply(text: string, admin = '900001'): void {
    const entry = putOa(this.world, this.chat, { way: 'console', text })
    tellEcho(this.world, this.chat, 'oa_send_text', { msg_id: String(entry.shown.id), text }, admin)
    deliver(this.world, this.chat, entry)
  }

  turnOff(): void {
    this.chat.phoneOn = false
  }

  /** What has waited for the phone arrives. */
  turnOn(): void {
    this.chat.phoneOn = true
    for (const entry of this.chat.messages.values()) {
      if (!entry.delivered) deliver(this.world, this.chat, entry)
    }
  }
}
