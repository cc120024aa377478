import type { Channel } from '../../channels/channel.ts'
import { openChannels } from '../../channels/index.ts'
import type { Delivery } from '../../config.ts'
import { SECOND } from '../../domain/time.ts'
import { channelsOf } from '../../platforms.ts'
import { appSecret } from '../../secret.ts'
import { webhookUrl } from '../../web/hooks.ts'
import type { Check } from '../doctor.ts'
import type { Surroundings } from '../office.ts'
import type { Terminal } from '../terminal.ts'
import { checkOfficialAccount } from './official-account.ts'

type Words = Terminal['texts']['cli']

/** Seconds by which a clock may be off before reminders come at the wrong minute. */
const TOLERANCE_S = 30

/** The only place of the command line that calls platforms: who each bot is, its webhook, and what time it is there. */
export async function checkPlatforms(around: Surroundings, terminal: Terminal): Promise<Check[]> {
  const { cli } = terminal.texts
  const { config, place } = around
  if (config.platforms.kind === 'drill')
    return [{ name: 'telegram', verdict: 'warning', says: cli.noPlatform }]
  const secret = await appSecret(place.dataDir, config.appSecret)
  const { channels, inbound } = channelsOf(config, secret)
  const checks: Check[] = []
  for (const channel of openChannels(channels)) {
    const bot = await checkBot(channel, cli)
    checks.push(bot)
    const way: Delivery | undefined = { ...inbound }[channel.name as keyof typeof inbound]
    if (bot.verdict === 'ok' && way?.kind === 'webhook')
      checks.push(await checkWebhook(channel, webhookUrl(way.publicUrl, channel.name), cli))
  }
  return [...checks, ...(await checkOfficialAccount(around, terminal)), await checkClock(around, cli)]
}

async function checkBot(channel: Channel, cli: Words): Promise<Check> {
  try {
    const { userName } = await channel.profile()
    return { name: channel.name, verdict: 'ok', says: cli.botFine(userName) }
  } catch (error) {
    return { name: channel.name, verdict: 'failed', says: cli.botAway(reasonOf(error)) }
  }
}

/** Registering does nothing where the platform has the address already, and repairs it where it has not. */
async function checkWebhook(channel: Channel, url: string, cli: Words): Promise<Check> {
  try {
    await channel.registerWebhook(url)
    return { name: 'webhook', verdict: 'ok', says: cli.webhookFine(url) }
  } catch (error) {
    return { name: 'webhook', verdict: 'failed', says: cli.webhookAway(reasonOf(error)) }
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown')

/** Every web server tells its time. Behind a proxy it is not asked: the proxy might tell its own. */
async function checkClock({ config }: Surroundings, cli: Words): Promise<Check> {
  const off = config.httpsProxy ? null : await secondsOff(config)
  if (off === null) return { name: 'clock', verdict: 'warning', says: cli.clockUnknown }
  return off > TOLERANCE_S
    ? { name: 'clock', verdict: 'failed', says: cli.clockWrong(off) }
    : { name: 'clock', verdict: 'ok', says: cli.clockFine(off) }
}

async function secondsOff({ platforms }: Surroundings['config']): Promise<number | null> {
  if (platforms.kind === 'drill') return null
  const root = (platforms.telegram ?? platforms.zaloBot)?.apiRoot ?? platforms.zaloOa?.roots.openapi
  try {
    const answer = await fetch(root ?? '', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(5000),
    })
    const theirs = Date.parse(answer.headers.get('date') ?? '')
    return Number.isNaN(theirs) ? null : Math.round(Math.abs(Date.now() - theirs) / SECOND)
  } catch {
    return null
  }
}
