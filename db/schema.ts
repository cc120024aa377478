import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { AskKind, AskState, Step } from '../src/domain/ask.ts'
import type { AnnouncementState, AnswerWanted, RevisionKind, When } from '../src/domain/announcement.ts'
import type { AssignmentStatus, Due } from '../src/domain/assignment.ts'
import type { Figures } from '../src/domain/board.ts'
import type { Expecting } from '../src/domain/conversation.ts'
import type { IncidentState } from '../src/domain/incident.ts'
import type { LetterState } from '../src/domain/delivery.ts'
import type { FetchPurpose } from '../src/domain/fetch.ts'
import type { Card, ChannelName, FailureReason, Inbound, MediaRef } from '../src/domain/message.ts'
import type { Nominee } from '../src/domain/nomination.ts'
import type { Language } from '../src/domain/person.ts'
import type { Command } from '../src/domain/command.ts'
import { bytes, count, flag, id, json, moment, words } from './columns.ts'

export const units = sqliteTable('units', {
  id: id().primaryKey(),
  name: words().notNull().unique(),
  createdAt: moment().notNull(),
})

export const contacts = sqliteTable('contacts', {
  id: id().primaryKey(),
  code: words().notNull().unique(),
  name: words().notNull(),
  title: words(),
  unitId: id().references(() => units.id),
  /** E.164, the first is the one to call. */
  phones: json().$type<string[]>().notNull(),
  email: words(),
  timezone: words().notNull(),
  language: words().$type<Language>().notNull(),
  /** Form of address: 'Ông', 'Bà', 'đồng chí' … */
  address: words().notNull(),
  createdAt: moment().notNull(),
  /** ISO 3166 alpha-2: of the bridge point they serve, else of their phone; null when neither tells. */
  country: words(),
  /** Name, phones and all else were forgotten on request; what they did stays, under their code. */
  erasedAt: moment(),
})

/** Who coordinates: everything, or one conference. Revoked, never deleted. */
export const coordinators = sqliteTable(
  'coordinators',
  {
    id: id().primaryKey(),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    conferenceId: id().references(() => conferences.id),
    grantedAt: moment().notNull(),
    revokedAt: moment(),
  },
  (t) => [index('coordinators_contact').on(t.contactId)],
)

/** A chat that is a contact's. One live row per chat, and per contact and channel. */
export const identities = sqliteTable(
  'identities',
  {
    id: id().primaryKey(),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    channel: words().$type<ChannelName>().notNull(),
    account: words().notNull(),
    chat: words().notNull(),
    linkedAt: moment().notNull(),
    lastInAt: moment(),
    closedAt: moment(),
    closedReason: words().$type<FailureReason>(),
    unlinkedAt: moment(),
  },
  (t) => [
    uniqueIndex('identities_chat')
      .on(t.channel, t.account, t.chat)
      .where(sql`unlinked_at is null`),
    uniqueIndex('identities_contact')
      .on(t.contactId, t.channel)
      .where(sql`unlinked_at is null`),
  ],
)

/** One invite is a code of digits and a deep-link token; both are kept as HMACs and burn together. */
export const invites = sqliteTable(
  'invites',
  {
    id: id().primaryKey(),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    codeMac: words().notNull().unique(),
    tokenMac: words().notNull().unique(),
    issuedAt: moment().notNull(),
    expiresAt: moment().notNull(),
    burntAt: moment(),
  },
  (t) => [index('invites_contact').on(t.contactId)],
)

/** Wrong codes, so that guessing is bounded per chat and in all. */
export const guesses = sqliteTable(
  'guesses',
  { seq: integer().primaryKey({ autoIncrement: true }), address: words().notNull(), at: moment().notNull() },
  (t) => [index('guesses_at').on(t.at)],
)

export const documents = sqliteTable('documents', {
  id: id().primaryKey(),
  number: words().notNull().unique(),
  type: words(),
  date: words(),
  issuer: words(),
  subject: words(),
  phone: words(),
  createdAt: moment().notNull(),
})

export type PolicyName = 'acknowledge' | 'readiness' | 'deadline'
export interface Policy {
  steps: Step[]
  urgent: boolean
}

export const conferences = sqliteTable('conferences', {
  id: id().primaryKey(),
  code: words().notNull().unique(),
  title: words().notNull(),
  startAt: moment().notNull(),
  endAt: moment().notNull(),
  timezone: words().notNull(),
  documentId: id().references(() => documents.id),
  policies: json().$type<Partial<Record<PolicyName, Policy>>>().notNull(),
  /** Goes up when the conference is moved, so that everyone is asked again. */
  revision: count().notNull().default(1),
  createdAt: moment().notNull(),
  cancelledAt: moment(),
  endedAt: moment(),
})

export const bridgePoints = sqliteTable(
  'bridge_points',
  {
    id: id().primaryKey(),
    conferenceId: id()
      .notNull()
      .references(() => conferences.id),
    code: words().notNull(),
    name: words().notNull(),
    place: words(),
    country: words().notNull(),
    timezone: words().notNull(),
    isMain: flag().notNull(),
    unitId: id().references(() => units.id),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    backupId: id().references(() => contacts.id),
    policy: json().$type<Policy>(),
    position: count().notNull(),
    removedAt: moment(),
  },
  (t) => [uniqueIndex('bridge_points_code').on(t.conferenceId, t.code)],
)

/** Further people of a bridge point, or of one round there, by what they are on duty for. They may answer; they are not chased. */
export const duties = sqliteTable(
  'duties',
  {
    id: id().primaryKey(),
    bridgePointId: id().references(() => bridgePoints.id),
    roundId: id().references(() => rounds.id),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    duty: words().notNull(),
  },
  (t) => [index('duties_contact').on(t.contactId), index('duties_bridge_point').on(t.bridgePointId)],
)

/** A checklist belongs to the conference; a round's own, or a bridge point's own, stands in its stead. */
export const checklistItems = sqliteTable(
  'checklist_items',
  {
    id: id().primaryKey(),
    conferenceId: id()
      .notNull()
      .references(() => conferences.id),
    roundId: id().references(() => rounds.id),
    bridgePointId: id().references(() => bridgePoints.id),
    position: count().notNull(),
    label: words().notNull(),
  },
  (t) => [index('checklist_items_conference').on(t.conferenceId)],
)

export const rounds = sqliteTable(
  'rounds',
  {
    id: id().primaryKey(),
    conferenceId: id()
      .notNull()
      .references(() => conferences.id),
    code: words().notNull(),
    name: words().notNull(),
    opensAt: moment().notNull(),
    closesAt: moment().notNull(),
    policy: json().$type<Policy>(),
    openedAt: moment(),
    closedAt: moment(),
    /** Frozen when the round closes. */
    figures: json().$type<Figures>(),
    removedAt: moment(),
  },
  (t) => [
    uniqueIndex('rounds_code').on(t.conferenceId, t.code),
    index('rounds_opens')
      .on(t.opensAt)
      .where(sql`opened_at is null and removed_at is null`),
    index('rounds_closes')
      .on(t.closesAt)
      .where(sql`closed_at is null and opened_at is not null`),
  ],
)

export const assignments = sqliteTable(
  'assignments',
  {
    id: id().primaryKey(),
    conferenceId: id().references(() => conferences.id),
    documentId: id().references(() => documents.id),
    code: words().notNull(),
    text: words().notNull(),
    bridgePointId: id().references(() => bridgePoints.id),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    backupId: id().references(() => contacts.id),
    leads: json().$type<string[]>().notNull(),
    coordinating: json().$type<string[]>().notNull(),
    due: json().$type<Due>(),
    budget: count(),
    status: words().$type<AssignmentStatus>().notNull(),
    statusAt: moment().notNull(),
    /** Goes up when what is asked changes after it was sent. */
    revision: count().notNull().default(1),
    position: count().notNull(),
    removedAt: moment(),
  },
  (t) => [
    uniqueIndex('assignments_code').on(t.conferenceId, t.code),
    index('assignments_contact').on(t.contactId),
  ],
)

export const asks = sqliteTable(
  'asks',
  {
    id: id().primaryKey(),
    /** Kind, subject, round, person and revision: the same thing is never asked twice. */
    key: words().notNull().unique(),
    kind: words().$type<AskKind>().notNull(),
    conferenceId: id().references(() => conferences.id),
    assignmentId: id().references(() => assignments.id),
    bridgePointId: id().references(() => bridgePoints.id),
    roundId: id().references(() => rounds.id),
    owedBy: id()
      .notNull()
      .references(() => contacts.id),
    backupId: id().references(() => contacts.id),
    steps: json().$type<Step[]>().notNull(),
    urgent: flag().notNull(),
    openedAt: moment().notNull(),
    /** The close of the round or the due moment: what `before` and `beforeClose` count back from. */
    endsAt: moment(),
    firstSentAt: moment(),
    /** Places of the steps that have been taken. */
    taken: json().$type<number[]>().notNull(),
    /** Asked again at the time the person named. */
    againAt: moment(),
    nextStepAt: moment(),
    state: words().$type<AskState>().notNull(),
    settledAt: moment(),
    announcementId: id().references(() => announcements.id),
  },
  (t) => [
    index('asks_next')
      .on(t.nextStepAt)
      .where(sql`next_step_at is not null`),
    index('asks_owed').on(t.owedBy, t.state),
    index('asks_round').on(t.roundId),
    index('asks_conference').on(t.conferenceId, t.kind),
    index('asks_assignment').on(t.assignmentId),
    index('asks_announcement')
      .on(t.announcementId, t.state)
      .where(sql`announcement_id is not null`),
  ],
)

/** Everyone who has been asked, and so may answer: the one who owes it, and the backup once asked. */
export const asked = sqliteTable(
  'asked',
  {
    askId: id()
      .notNull()
      .references(() => asks.id),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    as: words().$type<'owner' | 'backup'>().notNull(),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.askId, t.contactId] }), index('asked_contact').on(t.contactId)],
)

/** Append-only; the latest counts. `value` is a whole snapshot, so that nothing has to be replayed. */
export const answers = sqliteTable(
  'answers',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    askId: id()
      .notNull()
      .references(() => asks.id),
    by: id()
      .notNull()
      .references(() => contacts.id),
    owedBy: id()
      .notNull()
      .references(() => contacts.id),
    via: words().$type<ChannelName | 'phone'>().notNull(),
    value: json().$type<unknown>().notNull(),
    /** Says a status, rather than being a step on the way (a tick). */
    decides: flag().notNull(),
    at: moment().notNull(),
  },
  (t) => [index('answers_ask').on(t.askId, t.seq)],
)

export const incidents = sqliteTable(
  'incidents',
  {
    id: id().primaryKey(),
    number: count().notNull(),
    conferenceId: id()
      .notNull()
      .references(() => conferences.id),
    bridgePointId: id()
      .notNull()
      .references(() => bridgePoints.id),
    reportedBy: id()
      .notNull()
      .references(() => contacts.id),
    text: words().notNull(),
    state: words().$type<IncidentState>().notNull(),
    at: moment().notNull(),
    ownedBy: id().references(() => contacts.id),
    ownedAt: moment(),
    endedBy: id().references(() => contacts.id),
    endedAt: moment(),
  },
  (t) => [index('incidents_conference').on(t.conferenceId)],
)

/** What a contact asked the organisers, and their reply. */
export const questions = sqliteTable(
  'questions',
  {
    id: id().primaryKey(),
    number: count().notNull(),
    conferenceId: id().references(() => conferences.id),
    askId: id().references(() => asks.id),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    text: words().notNull(),
    at: moment().notNull(),
    answeredBy: id().references(() => contacts.id),
    answeredAt: moment(),
  },
  (t) => [index('questions_contact').on(t.contactId)],
)

/** A chat as we know it: what we last asked in it, and when a stranger was last told. */
export const chats = sqliteTable(
  'chats',
  {
    channel: words().$type<ChannelName>().notNull(),
    account: words().notNull(),
    chat: words().notNull(),
    expecting: json().$type<Expecting>(),
    strangerToldAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.account, t.chat] })],
)

export const inbox = sqliteTable(
  'inbox',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    channel: words().$type<ChannelName>().notNull(),
    account: words().notNull(),
    eventId: words().notNull(),
    chat: words().notNull(),
    /** Blanked when its retention is over; the key stays so that a replay is still known. */
    body: json().$type<Inbound>(),
    receivedAt: moment().notNull(),
    attempts: count().notNull().default(0),
    retryAt: moment(),
    handledAt: moment(),
    parkedAt: moment(),
  },
  (t) => [
    uniqueIndex('inbox_event').on(t.channel, t.account, t.eventId),
    index('inbox_waiting')
      .on(t.seq)
      .where(sql`handled_at is null and parked_at is null`),
    index('inbox_received')
      .on(t.receivedAt)
      .where(sql`body is not null`),
  ],
)

export const letters = sqliteTable(
  'letters',
  {
    id: id().primaryKey(),
    /** What, which step and to whom: asked twice is sent once. */
    key: words().notNull().unique(),
    contactId: id().references(() => contacts.id),
    /** Empty while the letter is held for a contact without a path. */
    channel: words().$type<ChannelName>(),
    account: words(),
    chat: words(),
    /** Place of its kind in `letterKinds`: 0 leaves first. */
    urgency: count().notNull(),
    askId: id().references(() => asks.id),
    /** A chasing letter leaves only while its ask is open. */
    chasing: flag().notNull(),
    /** Sent again when it is not known whether it arrived. */
    mustArrive: flag().notNull(),
    /** What the card shows, so that it can be found when that changes. */
    subject: words(),
    card: json().$type<Card>().notNull(),
    /** Every choice the card ever offered, by the number it was offered under: a late press still means what it said. */
    commands: json().$type<Record<number, Command>>().notNull(),
    /** A newer card shows the same thing: this one's numbers are free again. */
    superseded: flag().notNull().default(false),
    replyTo: words(),
    state: words().$type<LetterState>().notNull(),
    sendAt: moment().notNull(),
    createdAt: moment().notNull(),
    attempts: count().notNull().default(0),
    claimedBy: words(),
    claimedAt: moment(),
    again: flag().notNull().default(false),
    platformId: words(),
    sentAt: moment(),
    reason: words().$type<FailureReason>(),
    /** The card has changed since it was sent: an edit is owed. */
    dirty: flag().notNull().default(false),
    /** Reported by the platform. `seenAt` is kept only where the office has set that it may be. */
    deliveredAt: moment(),
    seenAt: moment(),
    /** Unless it has arrived by then, it takes another path. */
    fallbackAt: moment(),
    /** The announcement this is for one of its recipients; not on what goes ahead of it, after it or reminds of it. */
    announcementId: id().references(() => announcements.id),
    /** Taken back: it is deleted where the platform lets us, else changed into what the card says now. */
    retract: flag().notNull().default(false),
    /** The platform's ids of what followed it. */
    also: json().$type<string[]>(),
    /** Why the file that goes with it is not there though the text is. */
    mediaReason: words().$type<FailureReason>(),
  },
  (t) => [
    index('letters_pending')
      .on(t.channel, t.account, t.urgency, t.sendAt, t.id)
      .where(sql`state = 'pending' and claimed_by is null`),
    index('letters_due')
      .on(t.sendAt)
      .where(sql`state = 'pending' and claimed_by is null`),
    index('letters_dirty')
      .on(t.channel, t.account, t.sendAt)
      .where(sql`dirty = 1 and state = 'sent'`),
    index('letters_claimed')
      .on(t.claimedBy)
      .where(sql`claimed_by is not null`),
    index('letters_in_flight')
      .on(t.channel, t.account, t.chat)
      .where(sql`claimed_by is not null`),
    index('letters_subject')
      .on(t.subject)
      .where(sql`subject is not null`),
    index('letters_contact').on(t.contactId, t.state),
    index('letters_ask')
      .on(t.askId)
      .where(sql`ask_id is not null`),
    index('letters_chat').on(t.channel, t.account, t.chat, t.platformId),
    index('letters_fallback')
      .on(t.fallbackAt)
      .where(sql`fallback_at is not null`),
    index('letters_announcement')
      .on(t.announcementId, t.contactId, t.state)
      .where(sql`announcement_id is not null`),
  ],
)

/**
 * One message to many. While it is a draft every change counts `version` up, so that two who change it at once find out.
 * `text` is the template as it was written, with its variables and its simple markup.
 */
export const announcements = sqliteTable(
  'announcements',
  {
    id: id().primaryKey(),
    number: count().notNull().unique(),
    state: words().$type<AnnouncementState>().notNull(),
    stateAt: moment().notNull(),
    /** Who brought it into that state; null for the command line. */
    stateBy: id().references(() => contacts.id),
    authorId: id().references(() => contacts.id),
    /** The one conference whose coordinators hear of it; null for those of everything. */
    conferenceId: id().references(() => conferences.id),
    createdAt: moment().notNull(),
    version: count().notNull().default(1),
    editedBy: id().references(() => contacts.id),
    editedAt: moment(),
    text: words().notNull(),
    media: json().$type<MediaRef[]>().notNull(),
    /** The expression, and the lists it names. */
    audience: words(),
    lists: json().$type<Record<string, string[]>>().notNull(),
    wanted: json().$type<AnswerWanted>().notNull(),
    openUntil: moment(),
    leaves: json().$type<When>().notNull(),
    urgent: flag().notNull().default(false),
    /** Why it is urgent, or goes outside people's hours. */
    reason: words(),
    /** Of text, files and question, so that the same one within the hour is noticed. */
    digest: words(),
    sentAt: moment(),
    total: count().notNull().default(0),
    /** What recipients have been written counts up to this. */
    revision: count().notNull().default(0),
    /** When the next recipients are to be written; null when everybody has been. */
    spreadAt: moment(),
    /** When those who watch it are told how it stands; null when nothing has changed. */
    lookAt: moment(),
    reminders: count().notNull().default(0),
    remindedAt: moment(),
  },
  (t) => [
    index('announcements_spread')
      .on(t.spreadAt)
      .where(sql`spread_at is not null`),
    index('announcements_look')
      .on(t.lookAt)
      .where(sql`look_at is not null`),
    index('announcements_digest').on(t.digest, t.sentAt),
  ],
)

/** What everybody was to read, one row for every change; `by` is null for the command line. */
export const announcementRevisions = sqliteTable(
  'announcement_revisions',
  {
    announcementId: id()
      .notNull()
      .references(() => announcements.id),
    revision: count().notNull(),
    kind: words().$type<RevisionKind>().notNull(),
    text: words().notNull(),
    media: json().$type<MediaRef[]>().notNull(),
    by: id().references(() => contacts.id),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.revision] })],
)

/** Whom an announcement goes to, fixed when it is sent. `revision` is the one they were last written of; 0 for none yet. */
export const recipients = sqliteTable(
  'recipients',
  {
    announcementId: id()
      .notNull()
      .references(() => announcements.id),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    position: count().notNull(),
    revision: count().notNull().default(0),
    /** The last of the reminders they got, or need not. */
    reminded: count().notNull().default(0),
    /** What they owe for the version they have. */
    askId: id().references(() => asks.id),
  },
  (t) => [
    primaryKey({ columns: [t.announcementId, t.contactId] }),
    index('recipients_position').on(t.announcementId, t.position),
    index('recipients_contact').on(t.contactId),
  ],
)

/** Files that a platform has been given already, by its own name for them. */
export const uploads = sqliteTable(
  'uploads',
  {
    channel: words().$type<ChannelName>().notNull(),
    account: words().notNull(),
    mediaId: id()
      .notNull()
      .references(() => media.id),
    ref: words().notNull(),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.account, t.mediaId] })],
)

/** Pictures and files that people sent in a chat, to be fetched from the platform for what they are meant for. */
export const fetches = sqliteTable(
  'fetches',
  {
    id: id().primaryKey(),
    channel: words().$type<ChannelName>().notNull(),
    account: words().notNull(),
    chat: words().notNull(),
    eventId: words().notNull(),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    /** The platform's own name for it; blanked when it is done. */
    ref: words().notNull(),
    what: words().$type<'image' | 'file'>().notNull(),
    purpose: json().$type<FetchPurpose>().notNull(),
    at: moment().notNull(),
    attempts: count().notNull().default(0),
    /** When it is tried next; null when it is over. */
    nextAt: moment(),
    mediaId: id().references(() => media.id),
    reason: words().$type<FailureReason>(),
  },
  (t) => [
    uniqueIndex('fetches_event').on(t.channel, t.account, t.eventId),
    index('fetches_next')
      .on(t.nextAt)
      .where(sql`next_at is not null`),
    index('fetches_contact').on(t.contactId),
  ],
)

/** One bot. `heldUntil` is set when the platform told the whole token to wait. */
export const accounts = sqliteTable(
  'accounts',
  {
    channel: words().$type<ChannelName>().notNull(),
    account: words().notNull(),
    userName: words(),
    displayName: words(),
    heldUntil: moment(),
    /** Why it is held, when that is more than the pace. */
    heldReason: words().$type<FailureReason>(),
    /** The platform refused buttons: cards carry numbered lines there from then on. */
    buttonsRefusedAt: moment(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.account] })],
)

/** Messages that left an account in one calendar month of Vietnam's, 'yyyy-MM'. */
export const usage = sqliteTable(
  'usage',
  {
    channel: words().$type<ChannelName>().notNull(),
    account: words().notNull(),
    month: words().notNull(),
    sent: count().notNull(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.account, t.month] })],
)

/**
 * Somebody's signed way to their own cards. With a letter it opens what that letter asks; without, everything that is
 * asked of the contact.
 */
export const links = sqliteTable(
  'links',
  {
    id: id().primaryKey(),
    contactId: id()
      .notNull()
      .references(() => contacts.id),
    letterId: id().references(() => letters.id),
    issuedAt: moment().notNull(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    /** First and last opened by a browser that a person sits at. */
    openedAt: moment(),
    lastOpenedAt: moment(),
  },
  (t) => [index('links_contact').on(t.contactId), uniqueIndex('links_letter').on(t.letterId)],
)

/** The link with which a unit names its people for a conference. */
export const unitLinks = sqliteTable(
  'unit_links',
  {
    id: id().primaryKey(),
    unitId: id()
      .notNull()
      .references(() => units.id),
    conferenceId: id()
      .notNull()
      .references(() => conferences.id),
    issuedAt: moment().notNull(),
    expiresAt: moment().notNull(),
    revokedAt: moment(),
    openedAt: moment(),
  },
  (t) => [index('unit_links_unit').on(t.conferenceId, t.unitId)],
)

export type Decision = 'waiting' | 'accepted' | 'refused' | 'overtaken'

/** Whom a unit has named; nothing of it counts before a coordinator has accepted it. */
export const nominations = sqliteTable(
  'nominations',
  {
    id: id().primaryKey(),
    number: count().notNull(),
    unitLinkId: id()
      .notNull()
      .references(() => unitLinks.id),
    unitId: id()
      .notNull()
      .references(() => units.id),
    conferenceId: id()
      .notNull()
      .references(() => conferences.id),
    people: json().$type<Nominee[]>().notNull(),
    at: moment().notNull(),
    state: words().$type<Decision>().notNull(),
    decidedBy: id().references(() => contacts.id),
    decidedAt: moment(),
  },
  (t) => [index('nominations_unit').on(t.conferenceId, t.unitId)],
)

/** A stranger who asked to be let in. */
export const requests = sqliteTable(
  'requests',
  {
    id: id().primaryKey(),
    number: count().notNull(),
    channel: words().$type<ChannelName>().notNull(),
    account: words().notNull(),
    chat: words().notNull(),
    shownName: words(),
    phone: words(),
    text: words().notNull(),
    at: moment().notNull(),
    state: words().$type<Decision>().notNull(),
    contactId: id().references(() => contacts.id),
    decidedBy: id().references(() => contacts.id),
    decidedAt: moment(),
  },
  (t) => [index('requests_chat').on(t.channel, t.account, t.chat)],
)

/** Pictures and files that people sent, or that go out with a letter. */
export const media = sqliteTable(
  'media',
  {
    id: id().primaryKey(),
    /** Who sent it. */
    contactId: id().references(() => contacts.id),
    incidentId: id().references(() => incidents.id),
    kind: words().$type<'image' | 'file'>().notNull(),
    mime: words().notNull(),
    fileName: words().notNull(),
    size: count().notNull(),
    /** Blanked when its retention is over. */
    bytes: bytes(),
    at: moment().notNull(),
  },
  (t) => [index('media_incident').on(t.incidentId), index('media_at').on(t.at)],
)

/**
 * What authorises us at an official account. The tokens are sealed under the installation's secret. `seed` is the
 * fingerprint of the refresh token in the settings that was last taken up: only another one counts.
 */
export const oaTokens = sqliteTable('oa_tokens', {
  account: words().primaryKey(),
  access: words(),
  refresh: words().notNull(),
  /** The pair before, for finding out what went wrong. */
  previous: words(),
  seed: words(),
  issuedAt: moment().notNull(),
  expiresAt: moment().notNull(),
  /** `unsure`: a refresh was cut off, and nobody knows whether it counted. */
  state: words().$type<'good' | 'unsure' | 'consent-needed'>().notNull(),
  stateAt: moment().notNull(),
  tries: count().notNull().default(0),
})

/** Who alone may do something for a while; whoever dies with it loses it by time. */
export const leases = sqliteTable('leases', {
  name: words().primaryKey(),
  holder: words().notNull(),
  until: moment().notNull(),
})

/** Who did what, when; append-only. `detail` holds ids and states, never what a person wrote. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: moment().notNull(),
    actor: words().notNull(),
    action: words().notNull(),
    subject: words().notNull(),
    detail: json().$type<Record<string, unknown>>(),
  },
  (t) => [index('audit_subject').on(t.subject)],
)

/** Small facts about this installation: 'real-token-seen', 'backup-at', the boot that holds the claims. */
export const facts = sqliteTable('facts', {
  name: words().primaryKey(),
  value: words().notNull(),
  at: moment().notNull(),
})
