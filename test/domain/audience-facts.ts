import type { Facts, Seat } from '../../src/domain/audience/facts.ts'
import type { ReadinessStatus } from '../../src/domain/readiness.ts'

const person = (code: string, unit: string | null, country: string, ...phones: string[]) => ({
  id: `id-${code}`,
  code,
  unit,
  country,
  phones,
})

const seat = (who: string, role: Seat['role'], more: Partial<Seat>): Seat => ({
  contactId: `id-${who}`,
  at: 'point',
  role,
  conferenceId: 'vt26',
  documentId: null,
  pointId: null,
  roundId: null,
  ...more,
})

const standing = (each: Record<string, ReadinessStatus>) => new Map(Object.entries(each))

const round = (conferenceId: string, code: string, isOpened: boolean, isCurrent: boolean) => ({
  id: `${conferenceId}/${code}`,
  code,
  conferenceId,
  isOpened,
  isCurrent,
})

const point = (conferenceId: string, code: string) => ({ id: `${conferenceId}/${code}`, code, conferenceId })

/**
 * Lan, Minh and Hùng serve vt26 with Bảo behind Lan and Thu on duty; Hoa serves hn27 with Minh behind her; Cũ served one
 * that is over. Vân coordinates vt26, Bình everything. In vt26 round r1 is closed, r2 is open, r3 is to come.
 */
export const facts: Facts = {
  people: [
    person('an', 'Sở Tài chính', 'VN'),
    person('bao', 'Sở Y tế', 'VN'),
    person('binh', null, 'VN', '+84912000999'),
    person('cu', null, 'VN'),
    person('hoa', 'Sở Y tế', 'VN'),
    person('hung', 'Thương vụ tại Nhật Bản', 'JP', '+81312345678'),
    person('lan', 'Sở Y tế', 'VN', '+84912000111'),
    person('minh', 'Sở Ngoại vụ', 'VN', '+84912000222', '+84912000111'),
    person('thu', 'Trung tâm Y tế Đồng Văn', 'VN'),
    person('van', 'Văn phòng', 'VN'),
  ],
  conferences: [
    { id: 'hn27', code: 'hn27', documentId: null, isLive: true },
    { id: 'old23', code: 'old23', documentId: null, isLive: false },
    { id: 'vt26', code: 'vt26', documentId: 'kh', isLive: true },
  ],
  documents: [{ id: 'kh', number: '215/KH-UBND' }],
  points: [
    point('vt26', 'b1'),
    point('vt26', 'b2'),
    point('vt26', 'b3'),
    point('hn27', 'b1'),
    point('hn27', 'p9'),
    point('old23', 'x1'),
  ],
  rounds: [
    round('vt26', 'r1', true, false),
    round('vt26', 'r2', true, true),
    round('vt26', 'r3', false, false),
    round('hn27', 'r1', true, true),
    round('old23', 'r0', true, true),
  ],
  seats: [
    seat('lan', 'contact', { pointId: 'vt26/b1' }),
    seat('bao', 'backup', { pointId: 'vt26/b1' }),
    seat('thu', 'duty', { pointId: 'vt26/b1' }),
    seat('minh', 'contact', { pointId: 'vt26/b2' }),
    seat('hung', 'contact', { pointId: 'vt26/b3' }),
    seat('erased', 'backup', { pointId: 'vt26/b3' }),
    seat('an', 'duty', { roundId: 'vt26/r2' }),
    seat('van', 'coordinator', { at: 'office' }),
    seat('binh', 'coordinator', { at: 'office', conferenceId: null }),
    seat('an', 'assignee', { at: 'assignment' }),
    seat('hoa', 'contact', { conferenceId: 'hn27', pointId: 'hn27/b1' }),
    seat('minh', 'backup', { conferenceId: 'hn27', pointId: 'hn27/b1' }),
    seat('hoa', 'assignee', { at: 'assignment', conferenceId: null, documentId: 'kh' }),
    seat('cu', 'contact', { conferenceId: 'old23', pointId: 'old23/x1' }),
  ],
  standing: new Map([
    ['vt26/r1', standing({ 'vt26/b1': 'ready', 'vt26/b2': 'pending', 'vt26/b3': 'issue' })],
    ['vt26/r2', standing({ 'vt26/b1': 'pending', 'vt26/b2': 'preparing' })],
    ['hn27/r1', standing({ 'hn27/b1': 'ready' })],
    ['old23/r0', standing({ 'old23/x1': 'pending' })],
  ]),
  unacknowledged: new Map<number, Set<string> | 'nothing-asked' | null>([
    [5, new Set(['id-lan', 'id-hung', 'id-erased'])],
    [6, new Set()],
    [7, null],
    [9, 'nothing-asked'],
  ]),
  files: new Map([
    ['ds.txt', 'lan, BAO; 0912000222\n\n# Bộ phận thường trực\nbinh # trực\r\n'],
    ['sai.txt', 'lan\nlann\n\n0999999999, hung'],
  ]),
  phoneOf: (text) => {
    const digits = text.replace(/[\s.-]/g, '')
    return /^0\d{9}$/.test(digits) ? `+84${digits.slice(1)}` : /^\+\d{8,}$/.test(digits) ? digits : null
  },
  scope: null,
}
