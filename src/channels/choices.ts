import type { Address, Card, Choice, Outgoing } from '../domain/message.ts'
import { asShown, clipped, shifted, type Worded } from '../domain/spans.ts'
import type { Abilities } from './channel.ts'

/**
 * Renders a card for a channel: buttons where it has them, else numbered lines below the text. A text longer than the
 * channel takes (long ones come in parts, so this is the last net) is shortened at a word and says so; the choices never are, because an answer that cannot be given is worse than a
 * text that is cut. `stamp` (DIỄN TẬP) stands alone on the first line. Never throws.
 */
export function compose(
  { id, channel, account, chat }: { id: string } & Address,
  card: Card,
  abilities: Abilities,
  stamp?: string,
): Outgoing {
  const shown = asShown({ text: card.text, spans: card.spans ?? [] }, abilities)
  const head = stamp ? `— ${stamp} —\n` : ''
  const whole = (tail: string) => {
    const { text, spans } = shortened(shown, abilities.textLimit - head.length - tail.length)
    return { text: head + text + tail, ...(spans.length > 0 && { spans: shifted(spans, head.length) }) }
  }
  const lines = numberedLines(card)
  const asksPhone = card.asksPhone === undefined ? {} : { asksPhone: card.asksPhone }
  const base = { channel, account, chat, letter: id, ...asksPhone }
  if (!abilities.buttons) return { ...base, ...whole(lines), buttons: [] }
  const buttons = buttonRows(id, card.choices)
  const inLines = abilities.buttonsMayFail && buttons.length > 0 ? { inLines: whole(lines).text } : {}
  return { ...base, ...whole(''), buttons, ...inLines }
}

function numberedLines({ text, choices }: Card): string {
  const lines = choices.map((choice, index) => lineOf(choice, numberOf(choice, index)))
  if (lines.length === 0) return ''
  return (text === '' ? '' : '\n\n') + lines.join('\n')
}

const lineOf = ({ label, hint }: Choice, number: number) =>
  `${number}. ${label}` + (hint ? `\n(${hint.replace('{number}', String(number))})` : '')

function numberOf({ number }: Choice, index: number): number {
  return number ?? index + 1
}

/** Choices of one row stand together where the first of them stood; those without a row stand alone. */
function buttonRows(letter: string, choices: Choice[]): Outgoing['buttons'] {
  const rows = new Map<number | string, Outgoing['buttons'][number]>()
  for (const [index, choice] of choices.entries()) {
    const { label, row } = choice
    const key = row ?? `alone-${index}`
    rows.set(key, [...(rows.get(key) ?? []), { label, data: `${letter}.${numberOf(choice, index)}` }])
  }
  return [...rows.values()]
}

/** Something longer than this without a space (a link, a line of dashes) is cut through, lest it take all else with it. */
const WORD_AT_MOST = 40

/** A text that ends here without saying so would be taken for the whole. */
const MORE = '…(còn nữa)'

/** What is cut off takes its looks along; that it was cut is said without any. */
function shortened({ text, spans }: Worded, limit: number): Worded {
  if (text.length <= limit) return { text, spans }
  if (limit < 1) return { text: '', spans: [] }
  const mark = limit > 2 * MORE.length ? MORE : '…'
  const cut = wholeCharacters(text.slice(0, limit - mark.length))
  const lastSpace = cut.search(/\s\S*$/)
  const atWord = lastSpace > 0 && cut.length - lastSpace <= WORD_AT_MOST && /\S/.test(text[cut.length] ?? '')
  const kept = (atWord ? cut.slice(0, lastSpace) : cut).trimEnd()
  return { text: kept + mark, spans: clipped(spans, 0, kept.length) }
}

/** Half of a surrogate pair is no character; some platforms refuse the whole text for it. */
function wholeCharacters(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text
}
