import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

const sources = ['src', 'handlers', 'jobs', 'db'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file).split(sep).join('/'))
    .filter((file) => /\.(ts|mjs)$/.test(file)),
)

/** Arrows point one way: what stands on the left may import what stands on the right, and its own folder. */
const arrows: [folder: string, mayImport: string[]][] = [
  ['src/domain', []],
  ['src/channels/channel.ts', ['src/domain']],
  ['src/channels', ['src/domain', 'src/channels/channel.ts']],
  ['src/simulator', ['src/domain', 'src/clock.ts', 'src/intake/sample.ts']],
  ['src/intake', ['src/domain']],
  ['db', ['src/domain']],
  [
    'handlers',
    [
      'src/domain',
      'db',
      'src/channels/channel.ts',
      'src/intake/plan-file.ts',
      'src/intake/phones.ts',
      'src/intake/report-sheet.ts',
    ],
  ],
  [
    'handlers/deliver.ts',
    ['src/domain', 'db', 'handlers', 'src/channels/channel.ts', 'src/channels/choices.ts'],
  ],
  ['jobs', ['handlers', 'db', 'src/domain', 'src/channels/channel.ts']],
  [
    'src/web',
    [
      'handlers',
      'db',
      'src/domain',
      'src/channels/channel.ts',
      'src/log.ts',
      'src/simulator',
      'src/intake/sample.ts',
      'src/intake/nomination-form.ts',
    ],
  ],
]

/** Libraries have one home. */
const homes: Record<string, string[]> = {
  grammy: ['src/channels/telegram/'],
  undici: ['src/channels/telegram/', 'src/channels/http.ts'],
  nodemailer: ['src/channels/email/'],
  axios: ['src/channels/http.ts'],
  bullmq: ['jobs/'],
  ioredis: ['jobs/'],
  'drizzle-orm': ['db/'],
  'better-sqlite3': ['db/'],
  'drizzle-kit': ['db/drizzle.config.ts'],
  hono: ['src/web/'],
  pino: ['src/log.ts'],
  'prom-client': ['src/web/metrics.ts'],
  hucre: ['src/intake/xlsx.ts'],
  'libphonenumber-js': ['src/intake/'],
  commander: ['src/cli/', 'src/cli.ts'],
  qrcode: ['src/cli/'],
  luxon: ['src/domain/time.ts', 'src/domain/night.ts', 'src/intake/'],
}

const importsOf = (file: string) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(
    (match) => match[1]!,
  )

const ruleFor = (file: string) =>
  arrows
    .filter(([folder]) => file === folder || file.startsWith(`${folder}/`))
    .toSorted((a, b) => b[0].length - a[0].length)[0]

test('arrows point one way', () => {
  const wrong = sources.flatMap((file) => {
    const rule = ruleFor(file)
    if (!rule) return []
    const home = rule[0].endsWith('.ts') ? dirname(rule[0]) : rule[0]
    const allowed = [...rule[1], home]
    return importsOf(file)
      .filter((target) => target.startsWith('.'))
      .map((target) =>
        relative(root, join(root, dirname(file), target))
          .split(sep)
          .join('/'),
      )
      .filter((target) => !allowed.some((each) => target === each || target.startsWith(`${each}/`)))
      .map((target) => `${file} → ${target}`)
  })
  expect(wrong).toEqual([])
})

test('an adapter never imports another adapter', () => {
  const adapters = ['telegram', 'zalo-bot', 'zalo-oa', 'zalo-template', 'email']
  const wrong = sources
    .filter((file) => file.startsWith('src/channels/'))
    .flatMap((file) => {
      const own = file.split('/')[2]!
      if (!adapters.includes(own)) return []
      const others = adapters.filter((each) => each !== own)
      return importsOf(file).filter((target) => others.some((other) => target.includes(`/${other}/`)))
    })
  expect(wrong).toEqual([])
})

test('libraries have one home', () => {
  const wrong = sources.flatMap((file) =>
    importsOf(file).flatMap((target) => {
      const library = Object.keys(homes).find((name) => target === name || target.startsWith(`${name}/`))
      return library && !homes[library]!.some((home) => file.startsWith(home)) ? [`${file} → ${target}`] : []
    }),
  )
  expect(wrong).toEqual([])
})

test('no drawer for odds and ends', () => {
  expect(sources.filter((file) => /(^|\/)(utils?|helpers?|common|types|misc)(\/|\.ts)/.test(file))).toEqual(
    [],
  )
})

test('files hold one thing: 200 lines at most, texts and tables of data excepted', () => {
  const data =
    /^src\/domain\/(texts|reply)\/|^src\/settings\/table\.ts|^db\/schema\.ts|^src\/intake\/(sample|layout)/
  const long = sources
    .filter((file) => !data.test(file))
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > 201)
    .map(({ file, lines }) => `${file}: ${lines}`)
  expect(long).toEqual([])
})
