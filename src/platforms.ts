import type { Config, Delivery } from './config.ts'
import { webhookSecret } from './secret.ts'

/** The platforms that are configured, as their adapters need them; the server's and the doctor's are the same. */
export function channelsOf(config: Config, secret: string) {
  const { telegram, zaloBot, zaloOa, email } = config.platforms.kind === 'real' ? config.platforms : {}
  const hookSecret = (delivery: Delivery, name: string) =>
    webhookSecret(delivery.kind === 'webhook' ? delivery.secret : undefined, secret, name)
  return {
    channels: {
      ...(telegram && {
        telegram: { ...telegram, webhookSecret: hookSecret(telegram.delivery, 'telegram') },
      }),
      ...(zaloBot && {
        zaloBot: {
          tokens: zaloBot.bots.map((bot) => bot.token),
          apiRoot: zaloBot.apiRoot,
          webhookSecret: hookSecret(zaloBot.delivery, 'zalo-bot'),
        },
      }),
      ...(zaloOa && { zaloOa }),
      ...(email && { email }),
      ...(config.httpsProxy && { proxy: config.httpsProxy }),
    },
    inbound: {
      ...(telegram && { telegram: telegram.delivery }),
      ...(zaloBot && { 'zalo-bot': zaloBot.delivery }),
    },
    rates: {
      telegram: telegram?.ratePerSecond ?? 0,
      'zalo-bot': zaloBot?.ratePerSecond ?? 0,
      ...(zaloOa && { 'zalo-oa': Math.max(1, Math.floor(zaloOa.perMinute / 60)) }),
    },
  }
}
