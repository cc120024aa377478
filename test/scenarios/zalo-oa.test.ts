import { expect, onTestFinished, test } from 'vitest'
import { app, openPlatform } from '../channels/zalo-oa-kit.ts'
import { settingsFor } from '../channels/zalo-oa-ours.ts'
import { office, vietnam } from '../kit/office.ts'

test('Lan is on the official account alone: she links by her code, gets the card and answers by its button', async () => {
  const start = '2026-12-01T08:00'
  const { zalo, clock } = await openPlatform()
  clock.now = vietnam(start)
  onTestFinished(() => zalo.close())
  const here = await office({
    start,
    unlinked: [0],
    assignments: 1,
    settings: { zaloOa: { account: app.oaId } },
    needs: {
      zaloOa: settingsFor(zalo.url),
      inbound: { 'zalo-oa': { kind: 'webhook', publicUrl: 'https://caunoi.example.vn' } },
    },
  })
  zalo.setWebhook(`${here.app.url}/webhooks/zalo-oa`)
  const { code: secret } = await here.inviteFor('c1')
  const lan = zalo.phone({ name: 'Lan' })
  lan.write(secret)
  await expect.poll(() => lan.last()?.text, { timeout: 15_000 }).toBeTruthy()
  await here.settle()
  await here.sendsAssignments()
  const labelled = () =>
    lan.messages().some(({ buttons }) => buttons.flat().some(({ label }) => label === 'Đã nhận'))
  await expect.poll(labelled, { timeout: 15_000 }).toBe(true)
  const before = lan.messages().length
  lan.press('Đã nhận')
  await expect.poll(() => lan.messages().length, { timeout: 15_000 }).toBeGreaterThan(before)
  expect(lan.last()!.text).toMatch(/Đã ghi/)
  for (const person of here.people) person.readsAll()
}, 60_000)
