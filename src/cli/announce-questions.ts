import { createInterface } from 'node:readline'
import type { Announcement } from '../../db/announcements.ts'
import type { Preparation } from '../../handlers/announcement/prepare.ts'
import type { SendQuestion } from '../domain/texts/vi/announcing.ts'
import { Refusal, type Terminal } from './terminal.ts'

export type Question = SendQuestion

/** What somebody should say yes to before it goes. */
export function askedOf(
  { urgent, leaves }: Pick<Announcement, 'urgent' | 'leaves'>,
  {
    people,
    sameAs,
    outsideHours,
    tooLate,
  }: Pick<Preparation, 'people' | 'sameAs' | 'outsideHours' | 'tooLate'>,
  confirmFrom: number,
): Question[] {
  const wakes = leaves.kind === 'now' && !urgent && outsideHours.length > 0
  return [
    ...(sameAs ? [{ kind: 'same' as const, number: sameAs.number }] : []),
    ...(wakes ? [{ kind: 'outside-hours' as const, people: outsideHours.length }] : []),
    ...(tooLate.length > 0 ? [{ kind: 'too-late' as const, people: tooLate.length }] : []),
    ...(people.length >= confirmFrom ? [{ kind: 'many' as const, people: people.length }] : []),
  ]
}

/** Asks each in turn; the count of a large audience is typed, whatever was said beforehand. */
export async function askOnTerminal(
  terminal: Terminal,
  questions: Question[],
  people: number,
  yes: boolean,
  lines: Lines = linesOf(process.stdin, process.stderr),
): Promise<void> {
  const { announcing } = terminal.texts
  try {
    for (const question of questions) {
      if (yes && question.kind !== 'many') continue
      const said = await lines.ask(`${announcing.noted(question)} ${announcing.asked(question)} `)
      const isYes = question.kind === 'many' ? isCount(said, question.people) : isAgreed(said)
      if (!isYes) throw new Refusal(announcing.notSent)
    }
    if (yes || questions.some(({ kind }) => kind === 'many')) return
    if (!isAgreed(await lines.ask(`${announcing.sendQuestion(people)} `)))
      throw new Refusal(announcing.notSent)
  } finally {
    lines.close()
  }
}

const isCount = (said: string | null, count: number) => said?.replace(/[\s.,]/g, '') === String(count)

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
