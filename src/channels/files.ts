import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { LARGEST_FILE } from '../domain/fetch.ts'
import type { Fetched } from './channel.ts'
import { type Download, downloader, type Lookup, NoAnswer, type Patience } from './http.ts'

/** Where a platform's files may lie, besides its own API (the simulator's). */
export interface Places {
  /** Of the API, without a slash at its end. */
  root: string
  /** Undefined where the platform does not tell its hosts: then anywhere on the open internet. */
  hosts?: RegExp
}

/** The address to ask, always by https; undefined for one that nothing is fetched from. */
export function fetchable(address: unknown, { root, hosts }: Places): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') return undefined
  if (url.origin === new URL(root).origin) return url.href
  if (url.protocol === 'http:' && hosts?.test(url.hostname)) url.protocol = 'https:'
  if (url.protocol !== 'https:' || url.port !== '') return undefined
  return (hosts ? hosts.test(url.hostname) : isOpen(url.hostname)) ? url.href : undefined
}

/** An address may be anybody's word: it must not lead into the office's own network. */
function isOpen(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare)
    ? !isInside(bare)
    : /\.[a-z][a-z0-9-]*\.?$/i.test(bare) && !/\.(local|internal|localhost)\.?$/i.test(bare)
}

const inside = new BlockList()
const insideRanges =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16 ' +
  '198.18.0.0/15 224.0.0.0/4 240.0.0.0/4 ::/127 64:ff9b::/96 64:ff9b:1::/48 fc00::/7 fe80::/10 ff00::/8'
for (const range of insideRanges.split(' ')) {
  const [net = '', bits] = range.split('/')
  inside.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4')
}

export const isInside = (address: string) => inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Looked at once more when the name is resolved, for a name may stand for any address. */
const openly =
  (resolve: Resolve): Lookup =>
  async (host) => {
    const found = await resolve(host)
    if (found.some(({ address }) => isInside(address))) throw new NoAnswer(false, PRIVATE)
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
  }

const PRIVATE = 'private-address'

const systems: Resolve = (host) => lookup(host, { all: true })

type Resolve = (host: string) => Promise<{ address: string; family: number }[]>

/** A whole file takes so many times as long as an answer. */
const WHOLE = 5

interface Way {
  proxy?: string
  patience: Patience
  /** The system's unless given. */
  resolve?: Resolve
}

/** What a file's own address brings. Nothing is told to its host but that somebody fetches it. */
export function fetchOver(places: Places, { proxy, patience, resolve = systems }: Way) {
  const own = downloader(proxy)
  const open = downloader(proxy, openly(resolve))
  return async (ref: string, signal?: AbortSignal): Promise<Fetched> => {
    const url = fetchable(ref, places)
    if (!url) return { kind: 'refused', reason: 'bad-message' }
    const isOwn = new URL(url).origin === new URL(places.root).origin
    return fetchedOf(await (isOwn ? own : open)({ url, ...limits(patience), signal }))
  }
}

export const limits = ({ answerMs }: Patience) => ({
  most: LARGEST_FILE,
  quietMs: answerMs,
  timeoutMs: WHOLE * answerMs,
})

export function fetchedOf(download: Download): Fetched {
  switch (download.kind) {
    case 'bytes':
      return { kind: 'file', bytes: download.bytes, mime: download.mime, fileName: null }
    case 'too-large':
      return { kind: 'refused', reason: 'too-large' }
    case 'no-answer':
      return download.code === PRIVATE ? { kind: 'refused', reason: 'bad-message' } : { kind: 'retry' }
    case 'answer':
      return answered(download.status, download.retryAfterMs)
    default:
      return download satisfies never
  }
}

/** An address that has run out is refused as one that was never there. */
function answered(status: number, afterMs: number | undefined): Fetched {
  if (status === 429 || status === 408 || status >= 500) return { kind: 'retry', afterMs }
  return { kind: 'refused', reason: [403, 404, 410].includes(status) ? 'message-gone' : 'bad-message' }
}
