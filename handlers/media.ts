import { announcementById } from '../db/announcements.ts'
import { askById } from '../db/asks.ts'
import { chatAt } from '../db/chats.ts'
import type { Expecting } from '../src/domain/conversation.ts'
import type { FetchPurpose } from '../src/domain/fetch.ts'
import { understand } from '../src/domain/reply.ts'
import { askForFile } from './announcement/answer-unasked.ts'
import { askedOf } from './announcement/asked.ts'
import { reportFault } from './fault-report.ts'
import { type MediaContent, wantFile } from './fetching.ts'
import { type Heard, say, styledBy } from './heard.ts'
import { forwardQuestion } from './question.ts'
import { hearWords } from './words.ts'

/** A picture or a file is what was asked for, or what they quoted asks for; any other is only noted by its words. */
export async function hearMedia(heard: Heard, content: MediaContent): Promise<unknown> {
  const { caption } = content
  const expecting = await expectedAt(heard)
  const meant = (await askMeant(heard, expecting)) ?? (await askUnasked(heard, expecting, content))
  if (meant === 'told') return null
  if (meant) return hearAnswer(heard, content, meant.ask)
  const purpose = expecting && purposeOf(expecting)
  if (!purpose) return caption ? hearWords(heard, caption) : wordsPlease(heard)
  await wantFile(heard, content, purpose)
  const takesWords = expecting?.what === 'draft' && expecting.field === 'text'
  return caption && takesWords ? hearWords(styledBy(heard, content), caption) : null
}

const wordsPlease = (heard: Heard) => say(heard, 'media', heard.texts.general.wordsPlease(heard.person))

async function expectedAt(heard: Heard): Promise<Expecting | null> {
  const expecting = (await chatAt(heard.tx, heard.at))?.expecting
  return expecting && expecting.until >= heard.saidAt ? expecting : null
}

/** What they quoted says more than what was asked last. */
async function askMeant({ tx, quoted }: Heard, expecting: Expecting | null): Promise<{ ask: string } | null> {
  const ask = quoted?.askId ? await askById(tx, quoted.askId) : null
  const announcement = ask?.announcementId ? await announcementById(tx, ask.announcementId) : null
  if (announcement?.wanted.kind === 'file') return { ask: ask!.id }
  return expecting?.what === 'announcement-answer' ? { ask: expecting.ask } : null
}

/** A file that nobody asked for just now may be the answer to what is owed; a picture may be anything. */
async function askUnasked(heard: Heard, expecting: Expecting | null, { what }: MediaContent) {
  if (expecting || heard.quoted || what !== 'file') return null
  return askForFile(heard)
}

function purposeOf(expecting: Expecting): FetchPurpose | null {
  if (expecting.what === 'draft' && (expecting.field === 'files' || expecting.field === 'text'))
    return { what: 'draft', draft: expecting.draft, version: expecting.version }
  if (expecting.what === 'correction' && expecting.field === 'file')
    return { what: 'new-file', announcement: expecting.announcement }
  return null
}

/**
 * The picture of a fault is no answer. A question in the words beside a file reaches those who can answer it; any other
 * words stay with the file.
 */
async function hearAnswer(heard: Heard, content: MediaContent, askId: string): Promise<unknown> {
  const { caption = '' } = content
  const meaning = understand(caption)
  if (meaning.kind === 'fault') return reportFault(heard, caption)
  const asked = await askedOf(heard, askId, content.fileName ?? null)
  if (!asked) return null
  const isWanted = await wantFile(heard, content, { what: 'announcement-answer', ask: askId })
  return isWanted && meaning.kind === 'question' ? forwardQuestion(heard, caption, askId) : null
}
