import { broadcast } from './broadcast.ts'
import type { Row } from './figures.ts'
import { latency } from './latency.ts'
import { press } from './press.ts'
import { reminders } from './reminders.ts'
import { coldStart } from './start.ts'
import { throughput } from './throughput.ts'
import { webhook } from './webhook.ts'

const benches: Record<string, () => Promise<Row[]>> = {
  throughput,
  broadcast,
  latency,
  webhook,
  press,
  reminders,
  coldStart,
}

const wanted = process.argv.slice(2)
const rows: Row[] = []
for (const [name, bench] of Object.entries(benches))
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await bench()))
process.stdout.write(`${rows.map(line).join('\n')}\n`)
process.exit(0)

function line({ what, figure, aim, met }: Row): string {
  return `${what.padEnd(52)} ${figure.padStart(8)}   ${aim.padEnd(8)} ${met ? '' : '← aim not met'}`.trimEnd()
}
