import type {
  AssignmentFile,
  BridgePointFile,
  ContactFile,
  PlanFile,
  RoundFile,
} from '../../src/intake/plan-file.ts'
import { at } from './world.ts'

const contact = (code: string, name: string, more: Partial<ContactFile> = {}): ContactFile => ({
  code,
  name,
  phones: [],
  timezone: 'Asia/Ho_Chi_Minh',
  language: 'vi',
  address: 'Ông',
  role: 'contact',
  ...more,
})

export const point = (
  code: string,
  name: string,
  who: string,
  more: Partial<BridgePointFile> = {},
): BridgePointFile => ({
  code,
  name,
  country: 'VN',
  timezone: 'Asia/Ho_Chi_Minh',
  main: false,
  contact: who,
  contacts: [],
  ...more,
})

export const assignment = (
  code: string,
  text: string,
  who: string,
  more: Partial<AssignmentFile> = {},
): AssignmentFile => ({
  code,
  text,
  contact: who,
  leads: [],
  coordinating: [],
  ...more,
})

export const round = (
  code: string,
  opensAt: string,
  closesAt: string,
  more: Partial<RoundFile> = {},
): RoundFile => ({
  code,
  name: `Kiểm tra kỹ thuật lần ${code.slice(1)}`,
  opensAt: at(opensAt),
  closesAt: at(closesAt),
  contacts: [],
  ...more,
})

/** A conference of three bridge points: Lan in Hà Giang, Minh in Cần Thơ, Hùng in Tokyo; Vân coordinates. */
export const smallPlan = (): PlanFile => ({
  conference: {
    code: 'vt26',
    title: 'Hội nghị viễn thông 2026',
    start: at('2026-12-08T08:00'),
    end: at('2026-12-08T10:00'),
    timezone: 'Asia/Ho_Chi_Minh',
  },
  contacts: [
    contact('lan', 'Trần Thị Lan', { address: 'Bà', phones: ['+84912000111'] }),
    contact('minh', 'Lê Văn Minh'),
    contact('hung', 'Phạm Quốc Hùng', { timezone: 'Asia/Tokyo' }),
    contact('bao', 'Đỗ Gia Bảo'),
    contact('van', 'Nguyễn Thị Vân', { role: 'coordinator', phones: ['+84912000999'] }),
  ],
  bridgePoints: [
    point('b1', 'Hà Giang', 'lan', { main: true, backup: 'bao' }),
    point('b2', 'Cần Thơ', 'minh'),
    point('b3', 'Tokyo', 'hung', { country: 'JP', timezone: 'Asia/Tokyo' }),
  ],
  checklist: ['Đường truyền', 'Âm thanh'],
  rounds: [
    round('r1', '2026-12-05T14:00', '2026-12-05T17:00'),
    round('r2', '2026-12-07T14:00', '2026-12-07T17:00'),
  ],
  assignments: [
    assignment('1', 'Chuẩn bị đường truyền', 'lan', {
      bridgePoint: 'b1',
      due: { from: null, to: at('2026-12-05T17:00'), precision: 'minute' },
    }),
    assignment('2', 'Bố trí phòng họp', 'minh'),
  ],
  policies: {},
})
