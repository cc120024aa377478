import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const scripts = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts)

const fences = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((match) => match[1]!.trim())

test('the first two commands are one line each: one runs it, one proves it', () => {
  expect(fences.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test'])
})

test('every path that the README names is there', () => {
  const named = [
    ...readme.matchAll(/[`(]((?:src|handlers|jobs|db|test|docs|ops|\.ci|\.env)[\w./-]*)[`)]/g),
  ].map((match) => match[1]!)
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every npm script and every caunoi command that the README names exists', () => {
  const run = [...readme.matchAll(/npm run (\w+)/g)].map((match) => match[1]!)
  expect(run.filter((name) => !scripts.includes(name))).toEqual([])
  const help = execFileSync(process.execPath, ['src/cli/caunoi.mjs', '--help'], {
    cwd: root,
    encoding: 'utf8',
  })
  const commands = [...readme.matchAll(/caunoi (?!--)(\w+)/g)].map((match) => match[1]!)
  expect(commands.filter((name) => !new RegExp(`^ {2}${name}\\b`, 'm').test(help))).toEqual([])
})
