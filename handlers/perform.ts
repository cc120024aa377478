import { acknowledge, acknowledgeAll, revise } from './acknowledge.ts'
import { expect } from '../db/chats.ts'
import { setLanguage } from '../db/people.ts'
import type { Command } from '../src/domain/command.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { askDuty, tickAll, tickItems } from './checklist.ts'
import { complete, notComplete } from './complete.ts'
import { concern, concernReason, discuss } from './concern.ts'
import { resolveFault, takeFault, withdrawFault } from './fault-course.ts'
import { reportFaultAt, sayIssue } from './fault-report.ts'
import { type Heard, say } from './heard.ts'
import { acceptNomination, refuseNomination } from './nomination.ts'
import { showAssignments, showBridgePoints, showHelp } from './overview.ts'
import { announcementAct } from './announcement/course.ts'
import { choose, giveAnswer, received } from './announcement/answer.ts'
import { draftStep, startDraft } from './announcement/draft.ts'
import { answerPing, pingNow, proposePing } from './ping-course.ts'
import { sayPreparing } from './preparing.ts'
import { forwardQuestion, startReply } from './question.ts'
import { sayReady } from './readiness.ts'
import { proposeReminder, remindSilent } from './remind.ts'
import { acceptRequest, chooseForRequest, refuseRequest, showRequests } from './request-decision.ts'
import { showBoard } from './show-board.ts'

/** An answer of another kind: words that were asked for on the way to the last one are no longer waited for. */
const answers = new Set<Command['kind']>([
  'acknowledge',
  'acknowledge-all',
  'concern',
  'concern-reason',
  'complete',
  'not-complete',
  'ready',
  'preparing',
  'issue',
  'revise',
  'report-fault',
  'withdraw-fault',
  'received',
  'choose',
])

/** Does what a person wants, if they may: each handler asks the database, never the button. */
export async function perform(heard: Heard, command: Command): Promise<unknown> {
  if (answers.has(command.kind)) await expect(heard.tx, heard.at, null)
  return act(heard, command)
}

function act(heard: Heard, command: Command): Promise<unknown> {
  switch (command.kind) {
    case 'acknowledge':
      return acknowledge(heard, command.ask)
    case 'acknowledge-all':
      return acknowledgeAll(heard, command.asks)
    case 'concern':
      return concern(heard, command.ask)
    case 'concern-reason':
      return concernReason(heard, command.ask, command.reason, command.words)
    case 'discuss':
      return discuss(heard, command.ask)
    case 'complete':
      return complete(heard, command.ask)
    case 'not-complete':
      return notComplete(heard, command.ask)
    case 'tick':
      return tickItems(heard, command.ask, [command.item])
    case 'all-good':
      return tickAll(heard, command.ask)
    case 'ready':
      return sayReady(heard, command.ask, command.despiteProblem, command.allGood)
    case 'preparing':
      return sayPreparing(heard, command.ask, command.minutes)
    case 'issue':
      return sayIssue(heard, command.ask)
    case 'duty':
      return askDuty(heard, command.ask)
    case 'revise':
      return revise(heard, command.ask)
    case 'report-fault':
      return reportFaultAt(heard, command.bridgePoint, command.text)
    case 'withdraw-fault':
      return withdrawFault(heard, command.incident)
    case 'take-fault':
      return takeFault(heard, command.incident)
    case 'resolve-fault':
      return resolveFault(heard, command.incident)
    case 'ask-organisers':
      return forwardQuestion(heard, command.text, command.about ?? null, command.conference)
    case 'reply-question':
      return startReply(heard, command.question)
    case 'accept-request':
      return acceptRequest(heard, command.request, command.contact)
    case 'choose-for-request':
      return chooseForRequest(heard, command.request)
    case 'refuse-request':
      return refuseRequest(heard, command.request)
    case 'requests':
      return showRequests(heard)
    case 'answer-ping':
      return answerPing(heard, command.ask)
    case 'ping':
      return proposePing(heard, command.conference)
    case 'ping-now':
      return pingNow(heard, command.conference, command.wave)
    case 'accept-nomination':
      return acceptNomination(heard, command.nomination)
    case 'refuse-nomination':
      return refuseNomination(heard, command.nomination)
    case 'received':
      return received(heard, command.ask)
    case 'choose':
      return choose(heard, command.ask, command.option)
    case 'give':
      return giveAnswer({ ...heard, saidAt: command.saidAt ?? heard.saidAt }, command.ask, command.words)
    case 'announce':
      return startDraft(heard)
    case 'draft':
      return draftStep(heard, command)
    case 'announcement':
      return announcementAct(heard, command)
    case 'board':
      return showBoard(heard, command.conference)
    case 'remind-silent':
      return proposeReminder(heard, command.conference)
    case 'remind-silent-now':
      return remindSilent(heard, command.conference, command.wave)
    case 'bridge-points':
      return showBridgePoints(heard)
    case 'assignments':
      return showAssignments(heard)
    case 'help':
      return showHelp(heard)
    case 'language':
      return speak(heard, command.language)
    case 'never-mind':
      return forget(heard)
    default:
      return command satisfies never
  }
}

async function speak(heard: Heard, language: 'vi' | 'en'): Promise<void> {
  await setLanguage(heard.tx, heard.person.id, language)
  await say(heard, 'language', textsIn(language).board.languageSet)
}

async function forget(heard: Heard): Promise<void> {
  await expect(heard.tx, heard.at, null)
  await say(heard, 'never-mind', heard.texts.general.neverMind)
}
