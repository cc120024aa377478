import { and, asc, eq, gte, inArray, lte, or, sql } from 'drizzle-orm'
import type { Db, Tx } from './open.ts'
import type { Contact } from './people.ts'
import {
  announcements,
  answers,
  asked,
  asks,
  assignments,
  audit,
  bridgePoints,
  contacts,
  coordinators,
  duties,
  identities,
  inbox,
  incidents,
  invites,
  letters,
  links,
  media,
  nominations,
  questions,
  recipients,
  requests,
  units,
} from './schema.ts'

/** Everything that is held about a contact, by what it is; moments in ms. Secrets of invites and links are not among it. */
export async function heldAbout(db: Db | Tx, contactId: string) {
  const [found] = await db
    .select({ contact: contacts, unit: units.name })
    .from(contacts)
    .leftJoin(units, eq(units.id, contacts.unitId))
    .where(eq(contacts.id, contactId))
  if (!found) throw new Error(`no contact ${contactId}`)
  return {
    contact: { ...found.contact, unit: found.unit },
    ...(await waysOf(db, contactId)),
    ...(await workOf(db, contactId)),
    ...(await messagesOf(db, contactId)),
    ...(await namedElsewhere(db, found.contact)),
    announcements: await db
      .select({
        number: announcements.number,
        sentAt: announcements.sentAt,
        text: announcements.text,
      })
      .from(recipients)
      .innerJoin(announcements, eq(announcements.id, recipients.announcementId))
      .where(eq(recipients.contactId, contactId))
      .orderBy(asc(announcements.number)),
    audit: await db
      .select()
      .from(audit)
      .where(or(eq(audit.subject, contactId), eq(audit.actor, contactId)))
      .orderBy(asc(audit.seq)),
  }
}

async function waysOf(db: Db | Tx, contactId: string) {
  return {
    chats: await db
      .select()
      .from(identities)
      .where(eq(identities.contactId, contactId))
      .orderBy(asc(identities.linkedAt)),
    invites: await db
      .select({ issuedAt: invites.issuedAt, expiresAt: invites.expiresAt, burntAt: invites.burntAt })
      .from(invites)
      .where(eq(invites.contactId, contactId)),
    links: await db
      .select({
        issuedAt: links.issuedAt,
        expiresAt: links.expiresAt,
        revokedAt: links.revokedAt,
        openedAt: links.openedAt,
        lastOpenedAt: links.lastOpenedAt,
      })
      .from(links)
      .where(eq(links.contactId, contactId)),
  }
}

async function workOf(db: Db | Tx, contactId: string) {
  const serves = [bridgePoints, assignments] as const
  const [points, given] = await Promise.all(
    serves.map((table) =>
      db
        .select({ code: table.code })
        .from(table)
        .where(or(eq(table.contactId, contactId), eq(table.backupId, contactId))),
    ),
  )
  return {
    bridgePoints: (points ?? []).map(({ code }) => code),
    assignments: (given ?? []).map(({ code }) => code),
    duties: await db.select({ duty: duties.duty }).from(duties).where(eq(duties.contactId, contactId)),
    coordinates: await db
      .select({ grantedAt: coordinators.grantedAt, revokedAt: coordinators.revokedAt })
      .from(coordinators)
      .where(eq(coordinators.contactId, contactId)),
    asks: await db
      .select({
        kind: asks.kind,
        openedAt: asks.openedAt,
        endsAt: asks.endsAt,
        state: asks.state,
        settledAt: asks.settledAt,
        as: asked.as,
      })
      .from(asked)
      .innerJoin(asks, eq(asks.id, asked.askId))
      .where(eq(asked.contactId, contactId)),
    answers: await db
      .select({ via: answers.via, value: answers.value, at: answers.at })
      .from(answers)
      .where(or(eq(answers.by, contactId), eq(answers.owedBy, contactId)))
      .orderBy(asc(answers.seq)),
  }
}

async function messagesOf(db: Db | Tx, contactId: string) {
  const chats = await db.select().from(identities).where(eq(identities.contactId, contactId))
  // A chat may have been somebody else's before and after.
  const theirs = chats.map((each) =>
    and(
      eq(inbox.channel, each.channel),
      eq(inbox.account, each.account),
      eq(inbox.chat, each.chat),
      gte(inbox.receivedAt, each.linkedAt),
      lte(inbox.receivedAt, each.unlinkedAt ?? Number.MAX_SAFE_INTEGER),
    ),
  )
  return {
    letters: await db
      .select({
        channel: letters.channel,
        text: sql<string>`json_extract(${letters.card}, '$.text')`,
        state: letters.state,
        createdAt: letters.createdAt,
        sentAt: letters.sentAt,
        deliveredAt: letters.deliveredAt,
        seenAt: letters.seenAt,
      })
      .from(letters)
      .where(eq(letters.contactId, contactId))
      .orderBy(asc(letters.createdAt)),
    inbound: await db
      .select({ channel: inbox.channel, receivedAt: inbox.receivedAt, body: inbox.body })
      .from(inbox)
      .where(and(or(...theirs), theirs.length > 0 ? sql`${inbox.body} is not null` : sql`0`))
      .orderBy(asc(inbox.seq)),
    questions: await db.select().from(questions).where(eq(questions.contactId, contactId)),
    faults: await db.select().from(incidents).where(eq(incidents.reportedBy, contactId)),
    media: await db
      .select({
        kind: media.kind,
        mime: media.mime,
        fileName: media.fileName,
        size: media.size,
        at: media.at,
      })
      .from(media)
      .where(eq(media.contactId, contactId)),
  }
}

async function namedElsewhere(db: Db | Tx, { id, phones }: Contact) {
  const named = await db.select().from(nominations)
  return {
    nominations: named.flatMap(({ people, at, state }) =>
      people.filter(({ phone }) => phones.includes(phone)).map((nominee) => ({ ...nominee, at, state })),
    ),
    requests: await db
      .select({
        channel: requests.channel,
        shownName: requests.shownName,
        phone: requests.phone,
        text: requests.text,
        at: requests.at,
        state: requests.state,
      })
      .from(requests)
      .where(or(eq(requests.contactId, id), inArray(requests.phone, phones))),
  }
}
