/** Fictional people, in the order in which tests meet them. */
export const names = [
  'Nguyễn Thị Lan',
  'Trần Văn Minh',
  'Lê Thị Hoa',
  'Phạm Văn Dũng',
  'Hoàng Thị Mai',
  'Vũ Văn Nam',
  'Đặng Thị Hương',
  'Bùi Văn Sơn',
  'Đỗ Thị Thu',
  'Hồ Văn Tùng',
  'Ngô Thị Yến',
  'Dương Văn Long',
  'Lý Thị Ngọc',
  'Phan Văn Quang',
] as const

const places = ['Hà Giang', 'Lào Cai', 'Cao Bằng', 'Sơn La', 'Điện Biên', 'Lai Châu', 'Yên Bái', 'Bắc Kạn']

export interface PlanOptions {
  bridgePoints?: number
  backups?: boolean
  rounds?: boolean
  assignments?: number
  /** Changes anything of the finished file. */
  with?: (plan: ReturnType<typeof planFile>) => void
}

export const nameAt = (place: number) =>
  names[place] ?? `${names[place % names.length]} ${Math.floor(place / names.length) + 1}`

/** An import file as an office would write it: contact c1… at bridge points b1…, backups after them. */
export function planFile({
  bridgePoints = 1,
  backups = false,
  rounds = true,
  assignments = 0,
}: PlanOptions = {}) {
  const people = Array.from({ length: backups ? bridgePoints * 2 : bridgePoints }, (_, place) => ({
    code: `c${place + 1}`,
    name: nameAt(place),
    phones: [`09120${String(10_000 + place).padStart(5, '0')}`],
    address: nameAt(place).includes('Thị') ? 'Bà' : 'Ông',
    unit: `Viễn thông ${places[place % places.length]}`,
  }))
  return {
    conference: {
      code: 'vt26',
      title: 'Hội nghị trực tuyến triển khai nhiệm vụ năm 2027',
      start: '2026-12-08T08:00',
      end: '2026-12-08T10:00',
      timezone: 'Asia/Ho_Chi_Minh',
    },
    contacts: people as Record<string, unknown>[],
    bridgePoints: Array.from({ length: bridgePoints }, (_, place) => ({
      code: `b${place + 1}`,
      name: places[place] ?? `Điểm ${place + 1}`,
      country: 'VN',
      contact: `c${place + 1}`,
      ...(backups && { backup: `c${bridgePoints + place + 1}` }),
    })) as Record<string, unknown>[],
    checklist: ['Đường truyền', 'Âm thanh', 'Hình ảnh', 'Người trực'],
    rounds: (rounds
      ? [
          {
            code: 'r1',
            name: 'Kiểm tra kỹ thuật lần 1',
            opensAt: '2026-12-05T14:00',
            closesAt: '2026-12-05T17:00',
          },
        ]
      : []) as Record<string, unknown>[],
    assignments: Array.from({ length: assignments }, (_, place) => ({
      code: `${place + 1}`,
      text: `Chuẩn bị đường truyền điểm cầu ${places[place] ?? place + 1}`,
      bridgePoint: `b${(place % bridgePoints) + 1}`,
      contact: `c${(place % bridgePoints) + 1}`,
      ...(backups && { backup: `c${bridgePoints + (place % bridgePoints) + 1}` }),
    })) as Record<string, unknown>[],
    policies: {} as Record<string, unknown>,
  }
}
