import { defineConfig } from 'vitest/config'

/** The full figures: longer than anyone waits for after a change. */
export default defineConfig({
  test: {
    include: ['test/prove/**/*.test.ts'],
    globalSetup: ['test/kit/redis.ts'],
    testTimeout: 1_200_000,
    maxWorkers: 1,
  },
})
