import type { FailureReason } from '../../message.ts'
import type { Person } from '../../person.ts'

export const general = {
  conference: (title: string) => (/^(?:the )?conference/i.test(title) ? title : `Conference: ${title}`),
  document: (type: string | null, number: string | null) => [type, number].filter(Boolean).join(' '),
  greeting: (reader: Person) => `Dear ${reader.name},`,
  sentAgain: '(sent again)',
  reviseLabel: 'Change my answer',
  neverMindLabel: 'Never mind',
  neverMind: 'All right, nothing has changed.',
  alreadyAnswered: (what: string, at: string, by: string | null) =>
    `Already recorded: ${what}, at ${at}${by ? `, answered by ${by}` : ''}. Nothing has changed.`,
  recorded: (what: string) => `Recorded: ${what}.`,
  whichCard: () => 'Which one are you answering? Please choose:',
  notUnderstood: () =>
    'Sorry, that was not understood and nothing has been recorded. Please choose one of the answers below, or type Help.',
  notUnderstoodWithoutCard: () => 'Sorry, that was not understood. Shall it be passed on to the organisers?',
  notUnderstoodCoordinator: () => 'Sorry, that was not understood. Type Help to see what can be done here.',
  isThisMeant: () => 'Nothing has been recorded yet. Is this what you are answering?',
  thanks: () => 'Thank you. This message does not count as an answer.',
  nothingOwed: () => 'No answer is awaited from you at the moment.',
  noSuchNumber: (number: number) =>
    `There is no ${number} among the answers awaited; nothing has changed. Please look at the latest message again.`,
  numberAndWords: () =>
    'The number and the words you typed point to different answers; nothing has changed. Please type the number only.',
  oneNumber:
    'Nothing has changed. Please choose one number at a time; only checklist items may be typed several at once.',
  notYours: 'This button is meant for someone else; nothing has changed.',
  buttonGone: 'This button is no longer valid; nothing has changed. Please answer on the latest message.',
  askEnded: () =>
    'This is closed; you need not answer any more. If there is a fault or a question, please write here.',
  wordsPlease: () => 'Only text and buttons can be read here; nothing has changed. Please answer in writing.',
  foreignContactCard: () =>
    'This contact card is not your own, so it has not been recorded. For a person on duty, please type the name and phone number.',
  withBackup: (phones: string, backup: string) => [phones, `backup: ${backup}`].filter(Boolean).join('; '),
  noPhone: 'no phone number',
  coordinatorsOnly: 'This is for the organisers only.',
  unreachable: (who: string, reason: string, phones: string) =>
    `NOT DELIVERED to ${who}: ${reason}. Please ${phones ? `call ${phones}` : 'contact them directly'}.`,
  parked: (who: string) =>
    `The system failed while handling a message from ${who}. The message has been kept; please contact them directly and tell your IT officer.`,
  refused: (who: string, start: string) =>
    `The platform refused a message to ${who}, which has not arrived: “${start}”. Please contact them directly and tell your IT officer.`,
  moreToAnswer: (shown: number, order: string) =>
    `\nThe first ${shown} are offered below. To answer the others, please type ${order}.`,
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
    'window-closed': 'the recipient has not been active for 7 days, so Zalo does not let us write',
    'not-reachable': 'this number receives no messages through the app',
    night: 'the platform takes no messages at this hour',
    'consent-needed': 'the Zalo OA has to be authorised again',
    'needs-attention': "the platform refuses the office's account for now",
    undelivered: 'sent, but not reported to have arrived',
    'too-large': 'the platform takes no file of this size or kind',
    blank: 'something the text says of the recipient is not known',
    'too-old': 'the platform takes back only recent messages',
  } satisfies Record<FailureReason, string>,
  cannotFollow: (who: string, call: string | null) =>
    `Messages from ${who} were not understood several times, and such messages are not answered for now. Please ${call ? `call ${call}` : 'contact them directly'}.`,
}
