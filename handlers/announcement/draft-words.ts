import type { Announcement } from '../../db/announcements.ts'
import { openCards } from '../../db/cards.ts'
import { expect } from '../../db/chats.ts'
import type { Expecting } from '../../src/domain/conversation.ts'
import {
  type DraftField,
  entriesIn,
  isExpression,
  readOptions,
  SHORTEST_REASON,
} from '../../src/domain/draft.ts'
import { isWhollyRead, matchLabel, type Meaning, readMoment, understand } from '../../src/domain/reply.ts'
import { offset, sameClock, VIETNAM } from '../../src/domain/time.ts'
import type { Heard } from '../heard.ts'
import { draftFor } from './draft-access.ts'
import { changeDraft, type Drafting, showDraft, stepChoice } from './draft-card.ts'
import { ask, zoneOf } from './draft-menus.ts'
import { takeCount, trySend } from './draft-send.ts'
import { chooseAudience, chooseUntil, chooseWhen, setAnswer } from './draft-settings.ts'
import { PASTED } from './meant.ts'

/** Words for what was asked of a draft; false when they are one of the choices that stand there. */
export async function takeDraftWords(
  heard: Heard,
  { draft: id, version, field }: Extract<Expecting, { what: 'draft' }>,
  text: string,
): Promise<boolean> {
  const meaning = understand(text)
  if (await isChoice(heard, field, text, meaning)) return false
  // Files are only expected besides: who means something else is heard.
  if (field === 'files' && meaning.kind !== 'unclear') return false
  await expect(heard.tx, heard.at, null)
  const draft = await draftFor(heard, { draft: id, version, step: 'words' })
  if (draft) await take[field](heard, draft, text)
  return true
}

/** What is written to everybody, or as a reason, may say the same as a button. */
const freeWords: DraftField[] = ['text', 'reason']

async function isChoice(heard: Heard, field: DraftField, text: string, meaning: Meaning): Promise<boolean> {
  const cards = await openCards(heard.tx, heard.at, heard.now)
  if (meaning.kind === 'numbers' && !meaning.rest) {
    const [number, ...more] = meaning.numbers
    // So few are never counted aloud.
    const isCount = field === 'count' && number! >= heard.world.settings.confirmFrom
    if (number !== undefined && more.length === 0 && !isCount)
      return cards.some(({ commands }) => commands[number] !== undefined)
  }
  if (freeWords.includes(field) || text.includes('\n')) return false
  return cards.some(({ card }) => card.choices.some(({ label }) => matchLabel(text, [label]) === 0))
}

type Take = (drafting: Drafting, draft: Announcement, text: string) => Promise<void>

const keep = async (drafting: Drafting, draft: Announcement, changes: Partial<Announcement>) =>
  showDraft(drafting, await changeDraft(drafting, draft, changes))

const takeAudience: Take = async (drafting, draft, text) => {
  if (isExpression(text))
    return chooseAudience(drafting, draft, { audience: text.trim(), lists: draft.lists })
  const lists = { [PASTED]: entriesIn(text) }
  return chooseAudience(drafting, draft, { audience: `file:${PASTED}`, lists })
}

const takeOptions: Take = async (drafting, draft, text) => {
  const read = readOptions(text)
  const { wrongOptions } = drafting.texts.composing
  if (read.kind === 'wrong') return ask(drafting, draft, 'answer', wrongOptions[read.why])
  return setAnswer(drafting, draft, { kind: 'choice', options: read.options })
}

/** Folded: who reads hours on Vietnam's clock may say so. */
const HOME = /(?<=gio |^)(?:o )?(?:viet nam|vn|ha noi)(?!\p{L})|(?:vietnam|viet nam|hanoi) time/u

const takeMoment =
  (
    field: 'until' | 'when',
    choose: (drafting: Drafting, draft: Announcement, at: string) => Promise<void>,
  ): Take =>
  async (drafting, draft, text) => {
    const { now, person, texts } = drafting
    const home = sameClock(now, person.timezone, VIETNAM) ? HOME : null
    const moment = readMoment(text, now, (at) => offset(at, person.timezone))
    if (moment === null || !isWhollyRead(text, home))
      return ask(drafting, draft, field, texts.composing.wrongMoment(zoneOf(drafting)))
    return choose(drafting, draft, String(moment))
  }

/** Why it is urgent; else why it goes in people's nights, which is what "Gửi" asked on its way. */
const takeReason: Take = async (drafting, draft, text) => {
  const reason = text.trim()
  if (reason.length < SHORTEST_REASON)
    return ask(drafting, draft, 'reason', drafting.texts.composing.shortReason)
  if (draft.urgent) return keep(drafting, draft, { reason })
  return trySend(drafting, await changeDraft(drafting, draft, { reason }))
}

const take: Record<DraftField, Take> = {
  text: (drafting, draft, text) => keep(drafting, draft, { text: drafting.marked ?? text }),
  files: (drafting, draft) => {
    const { composing } = drafting.texts
    return ask(drafting, draft, 'files', composing.noFileInWords, [
      stepChoice(draft, 'text', composing.labels.text),
    ])
  },
  audience: takeAudience,
  answer: takeOptions,
  until: takeMoment('until', chooseUntil),
  when: takeMoment('when', chooseWhen),
  reason: takeReason,
  count: takeCount,
}
