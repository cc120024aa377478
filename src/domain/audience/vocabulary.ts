import type { Role, TermKind } from '../audience.ts'
import type { ReadinessStatus } from '../readiness.ts'
import { fold } from '../reply/fold.ts'

/** Words of the language in English and Vietnamese; as they are compared, without marks, blanks and hyphens. */
const keywords: Record<TermKind, string[]> = {
  all: ['all', 'tatca', 'moinguoi'],
  conference: ['conference', 'hoinghi'],
  document: ['document', 'vanban'],
  country: ['country', 'quocgia', 'nuoc'],
  unit: ['unit', 'donvi'],
  role: ['role', 'vaitro'],
  round: ['round', 'dot', 'dotkiemtra'],
  status: ['status', 'trangthai', 'tinhtrang'],
  point: ['point', 'diemcau'],
  unacknowledged: ['unacknowledged', 'chuaxacnhan'],
  code: ['code', 'ma'],
  phone: ['phone', 'dienthoai', 'sodienthoai'],
  file: ['file', 'tep'],
}

const operators = {
  and: ['and', 'va'],
  or: ['or', 'hoac'],
  not: ['not', 'khong'],
}
export type Operator = keyof typeof operators

const roleWords: Record<Role, string[]> = {
  contact: ['contact', 'daumoi'],
  backup: ['backup', 'duphong', 'nguoiduphong'],
  duty: ['duty', 'truc', 'nguoitruc'],
  coordinator: ['coordinator', 'bantochuc', 'banto', 'thuongtruc', 'bophanthuongtruc'],
  assignee: ['assignee', 'thuchien'],
}

const statusWords: Record<ReadinessStatus, string[]> = {
  pending: ['pending', 'chuatraloi'],
  preparing: ['preparing', 'dangchuanbi'],
  ready: ['ready', 'sansang'],
  issue: ['issue', 'suco', 'cosuco'],
}

/** As words of the language are compared: 'Hội nghị' and 'hoi-nghi' are 'hoinghi'. */
export const bare = (text: string) => fold(text).replace(/[\s_-]+/g, '')

const reverse = <Key extends string>(words: Record<Key, string[]>) =>
  new Map(Object.entries<string[]>(words).flatMap(([key, each]) => each.map((word) => [word, key as Key])))

const byKeyword = reverse(keywords)
const byOperator = reverse(operators)
const byRole = reverse(roleWords)
const byStatus = reverse(statusWords)

export const keywordOf = (text: string): TermKind | undefined => byKeyword.get(bare(text))
export const operatorOf = (text: string): Operator | undefined => byOperator.get(bare(text))
export const roleOf = (text: string): Role | undefined => byRole.get(bare(text))
export const statusOf = (text: string): ReadinessStatus | undefined => byStatus.get(bare(text))

/** What slips are compared with. */
export const spelt = {
  keywords: [...byKeyword.keys()],
  /** What may stand without a colon. */
  alone: [...byOperator.keys(), ...keywords.all],
  roles: [...byRole.keys()],
  statuses: [...byStatus.keys()],
}
