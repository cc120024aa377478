import type { Hono } from 'hono'
import type { WebEnv } from './hooks.ts'

export interface ZaloWeb {
  /** Proves to Zalo that the domain is ours: the code, and the downloaded file as it is. */
  verification?: { code: string; file?: string | undefined } | undefined
  /** Where the consent of the official account's administrator comes back. */
  callback?: {
    path: string
    take: (query: { code?: string; state?: string; oaId?: string }) => Promise<boolean>
  }
}

/** Stands on the form that asks for a number; the platform wants a picture there. One pixel of blue. */
const FORM_IMAGE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
  'base64',
)

export function mountZalo(app: Hono<WebEnv>, { verification, callback }: ZaloWeb): void {
  app.get('/zalo-form.png', (c) =>
    c.body(FORM_IMAGE, 200, {
      'content-type': 'image/png',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=86400',
    }),
  )
  const { file } = verification ?? {}
  if (verification && file !== undefined)
    app.get(`/zalo_verifier${verification.code}.html`, (c) => c.html(file))
  if (callback)
    app.get(callback.path, async (c) => {
      const { code, state, oa_id: oaId } = c.req.query()
      const done = await callback.take({
        ...(code && { code }),
        ...(state && { state }),
        ...(oaId && { oaId }),
      })
      return c.text(done ? DONE : REFUSED, done ? 200 : 400)
    })
}

/** For the head of the front page. */
export const verificationTag = ({ verification }: ZaloWeb = {}) =>
  verification ? `<meta name="zalo-platform-site-verification" content="${verification.code}" />\n` : ''

const DONE =
  'Đã cấp quyền cho Cầu Nối. Có thể đóng trang này. / Cầu Nối is authorised. You may close this page.'
const REFUSED =
  'Chưa cấp được quyền: liên kết đã hết hạn hoặc không đúng OA. Đề nghị chạy lại lệnh caunoi zalo-oa. / Not authorised: the link has expired or is for another OA. Please run caunoi zalo-oa again.'
