import type { CellValue } from './xlsx.ts'

/** How the text of a cell is taken apart. */
export type CellKind = 'text' | 'moment' | 'due' | 'list' | 'phones' | 'duties'

/** A column of a sheet, or a line of the sheet Hội nghị: its field as JSON names it, and what clerks see. */
export interface Column {
  field: string
  header: string
  /** Other headers in use, folded. */
  also?: string[]
  kind?: CellKind
  needed?: boolean
  width?: number
  hint: string
  examples?: string[]
  choices?: string[]
}

export interface Layout {
  sheet: string
  also: string[]
  columns: Column[]
}

const zones = [
  'Asia/Ho_Chi_Minh',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Asia/Singapore',
  'Australia/Sydney',
  'Europe/Paris',
]
const yesNo = ['Có', 'Không']
export const languageNames = { vi: 'Tiếng Việt', en: 'Tiếng Anh' } as const
export const roleNames = { contact: 'Đầu mối', coordinator: 'Ban Tổ chức' } as const

/** The sheet of single values: one item per line, its content beside it. */
export const conferenceLayout: Layout = {
  sheet: 'Hội nghị',
  also: ['hoi nghi truc tuyen', 'thong tin hoi nghi', 'thong tin chung'],
  columns: [
    {
      field: 'conference.code',
      header: 'Mã hội nghị',
      also: ['ma'],
      needed: true,
      hint: 'Chữ, số, gạch ngang, không dấu cách. Ví dụ: vt26',
    },
    {
      field: 'conference.title',
      header: 'Tên hội nghị',
      also: ['ten', 'hoi nghi'],
      needed: true,
      hint: 'Ghi đầy đủ như trong văn bản. Ví dụ: Hội nghị trực tuyến kết nối tiêu thụ vải thiều năm 2026',
    },
    {
      field: 'conference.start',
      header: 'Bắt đầu',
      also: ['thoi gian bat dau', 'gio bat dau', 'khai mac'],
      kind: 'moment',
      needed: true,
      hint: 'Ngày/tháng/năm giờ:phút. Ví dụ: 08/12/2026 08:00',
    },
    {
      field: 'conference.end',
      header: 'Kết thúc',
      also: ['thoi gian ket thuc', 'gio ket thuc', 'be mac'],
      kind: 'moment',
      needed: true,
      hint: 'Ví dụ: 08/12/2026 10:00',
    },
    {
      field: 'conference.timezone',
      header: 'Múi giờ',
      hint: 'Để trống là giờ Việt Nam. Ví dụ: Asia/Ho_Chi_Minh',
      choices: zones,
    },
    {
      field: 'document.number',
      header: 'Số, ký hiệu văn bản',
      also: ['van ban so', 'so van ban', 'so ky hieu', 'van ban'],
      hint: 'Ví dụ: 415/KH-UBND',
    },
    {
      field: 'document.type',
      header: 'Loại văn bản',
      hint: 'Ví dụ: Kế hoạch',
      choices: ['Công văn', 'Kế hoạch', 'Thông báo', 'Giấy mời', 'Công điện', 'Quyết định'],
    },
    {
      field: 'document.date',
      header: 'Ngày ban hành',
      also: ['ngay van ban'],
      kind: 'due',
      hint: 'Ví dụ: 20/11/2026',
    },
    { field: 'document.issuer', header: 'Cơ quan ban hành', hint: 'Ví dụ: Ủy ban nhân dân tỉnh' },
    {
      field: 'document.subject',
      header: 'Trích yếu',
      also: ['ve viec', 'noi dung van ban'],
      hint: 'Ví dụ: Về việc tổ chức Hội nghị trực tuyến …',
    },
    {
      field: 'document.phone',
      header: 'Điện thoại kiểm tra',
      also: ['dien thoai lien he', 'dien thoai'],
      hint: 'Số cơ quan để người nhận gọi lại xác minh tin nhắn. Ví dụ: 0219 3866 123',
    },
    {
      field: 'checklist',
      header: 'Hạng mục kiểm tra',
      kind: 'list',
      hint: 'Cách nhau bằng dấu chấm phẩy. Ví dụ: Đường truyền; Âm thanh; Hình ảnh; Người trực',
    },
    {
      field: 'policies.acknowledge',
      header: 'Nhắc xác nhận',
      also: ['nhac xac nhan nhiem vu'],
      hint: 'Tính từ khi gửi. Ví dụ: 4 giờ nhắc; 1 ngày dự phòng; 2 ngày Ban Tổ chức',
    },
    {
      field: 'policies.readiness',
      header: 'Nhắc kiểm tra kỹ thuật',
      also: ['nhac san sang', 'nhac kiem tra'],
      hint: 'Tính lùi từ giờ đóng đợt. Ví dụ: 45 phút nhắc; 30 phút dự phòng; 30 phút Ban Tổ chức; cả ngoài giờ',
    },
    {
      field: 'policies.deadline',
      header: 'Nhắc thời hạn',
      also: ['nhac han', 'nhac den han'],
      hint: 'Tính lùi từ thời hạn. Ví dụ: 3 ngày nhắc; 1 ngày nhắc',
    },
  ],
}

const ownPolicy: Column = {
  field: 'policy',
  header: 'Cách nhắc riêng',
  hint: 'Nếu khác cách nhắc chung',
  width: 24,
  also: ['nhac rieng'],
}
const ownChecklist: Column = {
  field: 'checklist',
  header: 'Hạng mục kiểm tra riêng',
  kind: 'list',
  also: ['hang muc kiem tra', 'hang muc rieng'],
  hint: 'Nếu khác danh mục chung',
  width: 24,
}
const duties: Column = {
  field: 'contacts',
  header: 'Người khác theo việc',
  kind: 'duties',
  also: ['dau moi khac', 'nguoi khac'],
  hint: 'Việc: mã đầu mối. Ví dụ: Trực điện: c5; Âm thanh: c6, c7',
  width: 26,
}

export const pointLayout: Layout = {
  sheet: 'Điểm cầu',
  also: ['danh sach diem cau', 'cac diem cau'],
  columns: [
    {
      field: 'code',
      header: 'Mã',
      also: ['ma diem cau'],
      needed: true,
      width: 8,
      hint: 'Không trùng nhau',
      examples: ['b1', 'b2'],
    },
    {
      field: 'name',
      header: 'Tên điểm cầu',
      also: ['diem cau', 'ten'],
      needed: true,
      width: 30,
      hint: 'Bắt buộc',
      examples: ['Điểm cầu chính UBND tỉnh', 'Điểm cầu Tô-ki-ô'],
    },
    {
      field: 'place',
      header: 'Địa điểm',
      also: ['dia chi', 'noi dat'],
      width: 34,
      hint: 'Phòng họp, địa chỉ',
      examples: ['Hội trường tầng 2, trụ sở UBND tỉnh', 'Phòng họp Thương vụ'],
    },
    {
      field: 'country',
      header: 'Quốc gia',
      also: ['nuoc'],
      width: 14,
      hint: 'Để trống là Việt Nam',
      examples: ['Việt Nam', 'Nhật Bản'],
      choices: ['Việt Nam', 'Trung Quốc', 'Nhật Bản', 'Singapore', 'Úc', 'Hàn Quốc', 'Lào'],
    },
    {
      field: 'timezone',
      header: 'Múi giờ',
      width: 20,
      hint: 'Để trống: theo quốc gia',
      examples: ['', 'Asia/Tokyo'],
      choices: zones,
    },
    {
      field: 'main',
      header: 'Điểm cầu chính',
      also: ['chinh', 'la diem cau chinh'],
      width: 12,
      hint: 'Có hoặc để trống',
      examples: ['Có', ''],
      choices: yesNo,
    },
    {
      field: 'unit',
      header: 'Đơn vị chủ trì',
      also: ['don vi', 'don vi phu trach'],
      width: 28,
      hint: 'Đơn vị chuẩn bị điểm cầu',
      examples: ['Văn phòng UBND tỉnh', 'Thương vụ Việt Nam tại Nhật Bản'],
    },
    {
      field: 'contact',
      header: 'Đầu mối',
      also: ['ma dau moi', 'dau moi ky thuat'],
      needed: true,
      width: 16,
      hint: 'Mã (hoặc họ tên) ở trang Đầu mối',
      examples: ['c1', 'c3'],
    },
    {
      field: 'backup',
      header: 'Dự phòng',
      also: ['nguoi du phong', 'ma du phong', 'dau moi du phong'],
      width: 16,
      hint: 'Người được hỏi khi đầu mối chưa trả lời',
      examples: ['c2', ''],
    },
    duties,
    ownChecklist,
    ownPolicy,
  ],
}

export const contactLayout: Layout = {
  sheet: 'Đầu mối',
  also: ['danh sach dau moi', 'danh ba', 'nguoi lien he', 'lien he'],
  columns: [
    {
      field: 'code',
      header: 'Mã',
      also: ['ma dau moi'],
      needed: true,
      width: 8,
      hint: 'Không trùng nhau',
      examples: ['c1', 'c3'],
    },
    {
      field: 'name',
      header: 'Họ và tên',
      also: ['ho ten', 'ten', 'ten dau moi', 'ho va ten dau moi'],
      needed: true,
      width: 24,
      hint: 'Bắt buộc',
      examples: ['Nguyễn Văn Thí Dụ', 'Trần Thị Ví Dụ'],
    },
    {
      field: 'address',
      header: 'Xưng hô',
      also: ['cach xung ho', 'danh xung'],
      width: 11,
      hint: 'Ông, Bà, đồng chí',
      examples: ['Ông', 'Bà'],
      choices: ['Ông', 'Bà', 'Ông/Bà', 'đồng chí'],
    },
    {
      field: 'title',
      header: 'Chức vụ',
      also: ['chuc danh'],
      width: 22,
      hint: '',
      examples: ['Chuyên viên', 'Tùy viên'],
    },
    {
      field: 'unit',
      header: 'Đơn vị',
      also: ['don vi cong tac', 'co quan'],
      width: 28,
      hint: '',
      examples: ['Văn phòng UBND tỉnh', 'Thương vụ Việt Nam tại Nhật Bản'],
    },
    {
      field: 'phones',
      header: 'Điện thoại',
      also: ['so dien thoai', 'sdt', 'dtdd', 'di dong', 'dien thoai di dong'],
      kind: 'phones',
      width: 18,
      hint: 'Nhiều số cách nhau bằng dấu chấm phẩy',
      examples: ['0912 000 111', '+81 90 1000 0111'],
    },
    {
      field: 'email',
      header: 'Thư điện tử',
      also: ['email', 'e mail', 'hop thu'],
      width: 24,
      hint: '',
      examples: ['thidu@vidu.example.vn', ''],
    },
    {
      field: 'timezone',
      header: 'Múi giờ',
      width: 20,
      hint: 'Để trống: theo điểm cầu',
      examples: ['', 'Asia/Tokyo'],
      choices: zones,
    },
    {
      field: 'language',
      header: 'Ngôn ngữ',
      width: 12,
      hint: 'Để trống là tiếng Việt',
      examples: ['Tiếng Việt', 'Tiếng Anh'],
      choices: Object.values(languageNames),
    },
    {
      field: 'role',
      header: 'Vai trò',
      width: 14,
      hint: 'Đầu mối hoặc Ban Tổ chức',
      examples: ['Đầu mối', ''],
      choices: Object.values(roleNames),
    },
  ],
}

export const roundLayout: Layout = {
  sheet: 'Đợt kiểm tra',
  also: ['cac dot kiem tra', 'kiem tra ky thuat', 'lich kiem tra'],
  columns: [
    {
      field: 'code',
      header: 'Mã',
      also: ['ma dot'],
      needed: true,
      width: 8,
      hint: 'Không trùng nhau',
      examples: ['r1', 'r2'],
    },
    {
      field: 'name',
      header: 'Tên đợt kiểm tra',
      also: ['ten dot', 'dot kiem tra', 'ten', 'noi dung'],
      width: 30,
      hint: '',
      examples: ['Kiểm tra kỹ thuật lần 1', 'Tổng duyệt'],
    },
    {
      field: 'opensAt',
      header: 'Mở lúc',
      also: ['bat dau', 'thoi gian mo', 'mo'],
      kind: 'moment',
      width: 18,
      hint: 'Giờ của hội nghị',
      examples: ['05/12/2026 14:00', '07/12/2026 14:00'],
    },
    {
      field: 'closesAt',
      header: 'Đóng lúc',
      also: ['ket thuc', 'thoi gian dong', 'dong'],
      kind: 'moment',
      width: 18,
      hint: 'Sau giờ mở',
      examples: ['05/12/2026 17:00', '07/12/2026 16:00'],
    },
    duties,
    ownChecklist,
    ownPolicy,
  ],
}

export const assignmentLayout: Layout = {
  sheet: 'Nhiệm vụ',
  also: ['danh sach nhiem vu', 'phan cong', 'phan cong nhiem vu'],
  columns: [
    {
      field: 'code',
      header: 'Mã',
      also: ['ma nhiem vu', 'so hieu'],
      needed: true,
      width: 8,
      hint: 'Không trùng nhau',
      examples: ['1', '2'],
    },
    {
      field: 'text',
      header: 'Nội dung nhiệm vụ',
      also: ['noi dung', 'nhiem vu', 'noi dung cong viec', 'cong viec'],
      needed: true,
      width: 50,
      hint: 'Bắt buộc',
      examples: ['Chuẩn bị đường truyền tại điểm cầu chính', 'Gửi danh sách đại biểu dự hội nghị'],
    },
    {
      field: 'leads',
      header: 'Đơn vị chủ trì',
      also: ['chu tri', 'co quan chu tri', 'don vi thuc hien'],
      kind: 'list',
      width: 26,
      hint: 'Nhiều đơn vị cách nhau bằng dấu chấm phẩy',
      examples: ['Văn phòng UBND tỉnh', 'Sở Công Thương'],
    },
    {
      field: 'coordinating',
      header: 'Đơn vị phối hợp',
      also: ['phoi hop', 'co quan phoi hop'],
      kind: 'list',
      width: 26,
      hint: 'Nhiều đơn vị cách nhau bằng dấu chấm phẩy',
      examples: ['Viễn thông tỉnh', ''],
    },
    {
      field: 'contact',
      header: 'Đầu mối',
      also: ['ma dau moi', 'nguoi phu trach', 'nguoi thuc hien'],
      needed: true,
      width: 16,
      hint: 'Mã (hoặc họ tên) ở trang Đầu mối',
      examples: ['c1', 'c3'],
    },
    {
      field: 'backup',
      header: 'Dự phòng',
      also: ['nguoi du phong', 'ma du phong', 'dau moi du phong'],
      width: 16,
      hint: 'Không bắt buộc',
      examples: ['c2', ''],
    },
    {
      field: 'bridgePoint',
      header: 'Điểm cầu',
      also: ['ma diem cau'],
      width: 12,
      hint: 'Mã ở trang Điểm cầu',
      examples: ['b1', ''],
    },
    {
      field: 'due',
      header: 'Thời hạn',
      also: ['han', 'thoi gian hoan thanh', 'han hoan thanh', 'thoi gian thuc hien'],
      kind: 'due',
      width: 20,
      hint: 'Ngày, ngày giờ, tháng, quý hoặc năm',
      examples: ['05/12/2026 17:00', '04/12/2026'],
    },
    {
      field: 'budget',
      header: 'Kinh phí (đồng)',
      also: ['kinh phi', 'du toan'],
      width: 16,
      hint: '',
      examples: ['40.000.000', ''],
    },
  ],
}

/** Sheets of the template that hold nothing to import. */
export const guideSheet = 'Hướng dẫn'
export const guideLines = [
  'Cách điền',
  '1. Điền trang Hội nghị trước, sau đó đến Đầu mối, Điểm cầu, Nhiệm vụ và Đợt kiểm tra. Mục có dấu (*) là bắt buộc.',
  '2. Mỗi người, điểm cầu, nhiệm vụ, đợt kiểm tra có một mã riêng, giữ nguyên giữa các lần nhập để hệ thống nhận ra phần đã sửa.',
  '3. Dòng ghi “Hướng dẫn” hoặc “Ví dụ” ở cột STT không được nhập; có thể xóa các dòng này.',
  '4. Ngày giờ ghi theo thứ tự ngày/tháng/năm giờ:phút, theo múi giờ của hội nghị, ví dụ 05/12/2026 14:00.',
  '5. Số điện thoại nước ngoài ghi kèm mã nước, ví dụ +81 90 1000 0111.',
  '6. Nhập thử bằng lệnh: caunoi import TỆP.xlsx --dry-run. Mọi lỗi được liệt kê một lần, kèm trang, dòng và cột.',
]
export const silentSheets = ['huong dan', 'danh muc']

/** The first column of every list: an ordinal, and in the template the mark of rows that are not data. */
export const ordinal = 'STT'
export const ordinals = ['stt', 'tt', 'so tt', 'so thu tu']
export const hintMark = 'Hướng dẫn'
export const exampleMark = 'Ví dụ'

export type Row = CellValue[]
