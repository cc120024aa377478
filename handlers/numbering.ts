import { numberedCards } from '../db/cards.ts'
import { type Letter } from '../db/outbox.ts'
import type { Command } from '../src/domain/command.ts'
import type { Address, Card, Choice } from '../src/domain/message.ts'
import type { Turn } from './world.ts'

/**
 * Gives every choice a number that means nothing else in this chat, on an open card or on one of the last week; the same
 * choice, shown once more, keeps the number it has.
 */
export async function numbered(turn: Turn, at: Address, card: Card) {
  const shown = card.choices.length > 0 ? await numberedCards(turn.tx, at, turn.now) : []
  return withNumbers(card, {}, numberIn(meanings(shown), unversioned), freeNumbers(shown, card))
}

/** A choice the card had before keeps its number, whatever its label says now; new ones come after all others. */
export async function renumbered(turn: Turn, letter: Letter, card: Card) {
  if (letter.chat === null) return { card, commands: {} }
  const shown = await numberedCards(turn.tx, letter as Letter & Address, turn.now)
  const known = numberIn(letter.commands, JSON.stringify)
  return withNumbers(card, letter.commands, known, freeNumbers([letter, ...shown], card))
}

/** Of two cards that give a number different meanings, which only happens when numbers run out, the first counts. */
const meanings = (letters: Letter[]): Record<number, Command> =>
  Object.assign({}, ...letters.toReversed().map((letter) => letter.commands))

/**
 * Choices taken from lists (bridge points, faults, asks) at most: a platform refuses a message with too many for ever, and
 * nobody would hear of it.
 */
export const MOST_LISTED = 20

/** People type two digits at most. */
const LARGEST_NUMBER = 99

/** Numbers nobody was shown: those after all others, so that one just given free is not at once something else. */
function freeNumbers(letters: Letter[], { choices }: Card): () => number {
  const used = new Set(letters.flatMap((letter) => Object.keys(letter.commands).map(Number)))
  const highest = Math.max(0, ...used)
  let last = highest + choices.length <= LARGEST_NUMBER ? highest : 0
  return () => {
    do last++
    while (used.has(last))
    return last
  }
}

function withNumbers(
  card: Card,
  kept: Record<number, Command>,
  known: (command: Command) => number | undefined,
  free: () => number,
) {
  const commands = { ...kept }
  const choices = card.choices.map((choice): Choice => {
    const number = known(choice.command) ?? free()
    commands[number] = choice.command
    return { ...choice, number }
  })
  return { card: { ...card, choices }, commands }
}

/** What a choice does, whatever version of a draft it was shown with: typed, it stands for the newest. */
const unversioned = (command: Command) => JSON.stringify({ ...command, version: undefined })

const numberIn =
  (known: Record<number, Command>, name: (command: Command) => string) =>
  (command: Command): number | undefined => {
    const entry = Object.entries(known).find(([, each]) => name(each) === name(command))
    return entry && Number(entry[0])
  }
