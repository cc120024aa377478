import type { Visit } from '../../../handlers/web-visit.ts'
import type { Letter } from '../../../db/outbox.ts'

/** What stands on the page: the cards as they are now, the answer to what was done last, and those before. */
export interface Shown {
  cards: Letter[]
  result: Letter[]
  earlier: Letter[]
}

const EARLIER_AT_MOST = 8

export function shown(visit: Visit): Shown {
  const { replies, link } = visit
  const last = eventOf(replies[0], link.id)
  const result = replies.filter((letter) => eventOf(letter, link.id) === last).toReversed()
  const earlier = replies.filter((letter) => !result.includes(letter)).slice(0, EARLIER_AT_MOST)
  return { cards: cardsOf(visit), result, earlier }
}

/** `reply:<link>:<nonce>:<what>@…`; a link's id holds no colon. */
const eventOf = (letter: Letter | undefined, linkId: string) =>
  letter?.key.slice(`reply:${linkId}:`.length).split(':')[0]

/** The newest of each subject; what waits for an answer comes first, in the order in which it was asked. */
function cardsOf({ asks, letters, link }: Visit): Letter[] {
  const newest = new Map<string, Letter>()
  for (const letter of letters) {
    if (letter.key.startsWith(`reply:${link.id}:`)) continue
    const subject = subjectOf(letter)
    if (!newest.has(subject)) newest.set(subject, letter)
  }
  const cards = [...newest.values()].toReversed()
  const single = new Set(cards.map((letter) => letter.askId))
  const open = new Set(asks.filter((ask) => ask.state === 'open').map((ask) => ask.id))
  const isSaid = (letter: Letter) =>
    bundled(letter).length > 0 && bundled(letter).every((id) => single.has(id))
  const waits = (letter: Letter) =>
    letter.askId === null ? bundled(letter).some((id) => open.has(id)) : open.has(letter.askId)
  const kept = cards.filter((letter) => !isSaid(letter))
  return [...kept.filter(waits), ...kept.filter((letter) => !waits(letter))]
}

/** The card with which an answer is changed stands for the ask's own. */
const subjectOf = ({ subject, id }: Letter) => subject?.replace(/^revise:/, 'ask:') ?? id

/** A reminder of several asks; each may have a card of its own on the page. */
const bundled = ({ askId, key }: Letter) =>
  askId === null && key.startsWith('remind:') ? (key.split(':')[1]?.split('+') ?? []) : []
