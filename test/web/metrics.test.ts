import { expect, test } from 'vitest'
import { openMetrics } from '../../src/web/metrics.ts'

const page = async (metrics: ReturnType<typeof openMetrics>) => (await metrics.page()).body

test('what comes and goes is counted by channel and result', async () => {
  const metrics = openMetrics()
  metrics.inbound('telegram', 'accepted', 3)
  metrics.outbound('zalo-bot', 'sent')
  metrics.delivered('telegram', 250)
  const text = await page(metrics)
  expect(text).toContain('caunoi_inbound_total{channel="telegram",result="accepted"} 3')
  expect(text).toContain('caunoi_outbound_total{channel="zalo-bot",result="sent"} 1')
  expect(text).toContain('caunoi_delivery_seconds_bucket{le="0.3",channel="telegram"} 1')
  expect(text).toContain('process_resident_memory_bytes')
})

test('the outbox is counted when somebody asks, and a state that is empty again is gone', async () => {
  const metrics = openMetrics()
  let outbox: Record<string, number> = { pending: 17, sent: 41 }
  metrics.readAtScrape({ outbox: async () => outbox, asks: async () => ({ open: 17 }) })
  expect(await page(metrics)).toContain('caunoi_outbox{state="pending"} 17')
  outbox = { sent: 58 }
  const later = await page(metrics)
  expect(later).toContain('caunoi_outbox{state="sent"} 58')
  expect(later).not.toContain('state="pending"')
  expect(later).toContain('caunoi_asks{state="open"} 17')
})

test('a database that is away does not take the other figures with it', async () => {
  const metrics = openMetrics()
  metrics.outbound('telegram', 'retry')
  metrics.readAtScrape({
    outbox: async () => {
      throw new Error('away')
    },
  })
  const text = await page(metrics)
  expect(text).toContain('caunoi_outbound_total{channel="telegram",result="retry"} 1')
  expect(text).not.toContain('caunoi_outbox{')
})
