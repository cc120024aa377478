import type { Addressed } from '../db/outbox.ts'
import type { Command } from '../src/domain/command.ts'
import { isThanks } from '../src/domain/courtesy.ts'
import { type Meaning, readPerson, understand } from '../src/domain/reply.ts'
import { askWhetherAnswer, takeLoneNumber, takeQuoted } from './announcement/answer-unasked.ts'
import { answerAsk, asksMeant } from './answer-in-words.ts'
import { cardsMeant, chooseByLabel, chooseNumbers } from './choosing.ts'
import { nameDuty } from './checklist.ts'
import { askBack } from './doubt.ts'
import { takeExpected } from './expected.ts'
import { clearFault, withdrawLast } from './fault-course.ts'
import { reportFault } from './fault-report.ts'
import { giveLinks } from './give-links.ts'
import { type Heard, say } from './heard.ts'
import { perform } from './perform.ts'
import { forwardQuestion, replyToQuestion } from './question.ts'

/** Words from somebody we know: what was asked of them first, then a number or a label, then what they mean. */
export async function hearWords(heard: Heard, text: string): Promise<void> {
  if (await takeAwaited(heard, text)) return
  if (await giveLinks(heard, text)) return
  if (await takeLoneNumber(heard, text)) return
  const meaning = understand(text)
  if (meaning.kind === 'numbers') return chooseNumbers(heard, meaning)
  const cards = await cardsMeant(heard)
  if (await chooseByLabel(heard, cards, text)) return
  await act(heard, cards, text, meaning)
}

/** What they quoted, or what was asked of them, is what these words are for; false when they are for neither. */
export const takeAwaited = async (heard: Heard, text: string): Promise<boolean> =>
  (await answersQuotedQuestion(heard, text)) || (await takeQuoted(heard, text)) || takeExpected(heard, text)

/** A coordinator who quotes a question is answering it. */
async function answersQuotedQuestion(heard: Heard, text: string): Promise<boolean> {
  const subject = heard.quoted?.subject
  if (!subject?.startsWith('question:')) return false
  await replyToQuestion(heard, subject.slice('question:'.length), text)
  return true
}

async function act(
  heard: Heard,
  cards: Addressed[],
  text: string,
  meaning: Exclude<Meaning, { kind: 'numbers' }>,
): Promise<unknown> {
  switch (meaning.kind) {
    case 'command':
      return perform(heard, slashCommands[meaning.command])
    case 'fault':
      return reportFault(heard, text)
    case 'cleared':
      return (await clearFault(heard, meaning.faults, text)) || noFaultOpen(heard, text)
    case 'mistaken':
      return (await withdrawLast(heard)) || askBack(heard, cards, text)
    case 'question':
      return forwardQuestion(heard, text, await askInQuestion(heard))
    case 'yes':
    case 'all-good':
    case 'not-yet':
    case 'concern':
      return (await answerAsk(heard, text, meaning)) || askBack(heard, cards, text)
    case 'unclear':
      if (isThanks(text)) return say(heard, 'thanks', heard.texts.general.thanks(heard.person))
      return (
        (await namesDuty(heard, text)) || (await askWhetherAnswer(heard, text)) || askBack(heard, cards, text)
      )
    case 'no':
    case 'code':
      return askBack(heard, cards, text)
    default:
      return meaning satisfies never
  }
}

const slashCommands: Record<Extract<Meaning, { kind: 'command' }>['command'], Command> = {
  board: { kind: 'board' },
  assignments: { kind: 'assignments' },
  'bridge-points': { kind: 'bridge-points' },
  help: { kind: 'help' },
  requests: { kind: 'requests' },
  ping: { kind: 'ping' },
  announce: { kind: 'announce' },
  'language-vi': { kind: 'language', language: 'vi' },
  'language-en': { kind: 'language', language: 'en' },
}

async function askInQuestion(heard: Heard): Promise<string | null> {
  const { asked } = await asksMeant(heard)
  return asked.length === 1 ? asked[0]!.id : null
}

/** "có tiếng lại rồi" when nobody reported anything: said so, and passed on if they wish. */
async function noFaultOpen(heard: Heard, text: string): Promise<void> {
  const { incident, question } = heard.texts
  const forward = { label: question.forwardLabel, command: { kind: 'ask-organisers' as const, text } }
  await say(heard, 'none-open', incident.noneOpen, [forward])
}

/** "Người trực: An 0912 345 678", unasked: taken when there is one bridge point it can be for. */
async function namesDuty(heard: Heard, text: string): Promise<boolean> {
  if (!/tr[uự]c/i.test(text.normalize('NFC')) || !readPerson(text)) return false
  const { asked, others } = await asksMeant(heard)
  const checked = [...asked, ...others].filter((ask) => ask.kind === 'readiness')
  const [only, ...more] = checked
  return only && more.length === 0 ? nameDuty(heard, only.id, text) : false
}
