import { type Api, GrammyError } from 'grammy'
import type { Fetched } from '../channel.ts'
import { fetchedOf, limits } from '../files.ts'
import { downloader, type Patience } from '../http.ts'
import { resultOf } from './result.ts'

interface Source {
  token: string
  /** Without a slash at its end. */
  apiRoot: string
  proxy?: string
  patience: Patience
}

/** The bot's token stands in the address of a file, so that address never leaves this function. */
export function fetching(api: Api, { token, apiRoot, proxy, patience }: Source) {
  const download = downloader(proxy)
  return async (fileId: string, signal?: AbortSignal): Promise<Fetched> => {
    const found = await pathOf(api, fileId)
    if (typeof found !== 'string') return found
    const url = `${apiRoot}/file/bot${token}/${found}`
    const fetched = fetchedOf(await download({ url, ...limits(patience), signal }))
    // The path is new: that it leads nowhere is of this moment.
    return fetched.kind === 'refused' && fetched.reason === 'message-gone' ? { kind: 'retry' } : fetched
  }
}

/** Where the file lies; it is good for an hour at least (core.telegram.org/bots/api#getfile). */
async function pathOf(api: Api, fileId: string): Promise<string | Fetched> {
  try {
    const { file_path: path } = await api.getFile(fileId)
    if (!path || path.split('/').includes('..')) return { kind: 'refused', reason: 'message-gone' }
    return path.split('/').map(encodeURIComponent).join('/')
  } catch (error) {
    return refusal(error)
  }
}

function refusal(error: unknown): Fetched {
  if (error instanceof GrammyError && error.error_code === 400) {
    if (/too big/i.test(error.description)) return { kind: 'refused', reason: 'too-large' }
    if (/temporarily/i.test(error.description)) return { kind: 'retry' }
    return { kind: 'refused', reason: 'message-gone' }
  }
  const result = resultOf(error)
  return { kind: 'retry', ...('afterMs' in result && { afterMs: result.afterMs }) }
}
