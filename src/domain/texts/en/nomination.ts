import type { Nominee, NomineeRole } from '../../nomination.ts'
import type { NominationView, PassOn } from '../vi/nomination.ts'

const roles: Record<NomineeRole, string> = { contact: 'Contact', backup: 'Backup', duty: 'On duty' }

const one = ({ role, name, title, phone, email }: Nominee) =>
  `– ${roles[role]}: ${[name, title, phone, email].filter(Boolean).join(', ')}`

const states: Record<string, string> = {
  waiting: 'Waiting to be confirmed',
  accepted: 'Confirmed',
  refused: 'Refused',
  overtaken: 'The unit has sent a newer list',
}

const decided = (state: string, by: string | null) => `${states[state] ?? state}${by ? ` (${by})` : ''}.`

const passOn = ({ name, code, telegram, zaloOa, zaloBot, web }: PassOn) =>
  [
    name,
    `Invitation code: ${code}`,
    telegram && `Telegram: ${telegram}`,
    (zaloOa ?? zaloBot) && `Zalo: ${zaloOa ?? zaloBot} (open it and send the code)`,
    web && `Web page: ${web}`,
  ]
    .filter(Boolean)
    .join('\n')

export const nomination = {
  duty: 'on duty',
  asked: ({ number, unit, bridgePoints, people }: NominationView) =>
    [
      `PEOPLE NAMED, no. ${number}: ${unit}`,
      `Bridge points: ${bridgePoints.join(', ')}`,
      ...people.map((each) => one(each)),
    ].join('\n'),
  decide: 'Please confirm, and these people serve the bridge points above.',
  acceptLabel: 'Confirm',
  refuseLabel: 'Refuse',
  decided,
  alreadyDecided: (state: string, by: string | null) =>
    state === 'overtaken'
      ? 'The unit has sent a newer list; this one no longer counts and nothing has changed. Please see the latest message.'
      : `This list was decided before: ${decided(state, by)} Nothing has changed.`,
  conferenceOver: 'The conference is over or cancelled; nothing has changed.',
  refused: (unit: string) =>
    `The list of ${unit} is refused; nothing has changed. Please tell the unit; it may send another by the same link.`,
  accepted: (unit: string, newcomers: PassOn[]) =>
    [
      `The contacts of ${unit} are recorded. What was still to be answered has gone to the new person; earlier answers stay.`,
      ...(newcomers.length > 0 ? ['Please pass this on to each of them:'] : []),
      ...newcomers.map((each) => `\n${passOn(each)}`),
    ].join('\n'),
  page: {
    title: 'Contacts of your bridge points',
    unit: 'Unit',
    conference: 'Conference',
    bridgePoints: 'Bridge points',
    intro: (office: string) =>
      `${office} asks your unit to name the people in charge of its bridge points. The organisers confirm before it counts.`,
    privacy:
      'The details are used only for contact about this conference (Vietnam’s Personal Data Protection Law 91/2025/QH15).',
    roles: {
      contact: 'Main contact',
      backup: 'Backup (if any)',
      duty: 'Duty officer (if any)',
    },
    fields: { name: 'Full name', title: 'Position', phone: 'Phone number', email: 'E-mail (optional)' },
    faults: {
      'name-missing': 'Please give the full name.',
      'name-wrong': 'Please write the name in letters.',
      'too-long': 'This is too long; please shorten it.',
      'phone-missing': 'Please give a phone number.',
      'phone-wrong': 'This is not a phone number. Please write it with its country code, for example +86 …',
      'email-wrong': 'This is not an e-mail address.',
      'same-person': 'The backup must be somebody else than the main contact.',
    },
    mend: 'Not sent yet. Please correct the marked fields.',
    send: 'Send to the organisers',
    sendAgain: 'Send a new list',
    states: {
      waiting: (at: string) => `Received at ${at}; the organisers have yet to confirm.`,
      accepted: (at: string) => `Confirmed by the organisers at ${at}. To change people, send a new list.`,
      refused: (at: string) =>
        `The organisers did not accept the last list (${at}). Please contact them or send another.`,
    },
    call: (phone: string) => `Questions? Please call ${phone}.`,
    noWay: {
      unknown: 'This link is not right. Please open the whole link that the organisers sent.',
      expired: 'This link has expired. Please ask the organisers for a new one.',
      revoked: 'This link was withdrawn. Please ask the organisers for a new one.',
    },
  },
}
