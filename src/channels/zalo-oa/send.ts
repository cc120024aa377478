import type { Outgoing, SendResult } from '../../domain/message.ts'
import { textsIn } from '../../domain/texts/index.ts'
import type { Ask } from './ask.ts'
import { BUTTONS_REFUSED, classOf } from './codes.ts'
import { buttoned, file, form, type Message, picture, worded } from './message.ts'
import { type Reply, sendResultOf } from './result.ts'
import type { OaStore } from './token-store.ts'
import { upload } from './uploads.ts'

export interface SendNeeds {
  ask: Ask
  store: Pick<OaStore, 'buttonsRefused' | 'refuseButtons'>
  buttons: 'auto' | 'on' | 'off'
  /** Stands on the form that asks for a number; without one nobody is shown a form. */
  formImage?: string
  now: () => number
}

const PATH = '/v3.0/oa/message/cs'
const REMEMBERED = 500

/** Sends letters; what goes beside the text (a picture, a file, the form) follows it and is not repeated for it. */
export function sending(needs: SendNeeds): (letter: Outgoing) => Promise<SendResult> {
  let throttled = 0
  const met = new Set<string>()

  function resultOf(reply: Reply, letter: string): SendResult {
    const result = sendResultOf(reply, { throttled, metUnlisted: met.has(letter), now: needs.now() })
    throttled = result.kind === 'retry' && result.reason === 'throttled' ? throttled + 1 : 0
    if (reply.kind === 'no' && classOf(reply.code).kind === 'unlisted') remember(met, letter)
    return result
  }

  return async (letter) => {
    const carried = letter.media ? await upload(needs.ask, letter.media) : undefined
    if (carried?.kind === 'failed') return resultOf(carried.reply, letter.letter)
    if (carried?.kind === 'uploaded')
      return resultOf(await withMedia(needs, letter, carried.id), letter.letter)
    const said = carried ? withoutFile(letter) : letter
    const reply = await sendText(needs, said)
    if (reply.kind === 'ok' && letter.asksPhone) await sendForm(needs, letter.chat)
    return resultOf(reply, letter.letter)
  }
}

const post = ({ ask }: SendNeeds, chat: string, message: Message) =>
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

/** A picture carries a short card's text; else the text goes first, and the rest is tried, for the text is not repeated. */
async function withMedia(needs: SendNeeds, letter: Outgoing, id: string): Promise<Reply> {
  const isPicture = letter.media!.kind === 'image'
  if (isPicture && letter.buttons.length === 0 && !letter.link)
    return renewed(needs, letter, id, (upload) => picture(upload, letter.text, letter))
  if (letter.text === '') return renewed(needs, letter, id, file)
  const reply = await sendText(needs, letter)
  if (reply.kind !== 'ok') return reply
  const beside = await renewed(needs, letter, id, (upload) =>
    isPicture ? picture(upload, '') : file(upload),
  )
  if (beside.kind === 'no') await post(needs, letter.chat, { text: notCarried(letter) })
  return reply
}

/** What was uploaded dies after some days; it is uploaded once more then. */
async function renewed(
  needs: SendNeeds,
  letter: Outgoing,
  id: string,
  message: (id: string) => Message,
): Promise<Reply> {
  const reply = await post(needs, letter.chat, message(id))
  if (reply.kind !== 'no' || classOf(reply.code).kind !== 'expired-upload') return reply
  const again = await upload(needs.ask, letter.media!)
  if (again.kind !== 'uploaded') return again.kind === 'failed' ? again.reply : reply
  return post(needs, letter.chat, message(again.id))
}

async function sendForm(needs: SendNeeds, chat: string): Promise<void> {
  if (!needs.formImage) return
  const { title, subtitle } = textsIn('vi').link.shareForm
  await post(needs, chat, form(title, subtitle, needs.formImage))
}

function withoutFile(letter: Outgoing): Outgoing {
  const note = notCarried(letter)
  const say = (text: string) => (text === '' ? note : `${text}\n\n${note}`)
  return {
    ...letter,
    text: say(letter.text),
    ...(letter.inLines !== undefined && { inLines: say(letter.inLines) }),
  }
}

const notCarried = ({ media, link }: Outgoing) =>
  textsIn('vi').link.fileNotCarried(media!.fileName, link?.url ?? null)

function remember(met: Set<string>, letter: string): void {
  met.add(letter)
  const [oldest] = met
  if (met.size > REMEMBERED && oldest !== undefined) met.delete(oldest)
}
