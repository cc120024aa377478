import type { Language } from '../../person.ts'
import { textsIn, type Texts } from '../index.ts'

/** Contacts in China read the page in Chinese; the cards on it stay in the contact's own language. */
export const web: Texts['web'] = {
  title: '待您回复的事项',
  from: (office) => `${office} 通过 Cầu Nối 系统发送`,
  reader: (name, unit) => (unit ? `${name}（${unit}）` : name),
  personal: (name) => `此链接专发给 ${name}。打开链接的人均以 ${name} 的名义回复；请只转给受托回复的人。`,
  check: (phone) => `如需核实，请致电 ${phone}。`,
  checkNoPhone: '如需核实，请拨打公文上的电话。',
  data: '您的回复和联系方式仅用于上述工作，保存在主办单位自己的服务器上。',
  nothing: '目前没有需要您回复的事项。',
  cards: '请回复以下事项',
  result: '结果',
  earlier: '系统此前的答复',
  waiting: '已收到，正在处理。请几秒后刷新页面。',
  refresh: '刷新页面',
  fault: '报告故障',
  faultAt: '会场',
  faultWords: '什么故障，从何时开始',
  photo: '附照片（可不附；JPEG、PNG 或 WebP，不超过 10 MB）',
  sendFault: '发送故障报告',
  photoOnly: '见所附照片',
  question: '向主办方提问',
  questionWords: '问题内容',
  sendQuestion: '发送问题',
  awaited: '请填写以下内容',
  awaitedWords: '填写回复',
  sendAwaited: '发送',
  answers: {
    number: '回复（一个数字）',
    text: '回复（不超过 1000 字符）',
    file: '文件（PDF、Word、Excel、PowerPoint 或图片，不超过 10 MB）',
  },
  sendAnswer: '发送回复',
  language: '语言',
  languageIs: '本页为中文',
  openHere: '打开',
  photoOf: '所附照片',
  foreignLetter: '该按钮不属于当前链接，未作任何更改。',
  foreignSite: '请求来自其他网站，未被接受，未作任何更改。',
  malformed: '没有可发送的内容，未作任何更改。请选择按钮或填写内容。',
  badPhoto: '照片未被接受：仅限 JPEG、PNG 或 WebP，不超过 10 MB。故障报告尚未发送。',
  badFile: '文件未被接受：仅限 PDF、Word、Excel、PowerPoint、文本或图片，不超过 10 MB。回复尚未发送。',
  unknown: '链接不正确。请重新打开消息中的完整链接。',
  expired: '链接已过期。',
  revoked: '链接已被收回。',
  askOffice: (office, phone) =>
    phone ? `如需新链接，请致电 ${office}：${phone}。` : `如需新链接，请联系 ${office}。`,
}

/** What stands on a button of a card in `language`, in Chinese; the label itself where it is not a fixed one. */
export function labelInChinese(label: string, language: Language): string {
  const { announcement, assignment, general, incident, question, readiness } = textsIn(language)
  const fixed: [label: string, chinese: string][] = [
    [assignment.acknowledgeLabel, '已收到'],
    [announcement.receivedLabel, '已收到'],
    [assignment.concernLabel, '有困难'],
    [assignment.discussLabel, '需要沟通'],
    [assignment.completeLabel, '报告完成'],
    [assignment.notCompleteLabel, '尚未完成'],
    [assignment.acknowledgeAllLabel, '全部已收到'],
    [assignment.concerns['not-mine'], '不是我负责'],
    [assignment.concerns.clash, '时间冲突'],
    [assignment.concerns['beyond-authority'], '超出权限'],
    [assignment.concerns.other, '其他'],
    [general.reviseLabel, '修改回复'],
    [general.neverMindLabel, '取消'],
    [question.forwardLabel, '转交主办方'],
    [incident.withdrawLabel, '撤回报告'],
    [readiness.readyLabel, '已就绪'],
    [readiness.readyAnywayLabel, '仍然就绪'],
    [readiness.preparingLabel, '正在准备'],
    [readiness.issueLabel, '有故障'],
    [readiness.allGoodLabel, '全部正常'],
    [readiness.dutyLabel, '值班人员'],
    ...readiness.faultLabels.map((fault, place): [string, string] => [fault, faults[place] ?? fault]),
  ]
  const exact = fixed.find(([known]) => known === label)?.[1]
  return exact ?? withItem(label)
}

/** In the order of `faultLabels`. */
const faults = ['没有声音', '没有图像', '网络中断', '停电']

const items: Record<string, string> = {
  'Đường truyền': '线路',
  'Âm thanh': '声音',
  'Hình ảnh': '图像',
  'Internet/Wi-Fi': '互联网/Wi-Fi',
  Điện: '电源',
  'Điện, nguồn dự phòng': '电源及备用电源',
  'Người trực': '值班人员',
  'Cán bộ trực': '值班人员',
}

/** A checklist's item behind its mark: the plan's own words, and Chinese for the usual ones. */
function withItem(label: string): string {
  const [mark = '', ...words] = label.split(' ')
  const item = words.join(' ')
  return items[item] ? `${mark} ${items[item]} (${item})` : label
}
