import type { Settings } from '../handlers/world.ts'
import type { Config } from './config.ts'
import { MAIL_ACCOUNT, topics } from './domain/message.ts'

/** What handlers need of the configuration. A round presses for time, so its asks pass quiet hours; the others do not. */
export const settingsOf = (config: Config, stamp: string | null): Settings => ({
  office: { name: config.office.name, phone: config.office.phone ?? null },
  timezone: config.defaultTimezone,
  quietHours: config.quietHours,
  policies: {
    acknowledge: { steps: config.steps.acknowledge, urgent: false },
    readiness: { steps: config.steps.readiness, urgent: true },
    deadline: { steps: config.steps.deadline, urgent: false },
  },
  inviteValidMs: config.inviteValidMs,
  inboxRetentionMs: config.inboxRetentionMs,
  letterRetentionMs: config.letterRetentionMs,
  mediaRetentionMs: config.mediaRetentionMs,
  linkValidMs: config.linkValidMs,
  seenReceipts: config.seenReceipts,
  stamp,
  publicUrl: config.publicUrl ?? null,
  confirmFrom: config.confirmFrom,
  reach: config.reach,
  ...platformSettings(config),
})

function platformSettings({ platforms }: Config) {
  const { telegram, zaloBot, zaloOa, email } = platforms.kind === 'real' ? platforms : {}
  const topicsSent = topics.filter((topic) => zaloOa?.templates[topic])
  return {
    noticeOnly: [
      ...(telegram?.content === 'notice' ? ['telegram' as const] : []),
      ...(email?.content === 'notice' ? ['email' as const] : []),
    ],
    zaloBots: {
      accounts: zaloBot?.bots.map(({ account }) => account) ?? [],
      links: zaloBot?.links ?? [],
      seats: zaloBot?.seats ?? 50,
      monthly: zaloBot?.monthly ?? 3_000,
    },
    zaloOa: zaloOa ? { account: zaloOa.oaId } : null,
    templates:
      zaloOa && topicsSent.length > 0
        ? { account: zaloOa.oaId, topics: topicsSent, ways: zaloOa.templateWays }
        : null,
    mail: email ? { account: MAIL_ACCOUNT } : null,
  }
}
