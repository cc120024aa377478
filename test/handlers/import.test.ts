import { expect, test } from 'vitest'
import { asksOfConference } from '../../db/asks.ts'
import { assignmentsOf } from '../../db/assignments.ts'
import { bridgePointsOf, checklistFor, conferenceByCode } from '../../db/conferences.ts'
import { roundsOf } from '../../db/rounds.ts'
import { heldFor } from '../../db/outbox.ts'
import { coordinatorsOf, personByCode } from '../../db/people.ts'
import { cancelConference } from '../../handlers/cancel-conference.ts'
import { type ImportOptions, importPlan } from '../../handlers/import/apply.ts'
import { openRound } from '../../handlers/rounds.ts'
import { sendAssignments } from '../../handlers/send-assignments.ts'
import { turn } from '../../handlers/world.ts'
import type { PlanFile } from '../../src/intake/plan-file.ts'
import { assignment, point, round, smallPlan } from './plan.ts'
import { at, type SmallWorld, smallWorld } from './world.ts'

const imports = (world: SmallWorld, plan: PlanFile, options: Partial<ImportOptions> = {}) =>
  importPlan(world, plan, { dryRun: false, yes: false, ...options })

const conferenceIn = async (world: SmallWorld) => (await conferenceByCode(world.store.db, 'vt26'))!

const sends = (world: SmallWorld) =>
  turn(world, async (inner) => sendAssignments(inner, (await conferenceIn(world)).id))

const opens = (world: SmallWorld, code: string) =>
  turn(world, async (inner) => {
    const all = await roundsOf(inner.tx, (await conferenceIn(world)).id)
    return openRound(
      inner,
      all.find((each) => each.code === code)!,
    )
  })

const everyoneReads = async (world: SmallWorld) => {
  for (const code of ['lan', 'minh', 'hung', 'bao', 'van']) await world.reads(code)
}

/** The conference is imported, its people have chats, and the assignments are sent and read. */
async function underWay(): Promise<SmallWorld> {
  const world = await smallWorld()
  await imports(world, smallPlan())
  for (const code of ['lan', 'minh', 'hung', 'bao', 'van']) await world.linked(code)
  await sends(world)
  await everyoneReads(world)
  world.forward('PT1H')
  return world
}

test('a new file is imported whole; the same file again changes nothing and tells nobody', async () => {
  const world = await smallWorld()
  const first = await imports(world, smallPlan())
  expect(first.kind).toBe('applied')
  const conference = await conferenceIn(world)
  const points = await bridgePointsOf(world.store.db, conference.id)
  expect(points.map((each) => each.name)).toEqual(['Hà Giang', 'Cần Thơ', 'Tokyo'])
  const [firstRound] = await roundsOf(world.store.db, conference.id)
  expect(await checklistFor(world.store.db, points[0]!, firstRound!.id)).toEqual(['Đường truyền', 'Âm thanh'])
  expect((await coordinatorsOf(world.store.db, conference.id)).map((each) => each.name)).toEqual([
    'Nguyễn Thị Vân',
  ])

  await world.linked('lan')
  await sends(world)
  await world.reads('lan')
  const again = await imports(world, smallPlan())
  expect(again).toMatchObject({
    kind: 'applied',
    differences: [],
    effect: { told: [], askedAgain: [], ended: 0 },
  })
  expect(await world.reads('lan')).toEqual([])
})

test('a dry run tells every difference and changes nothing', async () => {
  const world = await smallWorld()
  await imports(world, smallPlan())
  const plan = smallPlan()
  plan.contacts[0]!.phones = ['+84912000222']
  plan.rounds[0]!.policy = { steps: [], urgent: true }
  plan.bridgePoints[1] = point('b4', 'Huế', 'minh')
  plan.checklist = ['Đường truyền']
  const result = await imports(world, plan, { dryRun: true })
  expect(result.kind === 'would' && result.differences).toEqual([
    expect.objectContaining({ part: 'checklist', change: 'changed' }),
    {
      part: 'contact',
      code: 'lan',
      name: 'Trần Thị Lan',
      change: 'changed',
      fields: [{ field: 'phones', from: ['+84912000111'], to: ['+84912000222'] }],
    },
    { part: 'bridgePoint', code: 'b4', name: 'Huế', change: 'added' },
    { part: 'bridgePoint', code: 'b2', name: 'Cần Thơ', change: 'removed' },
    expect.objectContaining({ part: 'round', code: 'r1', change: 'changed' }),
  ])
  expect(await imports(world, smallPlan(), { dryRun: true })).toMatchObject({ differences: [] })
})

test('before anything was sent the conference may move without a word', async () => {
  const world = await smallWorld()
  await imports(world, smallPlan())
  await world.linked('lan')
  const plan = smallPlan()
  plan.conference.start = at('2026-12-09T08:00')
  plan.conference.end = at('2026-12-09T10:00')
  plan.bridgePoints.pop()
  expect(await imports(world, plan)).toMatchObject({ kind: 'applied', effect: { moved: null, told: [] } })
  expect(await world.reads('lan')).toEqual([])
})

function movedPlan(): PlanFile {
  const plan = smallPlan()
  plan.conference.start = at('2026-12-09T14:00')
  plan.conference.end = at('2026-12-09T16:00')
  plan.rounds[1] = round('r2', '2026-12-08T14:00', '2026-12-08T17:00')
  return plan
}

test('a conference that was announced does not move without --yes, and the effect is shown', async () => {
  const world = await underWay()
  const result = await imports(world, movedPlan())
  expect(result).toMatchObject({
    kind: 'needs-confirmation',
    effect: { told: ['hung', 'lan', 'minh'], askedAgain: ['lan', 'minh'], ended: 2 },
  })
  expect((await conferenceIn(world)).startAt).toBe(at('2026-12-08T08:00'))
  expect(await world.reads('lan')).toEqual([])
})

test('ĐỔI GIỜ: everyone is told once, in both zones, and acknowledgements are asked anew', async () => {
  const world = await underWay()
  expect((await imports(world, movedPlan(), { yes: true })).kind).toBe('applied')

  const [told, card, ...more] = (await world.reads('lan')).toSorted(
    (a, b) => Number(b.includes('ĐỔI GIỜ')) - Number(a.includes('ĐỔI GIỜ')),
  )
  expect(told).toBe(
    [
      'ĐỔI GIỜ: Hội nghị viễn thông 2026',
      'Kính gửi Bà Trần Thị Lan,',
      'Giờ bắt đầu: 08:00 thứ Ba, 08/12/2026 → 14:00 thứ Tư, 09/12/2026',
      'Xác nhận trước đây không còn giá trị. Đề nghị Bà xác nhận lại ở tin nhắn mới.',
      'Khi cần trao đổi, gọi: Nguyễn Thị Vân, 0912 000 999',
    ].join('\n'),
  )
  expect(card).toContain('Đề nghị xác nhận lại vì hội nghị đã đổi giờ.')
  expect(card).toContain('14:00 thứ Tư, 09/12/2026')
  expect(more).toEqual([])
  expect(await world.screen('lan')).toContain('Nhiệm vụ 1 đã có tin nhắn mới; đề nghị trả lời ở tin nhắn đó.')

  const [hung] = await world.reads('hung')
  expect(hung).toContain(
    '10:00 thứ Ba, 08/12/2026 (08:00 giờ Việt Nam) → 16:00 thứ Tư, 09/12/2026 (14:00 giờ Việt Nam)',
  )
  const conference = await conferenceIn(world)
  expect(conference.revision).toBe(2)
  const asks = await asksOfConference(world.store.db, conference.id)
  expect(asks.filter((ask) => ask.kind === 'acknowledge').map((ask) => ask.state)).toEqual(['open', 'open'])
  expect((await roundsOf(world.store.db, conference.id)).map((each) => each.opensAt)).toEqual([
    at('2026-12-05T14:00'),
    at('2026-12-08T14:00'),
  ])
  expect(await imports(world, movedPlan())).toMatchObject({ kind: 'applied', differences: [] })
  expect(await world.reads('lan')).toEqual([])
})

test('a move that an unlinked contact never heard of is overtaken by the next one', async () => {
  const world = await smallWorld()
  await imports(world, smallPlan())
  await sends(world)
  await imports(world, movedPlan(), { yes: true })
  const later = movedPlan()
  later.conference.start = at('2026-12-10T14:00')
  later.conference.end = at('2026-12-10T16:00')
  await imports(world, later, { yes: true })
  const lan = (await personByCode(world.store.db, 'lan'))!
  const held = (await heldFor(world.store.db, lan.id)).map((letter) => letter.card.text)
  expect(held.filter((text) => text.includes('ĐỔI GIỜ'))).toHaveLength(1)
  expect(held).toHaveLength(2)
  expect(held.join()).not.toContain('08/12/2026')
})

test('a bridge point that goes: its cards are void, and those who had one are told', async () => {
  const world = await underWay()
  world.forward('P4D')
  await opens(world, 'r1')
  await everyoneReads(world)
  const plan = smallPlan()
  plan.bridgePoints.pop()
  expect((await imports(world, plan)).kind).toBe('needs-confirmation')
  const result = await imports(world, plan, { yes: true })
  expect(result).toMatchObject({ kind: 'applied', effect: { told: ['hung'], ended: 1 } })
  const [told] = await world.reads('hung')
  expect(told).toContain('– Điểm cầu Tokyo không tham gia hội nghị.')
  expect((await world.screen('hung'))[0]).toBe('Điểm cầu Tokyo không tham gia hội nghị.')
  expect(await world.reads('lan')).toEqual([])
})

test('a bridge point that joins while a round is open is asked at once, and so is a new contact', async () => {
  const world = await underWay()
  world.forward('P4D')
  await opens(world, 'r1')
  await everyoneReads(world)
  const plan = smallPlan()
  plan.bridgePoints.push(point('b4', 'Huế', 'bao'))
  plan.bridgePoints[1]!.contact = 'van'
  const result = await imports(world, plan)
  expect(result).toMatchObject({ kind: 'applied', effect: { asked: ['bao', 'van'], told: ['minh'] } })
  expect((await world.reads('bao')).join()).toContain('xác nhận điểm cầu Huế')
  expect((await world.reads('van')).join()).toContain('xác nhận điểm cầu Cần Thơ')
  expect((await world.reads('minh')).join()).toContain(
    'Điểm cầu Cần Thơ nay do Ông Nguyễn Thị Vân phụ trách.',
  )

  plan.bridgePoints[1]!.contact = 'minh'
  expect(await imports(world, plan)).toMatchObject({ effect: { asked: ['minh'] } })
  expect((await world.reads('minh')).join()).toContain('xác nhận điểm cầu Cần Thơ')
})

test('an assignment that changed after it was sent comes again and says what changed', async () => {
  const world = await underWay()
  const plan = smallPlan()
  plan.assignments[0]!.due = { from: null, to: at('2026-12-07T17:00'), precision: 'minute' }
  plan.assignments[1]!.contact = 'bao'
  const result = await imports(world, plan)
  expect(result).toMatchObject({ kind: 'applied', effect: { askedAgain: ['bao', 'lan'], told: ['minh'] } })
  const [card] = await world.reads('lan')
  expect(card).toMatch(/^ĐIỀU CHỈNH NHIỆM VỤ: thời hạn\n/)
  expect(card).toContain('Thời hạn: 17:00 thứ Hai, 07/12/2026')
  expect((await world.reads('minh')).join()).toContain(
    '– Nhiệm vụ 2 nay giao Ông Đỗ Gia Bảo: Bố trí phòng họp',
  )
  const asks = await asksOfConference(world.store.db, (await conferenceIn(world)).id)
  const due = asks.filter((ask) => ask.kind === 'deadline')
  expect(due.map((ask) => ask.nextStepAt)).toEqual([at('2026-12-06T17:00')])
})

test('an assignment that goes is withdrawn; a new one waits to be sent', async () => {
  const world = await underWay()
  const plan = smallPlan()
  plan.assignments = [plan.assignments[0]!, assignment('3', 'Kiểm tra nguồn điện', 'minh')]
  await imports(world, plan, { yes: true })
  expect((await world.reads('minh')).join()).toContain('– Nhiệm vụ 2 không còn hiệu lực: Bố trí phòng họp')
  const rows = await assignmentsOf(world.store.db, (await conferenceIn(world)).id)
  expect(rows.map((row) => [row.code, row.status])).toEqual([
    ['1', 'sent'],
    ['3', 'draft'],
  ])
  expect(await sends(world)).toBe(1)
  expect(await sends(world)).toBe(0)
})

test('an open round that closes later moves its reminders; one that is put off is asked anew when it opens', async () => {
  const world = await underWay()
  world.forward('P4DT6H')
  await opens(world, 'r1')
  await everyoneReads(world)
  const plan = smallPlan()
  plan.rounds[0]!.closesAt = at('2026-12-05T18:00')
  await imports(world, plan)
  const readiness = async () =>
    (await asksOfConference(world.store.db, (await conferenceIn(world)).id)).filter(
      ({ kind }) => kind === 'readiness',
    )
  expect((await readiness()).map((ask) => ask.nextStepAt)).toEqual(
    [1, 2, 3].map(() => at('2026-12-05T17:15')),
  )

  plan.rounds[0] = round('r1', '2026-12-06T14:00', '2026-12-06T17:00')
  expect(await imports(world, plan, { yes: true })).toMatchObject({
    effect: { told: ['hung', 'lan', 'minh'], ended: 3 },
  })
  expect((await world.reads('lan')).join()).toMatch(
    /– Kiểm tra kỹ thuật lần 1 chuyển sang 14:00 .*06\/12\/2026/,
  )
  expect(await readiness()).toEqual([])
  world.forward('P1D')
  expect(await opens(world, 'r1')).toBe(3)
  expect((await world.reads('lan')).join()).toContain('xác nhận điểm cầu Hà Giang')
})

test('HỦY: everything ends, everyone is told once, and the file cannot be imported again', async () => {
  const world = await underWay()
  const conference = await conferenceIn(world)
  const cancelled = await turn(world, (inner) => cancelConference(inner, conference))
  expect(cancelled.told).toEqual(['hung', 'lan', 'minh'])
  expect((await world.reads('lan')).join()).toContain(
    'Hội nghị dự kiến lúc 08:00 thứ Ba, 08/12/2026 không tổ chức.',
  )
  expect((await world.screen('lan'))[0]).toBe(
    'Hội nghị đã hủy: Hội nghị viễn thông 2026. Tin nhắn này không còn hiệu lực.',
  )
  expect(await asksOfConference(world.store.db, conference.id)).toEqual([])
  expect((await imports(world, smallPlan())).kind).toBe('cancelled')
  const again = await turn(world, async (inner) => cancelConference(inner, await conferenceIn(world)))
  expect(again).toEqual({ told: [], ended: 0 })
})

test('a card that never left is void, and its reader is not told that it is', async () => {
  const world = await smallWorld()
  await imports(world, smallPlan())
  await sends(world)
  const plan = smallPlan()
  plan.assignments.pop()
  expect(await imports(world, plan, { yes: true })).toMatchObject({ effect: { told: [], ended: 1 } })
  const minh = (await personByCode(world.store.db, 'minh'))!
  expect(await heldFor(world.store.db, minh.id)).toEqual([])
})
