import type { Person } from '../../person.ts'
import { inBrief, quoted } from '../../quoted.ts'

export const question = {
  name: (number: number) => `question no. ${number}`,
  replyLabel: 'Reply',
  forwardLabel: 'Pass on to the organisers',
  forwarded: (number: number) =>
    `Your question (no. ${number}) has been passed on to the organisers. The answer will come here.`,
  whichConference: () =>
    'Which conference is your message about? As soon as you choose, it goes to the organisers.',
  noCoordinators: (call: string | null) =>
    call
      ? `None of the organisers can be reached here at the moment. Please call ${call}.`
      : 'None of the organisers can be reached here at the moment. Please call the number in the official letter.',
  alert: (number: number, who: string, about: string | null, call: string, text: string) =>
    [`QUESTION no. ${number} – ${who}`, about, call && `Call: ${call}`, `“${quoted(text)}”`]
      .filter(Boolean)
      .join('\n'),
  writeReply: (_reader: Person, number: number, who: string) =>
    `Please write your answer to question no. ${number} (${who}) in one message.`,
  reply: (_reader: Person, asked: string, text: string) =>
    `The organisers reply: ${quoted(text)}\nYou asked: “${inBrief(asked)}”`,
  replied: (number: number, who: string) => `Your answer to question no. ${number} has been sent to ${who}.`,
  othersReplied: (number: number, by: string, text: string) =>
    `${by} has answered question no. ${number}: “${quoted(text)}”`,
}
