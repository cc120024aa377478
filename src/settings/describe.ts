import type { Problem } from '../config.ts'
import type { Slip } from './slips.ts'

/** What people read when the program does not start: every problem in Vietnamese, then in English. */
export function describeProblems(problems: Problem[]): string {
  return [
    'Cấu hình chưa đúng nên chương trình chưa khởi động. Đề nghị sửa biến môi trường hoặc tệp .env:',
    ...problems.map(({ name, why, example }) => `  - ${name}: ${why.vi}. Ví dụ: ${example}`),
    'The settings are not right, so the program did not start. Correct the environment or the file .env:',
    ...problems.map(({ name, why, example }) => `  - ${name}: ${why.en}. Example: ${example}`),
  ].join('\n')
}

/** The same for slips, which do not keep the program from starting: one line each, in both languages. */
export const describeWarnings = (warnings: Slip[]) =>
  warnings.map(({ name, why }) => `${name} ${why.vi}. / ${name} ${why.en}.`).join('\n')
