import type { Texts } from '../domain/texts/index.ts'
import type { Phone, PhoneMessage } from './phone.ts'

/** Something a message lets its reader choose: a button, or a line that begins with its number. */
export interface Offer {
  message: PhoneMessage
  label: string
  pick: { kind: 'press'; data: string } | { kind: 'number'; number: string }
}

/** What a card wants of its reader, and the label that would settle it. */
export interface Duty {
  kind: 'acknowledge' | 'readiness' | 'complete' | 'which' | 'fault'
  label: string
}

/** What stands to choose from at the foot of this message. */
export function offersIn(message: PhoneMessage): Offer[] {
  const buttons = message.buttons.flat()
  if (buttons.length > 0)
    return buttons.map(({ label, data }) => ({ message, label, pick: { kind: 'press', data } }))
  return numberedTail(message.text).map(([number, label]) => ({
    message,
    label,
    pick: { kind: 'number', number },
  }))
}

function numberedTail(text: string): [number: string, label: string][] {
  const lines = text.split('\n').map((line) => /^(\d{1,4})\. (.+)$/.exec(line))
  const tail = lines.slice(lines.findLastIndex((line) => line === null) + 1)
  return tail.flatMap((line) => (line?.[1] && line[2] ? [[line[1], line[2]] as [string, string]] : []))
}

/** The newest offer with this label among `from` and what came after it; `from` itself is preferred. */
export function offerOf(phone: Phone, label: string, from: PhoneMessage['id']): Offer | undefined {
  const messages = phone.messages()
  const since = messages.slice(messages.findIndex((message) => message.id === from))
  const [own, ...later] = since
  return [...(own ? [own] : []), ...later.toReversed()]
    .flatMap(offersIn)
    .find((offer) => offer.label === label)
}

/**
 * Picks it as a person does: a press, or on a phone without buttons the number, or `words` to the same effect as long
 * as only one message offers that.
 */
export function pick(phone: Phone, { message, label, pick: way }: Offer, words?: string): void {
  if (way.kind === 'press') return phone.press({ message: message.id, data: way.data })
  const offering = phone.messages().filter((each) => offersIn(each).some((offer) => offer.label === label))
  phone.write(words !== undefined && offering.length === 1 ? words : way.number)
}

/** What a message asks of its reader; null when it asks nothing, or only asks back what was meant. */
export function dutyIn(offers: Offer[], { assignment, readiness, incident, question }: Texts): Duty | null {
  const labels = offers.map((offer) => offer.label)
  const found = (kind: Duty['kind'], matches: (label: string) => boolean): Duty[] => {
    const label = labels.find(matches)
    return label === undefined ? [] : [{ kind, label }]
  }
  if (labels.includes(question.forwardLabel)) return null
  const completing = assignment.completeNumberedLabel('').trim()
  const named = [assignment.acknowledgeLabel, readiness.readyLabel, readiness.allGoodLabel].map(
    (label) => `${label} – `,
  )
  const [first] = [
    ...found('acknowledge', (label) => label === assignment.acknowledgeAllLabel),
    ...found('acknowledge', (label) => label === assignment.acknowledgeLabel),
    ...found('readiness', (label) => label === readiness.readyLabel),
    ...found('complete', (label) => label === assignment.completeLabel || label.startsWith(completing)),
    ...found('which', (label) => named.some((start) => label.startsWith(start))),
    ...found('fault', (label) => label === incident.takeLabel),
  ]
  return first ?? null
}
