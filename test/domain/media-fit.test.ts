import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { carries, mediaFit, type MediaFile } from '../../src/domain/media-fit.ts'
import { type ChannelName, channelNames } from '../../src/domain/message.ts'

const MB = 1024 * 1024
const png = (size: number): MediaFile => ({ kind: 'image', mime: 'image/png', size })
const pdf = (size: number): MediaFile => ({ kind: 'file', mime: 'application/pdf', size })
const sheet: MediaFile = { ...pdf(1), mime: 'application/vnd.ms-excel' }

test.each<[ChannelName, MediaFile, string]>([
  ['telegram', png(10 * MB), 'attached as image'],
  ['telegram', png(10 * MB + 1), 'attached as file'],
  ['telegram', { ...png(1), mime: 'image/webp' }, 'attached as file'],
  ['telegram', { ...png(1), kind: 'file' }, 'attached as file'],
  ['telegram', sheet, 'attached as file'],
  ['telegram', pdf(50 * MB), 'attached as file'],
  ['telegram', pdf(50 * MB + 1), 'link: too-large'],
  ['zalo-oa', png(MB), 'attached as image'],
  ['zalo-oa', png(MB + 1), 'link: too-large'],
  ['zalo-oa', { ...png(1), mime: 'image/webp' }, 'link: kind'],
  ['zalo-oa', pdf(5 * MB), 'attached as file'],
  ['zalo-oa', pdf(5 * MB + 1), 'link: too-large'],
  ['zalo-oa', sheet, 'link: kind'],
  ['zalo-oa', pdf(0), 'link: kind'],
  ['zalo-bot', png(1), 'link: no-files'],
  ['zalo-template', pdf(1), 'link: no-files'],
  ['email', sheet, 'attached as file'],
  ['email', pdf(10 * MB + 1), 'link: too-large'],
  ['web', png(1), 'attached as image'],
  ['web', { ...png(1), mime: 'image/svg+xml' }, 'attached as file'],
  ['web', pdf(20 * MB), 'attached as file'],
])('%s, %o: %s', (channel, file, expected) => {
  const fit = mediaFit(channel, file, true)
  expect(fit.kind === 'attached' ? `attached as ${fit.as}` : `${fit.kind}: ${fit.why}`).toBe(expected)
})

test('a page changes nothing but where to find what does not go along', () => {
  const files = fc.record({
    kind: fc.constantFrom('image' as const, 'file' as const),
    mime: fc.constantFrom('image/png', 'image/svg+xml', 'application/pdf', 'text/html', ''),
    size: fc.nat(60 * MB),
  })
  fc.assert(
    fc.property(fc.constantFrom(...channelNames), files, (channel, file) => {
      const [without, having] = [mediaFit(channel, file, false), mediaFit(channel, file, true)]
      expect(carries(channel, file)).toBe(without.kind === 'attached')
      if (without.kind === 'attached') expect(having).toEqual(without)
      else expect([without.kind, having]).toEqual(['nothing', { ...without, kind: 'link' }])
    }),
  )
})
