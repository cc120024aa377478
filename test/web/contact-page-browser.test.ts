import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personByCode } from '../../db/people.ts'
import { linkForPerson } from '../../handlers/link.ts'
import { turn } from '../../handlers/world.ts'
import { announce } from '../kit/announcing.ts'
import { office } from '../kit/office.ts'

const CHROMIUM = '/usr/bin/chromium'

/** An ordinary phone held upright. */
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36',
}

describe.skipIf(!existsSync(CHROMIUM))('the page in a browser at phone width', () => {
  const held: { browser?: Browser } = {}

  beforeAll(async () => {
    held.browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    })
  }, 60_000)

  afterAll(() => held.browser?.close())

  /** Lan, who has no app, with a round open at her bridge point, an assignment to acknowledge and announcements to answer. */
  async function lanOpens(options: BrowserContextOptions = {}) {
    const at = await office({
      assignments: 1,
      unlinked: [0],
      start: '2026-12-05T13:00',
      settings: { publicUrl: 'https://caunoi.example.vn' },
    })
    await at.sendsAssignments()
    await at.opensRound('r1')
    await announce(at, ['c1'], { text: 'Số đại biểu dự?', wanted: { kind: 'number' } })
    await announce(at, ['c1'], { text: 'Lãnh đạo dự?', wanted: { kind: 'text' } })
    await announce(at, ['c1'], { text: 'Bài phát biểu?', wanted: { kind: 'file' } })
    at.coordinator.readsAll()
    const lan = (await personByCode(at.app.world.store.db, 'c1'))!
    const token = await turn(at.app.world, (now) => linkForPerson(now, lan.id))
    const context = await held.browser!.newContext({ ...PHONE, ...options })
    const page = await context.newPage()
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    const response = await page.goto(`${at.app.url}/c/${token}`)
    return { at, page, requests, weight: (await response!.body()).length, token }
  }

  test('Lan answers without JavaScript: one tap, and the page says what was recorded', async () => {
    const { at, page, weight } = await lanOpens({ javaScriptEnabled: false })
    expect(weight).toBeLessThan(50_000)
    await page.getByRole('button', { name: 'Đã nhận' }).tap()
    expect(await page.getByRole('status').innerText()).toContain('Đã ghi: nhiệm vụ 1, Đã nhận')
    await screenshot(page, 'answered')
    const button = page.getByRole('button').first()
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44) // The style stands under the policy.
    await at.settle()
  }, 60_000)

  test('a photo goes with a fault, from a form that needs no JavaScript', async () => {
    const { at, page } = await lanOpens({ javaScriptEnabled: false })
    await page.getByLabel('Sự cố gì, từ lúc nào').fill('Mất tiếng từ 13h')
    const buffer = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(300_000, 1)])
    await page.getByLabel('Kèm ảnh').setInputFiles({ name: 'anh.png', mimeType: 'image/png', buffer })
    await page.getByRole('button', { name: 'Gửi báo sự cố' }).tap()
    expect(await page.getByRole('status').innerText()).toContain('Mất tiếng từ 13h')
    await at.settle()
    at.coordinator.sees('Mất tiếng từ 13h')
  }, 60_000)

  test('what announcements ask is filled in and sent without JavaScript', async () => {
    const { at, page } = await lanOpens({ javaScriptEnabled: false })
    await page.getByLabel('Câu trả lời (một số)').fill('12 người')
    const count = page.locator('form').filter({ has: page.getByLabel('Câu trả lời (một số)') })
    await count.getByRole('button', { name: 'Gửi câu trả lời' }).tap()
    await page.getByRole('status').getByText('cho Thông báo số 1: 12.').waitFor()
    const buffer = Buffer.from('%PDF-1.7 ...')
    const input = page.getByLabel('Tệp gửi')
    await input.setInputFiles({ name: 'Phát biểu.pdf', mimeType: 'application/pdf', buffer })
    const speech = page.locator('form').filter({ has: input })
    await speech.getByRole('button', { name: 'Gửi câu trả lời' }).tap()
    await page.getByRole('status').getByText('cho Thông báo số 3: Phát biểu.pdf.').waitFor()
    await screenshot(page, 'announcements')
    await at.settle()
  }, 60_000)

  test('with the keyboard alone: Tab to the answer, Enter, and the next page shows it', async () => {
    const { at, page } = await lanOpens()
    await tabTo(page, 'Đã nhận')
    await page.keyboard.press('Enter')
    await page.getByRole('status').waitFor()
    expect(await page.getByRole('status').innerText()).toContain('Đã ghi: nhiệm vụ 1')
    await tabTo(page, 'Âm thanh')
    await page.keyboard.press('Space')
    await page.getByText('✅ Âm thanh: tốt').first().waitFor()
    await at.settle()
  }, 60_000)

  test.each(['vi', 'en', 'zh'])(
    'nothing serious for whoever cannot see or use a mouse (%s)',
    async (lang) => {
      const { at, page, requests, token } = await lanOpens({ bypassCSP: true })
      await page.goto(`${at.app.url}/c/${token}?lang=${lang}&here=1`)
      await screenshot(page, lang)
      expect(await widerThanScreen(page)).toBe(false)
      await page.evaluate(axe.source)
      const found = await page.evaluate(
        async () => (await (globalThis as unknown as { axe: typeof axe }).axe.run()).violations,
      )
      const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(grave.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
      expect(requests.filter((url) => !url.startsWith(at.app.url) && !url.startsWith('data:'))).toEqual([])
    },
    60_000,
  )

  test('in Chinese a press is a press', async () => {
    const { at, page } = await lanOpens({ locale: 'zh-CN' })
    expect(await page.title()).toBe('待您回复的事项')
    await page.getByRole('button', { name: '已收到' }).tap()
    await page.getByRole('status').waitFor()
    expect(await page.getByRole('status').innerText()).toContain('Đã ghi: nhiệm vụ 1')
    await at.settle()
  }, 60_000)
})

async function tabTo(page: Page, label: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string>("document.activeElement?.textContent ?? ''")
    if (focused.trim().endsWith(label)) return
  }
  expect.fail(`the keyboard does not reach “${label}”`)
}

const widerThanScreen = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')

const screenshot = (page: Page, name: string) =>
  page.screenshot({ path: join(tmpdir(), `caunoi-page-${name}.png`), fullPage: true })
