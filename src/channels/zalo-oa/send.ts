import type { Attachment, Outgoing, SendResult } from '../../domain/message.ts'
import { textsIn } from '../../domain/texts/index.ts'
import type { Channel } from '../channel.ts'
import type { Uploads } from '../uploads.ts'
import type { Ask } from './ask.ts'
import { type Carrier, isUnfit, postAfter, postAlone, postPicture, referred, without } from './attached.ts'
import { BUTTONS_REFUSED, classOf } from './codes.ts'
import { buttoned, form, type Message, worded } from './message.ts'
import { type Reply, sendResultOf } from './result.ts'
import type { OaStore } from './token-store.ts'
import { isPicture } from './uploads.ts'

export interface SendNeeds {
  ask: Ask
  store: Pick<OaStore, 'buttonsRefused' | 'refuseButtons'>
  buttons: 'auto' | 'on' | 'off'
  /** Stands on the form that asks for a number; without one nobody is shown a form. */
  formImage?: string
  uploads: Uploads
  now: () => number
}

const PATH = '/v3.0/oa/message/cs'
const REMEMBERED = 500

/** Sends letters; what goes beside the text (a file, the form) follows it and is not repeated for it. */
export function sending(needs: SendNeeds): Channel['send'] {
  let throttled = 0
  const met = new Set<string>()

  function resultOf(reply: Reply, letter: string): SendResult {
    const result = sendResultOf(reply, { throttled, metUnlisted: met.has(letter), now: needs.now() })
    throttled = result.kind === 'retry' && result.reason === 'throttled' ? throttled + 1 : 0
    if (reply.kind === 'no' && classOf(reply.code).kind === 'unlisted') remember(met, letter)
    return result
  }

  return async (letter, next) => {
    const placed = { ...needs, ask: inPlace(needs.ask, next) }
    const told = (reply: Reply) => resultOf(reply, letter.letter)
    const { media } = letter
    if (media) return sendWith(placed, { ...letter, media }, told)
    const reply = await sendText(placed, letter)
    if (reply.kind === 'ok' && letter.asksPhone) await sendForm(placed, letter.chat)
    return told(reply)
  }
}

/** The first call has its place already. */
function inPlace(ask: Ask, next: () => Promise<void> = async () => {}): Ask {
  let place = () => Promise.resolve()
  return async (question) => {
    const asked = place
    place = next
    await asked()
    return ask(question)
  }
}

/** The file is uploaded before a word is said: what has to wait for that is sent as a whole later. */
async function sendWith(
  needs: SendNeeds,
  letter: Outgoing & { media: Attachment },
  told: (reply: Reply) => SendResult,
): Promise<SendResult> {
  const { media, chat } = letter
  const carrier: Carrier = { ...needs, post: (message) => post(needs, chat, message) }
  const carried = await referred(carrier, media)
  if (carried.kind === 'later') return told(carried.reply)
  const alone = async () => told(await sendText(needs, letter))
  if (carried.kind === 'not') return without(await alone(), carried.reason)
  const { ref } = carried
  if (letter.text === '') return told(await postAlone(carrier, media, ref))
  if (isPicture(media) && letter.buttons.length === 0 && !letter.link) {
    const reply = await postPicture(carrier, letter, ref)
    return isUnfit(reply) ? without(await alone(), 'bad-message') : told(reply)
  }
  const result = await alone()
  return result.kind === 'sent' ? { ...result, ...(await postAfter(carrier, media, ref)) } : result
}

const post = ({ ask }: Pick<SendNeeds, 'ask'>, chat: string, message: Message) =>
  ask({ path: PATH, body: { recipient: { user_id: chat }, message } })

/** With buttons where they are taken; refused, the same once more in numbered lines, and never again with buttons. */
async function sendText(needs: SendNeeds, letter: Outgoing): Promise<Reply> {
  const message = (await mayHaveButtons(needs)) ? buttoned(letter) : undefined
  if (!message) return post(needs, letter.chat, worded(letter))
  const reply = await post(needs, letter.chat, message)
  if (needs.buttons !== 'auto' || reply.kind !== 'no' || !BUTTONS_REFUSED.includes(reply.code)) return reply
  const plain = await post(needs, letter.chat, worded(letter))
  if (plain.kind === 'ok') await needs.store.refuseButtons()
  return plain
}

async function mayHaveButtons({ buttons, store }: SendNeeds): Promise<boolean> {
  return buttons === 'on' || (buttons === 'auto' && !(await store.buttonsRefused()))
}

async function sendForm(needs: SendNeeds, chat: string): Promise<void> {
  if (!needs.formImage) return
  const { title, subtitle } = textsIn('vi').link.shareForm
  await post(needs, chat, form(title, subtitle, needs.formImage))
}

function remember(met: Set<string>, letter: string): void {
  met.add(letter)
  const [oldest] = met
  if (met.size > REMEMBERED && oldest !== undefined) met.delete(oldest)
}
