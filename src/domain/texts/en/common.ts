import type { FailureReason } from '../../message.ts'
import type { Person } from '../../person.ts'

export const common = {
  greeting: (reader: Person) => `Dear ${reader.name},`,
  sentAgain: '(sent again)',
  reviseLabel: 'Change my answer',
  neverMindLabel: 'Never mind',
  neverMind: 'All right, nothing has changed.',
  alreadyAnswered: (what: string, at: string) => `Already recorded: ${what}, ${at}. Nothing has changed.`,
  recorded: (what: string) => `Recorded: ${what}.`,
  whichCard: () => 'Which one are you answering? Please choose:',
  notUnderstood: () =>
    'Sorry, that was not understood. Please choose one of the answers below, or type Help.',
  notUnderstoodWithoutCard: () => 'Sorry, that was not understood. Shall it be passed on to the organisers?',
  noSuchNumber: (number: number) =>
    `There is no ${number} among the answers awaited. Please look at the latest card again.`,
  oneNumber: 'Please answer with one number at a time.',
  notYours: 'This button is meant for someone else. Nothing has changed.',
  buttonGone: 'This button is no longer valid. Please use the latest card.',
  askEnded: () => 'This is closed; you need not answer any more.',
  wordsPlease: () => 'Only text and buttons can be read here. Please answer in writing.',
  foreignContactCard: () =>
    'This is not your own contact card, so it has not been recorded. Please type the name and phone number.',
  coordinatorsOnly: 'This is for the organisers only.',
  unreachable: (who: string, reason: string, phones: string) =>
    `NOT DELIVERED to ${who}: ${reason}. Please ${phones ? `call ${phones}` : 'contact them directly'}.`,
  parked: (who: string) =>
    `The system failed while handling a message from ${who}. The message has been kept; please contact them directly and tell your IT officer.`,
  failures: {
    blocked: 'the recipient has blocked the bot or switched its messages off',
    'no-such-chat': 'the recipient has not opened the chat yet',
    'account-gone': "the recipient's account no longer exists",
    'message-gone': "the earlier message is no longer on the recipient's phone",
    'bad-message': 'the platform did not accept the content',
    throttled: 'the platform asks to send more slowly',
    quota: "the platform's sending allowance has been used up",
    unreachable: 'the platform cannot be reached',
    'platform-error': 'the platform reports an error of its own',
    'token-refused': "the platform does not accept the system's token",
    'no-answer': 'the connection was lost while sending; it may or may not have arrived',
  } satisfies Record<FailureReason, string>,
}
