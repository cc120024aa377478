import { fold } from './fold.ts'

const PHONE = /(?<![\p{L}\d])(?:\+|00)?\(?\d[\d\s.()-]{6,16}\d(?!\d)/gu
const LABELS =
  /(?<![\p{L}])(?:họ và tên|ho va ten|họ tên|ho ten|tên|ten|người trực|nguoi truc|cán bộ trực|can bo truc|trực ban|truc ban|trực|truc|số điện thoại|so dien thoai|số đt|so dt|điện thoại|dien thoai|đt|dt|sđt|sdt|sdđ|số máy|so may|di động|dd|đd|số|phone|tel|mobile|name|zalo|hotline|là|la|gọi|liên hệ|lh)(?![\p{L}])/giu
/** Lower-case "anh", "chị" are forms of address; "Anh Thư" is a name. */
const HONORIFIC =
  /^(?:(?:[Đđ]\/c|[Dd]\/c|[Đđ]ồng chí|[Dd]ong chi|[ÔôOo]ng|[Bb]à|anh|chị|chi|em|cô|chú|bác|Mrs?\.?|Ms\.?)\s+)+/u
/** Words of ordinary sentences, as they are written; "minh" typed plainly may well be Minh. */
const NOT_NAMES = new Set(
  (
    'tôi em mình của cho không chưa ko ok oke dạ vâng rồi nhận xong sàng lại này sau trước gấp và hoặc mất có bị phải ' +
    'với nhé ạ tiếng hình mạng lỗi giờ phút sáng chiều toi cua khong roi mat tieng chua bi the is my call'
  ).split(' '),
)

/**
 * "Nguyễn Văn An 0912 345 678" / "An - 0912.345.678": the name with its diacritics and the phone as written, digits and
 * plus only. null when either is missing, or when the words beside the number are not a name.
 */
export function readPerson(text: string): { name: string; phone: string } | null {
  const line = text
    .slice(0, 300)
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Extended_Pictographic}\uFE0F]/gu, ' ')
    .normalize('NFC')
  const phones = Array.from(line.matchAll(PHONE), ([phone]) => phone.replace(/[^\d+]/g, '')).filter(isPhone)
  const name = nameIn(line.replace(PHONE, ' , '))
  const phone = phones[0]
  return phone && name ? { name, phone } : null
}

function isPhone(digits: string): boolean {
  const count = digits.replace('+', '').length
  return count >= 8 && count <= 15
}

function nameIn(words: string): string | undefined {
  const parts = words
    .replace(/\([^()]*\)/g, ',')
    .replace(/(?<!\p{L})[đd]\/c\.?\s/giu, 'đồng chí ')
    .replace(LABELS, ' , ')
    .split(/[,;:\n|/=]|\s[-–—]+\s|[-–—]+\s|\s[-–—]+|\.\s/u)
    .map((part) =>
      part
        .replace(/[.!\s]+$/u, '')
        .trim()
        .replace(/\s+/g, ' ')
        .replace(HONORIFIC, ''),
    )
  return named(parts)
}

function isCourtesy(part: string): boolean {
  return /^(?:da|a|nhe|em|anh|chi|anh oi|chi oi|vang|ok|day|xin bao cao)$/.test(fold(part))
}

function named(parts: string[]): string | undefined {
  const first = parts.find((part) => part !== '' && !isCourtesy(part)) ?? ''
  const words = first.split(' ')
  const isName = /^[\p{L}\p{M}][\p{L}\p{M}'’. -]*$/u.test(first) && words.length <= 6
  const isShort = first.length >= 2 && first.length <= 60
  return isName && isShort && !words.some(isOrdinary) ? first : undefined
}

/** A capital letter makes a name of it: "Lê Minh Em". */
function isOrdinary(word: string): boolean {
  return NOT_NAMES.has(word) || (word === word.toUpperCase() && NOT_NAMES.has(word.toLowerCase()))
}
