import { type Announcement, announcementById, revisionsOf } from '../../db/announcements.ts'
import type { Ask } from '../../db/asks.ts'
import type { Given } from '../../src/domain/announcement.ts'
import type { Choice } from '../../src/domain/message.ts'
import { inBrief } from '../../src/domain/quoted.ts'
import { momentFor } from '../../src/domain/time.ts'
import { theirs } from '../answerable.ts'
import { aboutAsk, type Heard, say } from '../heard.ts'
import { answerChoices, answerLine, givenWords, isClosed, isOvertaken, standingOf } from './answer-lines.ts'
import { isOpen } from './is-open.ts'

/** What an announcement asks of one person. */
export interface Asked {
  ask: Ask
  announcement: Announcement
}

/**
 * What this person is asked, if they may answer it now; else they are told why not. `given` is what they answered:
 * when it comes too late, they can have it passed on.
 */
export async function askedOf(
  heard: Heard,
  askId: string,
  given: Given | string | null,
): Promise<Asked | null> {
  const ask = await theirs(heard, askId)
  if (!ask) return null
  const announcement = ask.announcementId && (await announcementById(heard.tx, ask.announcementId))
  const why = announcement ? await whyClosed(heard, { ask, announcement }) : null
  if (announcement && why === null) return { ask, announcement }
  await (announcement && why
    ? sayClosed(heard, { ask, announcement }, why, wordsOf(heard, announcement, given))
    : say(heard, 'not-yours', heard.texts.general.notYours))
  return null
}

const wordsOf = ({ texts }: Heard, { wanted }: Announcement, given: Given | string | null): string | null =>
  given === null || typeof given === 'string' ? given : givenWords(texts.announcement, wanted, given)

type Closed = 'recalled' | 'overtaken' | 'over'

async function whyClosed(heard: Heard, { ask, announcement }: Asked): Promise<Closed | null> {
  if (announcement.state === 'recalled') return 'recalled'
  if (!isClosed(announcement, ask, heard.now)) return null
  if (ask.state === 'ended' && (await isOvertaken(heard, announcement, ask.id, ask.owedBy)))
    return 'overtaken'
  return isSaidInTime(heard, announcement) ? null : 'over'
}

/** It reached us after the time, for we were away or a file took long; they sent it before. */
const isSaidInTime = ({ now, saidAt }: Heard, announcement: Announcement) =>
  !isOpen({ now }, announcement) && isOpen({ now: saidAt }, announcement)

async function sayClosed(heard: Heard, asked: Asked, why: Closed, given: string | null): Promise<void> {
  const { person, texts, now } = heard
  const { ask, announcement } = asked
  const at = await closedAt(heard, announcement, why)
  const text = texts.announcement.closed[why](
    person,
    announcement.number,
    at === null ? null : momentFor(person, at, now),
    given && inBrief(given),
  )
  const choices =
    why === 'overtaken' && given === null
      ? []
      : [forward(heard, asked, texts.announcement.late(asked.announcement.number, given))]
  await say(heard, 'closed', text, choices, aboutAsk(ask))
}

async function closedAt(heard: Heard, announcement: Announcement, why: Closed) {
  if (why === 'recalled')
    return (
      (await revisionsOf(heard.tx, announcement.id)).findLast(({ kind }) => kind === 'recalled')?.at ?? null
    )
  return isOpen(heard, announcement) ? null : announcement.openUntil
}

/** "Chuyển Ban Tổ chức": what they wrote goes to the organisers, with what it is about. */
export function forward({ texts }: Heard, { ask, announcement }: Asked, text: string): Choice {
  const { conferenceId } = announcement
  return {
    label: texts.question.forwardLabel,
    command: {
      kind: 'ask-organisers',
      text,
      about: ask.id,
      ...(conferenceId && { conference: conferenceId }),
    },
  }
}

/** What is asked is said once more, with the ways to answer it: what came is not of that kind. */
export async function sayWanted(heard: Heard, { ask, announcement }: Asked): Promise<void> {
  const { texts, person, now } = heard
  const stands = await standingOf(heard, announcement, ask, person)
  const name = texts.announcement.name(announcement.number)
  const text = `${atStart(name)}: ${answerLine(texts, announcement, stands, person, now)}`
  await say(heard, 'wanted', text, answerChoices(texts, announcement, stands, now), aboutAsk(ask))
}

const atStart = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** What the answer is called where several things wait for one. */
export async function answerLabelOf({ tx, texts }: Heard, { announcementId }: Ask): Promise<string> {
  const { announcement: words } = texts
  const wanted = announcementId ? (await announcementById(tx, announcementId))?.wanted.kind : null
  if (!wanted || wanted === 'none' || wanted === 'received') return words.receivedLabel
  return wanted === 'choice' ? words.chooseLabel : words.giveLabels[wanted]
}
