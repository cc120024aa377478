import { type Announcement, announcementById } from '../../db/announcements.ts'
import { letStand } from '../../db/cards.ts'
import { expect } from '../../db/chats.ts'
import { tallyOf } from '../../db/tallies.ts'
import type { AnnouncementAct, Command } from '../../src/domain/command.ts'
import { PATIENCE_MS } from '../../src/domain/conversation.ts'
import { variables } from '../../src/domain/template.ts'
import type { Texts } from '../../src/domain/texts/index.ts'
import { neverMind } from '../concern.ts'
import { type Heard, say } from '../heard.ts'
import { reply } from '../write.ts'
import { type Changed, correct, firstNames, recall, replaceFile } from './change.ts'
import { mayEdit } from './draft-rights.ts'
import { type Halted, pause, resume, stop } from './halt.ts'
import { progressCard, progressOf } from './progress.ts'
import { remindRest } from './remind.ts'
import { sendReport } from './report-in-chat.ts'
import { resultsText } from './results.ts'

type Order = Extract<Command, { kind: 'announcement' }>
type Act = (heard: Heard, announcement: Announcement, order: Order) => Promise<unknown>

/** What a coordinator wants done with an announcement that was sent. */
export async function announcementAct(heard: Heard, order: Order): Promise<unknown> {
  const announcement = await announcementById(heard.tx, order.announcement)
  if (!announcement || !(await mayEdit(heard.tx, heard.person.id, announcement)))
    return say(heard, 'not-yours', heard.texts.general.notYours)
  return acts[order.act](heard, announcement, order)
}

const halting =
  (order: typeof pause): Act =>
  async (heard, announcement) =>
    sayHalted(heard, await order(heard, announcement, heard.person.id), announcement)

const acts: Record<AnnouncementAct, Act> = {
  show: showProgress,
  pause: halting(pause),
  resume: halting(resume),
  stop: halting(stop),
  remind,
  report: sendReport,
  results: async (heard, announcement) =>
    say(heard, 'sending-results', await resultsText(heard, announcement, heard.person)),
  correct: (heard, announcement) => askFor(heard, announcement, 'text'),
  'correct-now': unlessOutdated(async (heard, announcement, { text = '' }) =>
    sayChanged(heard, await correct(heard, announcement, text, heard.person.id), 'corrected', announcement),
  ),
  'new-file': (heard, announcement) => askFor(heard, announcement, 'file'),
  'new-file-now': unlessOutdated(
    async (heard, announcement, { media }) =>
      media &&
      sayChanged(
        heard,
        await replaceFile(heard, announcement, media, heard.person.id),
        'new-file',
        announcement,
      ),
  ),
  recall: askWhetherToRecall,
  'recall-now': async (heard, announcement) =>
    sayChanged(heard, await recall(heard, announcement, heard.person.id), 'recalled', announcement),
}

/** Not when somebody else has changed it since this was asked. */
function unlessOutdated(act: Act): Act {
  return (heard, announcement, order) =>
    order.wave === undefined || order.wave === String(announcement.revision)
      ? act(heard, announcement, order)
      : say(heard, 'sending-change', heard.texts.sending.changedMeanwhile(announcement.number))
}

/** The one message that shows how it stands, from now on as it is then. */
export async function showProgress(
  heard: Pick<Heard, 'tx' | 'world' | 'now' | 'at' | 'eventId' | 'person'>,
  announcement: Announcement,
): Promise<void> {
  // What was shown before stays as it is: to edit each of them every few seconds would take the chat's whole pace.
  await letStand(heard.tx, heard.at, progressOf(announcement))
  await reply(
    heard,
    heard.at,
    `reply:${heard.eventId}:sending`,
    await progressCard(heard, announcement, heard.person),
    { contactId: heard.person.id, subject: progressOf(announcement) },
  )
}

async function sayHalted(heard: Heard, halted: Halted, { number }: Announcement): Promise<void> {
  const { sending } = heard.texts
  if (halted.kind === 'not-done')
    return void (await say(heard, 'sending-halt', sending.notHalted[halted.why](number)))
  const { announcement } = halted
  const tally = await tallyOf(heard.tx, announcement)
  const state = announcement.state as keyof typeof sending.halted
  await say(
    heard,
    'sending-halt',
    sending.halted[state](number, state === 'stopped' ? tally.stopped : tally.queued),
  )
}

async function remind(heard: Heard, announcement: Announcement, { wave }: Order): Promise<void> {
  const { sending } = heard.texts
  const isOld = wave !== undefined && Number(wave) <= announcement.reminders
  const done = isOld ? null : await remindRest(heard, announcement, heard.person.id)
  if (done?.kind === 'done')
    return void (await say(heard, 'sending-remind', sending.reminded(announcement.number, done.people)))
  if (done?.kind === 'not-done')
    return void (await say(heard, 'sending-remind', sending.notReminded[done.why](announcement.number)))
  // Pressed twice, or on a card of before: it has gone out.
  await say(
    heard,
    'sending-remind',
    done ? sending.tooSoon(done.minutes) : sending.remindedAlready(announcement.number),
  )
}

async function askFor(heard: Heard, { id, number }: Announcement, field: 'text' | 'file'): Promise<void> {
  const { sending } = heard.texts
  const until = heard.now + PATIENCE_MS
  await expect(heard.tx, heard.at, { what: 'correction', announcement: id, field, until })
  const asks = field === 'text' ? sending.whichText(number) : sending.whichFile(number)
  await say(heard, 'sending-change', asks, [neverMind(heard.texts)])
}

async function askWhetherToRecall(heard: Heard, announcement: Announcement): Promise<void> {
  const { sending } = heard.texts
  const { sent } = await tallyOf(heard.tx, announcement)
  await say(heard, 'sending-change', sending.recallQuestion(announcement.number, sent), [
    {
      label: sending.labels['recall-now'](),
      command: { kind: 'announcement', announcement: announcement.id, act: 'recall-now' },
    },
    neverMind(heard.texts),
  ])
}

async function sayChanged(
  heard: Heard,
  changed: Changed,
  kind: 'corrected' | 'new-file' | 'recalled',
  { number }: Announcement,
): Promise<void> {
  const { sending } = heard.texts
  if (changed.kind === 'done') return void (await say(heard, 'sending-change', sending.changed[kind](number)))
  await say(heard, 'sending-change', whyNotChanged(sending, changed, number))
}

function whyNotChanged(
  sending: Texts['sending'],
  changed: Exclude<Changed, { kind: 'done' }>,
  number: number,
): string {
  if (changed.why === 'unknown-variable') return sending.unknownVariable(changed.check.word, [...variables])
  if (changed.why === 'missing') return sending.wouldBeBlank(...firstNames(changed.people))
  return sending.notChanged[changed.why](number)
}
