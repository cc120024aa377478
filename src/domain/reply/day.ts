const DAY = 86_400_000
const WEEKDAYS: Record<string, number> = { cn: 0, '2': 1, '3': 2, '4': 3, '5': 4, '6': 5, '7': 6 }
const ENGLISH = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/**
 * The local midnight of the day a folded text names ("mai", "thứ 2", "20/11"), ms; undefined when it names none, 'none'
 * when it names one that does not exist. `local` is the wall clock as if it were UTC.
 */
export function dayIn(said: string, local: number): number | 'none' | undefined {
  const today = Math.floor(local / DAY) * DAY
  return dateIn(said, today) ?? weekdayIn(said, today) ?? nearDay(said, today)
}

const DATE = /(?<![\d/:])(?:ngay )?(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?(?![\d/:]|h|g|p| gio| phut)/u
const WRITTEN = /ngay (\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?/u

function dateIn(said: string, today: number): number | 'none' | undefined {
  const found = WRITTEN.exec(said) ?? DATE.exec(said)
  if (!found) return undefined
  const [day, month, year] = [Number(found[1]), Number(found[2]), found[3] ? Number(found[3]) : undefined]
  const thisYear = new Date(today).getUTCFullYear()
  const midnight = Date.UTC(year ?? thisYear, month - 1, day)
  if (month < 1 || month > 12 || new Date(midnight).getUTCDate() !== day) return 'none'
  return year === undefined && midnight < today ? Date.UTC(thisYear + 1, month - 1, day) : midnight
}

function weekdayIn(said: string, today: number): number | undefined {
  const found = /(?<!\p{L})(?:thu |t)([2-7])(?!\p{L}|\d)|(?<!\p{L})(chu nhat|cn)(?!\p{L})/u.exec(said)
  const english = ENGLISH.findIndex((name) => said.includes(name))
  const weekday = found ? WEEKDAYS[found[1] ?? 'cn'] : english >= 0 ? english : undefined
  if (weekday === undefined) return undefined
  const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7
  if (!/tuan (?:sau|toi)|next week/.test(said)) return today + ahead * DAY
  const monday = today + ((8 - new Date(today).getUTCDay()) % 7 || 7) * DAY
  return monday + ((weekday + 6) % 7) * DAY
}

function nearDay(said: string, today: number): number | undefined {
  if (/(?<!\p{L})(?:ngay kia|ngay mot|mot kia)(?!\p{L})/u.test(said)) return today + 2 * DAY
  if (/(?<!\p{L})(?:mai|tomorrow|hom sau|ngay hom sau)(?!\p{L})/u.test(said)) return today + DAY
  return /(?<!\p{L})(?:hom nay|(?:sang|trua|chieu|toi|dem) nay|today|tonight)(?!\p{L})/u.test(said)
    ? today
    : undefined
}
