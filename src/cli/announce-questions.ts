import { createInterface } from 'node:readline'
import type { Announcement } from '../../db/announcements.ts'
import type { Preparation } from '../../handlers/announcement/prepare.ts'
import { readCount, SHORTEST_REASON } from '../domain/draft.ts'
import type { SendQuestion } from '../domain/texts/vi/announcing.ts'
import { Refusal, type Terminal } from './terminal.ts'

export type Question = SendQuestion

/** What somebody should say yes to before it goes; why it goes in people's nights is what they say to that. */
export function askedOf(
  { reason, leaves }: Pick<Announcement, 'reason' | 'leaves'>,
  {
    people,
    sameAs,
    outsideHours,
    tooLate,
  }: Pick<Preparation, 'people' | 'sameAs' | 'outsideHours' | 'tooLate'>,
  confirmFrom: number,
): Question[] {
  const wakes = leaves.kind !== 'hours' && !reason && outsideHours.length > 0
  return [
    ...(sameAs ? [{ kind: 'same' as const, number: sameAs.number }] : []),
    ...(wakes ? [{ kind: 'outside-hours' as const, people: outsideHours.length }] : []),
    ...(tooLate.length > 0 ? [{ kind: 'too-late' as const, people: tooLate.length }] : []),
    ...(people.length >= confirmFrom ? [{ kind: 'many' as const, people: people.length }] : []),
  ]
}

/**
 * Asks each in turn; the count of a large audience and why it goes out of hours are typed, whatever was said beforehand.
 * Gives that reason; null when none was asked for.
 */
export async function askOnTerminal(
  terminal: Terminal,
  questions: Question[],
  people: number,
  yes: boolean,
  lines: Lines = linesOf(process.stdin, process.stderr),
): Promise<string | null> {
  const { announcing } = terminal.texts
  let reason: string | null = null
  try {
    for (const question of questions) {
      if (yes && isAnsweredByYes(question)) continue
      const said = await lines.ask(`${announcing.noted(question)} ${announcing.asked(question)} `)
      if (!isGood(question, said)) throw new Refusal(announcing.notSent)
      if (question.kind === 'outside-hours') reason = said!.trim()
    }
    if (yes || questions.some(({ kind }) => kind === 'many')) return reason
    if (!isAgreed(await lines.ask(`${announcing.sendQuestion(people)} `)))
      throw new Refusal(announcing.notSent)
    return reason
  } finally {
    lines.close()
  }
}

/** `--yes` says so beforehand. */
const isAnsweredByYes = ({ kind }: Question) => kind === 'same' || kind === 'too-late'

function isGood(question: Question, said: string | null): boolean {
  switch (question.kind) {
    case 'many':
      return readCount(said ?? '') === question.people
    case 'outside-hours':
      return (said ?? '').trim().length >= SHORTEST_REASON
    case 'same':
    case 'too-late':
      return isAgreed(said)
    default:
      return question satisfies never
  }
}

const isAgreed = (said: string | null) =>
  /^(c|co|có|y|yes|ok|đồng ý|dong y)$/iu.test(said?.trim().normalize('NFC') ?? '')

interface Lines {
  /** What was typed; null when nobody types any more. */
  ask: (question: string) => Promise<string | null>
  close: () => void
}

export function linesOf(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Lines {
  const lines = createInterface({ input, output })
  const typed = lines[Symbol.asyncIterator]()
  return {
    ask: async (question) => {
      output.write(question)
      const { value, done } = await typed.next()
      return done ? null : value
    },
    close: () => lines.close(),
  }
}
