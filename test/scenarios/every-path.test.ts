import { describe, expect, test } from 'vitest'
import { answersTo, asksOfConference } from '../../db/asks.ts'
import { conferenceByCode } from '../../db/conferences.ts'
import { personByCode } from '../../db/people.ts'
import { boardOf } from '../../handlers/board.ts'
import { linkForPerson } from '../../handlers/link.ts'
import { turn } from '../../handlers/world.ts'
import { linkIn } from '../../src/simulator/zalo-oa-screen.ts'
import { type ChatApp, type Office, office, type OfficeOptions } from '../kit/office.ts'
import { mailbox, type Mailbox } from '../kit/mailbox.ts'
import { webVisitor } from '../kit/web-visitor.ts'

/** Lan, however she is reached: what she is told, and how she answers. */
interface Reached {
  told: () => string
  answers: (label: string) => Promise<void>
  via: string
}

interface Way {
  name: string
  options: () => Promise<OfficeOptions & { mail?: Mailbox }>
  /** What is so before anything is sent. */
  before?: (story: Office) => void
  reach: (story: Office, mail?: Mailbox) => Reached | Promise<Reached>
}

const inApp = (app: ChatApp): Way => ({
  name: app,
  options: () => Promise.resolve({ apps: [app] }),
  reach: ({ people }) => {
    const [lan] = people
    return {
      told: () => lan!.phone.last()?.text ?? '',
      answers: async (label) => {
        await lan!.chooses(label)
        lan!.readsAll()
      },
      via: app,
    }
  },
})

/** The page that a link leads to, opened when there is one. */
async function behind(story: Office, token: string, told: () => string): Promise<Reached> {
  const visitor = webVisitor(story.app.url, token, story.settle)
  return {
    told,
    answers: async (label) => {
      await visitor.opens()
      await visitor.presses(label)
    },
    via: 'web',
  }
}

const tokenIn = (text: string) =>
  /\/c\/([\w-]+\.[\w-]+)/.exec(text)?.[1] ?? expect.fail(`no link in: ${text}`)

const lanOnZalo = ({ oa }: Office) => oa.phone({ id: 'lan', name: 'Nguyễn Thị Lan', phone: '0912010000' })

const form = {
  id: '900001',
  name: 'Giao nhiệm vụ',
  text: 'Kính gửi <ten>. Đề nghị xác nhận: <noi_dung>. Thời hạn: <han>.',
  params: [
    { name: 'ten' },
    { name: 'noi_dung', maxLength: 200 },
    { name: 'han' },
    { name: 'ma', maxLength: 200 },
  ],
  buttons: [{ title: 'Xem và trả lời', url: 'https://caunoi.example.vn/c/<ma>' }],
}
const filled = { ten: 'name', noi_dung: 'subject', han: 'when', ma: 'token' }

const ways: Way[] = [
  inApp('telegram'),
  inApp('zalo-bot'),
  inApp('zalo-oa'),
  {
    name: 'a form to her phone number, which nobody linked',
    options: () =>
      Promise.resolve({
        unlinked: [0],
        page: true,
        oa: {
          templates: [form],
          uses: { assignment: filled, readiness: filled, deadline: filled, notice: filled },
        },
      }),
    before: (story) => void lanOnZalo(story),
    reach: (story) => {
      const lan = lanOnZalo(story)
      const link = () => linkIn(lan.last()) ?? expect.fail('no form on her phone')
      return behind(story, tokenIn(link()), () => lan.last()?.text ?? '')
    },
  },
  {
    name: 'mail',
    options: async () => {
      const mail = await mailbox()
      return {
        unlinked: [0],
        page: true,
        mail,
        with: (plan) => (plan.contacts[0]!.email = 'lan@so.example.vn'),
        mailFrom: mail.url,
      }
    },
    reach: (story, mail) => {
      const text = () => mail!.mails.at(-1)?.text ?? ''
      return behind(story, tokenIn(text()), text)
    },
  },
  {
    name: 'a link passed on by hand',
    options: () => Promise.resolve({ unlinked: [0], page: true }),
    reach: async (story) => {
      const person = (await personByCode(story.app.world.store.db, 'c1'))!
      const token = await turn(story.app.world, (now) => linkForPerson(now, person.id))
      const visitor = webVisitor(story.app.url, token, story.settle)
      await visitor.opens()
      return behind(story, token, () => visitor.html())
    },
  },
]

describe.each(ways)('By $name', ({ options, before, reach }) => {
  test('Lan gets her assignment, answers, and nobody asks her again', async () => {
    const { mail, ...given } = await options()
    const story = await office({ ...given, assignments: 1, rounds: false })
    before?.(story)
    await story.sendsAssignments()
    const lan = await reach(story, mail)
    expect(lan.told()).toContain('Chuẩn bị đường truyền điểm cầu Hà Giang')
    for (const person of story.people) person.readsAll()
    await lan.answers('Đã nhận')
    const { db } = story.app.world.store
    const conference = (await conferenceByCode(db, 'vt26'))!
    const [ask] = await asksOfConference(db, conference.id)
    expect(ask).toMatchObject({ state: 'answered' })
    const answers = await answersTo(db, [ask!.id])
    expect(answers.map(({ via }) => via)).toEqual([lan.via])
    const last = lan.told()
    for (const person of story.people) person.readsAll()
    await story.clock.forward('P3D')
    expect(lan.told()).toBe(last)
    for (const person of story.people) person.seesNothingNew()
  })
})

describe.each(ways)('In a round, by $name', ({ options, before, reach }) => {
  async function opened() {
    const { mail, ...given } = await options()
    const story = await office({ ...given, start: '2026-12-05T13:00' })
    before?.(story)
    await story.opensRound('r1')
    const lan = await reach(story, mail)
    for (const person of story.people) person.readsAll()
    return { story, lan }
  }
  const theAsk = async (story: Office) => {
    const { db } = story.app.world.store
    const conference = (await conferenceByCode(db, 'vt26'))!
    return (await asksOfConference(db, conference.id))[0]!
  }

  test('Lan says that her bridge point is ready, and the round closes with nobody asked again', async () => {
    const { story, lan } = await opened()
    await lan.answers('Tất cả tốt')
    await lan.answers('Sẵn sàng')
    const { db } = story.app.world.store
    const ask = await theAsk(story)
    expect(ask.state).toBe('answered')
    expect((await answersTo(db, [ask.id])).at(-1)).toMatchObject({ via: lan.via })
    const board = await boardOf(db, (await conferenceByCode(db, 'vt26'))!)
    expect(board.bridgePoints).toMatchObject([{ status: 'ready', via: lan.via }])
    const last = lan.told()
    for (const person of story.people) person.readsAll()
    await story.clock.to('2026-12-05T16:59')
    expect(lan.told()).toBe(last)
    for (const person of story.people) person.seesNothingNew()
  })

  test('while Lan is silent the coordinators are told whom to ring', async () => {
    const { story } = await opened()
    await story.clock.to('2026-12-05T16:45')
    story.coordinator.sees('Bà Nguyễn Thị Lan', '0912 010 000')
    for (const person of story.people) person.readsAll()
    expect(await theAsk(story)).toMatchObject({ state: 'open' })
  })
})

test('Her window closed eight days ago: Lan gets the form with a link, answers on the page, and no free message was tried', async () => {
  const story = await office({
    apps: ['zalo-oa'],
    start: '2026-11-24T08:00',
    assignments: 1,
    rounds: false,
    page: true,
    oa: { templates: [form], uses: { assignment: filled }, ways: ['uid', 'phone'] },
  })
  const [lan] = story.people
  await story.clock.forward('P8D')
  story.oa.forgetCalls()
  await story.sendsAssignments()
  expect(story.oa.count('message/cs')).toBe(0)
  expect(story.oa.count('template/uid')).toBe(1)
  lan!.sees('Đề nghị xác nhận: 1. Chuẩn bị đường truyền')
  const visitor = webVisitor(story.app.url, tokenIn(linkIn(lan!.phone.last())!), story.settle)
  await visitor.opens()
  visitor.sees('Chuẩn bị đường truyền điểm cầu Hà Giang')
  await visitor.presses('Đã nhận')
  visitor.sees('Đã ghi: nhiệm vụ 1')
  await story.clock.forward('P3D')
  lan!.seesNothingNew()
  expect(story.oa.count('message/cs')).toBe(0)
})

test('At a bridge point in China mail goes before a Vietnamese form', async () => {
  const mail = await mailbox()
  const story = await office({
    unlinked: [0],
    assignments: 1,
    rounds: false,
    page: true,
    mailFrom: mail.url,
    oa: { templates: [form], uses: { assignment: filled } },
    with: (plan) => {
      plan.contacts[0]!.email = 'lan@so.example.cn'
      plan.bridgePoints[0]!.country = 'CN'
      plan.bridgePoints[0]!.timezone = 'Asia/Shanghai'
    },
  })
  await story.sendsAssignments()
  expect(mail.mails.map(({ to }) => to)).toEqual(['lan@so.example.cn'])
  expect(story.oa.count('template/phone')).toBe(0)
})
