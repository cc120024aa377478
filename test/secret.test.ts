import { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { appSecret, derivedSecret, webhookSecret } from '../src/secret.ts'

let dataDir = ''
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'caunoi-secret-')), 'data')
})
const file = () => join(dataDir, 'app-secret')

test('the operator’s own secret is used and nothing is written', async () => {
  expect(await appSecret(dataDir, 's'.repeat(32))).toBe('s'.repeat(32))
  expect(() => statSync(dataDir)).toThrow()
})

test('without one it is made once, for its owner’s eyes only', async () => {
  const secret = await appSecret(dataDir)
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(await appSecret(dataDir)).toBe(secret)
})

test('server and command line that start together agree on one', async () => {
  const secrets = await Promise.all(Array.from({ length: 20 }, () => appSecret(dataDir)))
  expect(new Set(secrets).size).toBe(1)
  expect(readFileSync(file(), 'utf8').trim()).toBe(secrets[0])
  expect(readdirSync(dataDir)).toEqual(['app-secret'])
})

test('a file that others could read is closed to them', async () => {
  const secret = await appSecret(dataDir)
  writeFileSync(file(), secret, { mode: 0o644 })
  await appSecret(dataDir)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
})

test('a damaged file stops the start and says what to do: a new secret would void every invite', async () => {
  await appSecret(dataDir)
  writeFileSync(file(), '')
  await expect(appSecret(dataDir)).rejects.toThrow(/bị hỏng[\s\S]*Restore it from a backup/)
})

test('what is derived differs by purpose and fits every platform', () => {
  const secret = 's'.repeat(32)
  expect(webhookSecret(undefined, secret, 'telegram')).toMatch(/^[0-9a-f]{64}$/)
  expect(webhookSecret(undefined, secret, 'telegram')).not.toBe(webhookSecret(undefined, secret, 'zalo-bot'))
  expect(webhookSecret('tự đặt', secret, 'telegram')).toBe('tự đặt')
  expect(derivedSecret(secret, 'invites')).not.toContain(secret)
})
