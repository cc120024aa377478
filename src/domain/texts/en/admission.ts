import type { ChannelName } from '../../message.ts'
import type { Person } from '../../person.ts'
import { inBrief, quoted } from '../../quoted.ts'
import type { RequestView } from '../vi/admission.ts'
import { channels } from './channels.ts'

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n')

export const admission = {
  sharePhoneLabel: 'Share my phone number',
  sharePhone: 'Or press the button to share your phone number: it is looked up in the list of contacts.',
  shareInForm:
    'Or fill in the form for your phone number, if one comes with this: it is looked up in the list of contacts.',
  passedOn: 'What you write here is passed on to the organisers.',
  ownPhoneOnly:
    "This contact card is not the sender's own, so it does not count; nothing has changed. Please share your own number with the button, or type your invitation code.",
  unreadablePhone:
    'This phone number could not be read; nothing has changed. Please type your invitation code, or ask the organisers.',
  phoneNotListed: 'This phone number is not in the list of contacts; nothing has changed.',
  phoneUnknown:
    'This phone number is not in the list of contacts. The organisers have been asked; once they agree you will be told here.',
  phoneTwice:
    'This phone number stands for several contacts, so nothing has changed. The organisers have been told. Please type your invitation code, or wait for them to get in touch.',
  phoneNeedsCode:
    'Organisers link with an invitation code, not with a phone number; nothing has changed. Please type your 8-digit code.',
  phoneTaken: (channel: ChannelName) =>
    `The contact with this phone number has linked ${channels[channel]} from another chat; nothing has changed. If you have a new phone or account, please ask the organisers to unlink the old one.`,
  phoneTriedAsYou: (_reader: Person, channel: ChannelName, check: string | null) =>
    `Somebody has just shared your phone number from another ${channels[channel]} chat. It was refused; nothing has changed. If you have a new phone or account, please ask ${check ?? 'the organisers'} to unlink the old one.`,
  phoneTwiceAlert: (phone: string, who: string[], shownName: string | null) =>
    lines(
      `SAME PHONE NUMBER TWICE: ${phone}`,
      `It stands for ${who.join('; ')}. ${shownName ? `Somebody shown as “${shownName}”` : 'Somebody'} has just shared it to be linked; this was refused and nothing has changed. Please correct the list of contacts, or send the right person their code.`,
    ),

  requestName: (number: number) => `request ${number} to join`,
  request: ({ number, shownName, channel, text, phone, decided }: RequestView) =>
    lines(
      `REQUEST ${number} TO JOIN: ${shownName ?? 'somebody without a name'} (${channels[channel]})${text ? ` writes: “${quoted(text)}”` : ''}`,
      phone && `Phone: ${phone}`,
      decided ?? 'Please choose the contact this is, or refuse. If you are not sure, ring them first.',
    ),
  acceptLabel: (name: string, unit: string | null) => inBrief(unit ? `${name}, ${unit}` : name, 40),
  chooseLabel: 'Choose another contact',
  refuseLabel: 'Refuse',
  whichContact: (number: number) => `Which contact is request ${number}? Please type their code or name.`,
  severalContacts: (words: string) => `Several contacts match “${inBrief(words, 40)}”. Please choose one:`,
  noContact: (words: string) =>
    `No contact matches “${inBrief(words, 40)}”. Please type a code, or the name as it stands in the list.`,
  accepted: (number: number, who: string) => `Request ${number} accepted: linked to ${who}.`,
  acceptedBy: (who: string, by: string) => `Linked to ${who} (accepted by ${by}).`,
  refused: (number: number) => `Request ${number} refused.`,
  refusedBy: (by: string) => `Refused (by ${by}).`,
  overtaken: 'This person has linked in another way.',
  decidedAlready: (number: number) => `Request ${number} was dealt with before; nothing has changed.`,
  refusal:
    'We are sorry: the organisers cannot link this chat. If you need to, please contact them directly. Kind regards.',
  chatTaken: 'This chat is linked to another contact; nothing has changed.',
  contactTaken: (who: string, channel: ChannelName) =>
    `${who} has linked ${channels[channel]} from another chat; nothing has changed. Unlink the old one (caunoi unlink), then choose again.`,
  coordinatorNeedsCode: (who: string) =>
    `${who} is an organiser and links only with an invitation code; nothing has changed.`,
  outsideScope: (_reader: Person, who: string) =>
    `${who} has no part in a conference of yours; nothing has changed. Please pass this on to a coordinator of everything.`,
  manyRequests:
    'MANY STRANGERS HAVE ASKED TO JOIN within an hour. Further requests are kept without a message for each; type “join requests” to see them.',
  noRequests: 'No request to join is waiting.',
  moreRequests: (more: number) => `${more} more are waiting; when these are done, type “join requests”.`,

  links: (view: {
    person: Person
    office: string
    code: string
    telegram: string | null
    zalo: string | null
    web: string | null
    until: string
  }) =>
    lines(
      `Dear ${view.person.name},`,
      `${view.office} asks you to link up for your assignments and reports, in one of these ways:`,
      view.zalo && `– Zalo: ${view.zalo}, then type the code ${view.code}`,
      view.telegram && `– Telegram: ${view.telegram}`,
      view.web && `– Without an app: ${view.web}`,
      !view.zalo && `Invitation code: ${view.code}`,
      `Valid until ${view.until}. For you only; please do not pass it on.`,
    ),
  organisersLinks: (who: string) =>
    `${who} is an organiser: only a coordinator of everything can get these links. Nothing has changed.`,
  linksUsage: (_reader: Person) =>
    'Type /link and the code or name of a contact, such as “/link Keiko Sato”.',
}
