import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keptTokens } from '../../db/oa-tokens.ts'
import { challengeOf } from '../../src/channels/zalo-oa/consent.ts'
import { beginConsent } from '../../src/oa-consent.ts'
import { account, office } from '../kit/office.ts'

const secret = 'a secret of the test office, long enough to pass'

test('the domain is proven by a tag on the front page and by the downloaded file', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'caunoi-zalo-')), 'zalo_verifierAbC123.html')
  writeFileSync(file, '<html>zalo said so</html>')
  const { app } = await office({ needs: { siteVerification: { code: 'AbC123', file } } })
  const front = await (await fetch(app.url)).text()
  expect(front).toContain('<meta name="zalo-platform-site-verification" content="AbC123" />')
  const proof = await fetch(`${app.url}/zalo_verifierAbC123.html`)
  expect(await proof.text()).toBe('<html>zalo said so</html>')
  expect((await fetch(`${app.url}/zalo_verifierOther.html`)).status).toBe(404)
})

async function consenting() {
  const redirectUri = 'http://127.0.0.1/oauth/zalo-oa'
  const story = await office({ oa: {}, consent: redirectUri })
  const { store, now } = story.app.world
  const oa = {
    ...account,
    redirectUri,
    roots: { openapi: story.oa.url, oauth: story.oa.url, business: story.oa.url },
  }
  const begin = async () => {
    const url = new URL(await beginConsent(store, secret, oa as never, now()))
    return url.searchParams.get('code_challenge')!
  }
  const comeBack = (code: string) =>
    fetch(`${story.app.url}/oauth/zalo-oa?code=${code}&oa_id=${account.oaId}`)
  const tokens = () => keptTokens(store.db, account.oaId)
  return { ...story, begin, comeBack, tokens }
}

test('an administrator who consents through the link gives us tokens, which lie sealed in the store', async () => {
  const { oa, begin, comeBack, tokens } = await consenting()
  const challenge = await begin()
  const answer = await comeBack(oa.authorize(challenge))
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('Đã cấp quyền')
  const kept = await tokens()
  expect(kept?.state).toBe('good')
  expect(JSON.stringify(kept)).not.toContain(oa.tokens().access)
  expect(JSON.stringify(kept)).not.toContain(oa.tokens().refresh)
})

test('a code that nobody asked for, or a second time, changes nothing', async () => {
  const { oa, begin, comeBack, tokens } = await consenting()
  const before = await tokens()
  expect((await comeBack(oa.authorize(challengeOf('a stranger’s own')))).status).toBe(400)
  expect(await tokens()).toEqual(before)
  const challenge = await begin()
  expect((await comeBack('no-such-code')).status).toBe(400)
  expect((await comeBack(oa.authorize(challenge))).status).toBe(200)
  expect((await comeBack(oa.authorize(challenge))).status).toBe(400)
})
