import { type Outgoing, type SendResult, WEB_ACCOUNT } from '../../domain/message.ts'
import type { Abilities, Channel } from '../channel.ts'

/** The page has room for everything, and shows a card as it is now. */
const abilities: Abilities = {
  buttons: true,
  edits: true,
  textLimit: 100_000,
  media: true,
  formats: true,
  linksUnderWords: true,
}

/** The page that signed links open, as a letter box: nothing is carried anywhere, whoever opens the page finds it there. */
export function webLinkChannel(): Channel {
  return {
    name: 'web',
    account: WEB_ACCOUNT,
    abilities,
    send: (letter) => Promise.resolve(shown(letter)),
    edit: (letter) => Promise.resolve(shown(letter)),
    receive: () => ({ kind: 'forged' }),
    poll: (_sink, signal, onState) => {
      onState({ kind: 'up' })
      return untilAborted(signal)
    },
    registerWebhook: () => Promise.resolve(),
    profile: () => Promise.resolve({ userName: WEB_ACCOUNT }),
  }
}

const shown = ({ letter }: Outgoing): SendResult => ({ kind: 'sent', platformId: letter })

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((done) => {
    if (signal.aborted) return done()
    signal.addEventListener('abort', () => done(), { once: true })
  })
