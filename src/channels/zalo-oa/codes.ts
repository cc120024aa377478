import type { FailureReason } from '../../domain/message.ts'

/** What a refusal of the platform comes to; the table of its documentation, word for word. */
export type Class =
  | { kind: 'refresh' | 'throttle' | 'quota' | 'recipient-quota' | 'window' | 'payload' | 'human' }
  | { kind: 'recipient'; reason: FailureReason }
  | { kind: 'failed' | 'expired-upload' | 'night' | 'unlisted' }

const refresh = [-124, -216, -220]
const window = [-230, -231, -232]
const payload = [-201, -210, -214, -233, -240, -248, -249, -1340, -1341]
const human = [-204, -205, -209, -212, -219, -221, -223, -224, -235, -237, -238, -241, -242, -320, -321, -403]
const recipient: [number, FailureReason][] = [
  [-213, 'no-such-chat'],
  [-217, 'blocked'],
  [-227, 'not-reachable'],
  [-244, 'blocked'],
]

const all = (codes: number[], kind: 'refresh' | 'window' | 'payload' | 'human') =>
  codes.map((code): [number, Class] => [code, { kind }])

const classes = new Map<number, Class>([
  ...all(refresh, 'refresh'),
  ...all(window, 'window'),
  ...all(payload, 'payload'),
  ...all(human, 'human'),
  ...recipient.map(([code, reason]): [number, Class] => [code, { kind: 'recipient', reason }]),
  [-32, { kind: 'throttle' }],
  [-100, { kind: 'expired-upload' }],
  [-200, { kind: 'failed' }],
  [-211, { kind: 'quota' }],
  [-218, { kind: 'recipient-quota' }],
  [-234, { kind: 'night' }],
])

export const classOf = (code: number): Class => classes.get(code) ?? { kind: 'unlisted' }

/** For a message with buttons these mean that it is the buttons the platform does not take. */
export const BUTTONS_REFUSED = [-201, -233]
