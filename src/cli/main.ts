import { run } from './program.ts'
import { openTerminal } from './terminal.ts'

// Before any file is made: what is made holds names and phone numbers, and SQLite's own files too are their owner's alone.
process.umask(0o077)

// Whoever reads us may stop reading: `caunoi status | head`.
process.stdout.on('error', () => process.exit(0))

process.exitCode = await run(process.argv.slice(2), openTerminal(process.argv, process.env))
