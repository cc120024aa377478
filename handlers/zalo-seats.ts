import { countKeyed } from '../db/cards.ts'
import { identitiesOf } from '../db/identities.ts'
import type { Db, Tx } from '../db/open.ts'
import { peopleAt, unreachedContacts, withoutSeat } from '../db/seats.ts'
import { sentIn } from '../db/usage.ts'
import { botFor, type BotUse, fullness, monthOf, seatsMissing } from '../src/domain/seats.ts'
import { textsIn } from '../src/domain/texts/index.ts'
import { tellCoordinators } from './tell.ts'
import type { Settings, Turn, World } from './world.ts'

/** The bots on Zalo in the order of their tokens, as full as they are now. */
export async function botsInUse(
  db: Db | Tx,
  { zaloBots }: Pick<Settings, 'zaloBots'>,
  now: number,
): Promise<BotUse[]> {
  if (zaloBots.accounts.length === 0) return []
  const people = await peopleAt(db, 'zalo-bot')
  const sent = await sentIn(db, 'zalo-bot', monthOf(now))
  return zaloBots.accounts.map((account, place) => ({
    account,
    link: zaloBots.links[place] ?? null,
    people: people.get(account) ?? 0,
    seats: zaloBots.seats,
    sent: sent.get(account) ?? 0,
    monthly: zaloBots.monthly,
  }))
}

/** The bots, and how many seats are missing if everybody who has no chat yet took one. */
export async function seatsOverview(world: World) {
  const { store, settings } = world
  const bots = await botsInUse(store.db, settings, world.now())
  const missing = bots.length === 0 ? 0 : seatsMissing(bots, await unreachedContacts(store.db))
  return { bots, missing }
}

/** What opens the bot that this contact belongs to; null when none has a free seat, or nobody knows its link. */
export async function zaloBotLinkFor({ tx, world, now }: Turn, contactId: string): Promise<string | null> {
  const { zaloBots } = world.settings
  if (zaloBots.accounts.length === 0) return zaloBots.links[0] ?? null
  const own = (await identitiesOf(tx, contactId)).find(({ channel }) => channel === 'zalo-bot')
  const bots = await botsInUse(tx, world.settings, now)
  const named = own ? bots : bots.filter(({ link }) => link !== null)
  const contact = { id: contactId, account: own?.account ?? null }
  return botFor(named, contact, await withoutSeat(tx, 'zalo-bot'))?.link ?? null
}

/** Those who coordinate everything hear once a month and bot that its seats or its messages run out, and that they have. */
export async function tellOfFullBots(turn: Turn): Promise<void> {
  const month = monthOf(turn.now)
  for (const [place, bot] of (await botsInUse(turn.tx, turn.world.settings, turn.now)).entries()) {
    await tell(turn, `seats:${bot.account}:${month}`, fullness(bot.people, bot.seats), (texts, level) =>
      texts.seatsAlert(place + 1, bot, level),
    )
    await tell(turn, `month:${bot.account}:${month}`, fullness(bot.sent, bot.monthly), (texts, level) =>
      texts.monthAlert(place + 1, bot, level),
    )
  }
}

type Texts = ReturnType<typeof textsIn>['seats']

async function tell(
  turn: Turn,
  what: string,
  level: ReturnType<typeof fullness>,
  says: (texts: Texts, level: 'high' | 'full') => string,
): Promise<void> {
  if (level === 'fine') return
  const key = `bot-use:${what}:${level}`
  // Who links to another app later is not told anew.
  if ((await countKeyed(turn.tx, `${key}@*`, 0)) > 0) return
  await tellCoordinators(turn, null, {
    key,
    kind: 'announcement',
    byItself: true,
    card: (reader) => ({ text: says(textsIn(reader.language).seats, level), choices: [] }),
  })
}
