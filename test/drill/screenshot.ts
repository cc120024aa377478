import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { drillTable } from './table.ts'

/**
 * Pictures of the drill page, to be looked at: `npx tsx test/drill/screenshot.ts [folder]`. Not part of the tests; does
 * nothing where there is no Chromium (`CHROMIUM` names another one).
 */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }

const say = (line: string) => void process.stdout.write(`${line}\n`)

if (existsSync(CHROMIUM)) await takeAll(process.argv[2] ?? join(tmpdir(), 'caunoi-drill-pictures'))
else say(`no Chromium at ${CHROMIUM}: no pictures`)

async function takeAll(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const table = await drillTable()
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
  try {
    await table.post('/drill/skip')
    await table.post('/drill/clock', { speed: 60 })
    for (const [name, viewport] of Object.entries(sizes)) {
      const page = await browser.newPage({ viewport })
      page.on('pageerror', (error) => say(`${name}: ${error.message}`))
      page.on('console', (message) => say(`${name}: ${message.text()}`))
      await page.goto(`${table.url}/drill`)
      await takeViews(page, join(folder, name))
      await page.close()
    }
  } finally {
    await browser.close()
    await table.close()
  }
  say(folder)
}

async function takeViews(page: Page, path: string): Promise<void> {
  const shot = async (what: string) => {
    await page.waitForTimeout(1200)
    await page.screenshot({ path: `${path}-${what}.png` })
    say(`${path}-${what}.png`)
  }
  await shot('first')
  await page.click('article:first-child .shortcuts button:first-child')
  await page.waitForTimeout(8000)
  await shot('board-in-chat')
  await page.selectOption('#open-other', 'c22')
  await shot('not-linked')
  await page.click('[data-language=en]')
  await shot('english')
  await page.click('[data-language=vi]')
  for (const view of ['board', 'people']) {
    const tab = page.locator(`.views [data-view=${view}]`)
    if (!(await tab.isVisible())) continue
    await tab.click()
    await shot(view)
  }
}
