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
      ...(email && { email }),
      ...(config.httpsProxy && { proxy: config.httpsProxy }),
    },
    inbound: {
      ...(telegram && { telegram: telegram.delivery }),
      ...(zaloBot && { 'zalo-bot': zaloBot.delivery }),
      ...(zaloOa && { 'zalo-oa': { kind: 'webhook' as const, publicUrl: config.publicUrl ?? '' } }),
    },
    rates: {
      telegram: telegram?.ratePerSecond ?? 0,
      'zalo-bot': zaloBot?.ratePerSecond ?? 0,
      'zalo-oa': zaloOa ? zaloOa.perMinute / 60 : 0,
    },
    ...(zaloOa && { zaloOa }),
  }
}
