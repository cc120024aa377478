import { distance } from '../domain/closest.ts'
import { settings, type Bilingual, type DefaultedSetting } from './table.ts'

/** A setting that changes nothing, and probably was meant to. */
export interface Slip {
  name: string
  why: Bilingual
}

/** What looks like a mistake in the environment without being wrong. */
export const slips = (env: Record<string, string | undefined>): Slip[] => {
  const set = Object.keys(env).filter((name) => env[name]?.trim())
  return [...set.flatMap(typo), ...idle('TELEGRAM_', env), ...idle('ZALO_BOT_', env)]
}

/** A name that looks like ours and is not: a slip in a token's name would start a drill, to everyone's surprise. */
function typo(name: string): Slip[] {
  if (!/^(TELEGRAM|ZALO|CAUNOI)_/.test(name) || name in settings) return []
  const meant = nearest(name)
  return [
    {
      name,
      why: {
        vi: `không phải là thiết lập của Cầu Nối${meant ? `; có lẽ ý là ${meant}` : ''}`,
        en: `is not a setting of Cầu Nối${meant ? `; perhaps ${meant} was meant` : ''}`,
      },
    },
  ]
}

/** Settings of a platform that has no token. */
function idle(prefix: 'TELEGRAM_' | 'ZALO_BOT_', env: Record<string, string | undefined>): Slip[] {
  const token = prefix === 'TELEGRAM_' ? 'TELEGRAM_BOT_TOKEN' : 'ZALO_BOT_TOKEN'
  if (env[token]?.trim()) return []
  const why = { vi: `chưa có tác dụng vì chưa đặt ${token}`, en: `has no effect because ${token} is not set` }
  return Object.entries<Partial<DefaultedSetting<unknown>>>(settings)
    .filter(([name]) => name.startsWith(prefix) && env[name]?.trim())
    .filter(([name, { fallback }]) => env[name]?.trim() !== fallback)
    .map(([name]) => ({ name, why }))
}

/** More slips of the finger than this, and it is another name altogether. */
const FAR = 4

function nearest(name: string): string | undefined {
  if (name.includes('TOKEN')) return name.startsWith('ZALO') ? 'ZALO_BOT_TOKEN' : 'TELEGRAM_BOT_TOKEN'
  const byDistance = Object.keys(settings).map((other) => ({ other, slips: distance(name, other) }))
  const closest = byDistance.toSorted((one, other) => one.slips - other.slips)[0]
  return closest && closest.slips < FAR ? closest.other : undefined
}
