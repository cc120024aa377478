import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

const FILE = 'app-secret'
const LEAST_LENGTH = 32

/**
 * The application's secret: `given` (APP_SECRET) or the one kept in `dataDir`, made there at the first start and readable
 * by its owner alone. Whoever asks, server or command line, gets the same. Throws when the file is damaged or unreadable.
 */
export async function appSecret(dataDir: string, given?: string): Promise<string> {
  if (given) return given
  const file = join(dataDir, FILE)
  return (await keptIn(file)) ?? (await makeIn(dataDir, file))
}

/** A secret for one purpose, from which the application's cannot be told. 64 characters of 0-9 and a-f. */
export const derivedSecret = (secret: string, purpose: string) =>
  createHmac('sha256', secret).update(purpose).digest('hex')

/** What a platform must show with each webhook call: the operator's own secret, or one derived for that channel. */
export const webhookSecret = (own: string | undefined, secret: string, channel: string) =>
  own ?? derivedSecret(secret, `webhook ${channel}`)

/** What must never appear in a log, word for word. */
export function secretsOf(config: Config): string[] {
  const { telegram, zaloBot, zaloOa, email } = config.platforms.kind === 'real' ? config.platforms : {}
  const tokens = [telegram, ...(zaloBot?.bots ?? [])].flatMap((bot) => bot?.token ?? [])
  const hooks = [telegram, zaloBot].map((platform) =>
    platform?.delivery.kind === 'webhook' ? platform.delivery.secret : undefined,
  )
  const ofOa = [zaloOa?.appSecret, zaloOa?.secretKey, zaloOa?.refreshToken, zaloOa?.pkceVerifier]
  const passwords = [config.redisUrl, config.httpsProxy, email?.smtpUrl].flatMap(passwordsIn)
  return [config.appSecret, ...tokens, ...hooks, ...ofOa, ...passwords].flatMap((secret) => secret || [])
}

/** As it stands in the URL, and as it is meant. */
function passwordsIn(url: string | undefined): string[] {
  const password = url && URL.canParse(url) ? new URL(url).password : ''
  return [...new Set([password, unquoted(password)])]
}

function unquoted(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

async function keptIn(file: string): Promise<string | undefined> {
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (kept === undefined) return undefined
  if (kept.trim().length < LEAST_LENGTH) throw new Error(damaged(file))
  await chmod(file, 0o600)
  return kept.trim()
}

/** Written aside and linked into place: of two processes that start together one wins, and neither reads half a file. */
async function makeIn(dataDir: string, file: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomUUID()}`
  const secret = randomBytes(32).toString('hex')
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flush: true })
  try {
    await link(draft, file)
    return secret
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return (await keptIn(file)) ?? secret
  } finally {
    await rm(draft, { force: true })
  }
}

const damaged = (file: string) =>
  [
    `Tệp ${file} bị hỏng: phải có ít nhất ${LEAST_LENGTH} ký tự. Khôi phục từ bản sao lưu, hoặc đặt APP_SECRET.`,
    `The file ${file} is damaged: it must hold at least ${LEAST_LENGTH} characters. Restore it from a backup, or set APP_SECRET.`,
  ].join('\n')
