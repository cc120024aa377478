import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { redisClient } from '../../jobs/connection.ts'
import { homeOf } from '../../jobs/own-server.ts'
import { findRedis } from '../../jobs/redis.ts'
import type { Phone, PhoneMessage } from '../../src/simulator/phone.ts'
import { startTelegramSimulator } from '../../src/simulator/telegram.ts'
import { startZaloBotSimulator } from '../../src/simulator/zalo-bot.ts'
import { planFile } from './plan.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)
const silent = { info: () => {}, warn: () => {}, error: () => {} }

const telegramToken = '710000001:token-of-the-bot-that-gets-killed-000'
const zaloToken = '810000001:token-of-the-bot-that-gets-killed-000'

const CONTACTS = 58
const ANSWERING = 41
/** Everybody has the card this long after the last start. */
const PROMISED_MS = 30_000

/**
 * A round with 58 contacts, half of them on Zalo, while the server is killed `kills` times at random moments and Redis
 * is emptied in half of them. Then: no answer and no reminder is lost, and nothing that is known to have arrived comes
 * again.
 */
export async function surviveKills(kills: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'caunoi-kill-'))
  const telegram = await startTelegramSimulator({
    bots: [{ token: telegramToken, username: 'killed_bot', name: 'Cầu Nối' }],
    limits: null,
  })
  const zalo = await startZaloBotSimulator({
    bots: [{ token: zaloToken, accountName: 'bot.killed', name: 'Bot' }],
    limits: null,
  })
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    TELEGRAM_BOT_TOKEN: telegramToken,
    TELEGRAM_API_ROOT: telegram.url,
    ZALO_BOT_TOKEN: zaloToken,
    ZALO_BOT_API_ROOT: zalo.url,
    TELEGRAM_RATE_PER_SECOND: '0',
    ZALO_BOT_RATE_PER_SECOND: '0',
    LOG_LEVEL: 'error',
  }
  const server = serverIn(env)
  try {
    const file = join(dataDir, 'plan.json')
    writeFileSync(file, JSON.stringify(killPlan()))
    await caunoi(env, 'import', file, '--yes', '--json')
    await server.start()
    const people = await enrol(env, (place) =>
      (place % 2 === 0 ? telegram : zalo).phone({ name: `Người ${place}` }),
    )
    await settled(people, (phone) => phone.messages().length >= 2)
    await caunoi(env, 'open', 'round', 'r1', '--conference', 'vt26', '--json')
    const acting = new AbortController()
    const answers = people.slice(0, ANSWERING).map((phone, place) => answer(phone, place, acting.signal))
    for (let kill = 0; kill < kills; kill++) {
      await pause(200 + Math.random() * 2_000)
      await server.kill()
      if (kill % 2 === 0) await flush(dataDir)
      await server.start()
    }
    await settled(people, hasCard, PROMISED_MS)
    await Promise.all(answers)
    await everyAnswerCounts(env)
    await everySilentReminded(people.slice(ANSWERING))
    for (const phone of people) saidOnce(phone)
    acting.abort()
  } finally {
    await server.kill()
    await (await findRedis({ dataDir, allowStart: false, log: silent }))?.stop()
    await Promise.all([telegram.close(), zalo.close()])
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function killPlan() {
  const plan = planFile({ bridgePoints: CONTACTS })
  const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  Object.assign(plan.conference, { start: soon(120), end: soon(240) })
  Object.assign(plan.rounds[0]!, { opensAt: soon(60), closesAt: soon(90) })
  plan.policies = { readiness: { steps: [{ after: 'PT20S', do: 'remind' }], urgent: true } }
  return plan
}

interface Server {
  start: () => Promise<void>
  kill: () => Promise<void>
}

export function serverIn(env: Record<string, string | undefined>): Server {
  let child: ChildProcess | null = null
  return {
    start: async () => {
      child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
        cwd: root,
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      await until(() => isReady(env.PORT!), 20_000, 'the server is ready')
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

const isReady = (port: string) =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  )

/** Of ten thousand recipients. */
const LONGEST_ANSWER = 64 * 1024 * 1024

/** The command line as a person runs it, beside the server or without one. */
export async function caunoi(env: Record<string, string | undefined>, ...words: string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['src/cli/caunoi.mjs', ...words], {
    cwd: root,
    env,
    maxBuffer: LONGEST_ANSWER,
  })
  return JSON.parse(stdout)
}

async function enrol(
  env: Record<string, string | undefined>,
  phoneFor: (place: number) => Phone,
): Promise<Phone[]> {
  const invites = (await caunoi(env, 'invite', '--conference', 'vt26', '--json')) as {
    code: string
    telegram: string | null
  }[]
  expect(invites.length).toBe(CONTACTS)
  return invites.map((invite, place) => {
    const phone = phoneFor(place)
    if (place % 2 === 0) phone.start(new URL(invite.telegram!).searchParams.get('start')!)
    else phone.write(invite.code)
    return phone
  })
}

const fromBot = (phone: Phone) => phone.messages().filter((message) => message.from === 'bot')
const isCard = (message: PhoneMessage) => message.text.includes('kiểm tra và xác nhận điểm cầu')
const hasCard = (phone: Phone) => fromBot(phone).some(isCard)

/** Says that all is well and that the bridge point is ready, each in their own time, by button or in words. */
async function answer(phone: Phone, place: number, signal: AbortSignal): Promise<void> {
  while (!hasCard(phone) && !signal.aborted) await pause(50)
  await pause(Math.random() * 8_000)
  for (const words of ['Tất cả tốt', 'Sẵn sàng']) {
    if (signal.aborted) return
    if (place % 2 === 0) phone.press(words)
    else await writeUntilHeard(phone, words, signal)
    await pause(200 + Math.random() * 1_000)
  }
}

/**
 * Zalo's polling has no acknowledgement: what it handed to a process that died on the spot is gone, and nobody can know.
 * A person who gets no answer writes again.
 */
async function writeUntilHeard(phone: Phone, words: string, signal: AbortSignal): Promise<void> {
  for (let heard = fromBot(phone).length; fromBot(phone).length === heard && !signal.aborted;) {
    phone.write(words)
    for (let waited = 0; waited < 7_000 && fromBot(phone).length === heard; waited += 50) await pause(50)
  }
}

async function everyAnswerCounts(env: Record<string, string | undefined>): Promise<void> {
  const statuses = async () => {
    const board = (await caunoi(env, 'board', '--conference', 'vt26', '--json')) as {
      bridgePoints: { status: string }[]
    }
    return board.bridgePoints.map((point) => point.status)
  }
  await until(
    async () => (await statuses()).filter((status) => status === 'ready').length === ANSWERING,
    20_000,
    'every answer counts',
  )
  expect((await statuses()).filter((status) => status === 'pending').length).toBe(CONTACTS - ANSWERING)
}

const everySilentReminded = (silentPeople: Phone[]) =>
  settled(
    silentPeople,
    (phone) => fromBot(phone).some((message) => message.text.includes('chưa xác nhận')),
    40_000,
  )

/** The same thing twice only where nobody could know whether it had arrived, and then it says so. */
function saidOnce(phone: Phone): void {
  const unmarked = fromBot(phone)
    .map((message) => message.text)
    .filter(
      (text) =>
        !text.includes('(gửi lại)') &&
        (text.includes('kiểm tra và xác nhận') || text.includes('chưa xác nhận')),
    )
  expect(new Set(unmarked).size, `${phone.name} was told twice:\n${unmarked.join('\n———\n')}`).toBe(
    unmarked.length,
  )
}

async function flush(dataDir: string): Promise<void> {
  const { socket } = homeOf(dataDir)
  if (!existsSync(socket)) return
  const redis = redisClient({ path: socket }, silent)
  await until(async () => redis.status === 'ready', 5_000, 'Redis answers')
  await redis.flushall()
  redis.disconnect()
}

const settled = (people: Phone[], is: (phone: Phone) => boolean, patienceMs = 30_000) =>
  until(async () => people.every(is), patienceMs, 'everybody sees it')

export async function until(is: () => Promise<boolean>, patienceMs: number, what: string): Promise<void> {
  const giveUpAt = performance.now() + patienceMs
  while (!(await is())) {
    if (performance.now() > giveUpAt) expect.fail(`waited ${patienceMs} ms in vain: ${what}`)
    await pause(50)
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
