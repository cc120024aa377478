import { writeXlsx } from 'hucre/xlsx'
import type { CellValue, WriteSheet } from 'hucre/xlsx'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { describeFault, readPlanFile, writeTemplate, writeWorkbook } from '../../src/intake/plan-file.ts'
import type { PlanFile } from '../../src/intake/plan-file.ts'
import { sampleConference } from '../../src/intake/sample.ts'
import { defaults, placesOf, planOf, readJson, small } from './reading.ts'

type Sheets = Record<string, CellValue[][]>

/** A workbook as a clerk would make it by hand, without our template. */
const byHand = (sheets: Sheets, more: Partial<WriteSheet> = {}) =>
  writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows, ...more })) })

const readBytes = (bytes: Uint8Array) => readPlanFile(bytes, 'hoi-nghi.xlsx', defaults)

const conferenceRows: CellValue[][] = [
  ['THÔNG TIN HỘI NGHỊ'],
  [],
  ['Mã hội nghị', 'vt26'],
  ['Tên hội nghị', 'Hội nghị vải thiều'],
  ['Bắt đầu', new Date(Date.UTC(2026, 11, 8, 8))],
  ['Kết thúc', '08/12/2026 10h00'],
]

const handMade = (): Sheets => ({
  'HOI NGHI': conferenceRows,
  'Danh sách điểm cầu': [
    ['UBND TỈNH', null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    ['STT', 'MÃ (*)', 'Tên  điểm cầu', 'Nước', 'Đầu mối kỹ thuật', 'Người dự phòng', 'Điểm cầu chính'],
    [1, 'b1', 'Hà Giang', null, 'c1', 'Trần Thị Bình', 'x'],
    [],
    [2, 'b2', 'Tô-ki-ô', 'Nhật Bản', 2, null, null],
    ['Tổng cộng: 02 điểm cầu'],
  ],
  'Đầu mối': [
    ['TT', 'Mã', 'Họ tên', 'Đơn vị', 'SĐT', 'Vai trò', 'Ngôn ngữ'],
    [1, 'c1', 'Nguyễn Văn An', 'Viễn thông Hà Giang', 912_000_111, 'Ban Tổ chức', null],
    [2, 2, 'Trần Thị Bình', null, '0912.000.112; 024 3000 0123', 'Đầu mối', 'Tiếng Anh'],
  ],
  'Nhiệm vụ': [
    ['STT', 'Mã', 'Nội dung', 'Chủ trì', 'Phối hợp', 'Đầu mối', 'Hạn', 'Kinh phí (đồng)'],
    [
      1,
      1,
      'Gửi báo cáo',
      'Sở A; Sở B',
      'Sở Văn hóa, Thể thao và Du lịch',
      'c1',
      46_361.708_333_33,
      '40.000.000',
    ],
    [2, 2, 'Tổng hợp', null, null, 'Nguyễn Văn An', 'Quý IV/2026', '1,5 tỷ đồng'],
    [3, 3, 'Sơ kết', null, null, 'c1', 2026, null],
  ],
  'Đợt kiểm tra': [
    ['Mã', 'Tên đợt', 'Mở lúc', 'Đóng lúc', 'Cách nhắc riêng', 'Người khác theo việc'],
    [
      'r1',
      'Lần 1',
      '14:00 ngày 05/12/2026',
      46_361.708_333_33,
      '45 phút trước khi đóng; 30 phút dự phòng',
      'Trực điện: c1; Âm thanh: c1, 2',
    ],
  ],
})

describe('a workbook made by hand', () => {
  test('headers, dates, numbers, names and lists are read as people write them', async () => {
    const read = await readBytes(await byHand(handMade()))
    expect(placesOf(read)).toEqual([])
    const plan = planOf(read)
    expect(plan.conference).toMatchObject({
      code: 'vt26',
      start: Date.UTC(2026, 11, 8, 1),
      end: Date.UTC(2026, 11, 8, 3),
    })
    expect(plan.contacts).toMatchObject([
      { code: 'c1', phones: ['+84912000111'], role: 'coordinator', language: 'vi' },
      { code: '2', phones: ['+84912000112', '+842430000123'], language: 'en', timezone: 'Asia/Ho_Chi_Minh' },
    ])
    expect(plan.bridgePoints).toMatchObject([
      { code: 'b1', contact: 'c1', backup: '2', main: true, country: 'VN' },
      { code: 'b2', contact: '2', main: false, country: 'JP', timezone: 'Asia/Tokyo' },
    ])
    expect(plan.assignments).toMatchObject([
      {
        code: '1',
        leads: ['Sở A', 'Sở B'],
        coordinating: ['Sở Văn hóa, Thể thao và Du lịch'],
        budget: 40_000_000,
      },
      { contact: 'c1', budget: 1_500_000_000, due: { precision: 'quarter' } },
      { due: { precision: 'year' } },
    ])
    expect(plan.assignments[0]?.due).toMatchObject({ to: Date.UTC(2026, 11, 5, 10), precision: 'minute' })
    expect(plan.rounds).toMatchObject([
      {
        opensAt: Date.UTC(2026, 11, 5, 7),
        closesAt: Date.UTC(2026, 11, 5, 10),
        policy: {
          steps: [
            { beforeClose: 'PT45M', do: 'remind' },
            { beforeClose: 'PT30M', do: 'backup' },
          ],
          urgent: false,
        },
        contacts: [
          { duty: 'Trực điện', contact: 'c1' },
          { duty: 'Âm thanh', contact: 'c1' },
          { duty: 'Âm thanh', contact: '2' },
        ],
      },
    ])
  })

  test('the conference may stand side by side, and a unit merged over several rows counts for each', async () => {
    const sheets = {
      ...handMade(),
      'HOI NGHI': [
        ['Mã hội nghị', 'Tên hội nghị', 'Bắt đầu', 'Kết thúc'],
        ['vt26', 'Hội nghị vải thiều', '08/12/2026 08:00', '08/12/2026 10:00'],
      ],
    }
    const merged = { startRow: 1, endRow: 2, startCol: 3, endCol: 3 }
    const bytes = await writeXlsx({
      sheets: Object.entries(sheets).map(([name, rows]) => ({
        name,
        rows,
        merges: name === 'Đầu mối' ? [merged] : [],
      })),
    })
    const plan = planOf(await readBytes(bytes))
    expect(plan.conference.title).toBe('Hội nghị vải thiều')
    expect(plan.contacts.map((contact) => contact.unit)).toEqual([
      'Viễn thông Hà Giang',
      'Viễn thông Hà Giang',
    ])
  })

  test('a formula counts as what it last showed', async () => {
    const { 'HOI NGHI': rows = [] } = handMade()
    const cells: WriteSheet['cells'] = new Map([
      [
        '3,1',
        { type: 'formula', formula: '"Hội"', formulaResult: 'Hội nghị tính sẵn', value: 'Hội nghị tính sẵn' },
      ],
    ])
    const read = await readBytes(await writeXlsx({ sheets: [{ name: 'Hội nghị', rows, cells }] }))
    expect(planOf(read).conference.title).toBe('Hội nghị tính sẵn')
  })
})

describe('dates in cells', () => {
  test('a date cell without a time is a whole day; for a moment it is not enough', async () => {
    const sheets = handMade()
    const day = new Date(Date.UTC(2026, 11, 4))
    sheets['Nhiệm vụ']?.push([4, 4, 'Gửi danh sách', null, null, 'c1', day, null])
    const due = planOf(await readBytes(await byHand(sheets))).assignments.at(-1)?.due
    expect(due).toEqual({ from: null, to: Date.parse('2026-12-04T23:59:59.999+07:00'), precision: 'day' })
    sheets['Đợt kiểm tra']?.push(['r2', 'Lần 2', day, '05/12/2026 14:00'])
    expect(placesOf(await readBytes(await byHand(sheets)))).toEqual(['Đợt kiểm tra/3/Mở lúc: 04/12/2026'])
  })
})

describe('a faulty workbook', () => {
  test('every fault is told at once, with sheet, row as Excel shows it, and column', async () => {
    const sheets = handMade()
    sheets['HOI NGHI'] = [
      ...conferenceRows.slice(0, 4),
      ['Bắt đầu', 'sáng thứ Ba'],
      ['Kết thúc', '32/12/2026 10:00'],
    ]
    sheets['Đầu mối']?.push([3, 'c1', 'Lê Văn Cường', null, '09120001', 'Sếp', null], [4, 'c4', '#N/A'])
    sheets['Danh sách điểm cầu']?.push([3, 'b 3', null, 'Sao Hỏa', 'c9', null, 'có thể'])
    sheets['Nhiệm vụ']?.push([4, 4, null, null, null, null, 'sớm', 'nhiều'])
    sheets['Đợt kiểm tra']?.push(['r2', 'Lần 2', '05/12/2026 17:00', '05/12/2026 14:00', 'hát', 'c1'])
    const read = await readBytes(await byHand(sheets))
    expect(placesOf(read)).toEqual([
      'HOI NGHI/5/Bắt đầu: sáng thứ Ba',
      'HOI NGHI/6/Kết thúc: 32/12/2026 10:00',
      'Đầu mối/4/Mã: c1',
      'Đầu mối/4/SĐT: 09120001',
      'Đầu mối/4/Vai trò: Sếp',
      'Đầu mối/5/Họ tên: #N/A',
      'Danh sách điểm cầu/7/Nước: Sao Hỏa',
      'Danh sách điểm cầu/7/MÃ: b 3',
      'Danh sách điểm cầu/7/Tên điểm cầu: ',
      'Danh sách điểm cầu/7/Điểm cầu chính: có thể',
      'Danh sách điểm cầu/7/Đầu mối kỹ thuật: c9',
      'Đợt kiểm tra/3/Đóng lúc: 05/12/2026 14:00',
      'Đợt kiểm tra/3/Cách nhắc riêng: hát',
      'Đợt kiểm tra/3/Người khác theo việc: ',
      'Nhiệm vụ/5/Nội dung: ',
      'Nhiệm vụ/5/Đầu mối: ',
      'Nhiệm vụ/5/Hạn: sớm',
      'Nhiệm vụ/5/Kinh phí (đồng): nhiều',
    ])
    const phone = read.kind === 'faults' ? read.faults[3] : undefined
    expect(phone && describeFault(phone, 'vi')).toBe(
      'Trang tính “Đầu mối”, dòng 4, cột “SĐT”: đang ghi “09120001”; cần số điện thoại đủ chữ số, ví dụ 0912000111; số nước ngoài ghi +mã nước.',
    )
    expect(phone && describeFault(phone, 'en')).toContain(
      'Sheet “Đầu mối”, row 4, column “SĐT”: found “09120001”',
    )
  })

  test('a compulsory column that is missing is one fault; a strange column or sheet is a warning', async () => {
    const sheets = handMade()
    sheets['Đầu mối'] = [
      ['Mã', 'Đơn vị'],
      ['c1', 'Sở A'],
      ['2', 'Sở B'],
    ]
    sheets['Danh sách điểm cầu'] = [
      ['Mã', 'Tên điểm cầu', 'Đầu mối'],
      ['b1', 'Hà Giang', 'c1'],
    ]
    sheets['Nhiệm vụ'] = []
    expect(placesOf(await readBytes(await byHand(sheets)))).toEqual(['Đầu mối/1/Họ và tên: '])
    sheets['Đầu mối'] = [
      ['Mã', 'Họ và tên', 'Màu'],
      ['c1', 'Nguyễn Văn An', 'đỏ'],
      ['2', 'Trần Thị Bình', 'lam'],
    ]
    sheets['Ghi chú riêng'] = [['abc']]
    expect(placesOf(await readBytes(await byHand(sheets)))).toEqual([
      'Ghi chú riêng: Ghi chú riêng',
      'Đầu mối/1/Màu: Màu',
    ])
  })

  test('two people of one name have to be told apart by code', async () => {
    const sheets = handMade()
    sheets['Đầu mối']?.push([3, 'c3', 'Trần Thị Bình'])
    const read = await readBytes(await byHand(sheets))
    expect(read.kind === 'faults' && read.faults.map((one) => one.expected)).toEqual([
      'mã đầu mối, vì có nhiều người trùng tên này',
    ])
  })

  test('a workbook of something else says which sheet is missing', async () => {
    const read = await readBytes(await byHand({ Sheet1: [['a', 'b']] }))
    expect(placesOf(read)).toEqual(['Hội nghị: '])
  })

  test('over 5,000 rows, an old .xls and a damaged file are refused with what to do', async () => {
    const rows = Array.from({ length: 5001 }, (_, n) => [`c${n}`, 'An'])
    const long = await byHand({ ...handMade(), 'Đầu mối': [['Mã', 'Họ tên'], ...rows] })
    expect(placesOf(await readBytes(long))).toContain('Đầu mối: 5001')
    const old = await readBytes(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1))
    expect(old.kind === 'faults' && old.faults[0]?.expected).toContain('Lưu thành')
    const whole = await byHand(handMade())
    expect(placesOf(await readBytes(whole.slice(0, 900)))).toEqual(['hoi-nghi.xlsx: hoi-nghi.xlsx'])
  })

  test('a zip that unpacks to gigabytes is refused before it is unpacked, even when it lies', async () => {
    const packed = deflateRawSync(Buffer.alloc(200 * 1_048_576))
    for (const claimed of [packed.length * 1000, 0]) {
      const read = await readBytes(zipOf('xl/workbook.xml', packed, claimed))
      expect(read.kind === 'faults' && read.faults[0]?.expected).toContain('bảng tính gọn hơn')
    }
    expect((await readBytes(zipOf('xl/workbook.xml', packed, 1000))).kind).toBe('faults')
  })
})

function zipHead(signature: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  bytes.writeUInt32LE(signature, 0)
  return bytes
}

/** One part in a zip, by hand, with whatever size it claims. */
function zipOf(name: string, packed: Uint8Array, claimed: number): Uint8Array {
  const local = zipHead(0x04034b50, 30)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(claimed, 22)
  local.writeUInt16LE(name.length, 26)
  const central = zipHead(0x02014b50, 46)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(claimed, 24)
  central.writeUInt16LE(name.length, 28)
  const end = zipHead(0x06054b50, 22)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end])
}

describe('our own workbooks', () => {
  test('the blank template asks only for what is compulsory', async () => {
    expect(placesOf(await readBytes(await writeTemplate()))).toEqual([
      'Hội nghị/2/Mã hội nghị: ',
      'Hội nghị/3/Tên hội nghị: ',
      'Hội nghị/4/Bắt đầu: ',
      'Hội nghị/5/Kết thúc: ',
    ])
  })

  test('the sample conference comes back from a workbook as it went', async () => {
    const plan = planOf(await readJson(sampleConference(Date.UTC(2026, 10, 20, 3))))
    const again = await readBytes(await writeWorkbook(plan))
    expect(placesOf(again)).toEqual([])
    expect(planOf(again)).toEqual(plan)
  })

  test('so does everything unusual: periods, own policies, duties, odd durations', async () => {
    const file = small()
    file.contacts.push({
      code: 'c2',
      name: 'Emily Carter',
      language: 'en',
      role: 'coordinator',
      address: 'Ms',
    })
    const policy = {
      steps: [
        { after: 'P1DT12H', do: 'coordinators' },
        { before: 'P1W', do: 'backup' },
      ],
      urgent: true,
    }
    Object.assign(file.bridgePoints[0]!, {
      policy,
      checklist: ['Micro', 'Điện'],
      contacts: { Điện: ['c1', 'c2'] },
    })
    file.rounds.push({ code: 'r1', policy: { steps: [], urgent: true }, opensAt: '2026-12-05T14:00:30' })
    const dues = [
      '2026',
      '2026-Q4',
      '2026-12',
      '2026-12-05',
      '2026-12-05T17:00',
      { from: '2026-11', to: '2026-12' },
    ]
    for (const [n, due] of dues.entries()) {
      file.assignments.push({ code: `${n}`, text: 'Một\nHai', contact: 'c1', due, leads: ['Sở A', 'Sở B'] })
    }
    const plan: PlanFile = planOf(await readJson(file))
    expect(planOf(await readBytes(await writeWorkbook(plan)))).toEqual(plan)
  })
})
