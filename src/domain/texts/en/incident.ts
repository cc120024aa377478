import type { IncidentView } from '../vi/incident.ts'
import { counted } from './counted.ts'

const what = (view: IncidentView) => view.text || 'not described yet'

const course = (view: IncidentView) => {
  if (view.end?.how === 'withdrawn') return `False alarm, withdrawn at ${view.end.at} (${view.end.by}).`
  if (view.end)
    return `Resolved at ${view.end.at} after ${counted(view.end.minutes, 'minute')} (${view.end.by}).`
  return view.owner ? `Being handled by ${view.owner}.` : 'Nobody is handling it yet.'
}

export const incident = {
  takeLabel: 'I will handle it',
  resolveLabel: 'Resolved',
  withdrawLabel: 'False alarm',
  alert: (view: IncidentView) =>
    [
      `FAULT no. ${view.number} – bridge point ${view.bridgePoint}: ${what(view)}`,
      `Since ${view.at}. Reported by ${view.reporter}. Call: ${view.call}`,
      course(view),
    ].join('\n'),
  reported: (view: IncidentView) =>
    `Recorded: fault no. ${view.number}, bridge point ${view.bridgePoint}: ${what(view)}, ${view.at}. The organisers have been told.`,
  taken: (view: IncidentView) =>
    `${view.owner} (organisers) is handling fault no. ${view.number}, bridge point ${view.bridgePoint}.`,
  resolved: (view: IncidentView) =>
    `Fault no. ${view.number}, bridge point ${view.bridgePoint}: resolved at ${view.end?.at}, after ${counted(view.end?.minutes ?? 0, 'minute')} (${view.end?.by}).`,
  withdrawn: (view: IncidentView) =>
    `Fault no. ${view.number}, bridge point ${view.bridgePoint}, has been withdrawn (false alarm). The organisers have been told.`,
  alreadyTaken: (view: IncidentView) => `Fault no. ${view.number} is already being handled by ${view.owner}.`,
  alreadyOver: (view: IncidentView) => `Fault no. ${view.number} is over. ${course(view)}`,
  recorded: (text: string) => `Recorded: ${text}`,
  whichBridgePoint: () => 'At which bridge point is the fault?',
  nowReady: 'If the bridge point is ready, please confirm again.',
  noneOpen: 'No fault is open at this bridge point.',
}
