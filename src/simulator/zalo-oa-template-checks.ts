import { isRecord } from './fields.ts'
import { OaRefusal } from './zalo-oa-answers.ts'
import type { OaTemplate, OaTemplateParam } from './zalo-oa-settings.ts'

/** What a parameter of each kind may hold at most. */
const longest: Record<number, number> = {
  1: 30,
  2: 15,
  3: 200,
  4: 30,
  5: 30,
  6: 30,
  7: 50,
  8: 5,
  9: 200,
  10: 20,
  11: 20,
  12: 10,
  13: 200,
  14: 12,
  15: 90,
}

const PRODUCT = 9
const TIME = 11
const ADDRESS = 13

const clock = String.raw`([01]\d|2[0-3]):[0-5]\d`
const date = String.raw`(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])/\d{4}`
const times = new RegExp(`^(${clock}(:[0-5]\\d)?( ${date})?|${date}|(0[1-9]|1[0-2])/\\d{4})$`)

export const kindOf = (param: OaTemplateParam) => param.kind ?? PRODUCT
export const longestOf = (param: OaTemplateParam) => param.maxLength ?? longest[kindOf(param)] ?? 30
export const isTime = (param: OaTemplateParam) => kindOf(param) === TIME

/** The parameters as texts, or the refusal that the platform gives. */
export function checkedData(template: OaTemplate, data: unknown): Map<string, string> {
  const params = template.params ?? []
  if (!isRecord(data) || (params.length > 0 && Object.keys(data).length === 0))
    throw new OaRefusal(-111, 'Template data is empty')
  const stranger = Object.keys(data).find((name) => !params.some((param) => param.name === name))
  if (stranger !== undefined) throw new OaRefusal(-132, `Parameter ${stranger} is invalid`)
  return new Map(params.map((param) => [param.name, checkedValue(param, data[param.name])]))
}

function checkedValue(param: OaTemplateParam, value: unknown): string {
  if (value === undefined && param.require === false) return ''
  if (value === undefined) throw new OaRefusal(-1122, `Parameter ${param.name} is missing`)
  if (typeof value !== 'string') throw new OaRefusal(-112, `Type of parameter ${param.name} is undefined`)
  if (value.trim() === '') {
    if (param.acceptNull) return ''
    throw new OaRefusal(-1122, `Parameter ${param.name} is missing`)
  }
  const length = Array.from(value).length
  if (length > longestOf(param)) throw new OaRefusal(-1121, `Parameter ${param.name} is over the limit`)
  if (length < (param.minLength ?? 0) || !wellFormed(param, value))
    throw new OaRefusal(-1124, `Format of parameter ${param.name} is wrong`)
  return value
}

function wellFormed(param: OaTemplateParam, value: string): boolean {
  if (kindOf(param) === TIME) return times.test(value)
  return kindOf(param) !== ADDRESS || !/\s/.test(value)
}

/** `<name>` replaced by its value. */
export function filled(text: string, values: Map<string, string>): string {
  return text.replace(/<([^<>]+)>/g, (whole, name: string) => values.get(name) ?? whole)
}
