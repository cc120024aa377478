import { type Bilingual, settings, type Values } from './table.ts'
import { topicName, topics } from './topics.ts'

/** One setting that is wrong. It never holds the value: that may be a secret. */
export interface Problem {
  name: string
  why: Bilingual
  /** A line that would do, 'PORT=8080'. */
  example: string
}

export const problem = (name: string, why: Bilingual, example: string): Problem => ({
  name,
  why,
  example: `${name}=${example}`,
})

/** Settings that others need and that nobody has given. */
export const missingTogether = (values: Partial<Values>, isGiven: (name: Name) => boolean): Problem[] => [
  ...(isGiven('PUBLIC_URL') ? [] : missingPublicUrl(values)),
  ...missingCompanions(values),
]

function missingPublicUrl(values: Partial<Values>): Problem[] {
  const telegram = values.TELEGRAM_BOT_TOKEN && values.TELEGRAM_MODE === 'webhook' ? ['TELEGRAM_MODE'] : []
  const zalo = values.ZALO_BOT_TOKEN && values.ZALO_BOT_MODE === 'webhook' ? ['ZALO_BOT_MODE'] : []
  const notice = [
    ...(values.TELEGRAM_CONTENT === 'notice' ? ['TELEGRAM_CONTENT'] : []),
    ...(values.MAIL_CONTENT === 'notice' ? ['MAIL_CONTENT'] : []),
  ].map((name) => `${name}=notice`)
  const modes = [
    ...[...telegram, ...zalo].map((name) => `${name}=webhook`),
    ...notice,
    ...(['SMTP_URL', 'ZALO_OA_ID'] as const).filter((name) => values[name]),
  ]
  if (modes.length === 0) return []
  const why = {
    vi: `phải có khi đặt ${modes.join(' và ')}, để nền tảng và người nhận biết truy cập vào đâu`,
    en: `is required with ${modes.join(' and ')}: it tells platforms and people where to reach us`,
  }
  return [problem('PUBLIC_URL', why, settings.PUBLIC_URL.example)]
}

type Name = keyof typeof settings

/** Some settings make sense only together: who gives one of them is told which others are missing. */
function missingCompanions(values: Partial<Values>): Problem[] {
  const templates = topics.map((topic) => `ZALO_TEMPLATE_${topicName(topic)}` as const)
  return [
    ...companions(values, ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID']),
    ...companions(values, ['SMTP_URL', 'MAIL_FROM', 'MAIL_REPLY_TO']),
    ...templates.flatMap((name) => companions(values, [`${name}_ID`, `${name}_PARAMS`])),
  ]
}

function companions(values: Partial<Values>, names: Name[]): Problem[] {
  const present = names.filter((name) => values[name] !== undefined)
  if (present.length === 0) return []
  const why = {
    vi: `phải có khi đặt ${present.join(', ')}`,
    en: `is required with ${present.join(', ')}`,
  }
  return names
    .filter((name) => values[name] === undefined)
    .map((name) => problem(name, why, settings[name].example))
}
