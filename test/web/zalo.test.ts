import { expect, test } from 'vitest'
import { openDoor } from './door.ts'

test('the domain is proved to Zalo by the tag on the front page and by the downloaded file, unchanged', async () => {
  const file = 'There Is No Limit To What You Can Accomplish Using Zalo!'
  const door = await openDoor([], { zalo: { verification: { code: 'AbCd12', file } } })
  expect(await (await fetch(door.url)).text()).toContain(
    '<meta name="zalo-platform-site-verification" content="AbCd12" />',
  )
  const served = await fetch(`${door.url}/zalo_verifierAbCd12.html`)
  expect(served.headers.get('content-type')).toContain('text/html')
  expect(await served.text()).toBe(file)
  expect((await fetch(`${door.url}/zalo_verifierOther.html`)).status).toBe(404)
  await door.close()
})

test('without such a code neither is there', async () => {
  const door = await openDoor([], { zalo: {} })
  expect(await (await fetch(door.url)).text()).not.toContain('zalo-platform')
  await door.close()
})

test('a consent comes back once and its code is handed on; a refused one is told', async () => {
  const taken: object[] = []
  const take = async (query: { code?: string }) => taken.push(query) > 0 && query.code === 'right'
  const door = await openDoor([], { zalo: { callback: { path: '/oauth/zalo-oa', take } } })
  const good = await fetch(`${door.url}/oauth/zalo-oa?code=right&oa_id=44&state=s`)
  expect([good.status, await good.text()]).toEqual([200, expect.stringContaining('Đã cấp quyền')])
  expect((await fetch(`${door.url}/oauth/zalo-oa?code=wrong`)).status).toBe(400)
  expect(taken).toEqual([{ code: 'right', oaId: '44', state: 's' }, { code: 'wrong' }])
  await door.close()
})
