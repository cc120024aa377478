import { askById } from '../db/asks.ts'
import type { Addressed } from '../db/outbox.ts'
import { isCoordinator } from '../db/people.ts'
import type { Choice } from '../src/domain/message.ts'
import { isEnough } from './enough.ts'
import { type Heard, say } from './heard.ts'

/** In doubt the bot asks: the newest open card's choices, and the way to the organisers. It never guesses a yes, nor asks for ever. */
export async function askBack(heard: Heard, cards: Addressed[], text: string): Promise<void> {
  if (await isEnough(heard, heard.at, heard.eventId)) return
  const { general, question } = heard.texts
  const forward: Choice = { label: question.forwardLabel, command: { kind: 'ask-organisers', text }, row: 90 }
  const card = await newestOwed(heard, cards)
  const about = `unclear:${heard.person.id}`
  if (card) {
    const choices = card.card.choices.filter(({ command }) => command.kind !== 'tick')
    const offered = [...choices.map(unnumbered), forward]
    await say(heard, 'unclear', general.notUnderstood(heard.person), offered, about)
    return
  }
  if (await isCoordinator(heard.tx, heard.person.id))
    return void (await say(heard, 'unclear', general.notUnderstoodCoordinator(heard.person)))
  const never: Choice = { label: general.neverMindLabel, command: { kind: 'never-mind' }, row: 91 }
  await say(heard, 'unclear', general.notUnderstoodWithoutCard(heard.person), [forward, never], about)
}

async function newestOwed(heard: Heard, cards: Addressed[]): Promise<Addressed | null> {
  for (const card of cards) {
    const ask = card.askId ? await askById(heard.tx, card.askId) : null
    if (ask?.state === 'open' && card.card.choices.length > 0) return card
  }
  return null
}

/** Here every choice stands on its own line. */
const unnumbered = ({ label, command, row }: Choice): Choice => ({
  label,
  command,
  ...(row !== undefined && { row }),
})
