import { OaRefusal } from './zalo-oa-answers.ts'
import type { OaRequest } from './zalo-oa-answers.ts'
import type { OaTemplate, OaTemplateParam, TemplateStatus } from './zalo-oa-settings.ts'
import type { OaWorld } from './zalo-oa-state.ts'
import { isTime, longestOf } from './zalo-oa-template-checks.ts'
import { dailyQuota } from './zalo-oa-templates.ts'

/** The numbers by which `/template/all` is asked. */
const statuses: TemplateStatus[] = ['ENABLE', 'PENDING_REVIEW', 'REJECT', 'DISABLE']

const statusOf = (template: OaTemplate) => template.status ?? 'ENABLE'

/** `GET /template/info/v2?template_id=` */
export function templateInfo(world: OaWorld, { query }: OaRequest): unknown {
  const template = world.templates.get(query.get('template_id') ?? '')
  if (!template) throw new OaRefusal(-109, 'Template id is invalid')
  return {
    templateId: template.id,
    templateName: template.name,
    status: statusOf(template),
    listParams: (template.params ?? []).map(paramInfo),
    listButtons: (template.buttons ?? []).map(({ title, url }) => ({ type: 1, title, content: url })),
    timeout: 7_200_000,
    previewUrl: `https://account.zalo.cloud/znspreview/${template.id}`,
    templateQuality: 'UNDEFINED',
    templateTag: template.tag ?? 'TRANSACTION',
    price: '200',
    price_sdt: '200',
    price_uid: template.uid === false ? '' : '140',
  }
}

function paramInfo(param: OaTemplateParam) {
  return {
    name: param.name,
    require: param.require ?? true,
    type: isTime(param) ? 'DATE' : 'STRING',
    maxLength: longestOf(param),
    minLength: param.minLength ?? 0,
    acceptNull: param.acceptNull ?? false,
  }
}

/** `GET /template/all?offset=&limit=&status=` */
export function templateList(world: OaWorld, { query }: OaRequest): { data: unknown; metadata: unknown } {
  const offset = whole(query.get('offset') ?? '0', 0, Infinity)
  const limit = whole(query.get('limit') ?? '', 1, 100)
  const status = query.has('status') ? statuses[whole(query.get('status')!, 1, 4) - 1] : undefined
  const meant = [...world.templates.values()].filter((one) => !status || statusOf(one) === status)
  const data = meant.slice(offset, offset + limit).map((one) => ({
    templateId: one.id,
    templateName: one.name,
    createdTime: 1_760_000_000_000,
    status: statusOf(one),
    templateQuality: 'UNDEFINED',
  }))
  return { data, metadata: { total: meant.length } }
}

function whole(text: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new OaRefusal(-132, 'Parameter is invalid')
}

/** `GET /message/quota` */
export function templateQuota(world: OaWorld): unknown {
  return {
    ...dailyQuota(world),
    dailyQuotaPromotion: null,
    remainingQuotaPromotion: null,
    monthlyPromotionQuota: 0,
    remainingMonthlyPromotionQuota: 0,
    estimatedNextMonthPromotionQuota: 0,
  }
}

/** `GET /message/status?message_id=` */
export function messageStatus(world: OaWorld, { query }: OaRequest): unknown {
  const sent = world.sentByPhone.get(query.get('message_id') ?? '')
  if (!sent) throw new OaRefusal(-107, 'Message id is invalid')
  const { deliveredAt } = sent
  return deliveredAt === undefined
    ? { delivery_time: '', message: 'Message was sent, not delivered yet', status: 0 }
    : { delivery_time: String(deliveredAt), message: 'Message was delivered', status: 1 }
}
