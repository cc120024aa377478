import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { MAIL_ACCOUNT, type Outgoing, type SendResult } from '../../domain/message.ts'
import { abilities } from '../abilities.ts'
import { type Channel, ChannelError, type Profile } from '../channel.ts'
import type { Patience } from '../http.ts'
import { attachments, isAddress, type Mailbox, mailboxOf, mailOf, messageIdOf } from './letter.ts'
import { failureOf, notReachable, reasonOf, sendResultOf } from './result.ts'

export interface EmailConfig {
  smtpUrl: string
  from: string
  /** The officer whom answers reach. */
  replyTo: string
  patience: Pick<Patience, 'answerMs'>
}

/** Mail through the office's own server. Nothing comes back through it: answers go to the named officer. */
export function emailChannel(config: EmailConfig): Channel {
  const post: Post = {
    config,
    from: mailboxOf(config.from),
    replyTo: mailboxOf(config.replyTo),
    stop: new AbortController(),
  }
  return {
    name: 'email',
    account: MAIL_ACCOUNT,
    abilities: abilities.email,
    send: (letter, next) => (letter.media ? sendWith(post, letter, next) : send(post, letter)),
    receive: () => ({ kind: 'malformed' }),
    poll: (_sink, signal) => idle(signal),
    registerWebhook: () => Promise.resolve(),
    profile: () => profile(post),
    close: () => post.stop.abort(),
  }
}

interface Post {
  config: EmailConfig
  from: Mailbox
  replyTo: Mailbox
  stop: AbortController
}

/** Steps of one conversation that may each take as long as an answer. */
const STEPS = 3

/** A server that does not take it with its file may take it without. */
async function sendWith(
  post: Post,
  letter: Outgoing,
  next: () => Promise<void> = async () => {},
): Promise<SendResult> {
  const result = await send(post, letter)
  if (result.kind !== 'refused' || result.what !== 'message') return result
  await next()
  const bare = await send(post, { ...letter, media: undefined })
  return bare.kind === 'sent' ? { ...bare, mediaFailed: 'too-large' } : bare
}

/** One conversation for each letter: one that is kept open may end just as the next letter begins. */
async function send(post: Post, letter: Outgoing): Promise<SendResult> {
  if (!isAddress(letter.chat)) return notReachable
  const watch = watchedLog()
  const late = AbortSignal.timeout(STEPS * post.config.patience.answerMs)
  try {
    const transport = transportOf(post.config, watch.log)
    const signal = AbortSignal.any([late, post.stop.signal])
    const mail = { ...mailOf(letter, post.from, post.replyTo), ...(await attachments(letter)) }
    await transport.sendMail({ ...mail, signal })
    return { kind: 'sent', platformId: messageIdOf(letter, post.from) }
  } catch (error) {
    return sendResultOf(failureOf(error), watch.left())
  }
}

function transportOf({ smtpUrl, patience: { answerMs } }: EmailConfig, logger: Log) {
  const { password, hostname } = new URL(smtpUrl)
  return createTransport({
    url: smtpUrl,
    connectionTimeout: answerMs,
    greetingTimeout: answerMs,
    socketTimeout: answerMs,
    dnsTimeout: answerMs,
    // A password crosses no network in the clear.
    requireTLS: password !== '' && !isThisMachine(hostname),
    transactionLog: true,
    logger,
  })
}

const isThisMachine = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host)

type Log = ReturnType<typeof watchedLog>['log']

/** The library tells only in its log how far a conversation had come. Nothing of it is kept. */
function watchedLog() {
  let left = false
  const look = (entry: unknown, line?: unknown) => {
    if (isOurs(entry) && line === 'DATA') left = true
  }
  const log = {
    level: () => {},
    trace: look,
    debug: look,
    info: look,
    warn: look,
    error: look,
    fatal: look,
  }
  return { log, left: () => left }
}

const isOurs = (entry: unknown) =>
  typeof entry === 'object' && entry !== null && 'tnx' in entry && entry.tnx === 'client'

async function idle(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await pause(60_000, undefined, { signal }).catch(() => {})
}

/** Who we are is what the settings say; whether the server lets us in is tried. */
async function profile({ config, from }: Post): Promise<Profile> {
  try {
    await transportOf(config, watchedLog().log).verify()
  } catch (error) {
    throw new ChannelError(`SMTP: ${reasonOf(failureOf(error))}`)
  }
  return { userName: from.address, ...(from.name && { displayName: from.name }) }
}
