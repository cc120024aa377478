import { setTimeout as pause } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { pump } from '../../jobs/pump.ts'
import { until } from './kit.ts'

/** A heap of letters; each takes `ms` to send. */
function heap(letters: number, ms = 0) {
  const seen = { left: letters, looks: 0, inFlight: 0, most: 0 }
  const work = async (): Promise<'did' | 'nothing'> => {
    seen.looks += 1
    if (seen.left === 0) return 'nothing'
    seen.left -= 1
    seen.inFlight += 1
    seen.most = Math.max(seen.most, seen.inFlight)
    await pause(ms)
    seen.inFlight -= 1
    return 'did'
  }
  return { seen, work }
}

const noError = (error: unknown): never => expect.unreachable(String(error))

test('a run sends the whole heap, in no more lanes than allowed', async () => {
  const { seen, work } = heap(100, 2)
  const letters = pump({ lanes: 8, work, onError: noError })
  await letters.run()
  expect(seen).toMatchObject({ left: 0, inFlight: 0, most: 8 })
  expect(letters.busy()).toBe(false)
})

test('slow letters do not keep the other lanes closed', async () => {
  const { seen, work } = heap(10, 300)
  const run = pump({ lanes: 10, work, onError: noError }).run()
  await until(() => seen.inFlight === 10, 250)
  await run
})

test('looking at an empty heap costs one look, however often it is asked for at once', async () => {
  const { seen, work } = heap(0)
  const letters = pump({ lanes: 50, work, onError: noError })
  await Promise.all(Array.from({ length: 1_000 }, () => letters.run()))
  expect(seen.looks).toBe(1)
})

test('a ring at the very end of a run is not lost', async () => {
  for (let turn = 0; turn < 300; turn += 1) {
    let letter = false
    let sent = false
    const letters = pump({
      lanes: 1 + (turn % 2),
      onError: noError,
      work: async () => {
        const found = letter
        for (let step = 0; step < turn % 7; step += 1) await Promise.resolve()
        if (found) letter = false
        sent ||= found
        return found ? 'did' : 'nothing'
      },
    })
    const first = letters.run()
    for (let step = 0; step < turn % 11; step += 1) await Promise.resolve()
    letter = true
    await Promise.all([first, letters.run()])
    expect(sent).toBe(true)
  }
})

test('a new letter is sent at once while another lane is busy with a slow one', async () => {
  const { seen, work } = heap(1, 400)
  const letters = pump({ lanes: 3, work, onError: noError })
  void letters.run()
  await pause(50)
  seen.left += 1
  void letters.run()
  await until(() => seen.inFlight === 2, 100)
  await letters.close()
  expect(seen.inFlight).toBe(0)
})

test('what fails is reported and tried again after a pause, without spinning', async () => {
  const errors: unknown[] = []
  let healthy = false
  const letters = pump({
    lanes: 20,
    onError: (error) => errors.push(error),
    work: async () => {
      if (!healthy) throw new Error('the disk is full')
      return 'nothing'
    },
  })
  const run = letters.run()
  for (let ring = 0; ring < 50; ring += 1) {
    await pause(10)
    void letters.run()
  }
  expect(errors.length).toBeGreaterThan(1)
  expect(errors.length).toBeLessThan(6)
  healthy = true
  await run
})

test('closing waits for what is in flight, takes nothing new, and cuts a pause short', async () => {
  const { seen, work } = heap(100, 50)
  const letters = pump({ lanes: 2, work, onError: noError })
  void letters.run()
  await pause(20)
  await letters.close()
  expect(seen).toMatchObject({ inFlight: 0, left: 98 })
  await letters.run()
  expect(seen.left).toBe(98)

  const failing = pump({ lanes: 1, work: () => Promise.reject(new Error('no')), onError: () => {} })
  void failing.run()
  await pause(700)
  const before = Date.now()
  await failing.close()
  expect(Date.now() - before).toBeLessThan(50)
})
