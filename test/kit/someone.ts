import { expect } from 'vitest'
import type { Phone, PhoneMessage } from '../../src/simulator/phone.ts'

/** A person with a phone, as a story tells of them. Everything a bot writes to them must be read by the story. */
export interface Someone {
  name: string
  code: string
  phone: Phone
  /** A new message says this (all of these); it counts as read. Returns it. */
  sees: (...words: string[]) => PhoneMessage
  seesNothingNew: () => void
  /** Some message on the screen, new or edited, says this now. */
  shows: (words: string) => void
  showsNo: (words: string) => void
  presses: (label: string) => Promise<void>
  /** Takes a choice as their app allows: presses its button, or types the number that stands before it. */
  chooses: (label: string) => Promise<void>
  writes: (text: string, replyTo?: PhoneMessage) => Promise<void>
  /** Lets pass what has come so far without a word. */
  readsAll: () => void
  unread: () => PhoneMessage[]
}

export function someone(name: string, code: string, phone: Phone, settle: () => Promise<void>): Someone {
  const read = new Set<PhoneMessage['id']>()
  const fromBot = () => phone.messages().filter((message) => message.from === 'bot')
  const unread = () => fromBot().filter((message) => !read.has(message.id))
  const screen = () =>
    fromBot()
      .map((message) => message.text)
      .join('\n———\n')
  return {
    name,
    code,
    phone,
    unread,
    sees: (...words) => {
      const found = unread().find((message) => words.every((each) => shown(message).includes(each)))
      if (!found)
        expect.fail(`${name} does not see “${words.join('” and “')}”. New on the screen:\n${texts(unread())}`)
      read.add(found.id)
      return found
    },
    seesNothingNew: () => expect(texts(unread()), `${name} sees nothing new`).toBe(''),
    shows: (words) => expect(screen(), `${name}'s screen`).toContain(words),
    showsNo: (words) => expect(screen(), `${name}'s screen`).not.toContain(words),
    presses: async (label) => {
      phone.press(label)
      await settle()
    },
    chooses: async (label) => {
      if (fromBot().some((message) => message.buttons.length > 0)) phone.press(label)
      else phone.write(numberBefore(label, fromBot(), name))
      await settle()
    },
    writes: async (text, replyTo) => {
      phone.write(text, replyTo && { replyTo: replyTo.id })
      await settle()
    },
    readsAll: () => {
      for (const message of unread()) read.add(message.id)
    },
  }
}

/** The number of the choice in the newest message that offers it; an icon before the label may be left out. */
function numberBefore(label: string, messages: PhoneMessage[], name: string): string {
  for (const { text } of messages.toReversed())
    for (const [, number, offered] of text.matchAll(/^(\d+)\. (.*)$/gm))
      if (offered === label || offered?.replace(/^[^\p{L}\p{N}]+/u, '') === label) return number!
  return expect.fail(`${name} is not offered “${label}”`)
}

const shown = (message: PhoneMessage) =>
  [message.text, ...message.buttons.flat().map((button) => `[${button.label}]`)].join('\n')

const texts = (messages: PhoneMessage[]) => messages.map(shown).join('\n———\n')
