import { askById, askedIn, type Ask } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { bridgePointById } from '../db/conferences.ts'
import { changeLetter, type Letter, lettersShowing } from '../db/outbox.ts'
import type { Card, Choice } from '../src/domain/message.ts'
import type { Person } from '../src/domain/person.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { assignmentView } from './assignment-card.ts'
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

/** The asks of a bundle, in its order, as they are now. */
async function asksIn(turn: Turn, { card, commands }: Letter): Promise<Ask[]> {
  const offered = [...card.choices.map((choice) => choice.command), ...Object.values(commands)]
  const all = offered.find((command) => command.kind === 'acknowledge-all')
  const ids = all ? all.asks : offered.flatMap((command) => ('ask' in command ? [command.ask] : []))
  const asks = await Promise.all([...new Set(ids)].map((id) => askById(turn.tx, id)))
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
  return { text: words.reminderOfSeveral(reader, rows), choices }
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
  return {
    text: words.reminderOfSeveral(reader, entries),
    choices: open.length > 1 ? [all, ...each] : each,
  }
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
  return { text: words.dueReminderOfSeveral(reader, entries), choices }
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
