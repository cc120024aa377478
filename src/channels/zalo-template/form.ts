import { z } from 'zod'

/** A parameter as the platform declares it. Lengths in characters. */
export interface Parameter {
  name: string
  type: string
  maxLength: number
  minLength: number
  acceptNull: boolean
}

export interface TemplateForm {
  status: string
  parameters: Parameter[]
}

const count = z.coerce.number().int().nonnegative()

const parameter = z
  .object({
    name: z.string().min(1),
    type: z.string().catch(''),
    maxLength: count.positive().catch(Infinity),
    minLength: count.catch(0),
    acceptNull: z.boolean().catch(false),
  })
  .transform((one): Parameter => one)

const form = z.object({
  status: z.coerce.string().catch(''),
  listParams: z.array(parameter),
})

/** Null for an answer without a list of parameters. */
export function formIn(data: unknown): TemplateForm | null {
  const said = form.safeParse(data).data
  return said ? { status: said.status, parameters: said.listParams } : null
}
