import type { Settings } from '../handlers/world.ts'
import type { Config } from './config.ts'

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
  stamp,
  zaloBotLink: zaloLink(config),
})

const zaloLink = ({ platforms }: Config) => (platforms.kind === 'real' && platforms.zaloBot?.link) || null
