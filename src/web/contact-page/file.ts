import { html } from 'hono/html'
import { mediaFit } from '../../domain/media-fit.ts'
import type { MediaRef } from '../../domain/message.ts'
import type { Page } from './view.ts'

type File = Pick<MediaRef, 'kind' | 'mime' | 'fileName' | 'size'>

/** Pictures are shown; all else is taken as a file, and nothing of it runs here whatever it says it is. */
const isShown = (file: File) => {
  const fit = mediaFit('web', file, true)
  return fit.kind === 'attached' && fit.as === 'image'
}

const MIME = /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/

export function fileHeaders(file: File): Record<string, string> {
  const how = isShown(file) ? 'inline' : 'attachment'
  return {
    'content-type': MIME.test(file.mime) ? file.mime : 'application/octet-stream',
    'content-disposition': `${how}; filename="${plain(file.fileName)}"; filename*=UTF-8''${encoded(file.fileName)}`,
    'x-content-type-options': 'nosniff',
  }
}

/** For programs that read no other; RFC 6266. */
const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\w.() -]/g, '_')

/** Half a character cannot be encoded; what RFC 5987 reserves has to be. */
const encoded = (name: string) =>
  encodeURIComponent(name.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** What stands below a card's words. */
export function carriedFile({ path, words, language }: Page, media: MediaRef | undefined) {
  if (!media) return ''
  const href = `${path}/media/${media.id}`
  return isShown(media)
    ? html`<img src="${href}" alt="${words.photoOf}" loading="lazy" />`
    : html`<p>
        📎
        <a href="${href}" download="${media.fileName}">${media.fileName}</a> (${sizeIn(media.size, language)})
      </p>`
}

const MB = 1024 * 1024

function sizeIn(bytes: number, language: Page['language']): string {
  if (bytes < MB) return `${Math.ceil(bytes / 1024)} KB`
  return `${(bytes / MB).toLocaleString(language, { maximumFractionDigits: 1 })} MB`
}
