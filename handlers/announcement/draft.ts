import { latestAnnouncements, openDrafts } from '../../db/announcements.ts'
import { freeDraftNumbers } from '../../db/cards.ts'
import { expect } from '../../db/chats.ts'
import { record } from '../../db/facts.ts'
import { isCoordinator } from '../../db/people.ts'
import type { Command } from '../../src/domain/command.ts'
import { PATIENCE_MS } from '../../src/domain/conversation.ts'
import type { Choice } from '../../src/domain/message.ts'
import { neverMind } from '../concern.ts'
import { type Heard, say } from '../heard.ts'
import { draftFor, tell } from './draft-access.ts'
import { changeDraft, type Drafting, showDraft, stepChoice } from './draft-card.ts'
import { askAnswer, askAudience, askFiles, askText, askUntil, askWhen } from './draft-menus.ts'
import { preview, sendTest } from './draft-preview.ts'
import { mayEdit, scopeOf } from './draft-rights.ts'
import { askNightReason, dropMissing, sendInHours, trySend } from './draft-send.ts'
import { chooseAnswer, chooseAudience, chooseUntil, chooseWhen } from './draft-settings.ts'
import { empty, newDraft } from './send.ts'

export { takeDraftWords } from './draft-words.ts'

/** So many of each are offered; older ones are found on the command line. */
const MOST_OFFERED = 5

/** So far back we look for what was sent. */
const LOOK_BACK = 30

/** "/thongbao": the text is asked for at once; what was begun or sent before is one press away. */
export async function startDraft(heard: Heard): Promise<void> {
  const { tx, at, now, person, texts } = heard
  if (!(await isCoordinator(tx, person.id)))
    return void (await say(heard, 'draft-start', texts.general.coordinatorsOnly))
  const begun = await editable(heard, await openDrafts(tx))
  const isBlank = ({ text, media }: (typeof begun)[number]) => text === '' && media.length === 0
  const blank = begun.find((draft) => draft.authorId === person.id && isBlank(draft))
  const scope = await scopeOf(tx, person.id)
  const conferenceId = scope?.length === 1 ? scope[0]! : null
  const draft = blank ?? (await newDraft(heard, person.id, { ...empty, conferenceId }))
  const { composing } = texts
  const past = (await latestAnnouncements(tx, LOOK_BACK)).filter(({ sentAt }) => sentAt !== null)
  const choices: Choice[] = [
    ...begun
      .filter((each) => !isBlank(each))
      .slice(0, MOST_OFFERED)
      .map((each) => stepChoice(each, 'show', composing.draftLabel(each.number, each.text))),
    ...(await editable(heard, past)).slice(0, MOST_OFFERED).map(({ id, number, text }) => ({
      label: composing.sentLabel(number, text),
      command: { kind: 'announcement' as const, announcement: id, act: 'show' as const },
    })),
  ]
  const lines = [
    composing.banner,
    composing.start(person),
    ...(choices.length > 0 ? [composing.chooseOld] : []),
  ]
  const { id, version } = draft
  // Where numbers are typed, those of what is done with are needed again; buttons of old cards go on telling what became of it.
  if (!heard.world.abilities(at.channel).edits) await freeDraftNumbers(tx, at)
  await expect(tx, at, { what: 'draft', draft: id, version, field: 'text', until: now + PATIENCE_MS })
  await say(
    heard,
    'draft-start',
    lines.join('\n'),
    [...choices, neverMind(texts)],
    `draft-start:${person.id}`,
  )
}

async function editable({ tx, person }: Heard, all: Awaited<ReturnType<typeof openDrafts>>) {
  const theirs: typeof all = []
  for (const one of all) if (await mayEdit(tx, person.id, one)) theirs.push(one)
  return theirs
}

/** One thing that is done to a draft, by whoever may and saw it as it is. */
export async function draftStep(heard: Heard, command: Extract<Command, { kind: 'draft' }>): Promise<void> {
  const { step } = command
  if (step.startsWith('tested:')) return tell(heard, 'tested', heard.texts.composing.tested)
  await expect(heard.tx, heard.at, null)
  const draft = await draftFor(heard, command)
  if (!draft) return
  const [what, ...rest] = step.split(':')
  const chosen = rest.join(':')
  switch (what) {
    case 'audience':
      return chosen
        ? chooseAudience(heard, draft, { audience: chosen, lists: {} })
        : askAudience(heard, draft)
    case 'answer':
      return chosen ? chooseAnswer(heard, draft, chosen) : askAnswer(heard, draft)
    case 'until':
      return chosen ? chooseUntil(heard, draft, chosen) : askUntil(heard, draft)
    case 'when':
      return chosen ? chooseWhen(heard, draft, chosen) : askWhen(heard, draft)
    default:
      return steps[what as keyof typeof steps](heard, draft)
  }
}

const steps = {
  show: showDraft,
  text: askText,
  files: askFiles,
  'drop-files': async (drafting, draft) =>
    showDraft(drafting, await changeDraft(drafting, draft, { media: [] })),
  preview,
  test: sendTest,
  'drop-missing': dropMissing,
  send: trySend,
  'send-hours': sendInHours,
  'send-urgent': askNightReason,
  'send-late': (drafting, draft) => trySend(drafting, draft, { late: true }),
  'send-again': (drafting, draft) => trySend(drafting, draft, { again: true }),
  discard: (drafting, draft) => turnInto(drafting, draft, 'discarded'),
  restore: (drafting, draft) => turnInto(drafting, draft, 'draft'),
} satisfies Record<string, (drafting: Drafting, draft: Parameters<typeof showDraft>[1]) => Promise<void>>

/** Thrown away, or taken out of the bin again; nothing was ever sent of it. */
async function turnInto(
  drafting: Drafting,
  draft: Parameters<typeof showDraft>[1],
  state: 'draft' | 'discarded',
): Promise<void> {
  const { tx, now, person } = drafting
  const changes = { state, stateAt: now, stateBy: person.id }
  await record(tx, now, person.id, state === 'draft' ? 'draft-restored' : 'draft-discarded', draft.id)
  await showDraft(drafting, await changeDraft(drafting, draft, changes))
}
