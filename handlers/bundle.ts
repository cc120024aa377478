import { askById, askedIn, type Ask } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { bridgePointById } from '../db/conferences.ts'
import { changeLetter, type Letter, lettersShowing } from '../db/outbox.ts'
import { roundById } from '../db/rounds.ts'
import type { Card, Choice } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { forReader } from '../src/domain/time.ts'
import { assignmentView } from './assignment-card.ts'
import { MOST_LISTED } from './numbering.ts'
import { readinessOf } from './readiness-card.ts'
import { refresh, writeTo } from './write.ts'
import type { Turn } from './world.ts'

/** Several asks of one kind that one person owes, in one message with an answer for each. */
export async function remindOfSeveral(
  turn: Turn,
  contactId: string,
  asks: Ask[],
  step: string,
  byHand = false,
) {
  const urgent = asks.some((ask) => ask.urgent)
  await writeTo(turn, contactId, {
    key: `remind:${asks.map((ask) => ask.id).join('+')}:${step}`,
    kind: urgent ? 'urgent' : 'ask',
    subject: bundleOf(contactId, asks[0]!),
    byItself: !urgent && !byHand,
    card: (reader) => bundleCard(turn, asks, reader),
  })
}

const bundleOf = (contactId: string, ask: Ask) => `bundle:${contactId}:${ask.kind}`

/** One of them was answered, or is over: what has not left asks only for the rest, what has left says so. */
export async function refreshBundles(turn: Turn, ask: Ask): Promise<void> {
  for (const { contactId } of await askedIn(turn.tx, ask.id)) {
    const subject = bundleOf(contactId, ask)
    for (const letter of await lettersShowing(turn.tx, subject)) {
      if (isUnsent(letter) && (await stillOwed(turn, letter)).length === 0)
        await changeLetter(turn.tx, letter.id, { state: 'unneeded' })
    }
    await refresh(turn, subject, async (letter, reader) => {
      const asks = isUnsent(letter) ? await stillOwed(turn, letter) : await asksIn(turn, letter)
      return bundleCard(turn, asks, reader)
    })
  }
}

const isUnsent = (letter: Letter) => letter.state !== 'sent' && letter.claimedBy === null

const stillOwed = async (turn: Turn, letter: Letter) =>
  (await asksIn(turn, letter)).filter((ask) => ask.state === 'open')

/** The asks of a bundle, in its order, as they are now. Its key names them all; its choices may be only the first. */
async function asksIn(turn: Turn, { key }: Letter): Promise<Ask[]> {
  const ids = key.split(':')[1]?.split('+') ?? []
  const asks = await Promise.all(ids.map((id) => askById(turn.tx, id)))
  return asks.filter((ask) => ask !== null)
}

function bundleCard(turn: Turn, asks: Ask[], reader: Person): Promise<Card> {
  const kind = asks[0]?.kind
  if (kind === 'readiness') return ofBridgePoints(turn, asks, reader)
  return kind === 'deadline' ? ofDueDates(turn, asks, reader) : ofAssignments(turn, asks, reader)
}

async function ofBridgePoints(turn: Turn, asks: Ask[], reader: Person): Promise<Card> {
  const { readiness: words } = textsIn(reader.language)
  const rows: string[] = []
  const choices: Choice[] = []
  for (const ask of asks) {
    const { name } = await bridgePointById(turn.tx, ask.bridgePointId!)
    const { status } = await readinessOf(turn, ask)
    rows.push(status === 'pending' ? name : `${name}: ${words.statuses[status].toLowerCase()}`)
    if (ask.state === 'open')
      choices.push({
        label: words.readyNamedLabel(name),
        command: { kind: 'ready', ask: ask.id },
        row: choices.length,
      })
  }
  const text = words.reminderOfSeveral(reader, rows, await roundOf(turn, asks, reader))
  return bounded({ text, choices }, reader, '/diemcau')
}

/** The round that all of them are of. */
async function roundOf(turn: Turn, asks: Ask[], reader: Person) {
  const [id, another] = new Set(asks.map((ask) => ask.roundId))
  if (!id || another !== undefined) return null
  const { name, closesAt } = await roundById(turn.tx, id)
  return { name, closesAt: forReader(closesAt, reader.timezone, reader.language) }
}

async function ofAssignments(turn: Turn, asks: Ask[], reader: Person): Promise<Card> {
  const { assignment: words } = textsIn(reader.language)
  const entries = await entriesOf(turn, asks, reader)
  const open = entries.filter((entry) => entry.open)
  const each = open.map((entry, place): Choice => ({
    label: words.acknowledgeNumberedLabel(entry.code),
    command: { kind: 'acknowledge', ask: entry.ask },
    row: place + 1,
  }))
  const all: Choice = {
    label: words.acknowledgeAllLabel,
    command: { kind: 'acknowledge-all', asks: asks.map((ask) => ask.id) },
    row: 0,
  }
  const card = bounded({ text: words.reminderOfSeveral(reader, entries), choices: each }, reader, '/nhiemvu')
  return open.length > 1 ? { ...card, choices: [all, ...card.choices] } : card
}

async function ofDueDates(turn: Turn, asks: Ask[], reader: Person): Promise<Card> {
  const { assignment: words } = textsIn(reader.language)
  const entries = await entriesOf(turn, asks, reader)
  const choices = entries
    .filter((entry) => entry.open)
    .map((entry, place): Choice => ({
      label: words.completeNumberedLabel(entry.code),
      command: { kind: 'complete', ask: entry.ask },
      row: place,
    }))
  return bounded({ text: words.dueReminderOfSeveral(reader, entries), choices }, reader, '/nhiemvu')
}

/** Of many, the first are offered; once they are answered, the next take their place. `order` shows them all. */
function bounded({ text, choices }: Card, { language }: Person, order: string): Card {
  if (choices.length <= MOST_LISTED) return { text, choices }
  const more = textsIn(language).general.moreToAnswer(MOST_LISTED, order)
  return { text: text + more, choices: choices.slice(0, MOST_LISTED) }
}

async function entriesOf(turn: Turn, asks: Ask[], reader: Person) {
  const { statuses } = textsIn(reader.language).assignment
  const entries = []
  for (const ask of asks) {
    const assignment = await assignmentById(turn.tx, ask.assignmentId!)
    const view = await assignmentView(turn.tx, assignment, reader)
    const open = ask.state === 'open'
    const status = open ? null : statuses[assignment.status].toLowerCase()
    entries.push({ code: view.code, text: view.text, due: view.due, ask: ask.id, open, status })
  }
  return entries
}
