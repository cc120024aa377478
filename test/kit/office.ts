import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, onTestFinished } from 'vitest'
import { nextLookMoment, nextSpreadMoment } from '../../db/announcements.ts'
import { nextAskMoment } from '../../db/asks.ts'
import { conferenceByCode } from '../../db/conferences.ts'
import { nextConferenceMoment, roundsOf } from '../../db/rounds.ts'
import { nextFetchMoment } from '../../db/fetches.ts'
import { nextInboxMoment } from '../../db/inbox.ts'
import { nextLetterMoment } from '../../db/next-letter.ts'
import { nextFallbackMoment } from '../../db/reach.ts'
import { personByCode } from '../../db/people.ts'
import { appointCoordinator } from '../../handlers/coordinator.ts'
import { importPlan } from '../../handlers/import/apply.ts'
import { invite } from '../../handlers/invite.ts'
import { openRound } from '../../handlers/rounds.ts'
import { sendAssignments } from '../../handlers/send-assignments.ts'
import { turn } from '../../handlers/world.ts'
import { type App, type AppNeeds, openApp } from '../../src/app.ts'
import { MAIL_ACCOUNT, type Topic, topics } from '../../src/domain/message.ts'
import { durationMs } from '../../src/domain/time.ts'
import { readPlanFile } from '../../src/intake/plan-file.ts'
import { openLog } from '../../src/log.ts'
import { readConfig } from '../../src/config.ts'
import { settingsOf } from '../../src/settings.ts'
import { type Limits, startTelegramSimulator, type TelegramSimulator } from '../../src/simulator/telegram.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { startZaloBotSimulator, type ZaloBotSimulator } from '../../src/simulator/zalo-bot.ts'
import { type OaTemplate, startZaloOaSimulator, type ZaloOaSimulator } from '../../src/simulator/zalo-oa.ts'
import { type StillClock, stillClock } from './clock.ts'
import { nameAt, planFile, type PlanOptions } from './plan.ts'
import { someone, type Someone } from './someone.ts'

export const telegramToken = '700000001:test-token-of-the-telegram-bot-000'
export const zaloToken = '800000001:test-token-of-the-zalo-bot-000000'

export type ChatApp = 'telegram' | 'zalo-bot' | 'zalo-oa'

/** The official account of the office in stories. */
export const account = {
  appId: '3301',
  appSecret: 'bi-mat-ung-dung',
  oaId: '4409223344556677889',
  name: 'Văn phòng UBND tỉnh',
}
export const officeSecret = 'a secret of the test office, long enough to pass'
const oaSecrets = { oaSecretKey: 'khoa-oa', refreshToken: 'hat-giong' }

export interface OfficeOptions extends PlanOptions {
  /** The app of each contact in turn; all on Telegram unless said. */
  apps?: ChatApp[]
  /** Contacts that have not linked; none unless said. */
  unlinked?: number[]
  /** When the story begins, Vietnam's time. */
  start?: string
  /** How updates come in; by polling unless said. */
  inbound?: 'polling' | 'webhook'
  /** Bots on Zalo, each with so many seats; one with room for everybody unless said. */
  zaloBots?: number
  seats?: number
  /** How this office wants it, where it differs from the usual settings. */
  settings?: Partial<AppNeeds['settings']>
  /** A clock of the test's own instead of the one that stands still. */
  clock?: StillClock
  /** The office has an official account, and these templates with it. */
  oa?: {
    templates?: OaTemplate[]
    uses?: Partial<Record<Topic, Record<string, string>>>
    ways?: ('uid' | 'phone')[]
  }
  /** Where the official account's administrator comes back to. */
  consent?: string
  /** The mail server; without one no mail goes out. */
  mailFrom?: string
  /** People from outside reach the page that links open. */
  page?: boolean
  /** What the platforms take before they answer 429; anything unless said. */
  limits?: Limits
  /** How long a platform is waited for, in real ms: longer than usual where a busy machine must not tip the story. */
  answerMs?: number
  needs?: Partial<AppNeeds>
}

export interface Office {
  app: App
  telegram: TelegramSimulator
  zalo: ZaloBotSimulator
  oa: ZaloOaSimulator
  people: Someone[]
  coordinator: Someone
  clock: {
    now: () => number
    forward: (duration: string) => Promise<void>
    to: (localTime: string) => Promise<void>
  }
  settle: () => Promise<void>
  /** What people do from now on in that app stays on the platform's side until `letsPass`. */
  holdsBack: (app: ChatApp) => void
  letsPass: () => Promise<void>
  /** Brings in a changed file, as `caunoi import --yes` does. */
  imports: (plan: unknown) => Promise<void>
  sendsAssignments: () => Promise<void>
  opensRound: (code: string) => Promise<void>
  /** A new phone of nobody we know. */
  stranger: (name: string, app?: ChatApp) => Someone
  inviteFor: (code: string) => Promise<{ code: string; token: string }>
  /** The server stops and starts again with the same data, at that time (Vietnam's) when one is given. */
  restarts: (localTime?: string) => Promise<void>
}

const DEFAULT_START = '2026-12-01T08:00'

/** Vietnam's wall clock as a moment. */
export const vietnam = (local: string) => Date.parse(`${local.length === 16 ? `${local}:00` : local}+07:00`)

/** The whole application with its simulators, a coordinator on Telegram, and the contacts of a plan, linked. */
export async function office(options: OfficeOptions = {}): Promise<Office> {
  const clock = options.clock ?? stillClock(vietnam(options.start ?? DEFAULT_START))
  const now = () => clock.now()
  const dataDir = mkdtempSync(join(tmpdir(), 'caunoi-office-'))
  const telegram = await startTelegramSimulator({
    bots: [{ token: telegramToken, username: 'caunoi_test_bot', name: 'Cầu Nối' }],
    now,
    limits: options.limits ?? null,
  })
  const zalo = await startZaloBotSimulator({
    bots: zaloTokens(options).map((token) => ({ token, accountName: 'bot.caunoi', name: 'Bot Cầu Nối' })),
    now,
    limits: options.limits ?? null,
    seats: options.seats ?? 500,
  })
  const oa = await startZaloOaSimulator({
    ...account,
    ...oaSecrets,
    now,
    templates: options.oa?.templates ?? [],
  })
  const needsPort = options.inbound === 'webhook' || options.page || usesOa(options)
  const port = needsPort ? await freePort() : 0
  if (usesOa(options)) oa.setWebhook(`http://127.0.0.1:${port}/webhooks/zalo-oa`)
  const roots = { telegramRoot: telegram.url, zaloRoot: zalo.url, oaRoot: oa.url }
  const needs = needsOf(options, { clock, dataDir, port, ...roots })
  const state = { app: await openApp(needs), holding: new Set<ChatApp>() }
  const settle = () => settled(state, clock, { telegram, 'zalo-bot': zalo, 'zalo-oa': oa })
  const people: Someone[] = []
  onTestFinished(async () => {
    await state.app.close()
    await Promise.all([telegram.close(), zalo.close(), oa.close()])
    rmSync(dataDir, { recursive: true, force: true })
    for (const person of people) person.seesNothingNew()
  })
  const simulators = { telegram, 'zalo-bot': zalo, 'zalo-oa': oa }
  const simulatorOf = (app: ChatApp) => simulators[app]
  const phoneIn = (app: ChatApp, name: string) => simulatorOf(app).phone({ name })
  const inviteFor = async (code: string) => {
    const person = await personByCode(state.app.world.store.db, code)
    return turn(state.app.world, (at) => invite(at, person!.id))
  }
  const link = async (code: string, name: string, app: ChatApp): Promise<Someone> => {
    const phone = phoneIn(app, name)
    const person = someone(name, code, phone, settle)
    const issued = await inviteFor(code)
    if (app === 'telegram') phone.start(issued.token)
    else phone.write(issued.code)
    await settle()
    person.sees(name)
    return person
  }
  const imports = async (plan: unknown) => {
    const bytes = new TextEncoder().encode(JSON.stringify(plan))
    const read = await readPlanFile(bytes, 'plan.json', { timezone: 'Asia/Ho_Chi_Minh' })
    if (read.kind !== 'plan') throw new Error(JSON.stringify(read.faults))
    const result = await importPlan(state.app.world, read.plan, { yes: true })
    expect(result.kind).toBe('applied')
    await settle()
  }
  const chief = await turn(state.app.world, (at) => appointCoordinator(at, 'Tạ Thị Bình'))
  if (chief.kind !== 'appointed') return expect.fail('no coordinator')
  const coordinator = await link(chief.person.code, 'Tạ Thị Bình', 'telegram')
  const plan = planFile(options)
  options.with?.(plan)
  await imports(plan)
  for (const [place, contact] of plan.contacts.entries()) {
    if (options.unlinked?.includes(place)) continue
    const app = options.apps?.[place % options.apps.length] ?? 'telegram'
    people.push(await link(String(contact.code), String(contact.name), app))
  }
  people.push(coordinator)
  return {
    get app() {
      return state.app
    },
    telegram,
    zalo,
    oa,
    people,
    coordinator,
    settle,
    holdsBack: (app) => {
      state.holding.add(app)
      simulatorOf(app).hold()
    },
    letsPass: async () => {
      state.holding.clear()
      for (const simulator of Object.values(simulators)) simulator.release()
      await settle()
    },
    imports,
    inviteFor,
    clock: {
      now,
      forward: (duration) => forwardTo(state, clock, clock.now() + durationMs(duration), settle),
      to: (local) => forwardTo(state, clock, vietnam(local), settle),
    },
    sendsAssignments: async () => {
      const conference = await conferenceByCode(state.app.world.store.db, 'vt26')
      await turn(state.app.world, (at) => sendAssignments(at, conference!.id))
      await settle()
    },
    opensRound: async (code) => {
      const conference = await conferenceByCode(state.app.world.store.db, 'vt26')
      const round = (await roundsOf(state.app.world.store.db, conference!.id)).find(
        (each) => each.code === code,
      )
      await turn(state.app.world, (at) => openRound(at, round!))
      await settle()
    },
    stranger: (name, app = 'telegram') => {
      const person = someone(name, '', phoneIn(app, name), settle)
      people.push(person)
      return person
    },
    restarts: async (local) => {
      await state.app.close()
      if (local) clock.set(vietnam(local))
      state.app = await openApp(needs)
      await settle()
    },
  }
}

let corner = 0

export const webhookSecrets = {
  telegram: 'secret-of-the-telegram-webhook',
  zalo: 'secret-of-the-zalo-webhook',
}

const zaloTokens = ({ zaloBots = 1 }: OfficeOptions) =>
  Array.from({ length: zaloBots }, (_, place) =>
    place === 0 ? zaloToken : `80000000${place + 1}:test-token-${place}`,
  )

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

const sender = { from: 'Văn phòng UBND tỉnh <vp@example.vn>', replyTo: 'Trần Văn Bình <binh@example.vn>' }

const usesOa = ({ apps, oa }: OfficeOptions) => oa !== undefined || apps?.includes('zalo-oa') === true

export const officialAccount = ({ oa, consent }: OfficeOptions, root: string) => ({
  ...account,
  ...(consent && { redirectUri: consent }),
  appSecretProof: false,
  secretKey: oaSecrets.oaSecretKey,
  refreshToken: oaSecrets.refreshToken,
  buttons: 'auto' as const,
  perMinute: 4_000,
  roots: { openapi: root, oauth: root, business: root },
  templates: Object.fromEntries(
    topics.flatMap((topic) => {
      const params = oa?.uses?.[topic]
      return params ? [[topic, { id: oa.templates![0]!.id, params }]] : []
    }),
  ),
  templateWays: oa?.ways ?? ['uid', 'phone'],
  devMode: false,
})

function reachOf(options: OfficeOptions, port: number): Partial<AppNeeds['settings']> {
  const uses = topics.filter((topic) => options.oa?.uses?.[topic])
  return {
    publicUrl: options.page ? `http://127.0.0.1:${port}` : null,
    mail: options.mailFrom ? { account: MAIL_ACCOUNT } : null,
    zaloOa: usesOa(options) ? { account: account.oaId } : null,
    templates:
      uses.length > 0
        ? { account: account.oaId, topics: uses, ways: options.oa?.ways ?? ['uid', 'phone'] }
        : null,
  }
}

/** What a platform takes long for, a story does not wait for. */
const IMPATIENCE = { answerMs: 600, shortRestMs: 20, longRestMs: 100 }

interface Places {
  clock: StillClock
  dataDir: string
  port: number
  telegramRoot: string
  zaloRoot: string
  oaRoot: string
}

function needsOf(options: OfficeOptions, places: Places): AppNeeds {
  const { clock, dataDir, port, telegramRoot, zaloRoot, oaRoot } = places
  const way = { kind: 'webhook' as const, publicUrl: `http://127.0.0.1:${port}` }
  const read = readConfig({ OFFICE_NAME: 'Văn phòng UBND tỉnh', OFFICE_PHONE: '0219 3866 000' })
  if (read.kind !== 'config') throw new Error('the test settings are refused')
  return {
    settings: { ...settingsOf(read.config, null), ...reachOf(options, port), ...options.settings },
    dataDir,
    secret: officeSecret,
    clock,
    log: openLog(process.env['LOUD'] ? 'info' : 'silent'),
    redis: { path: inject('redisPath') },
    prefix: `office-${process.pid}-${corner++}`,
    channels: {
      telegram: { token: telegramToken, apiRoot: telegramRoot, webhookSecret: webhookSecrets.telegram },
      zaloBot: { tokens: zaloTokens(options), apiRoot: zaloRoot, webhookSecret: webhookSecrets.zalo },
      ...(options.mailFrom && { email: { smtpUrl: options.mailFrom, ...sender } }),
      patience: { ...IMPATIENCE, ...(options.answerMs && { answerMs: options.answerMs }) },
    },
    ...(usesOa(options) && { zaloOa: officialAccount(options, oaRoot) }),
    inbound: options.inbound === 'webhook' ? { telegram: way, 'zalo-bot': way } : {},
    rates: {},
    synchronous: 'NORMAL',
    host: '127.0.0.1',
    port,
    ...options.needs,
  }
}

/** A pause the product makes on purpose (ticks that follow each other) is not waited for by people in stories. */
const SHORT_PAUSE_MS = 5_000

const PATIENCE_MS = 15_000

/** Waits until everything that is due has been done, wherever it is: on a phone, in the inbox, in the outbox. */
async function settled(
  state: { app: App; holding: Set<ChatApp> },
  clock: StillClock,
  simulators: Record<ChatApp, Simulator>,
): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (let quiet = 0; quiet < 2;) {
    await new Promise((resolve) => setTimeout(resolve, 3))
    const { jobs } = state.app
    const due = await nextDue(state.app, clock.now())
    const apps = Object.entries(simulators) as [ChatApp, Simulator][]
    const isHeard = apps.every(([name, simulator]) => state.holding.has(name) || simulator.idle())
    const isQuiet = isHeard && jobs.isIdle() && (due === null || due > clock.now())
    quiet = isQuiet ? quiet + 1 : 0
    if (quiet === 2 && due !== null && due <= clock.now() + SHORT_PAUSE_MS) {
      clock.set(due)
      jobs.wake()
      quiet = 0
    }
    if (performance.now() > giveUpAt)
      throw new Error(`not settled: ${JSON.stringify({ due, idle: jobs.isIdle() })}`)
  }
}

async function nextDue(app: App, now: number): Promise<number | null> {
  const { db } = app.world.store
  const moments = [
    await nextInboxMoment(db),
    await nextLetterMoment(db, now),
    await nextAskMoment(db),
    await nextConferenceMoment(db),
    await nextFallbackMoment(db),
    await nextSpreadMoment(db),
    await nextLookMoment(db),
    await nextFetchMoment(db),
  ].filter((at) => at !== null)
  return moments.length > 0 ? Math.min(...moments) : null
}

/** Goes from one due moment to the next, so that everything happens in its order. */
async function forwardTo(
  state: { app: App },
  clock: StillClock,
  target: number,
  settle: () => Promise<void>,
) {
  for (;;) {
    const due = await nextDue(state.app, clock.now())
    clock.set(due !== null && due <= target ? Math.max(due, clock.now()) : target)
    state.app.jobs.wake()
    await settle()
    if (due === null || due > target) return
  }
}

export { nameAt }
