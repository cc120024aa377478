import { chatAt, strangerTold } from '../db/chats.ts'
import type { Address, ChannelName } from '../src/domain/message.ts'
import { languages } from '../src/domain/person.ts'
import { textsIn, type Texts } from '../src/domain/texts/index.ts'
import { HOUR } from '../src/domain/time.ts'
import { reply } from './write.ts'
import type { Turn } from './world.ts'

/**
 * Somebody we do not know did something: once an hour they are told how to be let in, by a sentence that names no
 * one; else silence. Returns whether they were told.
 */
export async function stranger(turn: Turn, at: Address, eventId: string): Promise<boolean> {
  const told = (await chatAt(turn.tx, at))?.strangerToldAt
  if (told != null && turn.now - told < HOUR) return false
  await strangerTold(turn.tx, at, turn.now)
  const asksPhone = vouching.includes(at.channel)
  const text = inEveryLanguage((texts) => howToBeLetIn(texts, at.channel))
  await reply(turn, at, `reply:${eventId}:stranger`, { text, choices: [], ...(asksPhone && { asksPhone }) })
  return true
}

const howToBeLetIn = ({ join, admission }: Texts, channel: ChannelName) => {
  const share = channel === 'telegram' ? admission.sharePhone : admission.shareInForm
  return [join.stranger, vouching.includes(channel) && share, admission.passedOn].filter(Boolean).join(' ')
}

/** Where a person can share their own number by a button or a form. */
const vouching: ChannelName[] = ['telegram', 'zalo-oa']

/** Nobody knows yet what a stranger reads. */
export const inEveryLanguage = (sentence: (texts: Texts) => string) =>
  [...new Set(languages.map((language) => sentence(textsIn(language))))].join('\n')
