import { defineConfig } from 'vitest/config'

/** They change what belongs to the whole process: its environment, where programs are looked for. */
const apart = ['test/config.test.ts', 'test/jobs/redis.test.ts', 'test/jobs/nudge.test.ts']

/** The others load the code once for all files of a worker: to load it anew for each takes a third of the time. */
export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: ['test/prove/**', 'node_modules/**', ...apart],
          globalSetup: ['test/kit/redis.ts'],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: apart, globalSetup: ['test/kit/redis.ts'] } },
    ],
  },
})
