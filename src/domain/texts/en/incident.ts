import type { Person } from '../../person.ts'
import { inBrief, isBrief, quoted } from '../../quoted.ts'
import type { IncidentView } from '../vi/incident.ts'
import { counted } from './counted.ts'

const what = (view: IncidentView) => inBrief(view.text) || 'not described yet'

/** The number to ring stands above: words too long for the first line follow in full below everything else. */
const inFull = (words: string) => (isBrief(words) ? [] : [`In full: “${quoted(words)}”`])

const course = (view: IncidentView) => {
  if (view.end?.how === 'withdrawn') return `False alarm, withdrawn at ${view.end.at} (${view.end.by}).`
  if (view.end)
    return `Resolved at ${view.end.at} after ${counted(view.end.minutes, 'minute')} (${view.end.by}).`
  return view.owner ? `Being handled by ${view.owner}.` : 'Nobody is handling it yet.'
}

const fault = (number: number, bridgePoint: string) => `fault no. ${number}, bridge point ${bridgePoint}`

const which = (view: IncidentView) => fault(view.number, view.bridgePoint)

const atHead = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

const over = (view: IncidentView) =>
  `${which(view)}, resolved at ${view.end?.at} after ${counted(view.end?.minutes ?? 0, 'minute')} (${view.end?.by})`

/** A button holds a few words. */
const short = (text: string) => inBrief(text, 30)

export const incident = {
  named: (number: number, text: string) => `fault no. ${number}${text && ` (${text})`}`,
  takeLabel: 'I will handle it',
  resolveLabel: 'Resolved',
  withdrawLabel: 'False alarm',
  name: fault,
  alert: (view: IncidentView) =>
    [
      `FAULT no. ${view.number} – bridge point ${view.bridgePoint}: ${what(view)}`,
      `Reported at ${view.at}. Call: ${view.call}`,
      course(view),
      ...inFull(view.text),
    ].join('\n'),
  /** `marked`: a round is open, and the bridge point counts as in trouble in it. */
  reported: (view: IncidentView, marked: boolean) =>
    `Recorded: ${which(view)}: ${what(view)}, ${view.at}. The organisers have been told.${marked ? ' In the readiness check the bridge point now stands as Fault reported.' : ''}`,
  alreadyReported: (view: IncidentView) =>
    `Already recorded: ${which(view)}, at ${view.at}${view.isReporter ? '' : `, reported by ${view.reporter}`}. ${course(view)}`,
  toldAgain: (view: IncidentView, who: string, text: string) =>
    [
      `FAULT no. ${view.number} – bridge point ${view.bridgePoint}, reported again: “${inBrief(text)}” (${who})`,
      course(view),
      ...inFull(text),
    ].join('\n'),
  itemsFail: (items: string[]) => `Problem with ${items.join(', ')}`,
  taken: (view: IncidentView) => `The organisers are handling ${which(view)}. In charge: ${view.callOwner}.`,
  takenByYou: (_reader: Person, view: IncidentView) =>
    `Recorded: you are handling ${which(view)}. Call: ${view.call}.`,
  resolved: (view: IncidentView) => `${atHead(over(view))}.`,
  resolvedByYou: (view: IncidentView) => `Recorded: ${over(view)}.`,
  withdrawn: (view: IncidentView) =>
    `Withdrawn: ${which(view)} (false alarm). The organisers have been told.`,
  alreadyTaken: (view: IncidentView) => `${atHead(which(view))}, is already being handled by ${view.owner}.`,
  alreadyOver: (view: IncidentView) => `${atHead(which(view))}, is over already. ${course(view)}`,
  whichBridgePoint: () => 'Nothing has been recorded yet. At which bridge point is the fault?',
  whichBridgePointInWords: (_reader: Person, bridgePoint: string) =>
    `Nothing has been recorded yet. At which bridge point is the fault? Please give its name, for example: no sound at ${bridgePoint}.`,
  whichIsOverInWords: (_reader: Person, bridgePoint: string) =>
    `Nothing has been recorded yet. Which fault has been resolved? Please give the bridge point's name, for example: sound is back at ${bridgePoint}.`,
  whichIsOver: () => 'Nothing has been recorded yet. Which fault has been resolved?',
  overLabel: (view: IncidentView) => `Resolved – no. ${view.number}: ${short(what(view))}`,
  nowReady: 'If the bridge point is ready, please confirm.',
  noneOpen: 'No fault is on record at the moment. Shall your message be passed on to the organisers?',
}
