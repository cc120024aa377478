import { readFileSync } from 'node:fs'
import type { Hono } from 'hono'
import type { WebEnv } from './hooks.ts'

export interface ZaloPages {
  /** What proves to the platform that the domain is ours: the code, and the downloaded file's path. */
  siteVerification?: { code: string; file?: string }
  /** Where the platform sends the administrator who granted us something, and what becomes of that. */
  consent?: {
    path: string
    take: (code: string) => Promise<'granted' | 'refused' | 'other-account' | 'unreachable' | 'nobody-asked'>
  }
}

/** The meta tag on the front page; '' without one. */
export const siteMeta = ({ siteVerification }: ZaloPages): string =>
  siteVerification
    ? `<meta name="zalo-platform-site-verification" content="${siteVerification.code}" />\n`
    : ''

export function mountZaloPages(app: Hono<WebEnv>, { siteVerification, consent }: ZaloPages): void {
  if (siteVerification) {
    const { code, file } = siteVerification
    const page = file ? readFileSync(file, 'utf8') : code
    app.get(`/zalo_verifier${code}.html`, (c) => c.html(page))
  }
  if (!consent) return
  app.get(consent.path, async (c) => {
    const code = c.req.query('code')
    const outcome = code ? await consent.take(code) : 'refused'
    return c.text(SAYS[outcome], outcome === 'granted' ? 200 : 400)
  })
}

const SAYS = {
  granted: 'Đã cấp quyền cho Cầu Nối. / Cầu Nối has been authorised.',
  refused:
    'Zalo không chấp nhận mã này. Đề nghị chạy lại “caunoi zalo-oa”. / Zalo did not accept this code. Run “caunoi zalo-oa” again.',
  'other-account':
    'Quyền vừa cấp thuộc Official Account khác nên không dùng được. / The grant is of another Official Account and is not used.',
  unreachable: 'Không kết nối được với Zalo. Đề nghị thử lại. / Zalo cannot be reached. Please try again.',
  'nobody-asked':
    'Không có yêu cầu cấp quyền nào đang chờ. Đề nghị chạy “caunoi zalo-oa”. / No authorisation is awaited. Run “caunoi zalo-oa”.',
} as const
