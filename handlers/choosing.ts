import { announcementById } from '../db/announcements.ts'
import { askById } from '../db/asks.ts'
import { assignmentById } from '../db/assignments.ts'
import { bridgePointById, conferenceById } from '../db/conferences.ts'
import { incidentById, questionById } from '../db/incidents.ts'
import { numberedCards, openCards } from '../db/cards.ts'
import { requestById } from '../db/requests.ts'
import { type Addressed, isAddressed } from '../db/outbox.ts'
import type { Command } from '../src/domain/command.ts'
import type { Choice } from '../src/domain/message.ts'
import { matchLabel } from '../src/domain/reply.ts'
import { tickItems } from './checklist.ts'
import { type Heard, say } from './heard.ts'
import { perform } from './perform.ts'

/** The cards the words may be about: the one quoted, though a newer stands in its place, else all that are open here. */
export async function cardsMeant(heard: Heard): Promise<Addressed[]> {
  const { quoted } = heard
  if (quoted && isAddressed(quoted) && quoted.state !== 'void' && quoted.card.choices.length > 0)
    return [quoted]
  return openCards(heard.tx, heard.at, heard.now, heard.saidAt)
}

/** Numbers name choices of the cards shown here; several at once are ticks of one checklist. */
export async function chooseNumbers(
  heard: Heard,
  { numbers, rest }: { numbers: number[]; rest?: string },
): Promise<void> {
  const cards = await numberedCards(heard.tx, heard.at, heard.now)
  const chosen = numbers.map((number) => commandNumbered(cards, number))
  const missing = numbers.find((_, place) => !chosen[place])
  const { general } = heard.texts
  if (missing !== undefined) return void (await say(heard, 'no-number', general.noSuchNumber(missing)))
  if (rest && !agrees(cards, numbers[0]!, rest)) {
    const named = await chooseByLabel(heard, await cardsMeant(heard), rest)
    if (!named) await say(heard, 'no-number', general.numberAndWords(heard.person))
    return
  }
  const [first] = chosen
  if (first && chosen.length === 1) return void (await perform(heard, first))
  const ticks = chosen.filter((command) => command?.kind === 'tick')
  const [tick] = ticks
  if (tick && ticks.length === chosen.length && ticks.every((each) => each.ask === tick.ask))
    return tickItems(
      heard,
      tick.ask,
      ticks.map((each) => each.item),
    )
  await say(heard, 'one-number', general.oneNumber)
}

const commandNumbered = (cards: Addressed[], number: number): Command | undefined =>
  cards.find((card) => number in card.commands)?.commands[number]

/** "4. Đã nhận": the words are those of choice 4. */
function agrees(cards: Addressed[], number: number, words: string): boolean {
  const labels = cards.flatMap(({ card }) =>
    card.choices.filter((choice) => choice.number === number).map((choice) => choice.label),
  )
  return labels.length === 0 || labels.some((label) => matchLabel(words, [label]) === 0)
}

/** Takes words that are a choice's label. The same label on the cards of several asks: which one? */
export async function chooseByLabel(heard: Heard, cards: Addressed[], text: string): Promise<boolean> {
  const found = cards.flatMap(({ card }) => {
    const place = matchLabel(
      text,
      card.choices.map((choice) => choice.label),
    )
    return place < 0 ? [] : [card.choices[place]!]
  })
  const [newest] = found
  if (!newest) return false
  if (new Set(found.map(({ command }) => subjectOf(command))).size > 1) await askWhich(heard, found)
  else await perform(heard, newest.command)
  return true
}

const subjectOf = (command: Command) => ('ask' in command ? command.ask : JSON.stringify(command))

/** How many can be asked about at once; whoever has more of them is shown the newest. */
const MOST_CHOICES = 10

/** The same answer fits several: each is offered with what it is about, and all of them where that makes sense. */
export async function askWhich(heard: Heard, found: Choice[]): Promise<void> {
  const choices: Choice[] = []
  for (const { label, command } of found) {
    if (choices.some((each) => subjectOf(each.command) === subjectOf(command))) continue
    const name = await nameOf(heard, command)
    choices.push({ label: name ? `${label} – ${name}` : label, command, row: choices.length })
  }
  const all = acknowledgeAll(heard, choices)
  const text = heard.texts.general.whichCard(heard.person)
  await say(heard, 'which', text, [...choices.slice(0, MOST_CHOICES), ...all], `which:${heard.person.id}`)
}

function acknowledgeAll({ texts }: Heard, choices: Choice[]): Choice[] {
  const asks = choices.flatMap(({ command }) => (command.kind === 'acknowledge' ? [command.ask] : []))
  if (asks.length < choices.length) return []
  return [
    { label: texts.assignment.acknowledgeAllLabel, command: { kind: 'acknowledge-all', asks }, row: 90 },
  ]
}

/** What a command is about, as people call it; empty when its label says it all. */
async function nameOf(heard: Heard, command: Command): Promise<string> {
  const { texts, tx } = heard
  if ('ask' in command) return nameOfAsk(heard, command.ask)
  if ('incident' in command) {
    const incident = await incidentById(tx, command.incident)
    const point = incident && (await bridgePointById(tx, incident.bridgePointId))
    return incident && point ? texts.incident.name(incident.number, point.name) : ''
  }
  if ('question' in command) {
    const question = await questionById(tx, command.question)
    return question ? texts.question.name(question.number) : ''
  }
  if ('request' in command) {
    const request = await requestById(tx, command.request)
    return request ? texts.admission.requestName(request.number) : ''
  }
  return 'conference' in command && command.conference
    ? (await conferenceById(tx, command.conference)).title
    : ''
}

async function nameOfAsk({ tx, texts }: Heard, askId: string): Promise<string> {
  const ask = await askById(tx, askId)
  if (ask?.kind === 'ping') return texts.contactable.pingName
  const announcement = ask?.announcementId ? await announcementById(tx, ask.announcementId) : null
  if (announcement) return texts.announcement.name(announcement.number)
  if (ask?.assignmentId) return texts.assignment.name((await assignmentById(tx, ask.assignmentId)).code)
  return ask?.bridgePointId ? texts.readiness.name((await bridgePointById(tx, ask.bridgePointId)).name) : ''
}
