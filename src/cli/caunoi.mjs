#!/usr/bin/env node
// The sources are TypeScript: tsx reads them, found from here and not from wherever the command was called.
import { register } from 'tsx/esm/api'

register()
await import('./main.ts')
