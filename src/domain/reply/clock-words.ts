import { fold } from './fold.ts'

const LOOKED_AT = 300

const SPELLED: Record<string, number> = {
  một: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  năm: 5,
  sáu: 6,
  bảy: 7,
  bẩy: 7,
  tám: 8,
  chín: 9,
  mười: 10,
  mươi: 10,
  mốt: 1,
  lăm: 5,
  tư: 4,
  mot: 1,
  lam: 5,
  bon: 4,
  tam: 8,
  chin: 9,
  muoi: 10,
}
/** Words that fold to one of time but are another: "tôi" is not "tối", "bây" not "bảy". */
const ONLY_AS: Record<string, string> = {
  toi: 'tối',
  sang: 'sáng',
  dem: 'đêm',
  trua: 'trưa',
  chieu: 'chiều',
  nua: 'nửa nữa',
  mai: 'mai',
  kia: 'kia',
  kem: 'kém',
  ruoi: 'rưỡi',
  gio: 'giờ',
  phut: 'phút',
  ngay: 'ngày',
  thu: 'thứ',
  tieng: 'tiếng',
  mot: 'mốt một',
}
const UNITS = /^(?:gio|phut|tieng|ruoi|h|p|thu)$/

/** Folded, with spelled numbers in digits and words that only look like one of time crossed out. */
export function plainTime(text: string): string {
  const near = text.slice(0, LOOKED_AT).normalize('NFKC').toLowerCase().normalize('NFC')
  const words = near.replace(/(\p{N})\s?['’′´]/gu, '$1 phút ').split(/([^\p{L}\p{N}\p{M}]+)/u)
  const said = words.map((word) => {
    const only = ONLY_AS[fold(word)]
    const other = only && fold(word) !== word && !only.split(' ').includes(word)
    return other ? '_' : word
  })
  return fold(numbered(said).join(''))
}

function numbered(parts: string[]): string[] {
  const out = [...parts]
  for (let at = 0; at < parts.length; at += 2) {
    const run = spelledFrom(parts, at)
    if (!run) continue
    out[at] = String(run.value)
    for (let gone = at + 1; gone <= run.last; gone += 1) out[gone] = ''
    at = run.last
  }
  return out
}

/** "mười lăm phút", "ba giờ", "thứ hai": words for numbers count only beside a unit of time. */
function spelledFrom(parts: string[], at: number): { value: number; last: number } | undefined {
  let value: number | undefined
  let last = at
  for (let next = at; next < Math.min(parts.length, at + 6); next += 2) {
    const digit = SPELLED[parts[next] ?? '']
    if (digit === undefined) break
    value = digit === 10 ? (value ?? 1) * 10 : Math.floor((value ?? 0) / 10) * 10 + digit
    last = next
  }
  const unit = fold(parts[last + 2] ?? '')
  const isDay = fold(parts[at - 2] ?? '') === 'thu' && /^\s+$/.test(parts[at - 1] ?? '')
  return value !== undefined && (UNITS.test(unit) || isDay) ? { value, last } : undefined
}
