import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { oaTokensOf } from '../../db/oa-tokens.ts'
import { openOa } from '../../src/oa.ts'
import { account, office, officeSecret, officialAccount } from '../kit/office.ts'

/** The office's server with the page that the administrator comes back to, and the command line beside it. */
async function consenting() {
  const options = { oa: {}, consent: 'http://127.0.0.1/oauth/zalo-oa' }
  const story = await office(options)
  const { world } = story.app
  const { store } = world
  const console = openOa({
    settings: officialAccount(options, story.oa.url),
    secret: officeSecret,
    store,
    now: () => world.now(),
    onTrouble: () => {},
  })
  const begin = async () => {
    const asked = new URL((await console.consentUrl())!).searchParams
    return { challenge: asked.get('code_challenge')!, state: asked.get('state')! }
  }
  const comeBack = (code: string, state: string) =>
    fetch(`${story.app.url}/oauth/zalo-oa?code=${code}&state=${state}&oa_id=${account.oaId}`)
  const kept = () => oaTokensOf(store.db, account.oaId)
  await expect.poll(kept).toMatchObject({ state: 'good', access: expect.any(String) })
  return { ...story, begin, comeBack, kept }
}

test('an administrator who consents through the link gives us tokens, which lie sealed in the store', async () => {
  const { oa, begin, comeBack, kept } = await consenting()
  const before = await kept()
  const { challenge, state } = await begin()
  const answer = await comeBack(oa.authorize(challenge), state)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('Đã cấp quyền')
  const row = await kept()
  expect(row?.state).toBe('good')
  expect(row?.refresh).not.toBe(before?.refresh)
  expect(JSON.stringify(row)).not.toContain(oa.tokens().access)
  expect(JSON.stringify(row)).not.toContain(oa.tokens().refresh)
})

test('a code that nobody asked for, or for another attempt, changes nothing', async () => {
  const { oa, begin, comeBack, kept } = await consenting()
  const before = await kept()
  expect((await comeBack(oa.authorize('A'.repeat(43)), 'no-such-state')).status).toBe(400)
  const { state: old } = await begin()
  const { challenge, state } = await begin()
  expect((await comeBack(oa.authorize(challenge), old)).status).toBe(400)
  expect((await comeBack('no-such-code', state)).status).toBe(400)
  expect(await kept()).toEqual(before)
})

test('the downloaded file that proves the domain is served as it lies on the disk', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'caunoi-zalo-')), 'zalo_verifierAbC123.html')
  writeFileSync(file, '<html>zalo said so</html>')
  const { app } = await office({ needs: { siteVerification: { code: 'AbC123', file } } })
  const proof = await fetch(`${app.url}/zalo_verifierAbC123.html`)
  expect(await proof.text()).toBe('<html>zalo said so</html>')
})
