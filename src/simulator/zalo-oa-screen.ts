import { buttonOnScreen } from './phone.ts'
import type { Notice, PhoneMessage } from './phone.ts'
import { interacted, putOa } from './zalo-oa-state.ts'
import type { OaButton, OaChat, OaEntry, OaWorld } from './zalo-oa-state.ts'

/** What a person sees of the Official Account, and the hand that touches it. */
export class OaScreen {
  readonly id: string
  readonly name: string
  readonly number?: string
  /** The id under which the Official Account knows this person. */
  readonly userId: string
  readonly userIdByApp: string
  /** Addresses opened by a tap, oldest first. */
  readonly opened: string[] = []
  protected readonly world: OaWorld
  protected readonly chat: OaChat

  constructor(world: OaWorld, chat: OaChat) {
    this.id = chat.person.id
    this.name = chat.person.name
    this.number = chat.person.phone
    this.userId = chat.userId
    this.userIdByApp = chat.userIdByApp
    this.world = world
    this.chat = chat
  }

  messages(): PhoneMessage[] {
    return this.onScreen().map(({ shown }) => shown)
  }

  last(): PhoneMessage | undefined {
    return this.messages().findLast((message) => message.from === 'bot')
  }

  notices(): Notice[] {
    return []
  }

  waiting(): number {
    return 0
  }

  keyboard(): string[][] {
    return []
  }

  typing(): boolean {
    return false
  }

  /** The icons that the Official Account put on a message of this person. */
  reactions(message: number | string): string[] {
    return this.chat.messages.get(String(message))?.reactions ?? []
  }

  get follows(): boolean {
    return this.chat.follows
  }

  protected onScreen(): OaEntry[] {
    return [...this.chat.messages.values()].filter((entry) => entry.delivered && !entry.hidden)
  }

  protected reach(): void {
    if (!this.chat.phoneOn) throw new Error(`${this.name}’s phone is switched off`)
  }

  /** Something the person says to the Official Account, which opens the window; its id. */
  protected say(said: { text: string; media?: string; replyTo?: string; hidden?: boolean }): string {
    this.reach()
    interacted(this.world, this.chat)
    const { hidden = false, ...visible } = said
    const entry = putOa(this.world, this.chat, { way: 'me', ...visible })
    Object.assign(entry, { delivered: true, hidden })
    this.world.changed(this.chat)
    return String(entry.shown.id)
  }

  /** By its label the newest on the screen; by its data any, also one that was never there, as a forger types it. */
  protected buttonOf(button: string | { message: number | string; data: string }): OaButton {
    this.reach()
    if (typeof button !== 'string') return this.buttonWith(String(button.message), button.data)
    const { message, data } = buttonOnScreen(this.messages(), button, this.name)
    return this.buttonWith(String(message.id), data)
  }

  private buttonWith(message: string, data: string): OaButton {
    const known = this.chat.messages.get(message)?.buttons.find((one) => one.data === data)
    return known ?? { label: '', type: 'show', data }
  }
}

/** The first address that a message leads to, if any. */
export function linkIn(message: PhoneMessage | undefined): string | undefined {
  const buttons = message?.buttons.flat().map((button) => button.data) ?? []
  return (
    buttons.find((data) => /^https?:/.test(data)) ?? /https?:\/\/[^\s"'<>]+/.exec(message?.text ?? '')?.[0]
  )
}
