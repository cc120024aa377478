import { DateTime } from 'luxon'
import { VIETNAM } from '../domain/time.ts'
import { samplePeople, samplePoints, sampleTasks } from './sample-data.ts'

/**
 * The conference of the drill, as JSON version 1: 29 bridge points in five countries. Its first round opens a few
 * minutes after `now` (ms), the conference itself is in three days. People, numbers and offices are fictional.
 */
export function sampleConference(now: number): object {
  const today = DateTime.fromMillis(now, { zone: VIETNAM }).startOf('minute')
  const at = (days: number, hour: number, minute = 0) => local(today.plus({ days }).set({ hour, minute }))
  return {
    version: 1,
    conference: {
      code: 'sonlam-buoi',
      title: 'Hội nghị trực tuyến kết nối tiêu thụ bưởi và nông sản tỉnh Sơn Lâm',
      start: at(3, 8),
      end: at(3, 10, 30),
      timezone: VIETNAM,
    },
    document: {
      number: '415/KH-UBND',
      type: 'Kế hoạch',
      date: today.minus({ days: 7 }).toISODate(),
      issuer: 'Ủy ban nhân dân tỉnh Sơn Lâm',
      subject: 'Tổ chức Hội nghị trực tuyến kết nối tiêu thụ bưởi và nông sản tỉnh Sơn Lâm',
      phone: '024 3000 0123',
    },
    contacts: samplePeople.map(person),
    bridgePoints: samplePoints.map(point),
    checklist: ['Đường truyền', 'Âm thanh', 'Hình ảnh', 'Nguồn điện', 'Người trực'],
    rounds: rounds(today, at),
    assignments: sampleTasks.map((row, index) => task(row, index, at)),
    policies,
  }
}

const local = (moment: DateTime) => moment.toFormat("yyyy-MM-dd'T'HH:mm")

type At = (days: number, hour: number, minute?: number) => string

function person(row: (typeof samplePeople)[number]) {
  const [code, address, name, title, unit, phone, more] = row
  return { code, name, title, unit, phones: [phone], address, ...more }
}

function point(row: (typeof samplePoints)[number], index: number) {
  const [name, place, where, unit, contact, backup] = row
  const [country, timezone] = where.split(' ')
  const code = `b${String(index + 1).padStart(2, '0')}`
  return {
    code,
    name,
    place,
    country,
    timezone,
    main: index === 0,
    unit,
    contact,
    ...(backup ? { backup } : {}),
  }
}

function task(row: (typeof sampleTasks)[number], index: number, at: At) {
  const [text, bridgePoint, contact, backup, leads, coordinating, [days, hour], budget] = row
  const due = hour === undefined ? at(days, 0).slice(0, 10) : at(days, hour)
  return {
    code: String(index + 1),
    text,
    contact,
    leads,
    coordinating,
    due,
    ...(bridgePoint ? { bridgePoint } : {}),
    ...(backup ? { backup } : {}),
    ...(budget ? { budget } : {}),
  }
}

const rounds = (today: DateTime, at: At) => [
  {
    code: 'r1',
    name: 'Kiểm tra kỹ thuật lần 1',
    opensAt: local(today.plus({ minutes: 5 })),
    closesAt: local(today.plus({ minutes: 125 })),
  },
  { code: 'r2', name: 'Tổng duyệt', opensAt: at(2, 14), closesAt: at(2, 16) },
  { code: 'r3', name: 'Kiểm tra trước giờ khai mạc', opensAt: at(3, 6, 30), closesAt: at(3, 7, 45) },
]

const policies = {
  acknowledge: {
    steps: [
      { after: 'PT4H', do: 'remind' },
      { after: 'P1D', do: 'backup' },
      { after: 'P2D', do: 'coordinators' },
    ],
    urgent: false,
  },
  readiness: {
    steps: [
      { beforeClose: 'PT45M', do: 'remind' },
      { beforeClose: 'PT30M', do: 'backup' },
      { beforeClose: 'PT30M', do: 'coordinators' },
    ],
    urgent: true,
  },
  deadline: {
    steps: [
      { before: 'P3D', do: 'remind' },
      { before: 'P1D', do: 'remind' },
    ],
  },
}
