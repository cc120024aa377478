import { likeness, wordOf, wordsOf } from './fold.ts'
import type { Word } from './fold.ts'

const orders = [
  'board',
  'assignments',
  'bridge-points',
  'help',
  'requests',
  'ping',
  'announce',
  'language-vi',
  'language-en',
] as const
export type Order = (typeof orders)[number]

const spoken: Record<Order, string> = {
  board:
    'tình hình, bảng, tinhhinh, bảng tình hình, tình hình chung, bảng theo dõi, board, status, the board, tình hình điểm cầu, tình hình các điểm cầu',
  assignments:
    'nhiệm vụ, nhiemvu, nhiệm vụ của tôi, nhiệm vụ của em, danh sách nhiệm vụ, các nhiệm vụ, việc của tôi, assignments, my assignments, my tasks, tasks',
  'bridge-points':
    'điểm cầu, diemcau, các điểm cầu, danh sách điểm cầu, danh sách các điểm cầu, điểm cầu của tôi, bridge points, my bridge points, bridgepoints, sites',
  help: 'trợ giúp, trogiup, giúp, giúp đỡ, giúp tôi, giúp em, hướng dẫn, hướng dẫn sử dụng, huongdan, help, help me, menu, hỗ trợ',
  requests:
    'xin tham gia, xinthamgia, yêu cầu tham gia, các yêu cầu tham gia, danh sách xin tham gia, join requests, joinrequests',
  ping: 'thử liên lạc, thulienlac, kiểm tra liên lạc, gửi tin thử, thử liên lạc đầu mối, ping, test contacts, contact test',
  announce:
    'thông báo, thongbao, gửi thông báo, soạn thông báo, tạo thông báo, thông báo mới, announce, announcement, new announcement, send announcement, announcements',
  'language-vi': 'tiếng việt, tiengviet, việt, vietnamese, việt nam, ngôn ngữ tiếng việt',
  'language-en':
    'tiếng anh, tienganh, english, in english, speak english, english please, ngôn ngữ tiếng anh',
}
const afterSlash: Partial<Record<Order, string>> = {
  'language-vi': 'vi, vn',
  'language-en': 'en',
  help: 'start, h, batdau',
  board: 'b, tinh hinh',
}

const bare = read(spoken)
const slashed = [...bare, ...read(afterSlash)]

function read(listed: Partial<Record<Order, string>>): { order: Order; words: Word[] }[] {
  return orders.flatMap((order) =>
    (listed[order]?.split(', ') ?? []).map((phrase) => ({ order, words: phrase.split(' ').map(wordOf) })),
  )
}

const OPENING = new Set('da em toi a anh chi oi cho xem gui mo coi show me xin dong'.split(' '))
const CLOSING = new Set('a nhe nha voi di em toi anh chi oi please'.split(' '))

/** The command a message is, with or without a slash, diacritics and spaces; undefined when it says anything more. */
export function orderIn(text: string): Order | undefined {
  if (text.length > 120) return undefined
  const slash = /^\s*\/\s*/.test(text)
  const words = wordsOf(text.replace(/@[\w-]+/g, '').replaceAll('_', ' ')).filter(
    (word) => word.kind === 'word' || word.kind === 'number',
  )
  if (slash)
    return whole(slashed, words) ?? whole(slashed, words.slice(0, 1)) ?? whole(slashed, words.slice(0, 2))
  return whole(bare, words) ?? whole(bare, bared(words))
}

function whole(list: { order: Order; words: Word[] }[], typed: Word[]): Order | undefined {
  const same = list.find(
    ({ words }) => words.length === typed.length && words.every((ours, at) => fits(typed[at], ours)),
  )
  return same?.order
}

function fits(typed: Word | undefined, ours: Word): boolean {
  return typed !== undefined && likeness(typed, ours) > 0
}

/** Without "cho em xem … với ạ" around it. */
function bared(words: Word[]): Word[] {
  const from = words.findIndex((word) => !OPENING.has(word.plain))
  const to = words.findLastIndex((word) => !CLOSING.has(word.plain))
  return from < 0 ? [] : words.slice(from, to + 1)
}
