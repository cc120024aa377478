import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import {
  describeProblems,
  describeWarnings,
  loadEnvFile,
  readConfig,
  type Config,
  type Environment,
} from '../src/config.ts'
import { secretsOf } from '../src/secret.ts'
import { settings } from '../src/settings/table.ts'

const TELEGRAM = '123456789:AAfictional-token_of-a-bot'
const ZALO = '987654321:zalo-bot-one'
const PUBLIC_URL = 'https://caunoi.example.vn'

function configOf(env: Environment): Config {
  const read = readConfig(env)
  if (read.kind === 'refused') throw new Error(describeProblems(read.problems))
  return read.config
}

function wrong(env: Environment): string[] {
  const read = readConfig(env)
  return read.kind === 'refused' ? read.problems.map(({ name }) => name) : []
}

function warnings(env: Environment): string {
  const read = readConfig(env)
  return read.kind === 'config' ? describeWarnings(read.warnings) : 'refused'
}

describe('with nothing set', () => {
  test('it is a drill on this machine, with the office hours of Vietnam', () => {
    const config = configOf({})
    expect(config.platforms).toEqual({ kind: 'drill' })
    expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', defaultTimezone: 'Asia/Ho_Chi_Minh' })
    expect(config.dataDir).toBe(join(process.cwd(), 'data'))
    expect(config.quietHours).toEqual({ from: 21 * 60, to: 6 * 60 })
    expect(config.inviteValidMs).toBe(14 * 24 * 3_600_000)
    expect(config.office).toEqual({ name: 'Ban Tổ chức' })
    expect(config.steps).toEqual({
      acknowledge: [
        { after: 'PT4H', do: 'remind' },
        { after: 'P1D', do: 'backup' },
        { after: 'P2D', do: 'coordinators' },
      ],
      readiness: [
        { beforeClose: 'PT45M', do: 'remind' },
        { beforeClose: 'PT30M', do: 'backup' },
        { beforeClose: 'PT30M', do: 'coordinators' },
      ],
      deadline: [
        { before: 'P3D', do: 'remind' },
        { before: 'P1D', do: 'remind' },
      ],
    })
  })

  test('empty and blank values count as unset', () => {
    expect(configOf({ PORT: '', TELEGRAM_BOT_TOKEN: '  ', QUIET_HOURS: '', PUBLIC_URL: ' ' })).toEqual(
      configOf({}),
    )
  })
})

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')

  test('lists every setting once, and no other', () => {
    const listed = text.split('\n').flatMap((line) => /^#?([A-Z_]+)=/.exec(line)?.[1] ?? [])
    expect(listed.toSorted()).toEqual(Object.keys(settings).toSorted())
  })

  test('explains each in Vietnamese and English on the lines before it', () => {
    const lines = text.split('\n')
    for (const [at, line] of lines.entries())
      if (/^#?[A-Z_]+=/.test(line)) expect(lines[at - 1], line).toMatch(/^# /)
  })

  test('copied as it is changes nothing', () => {
    expect(readConfig(parseEnv(text) as Environment)).toEqual(readConfig({}))
  })
})

describe('a real platform', () => {
  test('Telegram alone leaves Zalo off, not simulated', () => {
    expect(configOf({ TELEGRAM_BOT_TOKEN: TELEGRAM }).platforms).toEqual({
      kind: 'real',
      telegram: {
        account: '123456789',
        token: TELEGRAM,
        apiRoot: 'https://api.telegram.org',
        delivery: { kind: 'polling' },
        ratePerSecond: 25,
        content: 'full',
      },
    })
  })

  test('an office with more than fifty people lists several Zalo bots', () => {
    const { platforms } = configOf({
      ZALO_BOT_TOKEN: `${ZALO}, 555:zalo-bot-two,`,
      ZALO_BOT_MODE: 'webhook',
      ZALO_BOT_RATE_PER_SECOND: '0',
      PUBLIC_URL: `${PUBLIC_URL}/`,
    })
    expect(platforms).toMatchObject({
      zaloBot: {
        bots: [{ account: '987654321' }, { account: '555' }],
        ratePerSecond: 0,
        delivery: { kind: 'webhook', publicUrl: PUBLIC_URL },
      },
    })
  })

  test('the same bot twice is refused', () => {
    expect(wrong({ ZALO_BOT_TOKEN: `${ZALO},987654321:its-new-token` })).toEqual(['ZALO_BOT_TOKEN'])
  })

  test('roots lose their last slash', () => {
    const { platforms } = configOf({ TELEGRAM_BOT_TOKEN: TELEGRAM, TELEGRAM_API_ROOT: 'http://127.0.0.1:9/' })
    expect(platforms).toMatchObject({ telegram: { apiRoot: 'http://127.0.0.1:9' } })
  })

  test('webhooks need an address to be reached at; http is for this machine only', () => {
    const env = { TELEGRAM_BOT_TOKEN: TELEGRAM, TELEGRAM_MODE: 'webhook' }
    expect(wrong(env)).toEqual(['PUBLIC_URL'])
    expect(wrong({ ...env, PUBLIC_URL: 'http://caunoi.example.vn' })).toEqual(['PUBLIC_URL'])
    expect(wrong({ ...env, PUBLIC_URL: `${PUBLIC_URL}/?a=b` })).toEqual(['PUBLIC_URL'])
    for (const near of ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080', PUBLIC_URL])
      expect(wrong({ ...env, PUBLIC_URL: near })).toEqual([])
    expect(wrong({ TELEGRAM_MODE: 'webhook' })).toEqual([])
  })
})

describe('what is wrong', () => {
  test.each([
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['HOST', 'http://0.0.0.0'],
    ['PUBLIC_URL', 'caunoi.example.vn'],
    ['REDIS_URL', '127.0.0.1:6379'],
    ['LOG_LEVEL', 'loud'],
    ['DEFAULT_TIMEZONE', 'Asia/Hanoi'],
    ['DEFAULT_TIMEZONE', '+07:00'],
    ['APP_SECRET', 'too short'],
    ['HTTPS_PROXY', 'socks5://proxy.example.vn'],
    ['TELEGRAM_BOT_TOKEN', 'AAfictional'],
    ['TELEGRAM_API_ROOT', 'api.telegram.org'],
    ['TELEGRAM_MODE', 'push'],
    ['TELEGRAM_WEBHOOK_SECRET', 'có dấu'],
    ['TELEGRAM_RATE_PER_SECOND', '1001'],
    ['TELEGRAM_RATE_PER_SECOND', '-1'],
    ['ZALO_BOT_TOKEN', `${ZALO};555:two`.replace(';', ' ')],
    ['ZALO_BOT_WEBHOOK_SECRET', 'ngắn'],
    ['ZALO_BOT_LINK', 'zalo.me/1'],
    ['OFFICE_PHONE', 'gọi tổng đài'],
    ['QUIET_HOURS', '21-6'],
    ['QUIET_HOURS', '24:00-06:00'],
    ['SQLITE_SYNCHRONOUS', 'OFF'],
    ['INVITE_VALID', '14 days'],
    ['INVITE_VALID', 'PT0S'],
    ['ACKNOWLEDGE_STEPS', 'remind 4h'],
    ['READINESS_STEPS', 'boss PT45M'],
    ['DEADLINE_STEPS', 'remind P3D remind P1D'],
  ])('%s=%s', (name, value) => expect(wrong({ [name]: value })).toEqual([name]))

  test('is told all at once, in both languages, with an example of each', () => {
    const read = readConfig({ PORT: 'tám nghìn', LOG_LEVEL: 'loud' })
    const told = read.kind === 'refused' ? describeProblems(read.problems) : ''
    expect(told).toContain('PORT: phải là số nguyên từ 0 đến 65535. Ví dụ: PORT=8080')
    expect(told).toContain('PORT: must be a whole number from 0 to 65535. Example: PORT=8080')
    expect(told).toContain('LOG_LEVEL: must be one of: fatal, error')
  })

  test('is told without the value, which may be a secret', () => {
    const read = readConfig({
      TELEGRAM_BOT_TOKEN: 'my secret:is here',
      APP_SECRET: 'hush',
      REDIS_URL: 'http://:hush@redis',
      HTTPS_PROXY: 'ftp://u:hush@proxy',
    })
    const told = read.kind === 'refused' ? describeProblems(read.problems) : 'hush'
    expect(told).not.toMatch(/hush|my secret|is here/)
  })

  test('every example would do, unless it stands for a secret', () => {
    for (const [name, { example }] of Object.entries(settings))
      if (!example.startsWith('<')) expect(wrong({ [name]: example }), name).not.toContain(name)
  })
})

describe('what looks like a slip', () => {
  test('a misspelt token does not start a drill in silence', () => {
    expect(warnings({ TELEGRAM_BOT_TOKN: TELEGRAM })).toBe(
      'TELEGRAM_BOT_TOKN không phải là thiết lập của Cầu Nối; có lẽ ý là TELEGRAM_BOT_TOKEN. / ' +
        'TELEGRAM_BOT_TOKN is not a setting of Cầu Nối; perhaps TELEGRAM_BOT_TOKEN was meant.',
    )
    expect(warnings({ CAUNOI_COLOUR: 'blue', PATH: '/bin' })).toContain('CAUNOI_COLOUR is not a setting')
  })

  test('a setting of a platform without a token has no effect', () => {
    expect(warnings({ ZALO_BOT_MODE: 'webhook' })).toContain('because ZALO_BOT_TOKEN is not set')
    expect(warnings({ ZALO_BOT_MODE: 'webhook', ZALO_BOT_TOKEN: ZALO, PUBLIC_URL })).toBe('')
  })
})

test('quiet hours and steps can be turned off', () => {
  const config = configOf({ QUIET_HOURS: 'off', DEADLINE_STEPS: 'off' })
  expect([config.quietHours, config.steps.deadline]).toEqual([null, []])
})

test('the proxy of the surroundings is used, in small letters and without its scheme too', () => {
  expect(configOf({ https_proxy: 'proxy.example.vn:3128' }).httpsProxy).toBe('http://proxy.example.vn:3128')
  expect(configOf({ https_proxy: 'http://a', HTTPS_PROXY: 'http://b' }).httpsProxy).toBe('http://b')
})

test('whoever logs knows every secret', () => {
  const secrets = secretsOf(
    configOf({
      APP_SECRET: 'a'.repeat(32),
      TELEGRAM_BOT_TOKEN: TELEGRAM,
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: 'hook',
      ZALO_BOT_TOKEN: ZALO,
      HTTPS_PROXY: 'http://office:door@proxy.example.vn:3128',
      PUBLIC_URL,
    }),
  )
  expect(secrets.toSorted()).toEqual(['a'.repeat(32), 'door', 'hook', TELEGRAM, ZALO].toSorted())
})

describe('the file .env', () => {
  const dir = mkdtempSync(join(tmpdir(), 'caunoi-env-'))
  afterEach(() => {
    delete process.env.OFFICE_NAME
    rmSync(join(dir, '.env'), { force: true })
  })

  test('is read when it is there', () => {
    loadEnvFile(dir)
    expect(process.env.OFFICE_NAME).toBeUndefined()
    writeFileSync(join(dir, '.env'), 'OFFICE_NAME=Văn phòng UBND tỉnh\n')
    loadEnvFile(dir)
    expect(configOf(process.env).office.name).toBe('Văn phòng UBND tỉnh')
  })

  test('gives way to the environment', () => {
    process.env.OFFICE_NAME = 'Sở Thông tin'
    writeFileSync(join(dir, '.env'), 'OFFICE_NAME=khác\n')
    loadEnvFile(dir)
    expect(process.env.OFFICE_NAME).toBe('Sở Thông tin')
  })
})
