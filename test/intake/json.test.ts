import { describe, expect, test } from 'vitest'
import { describeFault, readPlanFile } from '../../src/intake/plan-file.ts'
import { bytesOf, defaults, placesOf, planOf, readJson, small } from './reading.ts'

/** The example of the format's description, word for word. */
const described = `
{ "conference": { "code": "vt26", "title": "…", "start": "2026-12-08T08:00", "end": "2026-12-08T10:00", "timezone": "Asia/Ho_Chi_Minh" },
  "contacts": [ { "code": "c1", "name": "…", "title": "…", "unit": "…", "phones": ["0912000111"], "email": "an@example.vn", "timezone": "Asia/Tokyo", "language": "vi", "address": "Ông", "role": "contact" }, { "code": "c2", "name": "…" } ],
  "bridgePoints": [ { "code": "b1", "name": "…", "place": "…", "country": "VN", "timezone": "Asia/Ho_Chi_Minh", "main": true, "unit": "…", "contact": "c1", "backup": "c2" } ],
  "checklist": ["Đường truyền", "Âm thanh", "Hình ảnh", "Người trực"],
  "rounds": [ { "code": "r1", "name": "Kiểm tra kỹ thuật lần 1", "opensAt": "2026-12-05T14:00", "closesAt": "2026-12-05T17:00" } ],
  "assignments": [ { "code": "1", "text": "…", "bridgePoint": "b1", "contact": "c1", "backup": "c2", "leads": ["…"], "coordinating": ["…"], "due": "2026-12-05T17:00", "budget": 40000000 } ],
  "policies": { "acknowledge": { "steps": [ { "after": "PT4H", "do": "remind" }, { "after": "P1D", "do": "backup" }, { "after": "P2D", "do": "coordinators" } ], "urgent": false },
                "readiness":   { "steps": [ { "beforeClose": "PT45M", "do": "remind" }, { "beforeClose": "PT30M", "do": "backup" }, { "beforeClose": "PT30M", "do": "coordinators" } ], "urgent": true },
                "deadline":    { "steps": [ { "before": "P3D", "do": "remind" }, { "before": "P1D", "do": "remind" } ] } } }`

describe('JSON version 1', () => {
  test('the described example is read whole, without a warning', async () => {
    const read = await readJson(described)
    expect(placesOf(read)).toEqual([])
    const plan = planOf(read)
    expect(plan.conference).toMatchObject({ start: Date.UTC(2026, 11, 8, 1), end: Date.UTC(2026, 11, 8, 3) })
    expect(plan.contacts[0]).toMatchObject({
      phones: ['+84912000111'],
      timezone: 'Asia/Tokyo',
      address: 'Ông',
    })
    expect(plan.bridgePoints[0]).toMatchObject({ main: true, contact: 'c1', backup: 'c2', contacts: [] })
    expect(plan.checklist).toEqual(['Đường truyền', 'Âm thanh', 'Hình ảnh', 'Người trực'])
    expect(plan.assignments[0]).toMatchObject({
      due: { from: null, to: Date.UTC(2026, 11, 5, 10), precision: 'minute' },
      budget: 40_000_000,
    })
    expect(plan.policies.readiness).toEqual({
      steps: [
        { beforeClose: 'PT45M', do: 'remind' },
        { beforeClose: 'PT30M', do: 'backup' },
        { beforeClose: 'PT30M', do: 'coordinators' },
      ],
      urgent: true,
    })
    expect(plan.policies.deadline?.urgent).toBe(false)
  })

  test('only what is required has to be there; the rest is filled in', async () => {
    const plan = planOf(await readJson(small()))
    expect(plan.conference.timezone).toBe('Asia/Ho_Chi_Minh')
    expect(plan.bridgePoints[0]).toMatchObject({ country: 'VN', timezone: 'Asia/Ho_Chi_Minh', main: false })
    expect(plan.contacts[0]).toMatchObject({
      language: 'vi',
      address: 'Ông/Bà',
      role: 'contact',
      phones: [],
      timezone: 'Asia/Ho_Chi_Minh',
    })
    expect(plan.checklist).toEqual([])
    expect(plan.policies).toEqual({})
  })

  test('a conference without lists, a byte order mark and Notepad’s UTF-16 are all read', async () => {
    const { conference } = small()
    const text = JSON.stringify({ conference })
    planOf(await readPlanFile(bytesOf(`\uFEFF${text}`), 'a.json', defaults))
    planOf(await readPlanFile(Buffer.from(`\uFEFF${text}`, 'utf16le'), 'a.json', defaults))
  })

  test('An, who serves Tokyo, is told Tokyo’s time, and his Japanese number is understood', async () => {
    const file = small()
    Object.assign(file.bridgePoints[0]!, { country: 'JP' })
    Object.assign(file.contacts[0]!, { phones: ['090-1000-0123'] })
    const plan = planOf(await readJson(file))
    expect(plan.bridgePoints[0]?.timezone).toBe('Asia/Tokyo')
    expect(plan.contacts[0]).toMatchObject({ timezone: 'Asia/Tokyo', phones: ['+819010000123'] })
  })

  test('times are the conference’s own, an explicit offset stands', async () => {
    const file = small()
    Object.assign(file.conference, { timezone: 'Asia/Tokyo', end: '2026-12-08T03:00:00Z' })
    const { conference } = planOf(await readJson(file))
    expect(conference.start).toBe(Date.UTC(2026, 11, 7, 23))
    expect(conference.end).toBe(Date.UTC(2026, 11, 8, 3))
  })

  test.each([
    ['2026-12-05', null, '2026-12-05T23:59:59.999+07:00', 'day'],
    ['2026-12-05T17:00', null, '2026-12-05T17:00:00+07:00', 'minute'],
    ['2026-12', '2026-12-01T00:00:00+07:00', '2026-12-31T23:59:59.999+07:00', 'month'],
    ['2026-Q4', '2026-10-01T00:00:00+07:00', '2026-12-31T23:59:59.999+07:00', 'quarter'],
    ['2026', '2026-01-01T00:00:00+07:00', '2026-12-31T23:59:59.999+07:00', 'year'],
    ['Quý IV/2026', '2026-10-01T00:00:00+07:00', '2026-12-31T23:59:59.999+07:00', 'quarter'],
    ['trước ngày 05/12/2026', null, '2026-12-05T23:59:59.999+07:00', 'day'],
    ['17h00 ngày 05/12/2026', null, '2026-12-05T17:00:00+07:00', 'minute'],
    [
      { from: '2026-12-01', to: '2026-12-05', precision: 'day' },
      '2026-12-01T00:00:00+07:00',
      '2026-12-05T23:59:59.999+07:00',
      'day',
    ],
  ])('a due date %j', async (due, from, to, precision) => {
    const file = small()
    file.assignments.push({ code: '1', text: 'Gửi báo cáo', contact: 'c1', due })
    const [assignment] = planOf(await readJson(file)).assignments
    expect(assignment?.due).toEqual({ from: from && Date.parse(from), to: Date.parse(to), precision })
  })

  test('a lead as one string, further people by duty in either form, a policy of one’s own with no steps', async () => {
    const file = small()
    file.contacts.push({ code: 'c2', name: 'Trần Thị Bình' }, { code: 'c3', name: 'Lê Văn Cường' })
    file.assignments.push({
      code: '1',
      text: 'Gửi báo cáo',
      contact: 'c1',
      lead: 'Sở Văn hóa, Thể thao và Du lịch',
    })
    file.rounds.push({
      code: 'r1',
      opensAt: '2026-12-05T14:00',
      closesAt: '2026-12-05T17:00',
      policy: { steps: [] },
      checklist: ['Ánh sáng'],
      contacts: { 'Trực điện': 'c2', 'Âm thanh': ['c2', 'c3'] },
    })
    Object.assign(file.bridgePoints[0]!, { contacts: [{ duty: 'Phiên dịch', contact: 'c3' }] })
    const plan = planOf(await readJson(file))
    expect(plan.assignments[0]?.leads).toEqual(['Sở Văn hóa, Thể thao và Du lịch'])
    expect(plan.bridgePoints[0]?.contacts).toEqual([{ duty: 'Phiên dịch', contact: 'c3' }])
    expect(plan.rounds[0]).toMatchObject({
      name: 'Đợt kiểm tra r1',
      policy: { steps: [], urgent: false },
      checklist: ['Ánh sáng'],
      contacts: [
        { duty: 'Trực điện', contact: 'c2' },
        { duty: 'Âm thanh', contact: 'c2' },
        { duty: 'Âm thanh', contact: 'c3' },
      ],
    })
  })

  test('the document may stand at the top or in the conference', async () => {
    const document = { number: '415/KH-UBND', date: '20/11/2026', phone: '024 3000 0123' }
    const inside = small()
    Object.assign(inside.conference, { document })
    const expected = { number: '415/KH-UBND', date: '2026-11-20', phone: '+842430000123' }
    expect(planOf(await readJson({ ...small(), document })).document).toMatchObject(expected)
    expect(planOf(await readJson(inside)).document).toMatchObject(expected)
  })
})

describe('faulty JSON', () => {
  test('every fault is told at once, each with its path, what stands there and what should', async () => {
    const read = await readJson({
      conference: { code: 'a b', title: ' ', start: '2026-12-08', end: 'mai', timezone: 'Asia/Hanoi' },
      contacts: [
        { code: 'c1', name: 'An', phones: ['091200'], email: 'an@', language: 'fr', role: 'boss' },
        { code: 'c1', name: 'Bình', timezone: '+07:00' },
        'c3',
      ],
      bridgePoints: [
        { code: 'b1', name: 'Hà Giang', contact: 'c9' },
        { code: 'b2', contact: 'c1', backup: 'c1', main: 'có thể', country: 'Sao Hỏa' },
        { code: 'b3', name: 'Lào Cai' },
      ],
      checklist: 7,
      rounds: [{ code: 'r1', opensAt: '2026-12-05T17:00', closesAt: '2026-12-05T14:00' }],
      assignments: [
        { code: '1', contact: 'c1', bridgePoint: 'b9', due: 'sớm', budget: -5, coordinating: [{}] },
        { code: '2', text: 'Báo cáo', contact: 'c1', due: { from: '2026-12-06', to: '2026-12-05' } },
      ],
      policies: {
        acknowledge: {
          steps: [
            { after: 'PT0S', do: 'remind' },
            { after: 'P1D', before: 'P1D', do: 'remind' },
          ],
        },
        readiness: { steps: [{ beforeClose: 'PT45M', do: 'sing' }, { do: 'backup' }], urgent: 'maybe' },
        deadline: { steps: 'often' },
      },
    })
    expect(placesOf(read)).toEqual([
      'contacts[2]: c3',
      'contacts[1].code: c1',
      'contacts[0].phones[0]: 091200',
      'contacts[0].email: an@',
      'contacts[0].language: fr',
      'contacts[0].role: boss',
      'contacts[1].timezone: +07:00',
      'conference.timezone: Asia/Hanoi',
      'conference.start: 2026-12-08',
      'conference.end: mai',
      'conference.title: ',
      'conference.code: a b',
      'bridgePoints[0].contact: c9',
      'bridgePoints[1].country: Sao Hỏa',
      'bridgePoints[1].name: ',
      'bridgePoints[1].main: có thể',
      'bridgePoints[1].backup: c1',
      'bridgePoints[2].contact: ',
      'checklist: 7',
      'rounds[0].closesAt: 2026-12-05T14:00',
      'assignments[0].text: ',
      'assignments[0].bridgePoint: b9',
      'assignments[0].coordinating[0]: {…}',
      'assignments[0].due: sớm',
      'assignments[0].budget: -5',
      'assignments[1].due: {…}',
      'policies.acknowledge.steps[0].after: PT0S',
      'policies.acknowledge.steps[1]: after, before',
      'policies.readiness.steps[0].do: sing',
      'policies.readiness.steps[1]: ',
      'policies.readiness.urgent: maybe',
      'policies.deadline.steps: often',
    ])
  })

  test('a fault reads as a sentence, in Vietnamese and in English', async () => {
    const file = small()
    Object.assign(file.bridgePoints[0]!, { contact: 'c9' })
    const read = await readJson(file)
    const [one] = read.kind === 'faults' ? read.faults : []
    expect(one && describeFault(one, 'vi')).toBe(
      'bridgePoints[0].contact: đang ghi “c9”; cần mã của một người có trong danh sách đầu mối.',
    )
    expect(one && describeFault(one, 'en')).toBe(
      'bridgePoints[0].contact: found “c9”; expected the code of a person in the list of contacts.',
    )
  })

  test('an end before the start', async () => {
    const file = small()
    file.conference.end = '2026-12-08T07:00'
    expect(placesOf(await readJson(file))).toEqual(['conference.end: 2026-12-08T07:00'])
  })

  test('unknown keys, a late round, a shared phone and two main bridge points are warnings', async () => {
    const file = small()
    Object.assign(file.contacts[0]!, { phones: ['0912000111'], phone: '1' })
    file.contacts.push({ code: 'c2', name: 'Trần Thị Bình', phones: ['0912 000 111'] })
    Object.assign(file.bridgePoints[0]!, { main: true })
    file.bridgePoints.push({ code: 'b2', name: 'Lào Cai', contact: 'c2', main: true })
    file.rounds.push({ code: 'r1', opensAt: '2026-12-08T09:00', closesAt: '2026-12-08T11:00' })
    const read = await readJson({ ...file, colour: 'red' })
    planOf(read)
    expect(placesOf(read)).toEqual([
      'colour: red',
      'contacts[0].phone: 1',
      'contacts[1].phones: +84912000111',
      'rounds[0].closesAt: 2026-12-08T11:00',
      'bridgePoints[1].main: true',
    ])
  })

  test('a round without times is given some, and says so', async () => {
    const file = small()
    file.rounds.push({ code: 'r1' })
    const read = await readJson(file)
    const [round] = planOf(read).rounds
    expect([round?.opensAt, round?.closesAt]).toEqual([Date.UTC(2026, 11, 7, 22), Date.UTC(2026, 11, 8, 1)])
    expect(read.kind === 'plan' && read.warnings.map((one) => one.expected)).toEqual([
      'giờ mở và giờ đóng; tạm lấy 08/12/2026 05:00 – 08/12/2026 08:00',
    ])
  })

  test.each([
    ['nothing', '', 'cần tệp .xlsx hoặc .json theo mẫu'],
    ['a letter', 'Kính gửi: …', 'cần tệp .xlsx hoặc .json theo mẫu'],
    ['broken JSON', '{"conference":\n {"code": }', 'cần JSON đúng cú pháp (dòng/line 2)'],
    ['a list', '[]', 'cần một đối tượng { … }'],
    ['no conference', '{}', 'conference: đang để trống; cần một đối tượng { … }'],
    ['another version', '{"version":2,"conference":{}}', 'version: đang ghi “2”; cần phiên bản 1'],
  ])('%s', async (_, text, sentence) => {
    const read = await readJson(text)
    const told = read.kind === 'faults' ? read.faults.map((one) => describeFault(one, 'vi')) : []
    expect(told.join('\n')).toContain(sentence)
  })

  test('no conference is one fault, not five', async () => {
    expect(placesOf(await readJson({}))).toEqual(['conference: '])
  })

  test('a file over 10 MB and a list over 5,000 are refused', async () => {
    const large = await readPlanFile(new Uint8Array(10 * 1_048_576 + 1), 'to.json', defaults)
    expect(placesOf(large)).toEqual(['to.json: 11 MB'])
    const contacts = Array.from({ length: 5001 }, (_, n) => ({ code: `c${n}`, name: 'An' }))
    expect(placesOf(await readJson({ ...small(), bridgePoints: [], contacts }))).toEqual(['contacts: […]'])
  })

  test('keys that poison prototypes are strangers like any other', async () => {
    const text = JSON.stringify(small()).replace('"title"', '"__proto__":{"timezone":"Asia/Tokyo"},"title"')
    const read = await readJson(
      text.replace('"code":"b1"', '"code":"b1","constructor":{"prototype":{"x":1}}'),
    )
    expect(planOf(read).conference.timezone).toBe('Asia/Ho_Chi_Minh')
    expect(placesOf(read)).toEqual(['conference.__proto__: {…}', 'bridgePoints[0].constructor: {…}'])
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})
