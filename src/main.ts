import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fact, saveFact } from '../db/facts.ts'
import { holdAlone } from '../db/lock.ts'
import { StoreError } from '../db/migrate.ts'
import { inTransaction, openStore } from '../db/open.ts'
import { findRedis } from '../jobs/redis.ts'
import { type App, openApp } from './app.ts'
import { realClock } from './clock.ts'
import { type Config, describeProblems, describeWarnings, loadEnvFile, readConfig } from './config.ts'
import { openDrill } from './drill.ts'
import { type Log, openLog } from './log.ts'
import { channelsOf } from './platforms.ts'
import { appSecret, secretsOf } from './secret.ts'
import { settingsOf } from './settings.ts'
import { WebError } from './web/server.ts'

// Before any file is made: what is made holds names and phone numbers, and SQLite's own files too are their owner's alone.
process.umask(0o077)

/** Where a connection goes when no Redis is to be had: nowhere, and the application rings its bells itself. */
const NOWHERE = { path: '/nonexistent/redis.sock' }

/** A shutdown that takes longer than this is cut short; the database knows what was left undone. */
const SHUTDOWN_MS = 10_000

async function main(): Promise<void> {
  loadEnvFile(process.cwd())
  const read = readConfig(process.env)
  if (read.kind === 'refused') return giveUp(describeProblems(read.problems))
  const { config } = read
  const log = openLog(config.logLevel, secretsOf(config))
  if (read.warnings.length > 0) log.warn(describeWarnings(read.warnings))
  try {
    const running =
      config.platforms.kind === 'drill' ? await startDrill(config, log) : await startReal(config, log)
    stopOnSignal(running, log)
  } catch (error) {
    if (isForPeople(error)) return giveUp(error.message)
    if (!isUnwritable(error)) throw error
    giveUp(unwritable(config.dataDir, error.code))
  }
}

/** The program does not start, for a reason that a person can act on. */
class Refusal extends Error {}

const isForPeople = (error: unknown): error is Error =>
  error instanceof WebError || error instanceof StoreError || error instanceof Refusal

const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOSPC', 'SQLITE_CANTOPEN', 'SQLITE_READONLY']

const isUnwritable = (error: unknown): error is { code: string } =>
  error instanceof Error && 'code' in error && UNWRITABLE.includes(String(error.code).split('_DIRECTORY')[0]!)

const unwritable = (dataDir: string, code: string) =>
  `Không ghi được vào DATA_DIR (${dataDir}): ${code}. Chọn thư mục khác hoặc cấp quyền ghi, ví dụ DATA_DIR=./data\n` +
  `DATA_DIR (${dataDir}) cannot be written to: ${code}. Choose another folder or give the right to write, e.g. DATA_DIR=./data`

async function startDrill(config: Config, log: Log): Promise<{ close: () => Promise<void> }> {
  if (await hasSeenRealToken(config.dataDir))
    throw new Refusal(
      'DATA_DIR này từng chạy với mã bot thật nên không dùng để diễn tập: đặt lại TELEGRAM_BOT_TOKEN hoặc ZALO_BOT_TOKEN, ' +
        'hoặc chọn DATA_DIR khác, ví dụ DATA_DIR=./dien-tap\n' +
        'This DATA_DIR has held a real bot token, so it is not used for a drill: set TELEGRAM_BOT_TOKEN or ZALO_BOT_TOKEN ' +
        'again, or choose another DATA_DIR, for example DATA_DIR=./drill-data',
    )
  const drill = await openDrill({ config, log })
  announce(`DIỄN TẬP – mở ${drill.url}/drill  (drill mode: open ${drill.url}/drill)`)
  return drill
}

async function hasSeenRealToken(dataDir: string): Promise<boolean> {
  const file = join(dataDir, 'caunoi.db')
  if (!existsSync(file)) return false
  const store = await openStore(file)
  try {
    return (await fact(store.db, 'real-token-seen')) !== null
  } finally {
    store.close()
  }
}

async function startReal(config: Config, log: Log): Promise<App> {
  const release = holdAlone(join(config.dataDir, 'server.lock'))
  if (!release)
    throw new Refusal(
      'Một máy chủ Cầu Nối khác đang chạy trên DATA_DIR này. Dừng máy chủ đó trước.\n' +
        'Another Cầu Nối server is running on this DATA_DIR. Stop that one first.',
    )
  const secret = await appSecret(config.dataDir, config.appSecret)
  const redis = await findRedis({ url: config.redisUrl, dataDir: config.dataDir, allowStart: true, log })
  if (redis?.warning) log.warn(redis.warning)
  const app = await openApp({
    settings: settingsOf(config, null),
    dataDir: config.dataDir,
    secret,
    clock: realClock,
    log,
    redis: redis?.options ?? NOWHERE,
    prefix: 'caunoi',
    ...channelsOf(config, secret),
    synchronous: config.sqliteSynchronous,
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl,
    siteVerification: config.siteVerification,
  })
  await inTransaction(app.world.store, async (tx) => {
    await saveFact(tx, 'real-token-seen', 'yes', app.world.now())
    await saveFact(tx, 'secret', app.world.mac('which secret'), app.world.now())
  })
  announce(`Cầu Nối: ${app.url}`)
  return app
}

function stopOnSignal(running: { close: () => Promise<void> }, log: Log): void {
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
}

const announce = (line: string) => process.stdout.write(`${line}\n`)

function giveUp(reason: string): void {
  process.stderr.write(`${reason}\n`)
  process.exitCode = 1
}

await main()
