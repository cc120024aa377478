import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { MediaKind, PhoneFile } from './phone.ts'

export interface MediaEvent {
  event: string
  attachment: { type: string; payload: Record<string, unknown> }
}

/** What arrives for a medium of each kind; `url` instead of an address under Zalo's hosts. */
export function mediaEvent(root: string, what: MediaKind, url?: string): MediaEvent {
  const at = (name: string) => url ?? `${root}/${name}`
  const thumbnail = `${root}/thumb.jpg`
  switch (what) {
    case 'photo':
      return event('image', { thumbnail, url: at('anh.jpg') })
    case 'file':
      return event('file', {
        url: at('bao-cao.pdf'),
        name: 'bao-cao.pdf',
        size: '10240',
        type: 'pdf',
        checksum: 'd41d8cd98f00b204e9800998ecf8427e',
      })
    case 'voice':
      return event('audio', { url: at('loi-noi.amr') })
    case 'video':
      return event('video', { thumbnail, description: '', url: at('phim.mp4') })
    case 'sticker':
      return event('sticker', { id: '20001', url: at('sticker.png') })
    case 'location':
      return event('location', { coordinates: { latitude: '21.823', longitude: '105.214' } })
    case 'other':
      return event('link', { thumbnail, description: 'Trang', url: at('trang') })
    default:
      return what satisfies never
  }
}

export const photoEvent = (root: string, url: string): MediaEvent =>
  event('image', { thumbnail: `${root}/thumb.jpg`, url })

export const fileEvent = (url: string, { bytes, name }: PhoneFile): MediaEvent =>
  event('file', { url, name, size: String(bytes.length), type: extname(name).slice(1), checksum: md5(bytes) })

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')

export function businessCard(root: string, phone: string): MediaEvent {
  const description = JSON.stringify({ phone, qrCodeUrl: `${root}/qr.png` })
  const payload = { thumbnail: `${root}/thumb.jpg`, url: 'https://zalo.me/card', description }
  return { event: 'user_send_business_card', attachment: { type: 'link', payload } }
}

function event(type: string, payload: Record<string, unknown>): MediaEvent {
  return { event: `user_send_${type}`, attachment: { type, payload } }
}
