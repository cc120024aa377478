import { type Outgoing, type SendResult, WEB_ACCOUNT } from '../../domain/message.ts'
import { abilities } from '../abilities.ts'
import type { Channel } from '../channel.ts'

/** The page that signed links open, as a letter box: nothing is carried anywhere, whoever opens the page finds it there. */
export function webLinkChannel(): Channel {
  return {
    name: 'web',
    account: WEB_ACCOUNT,
    abilities: abilities.web,
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
