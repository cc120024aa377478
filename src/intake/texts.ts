import type { Expectation } from './faults.ts'

const say = (vi: string, en: string): Expectation => ({ vi, en })

/** Every sentence about a faulty file, each the end of 'cần …' and of 'expected …'. */
export const expects = {
  // the file
  smallerFile: (mb: number) => say(`tệp không quá ${mb} MB`, `a file of at most ${mb} MB`),
  knownFormat: say('tệp .xlsx hoặc .json theo mẫu', 'an .xlsx or .json file made from the template'),
  unlockedXlsx: say(
    'tệp .xlsx không đặt mật khẩu (mở bằng Excel, chọn Lưu thành, kiểu Excel Workbook .xlsx)',
    'an .xlsx file without a password (open it in Excel and save it as Excel Workbook .xlsx)',
  ),
  readableXlsx: say(
    'tệp .xlsx mở được bằng Excel; tệp này bị hỏng',
    'an .xlsx file that Excel can open; this one is damaged',
  ),
  modestXlsx: say(
    'bảng tính gọn hơn; hãy xóa các dòng, cột trống thừa rồi lưu lại',
    'a smaller workbook; delete the empty rows and columns beyond the data and save again',
  ),
  readableJson: (why: string) => say(`JSON đúng cú pháp (${why})`, `well-formed JSON (${why})`),
  version: say('phiên bản 1', 'version 1'),
  sheet: (name: string) => say(`trang tính “${name}”`, `the sheet “${name}”`),
  knownSheet: say(
    'trang tính có trong mẫu; trang tính này được bỏ qua',
    'a sheet of the template; this one is ignored',
  ),
  header: (name: string) => say(`dòng tiêu đề có cột “${name}”`, `a header row with the column “${name}”`),
  column: (name: string) => say(`cột “${name}”`, `the column “${name}”`),
  knownColumn: say('cột có trong mẫu; cột này được bỏ qua', 'a column of the template; this one is ignored'),
  knownLabel: say('mục có trong mẫu; dòng này được bỏ qua', 'an item of the template; this row is ignored'),
  onceOnly: say('ghi một lần; lần sau được bỏ qua', 'it only once; the second is ignored'),
  knownKey: say('khóa có trong định dạng; khóa này được bỏ qua', 'a key of the format; this one is ignored'),
  ownRow: say(
    'xóa dòng mẫu; dòng ghi “Ví dụ” ở cột đầu được bỏ qua',
    'the sample row deleted; rows that say “Ví dụ” first are ignored',
  ),
  fewerRows: (most: number) => say(`không quá ${most} dòng`, `at most ${most} rows`),
  object: say('một đối tượng { … }', 'an object { … }'),
  list: say('một danh sách [ … ]', 'a list [ … ]'),

  // values
  text: (most: number) => say(`chữ, không quá ${most} ký tự`, `text of at most ${most} characters`),
  workingFormula: say(
    'giá trị; công thức ở ô này đang báo lỗi',
    'a value; the formula in this cell reports an error',
  ),
  code: say(
    'mã gồm 1–40 chữ, số, dấu chấm, gạch ngang hoặc gạch dưới, bắt đầu bằng chữ hoặc số',
    'a code of 1–40 letters, digits, dots, hyphens or underscores, beginning with a letter or digit',
  ),
  otherCode: (where: string) =>
    say(`mã khác; mã này đã dùng ở ${where}`, `another code; this one is already used at ${where}`),
  title: say('tên hội nghị', 'the title of the conference'),
  personName: say('họ và tên', 'the name of the person'),
  pointName: say('tên điểm cầu', 'the name of the bridge point'),
  assignmentText: say('nội dung nhiệm vụ', 'what the assignment is'),
  duty: say(
    'công việc và người phụ trách, ví dụ “Trực điện: c5”',
    'a duty and its person, such as “Power: c5”',
  ),
  documentNumber: say('số, ký hiệu văn bản', 'the number of the document'),
  yesOrNo: say('“Có” hoặc “Không” (JSON: true hoặc false)', 'yes or no (JSON: true or false)'),
  language: say(
    '“Tiếng Việt” hoặc “Tiếng Anh” (JSON: "vi" hoặc "en")',
    'Vietnamese or English (JSON: "vi" or "en")',
  ),
  role: say(
    '“Đầu mối” hoặc “Ban Tổ chức” (JSON: "contact" hoặc "coordinator")',
    'contact or coordinator (JSON: "contact" or "coordinator")',
  ),
  money: say('số tiền bằng đồng, ví dụ 40000000 hoặc 40.000.000', 'an amount in dong, such as 40000000'),
  email: say('địa chỉ thư điện tử, ví dụ ten@donvi.vn', 'an e-mail address, such as name@office.vn'),
  phone: (country: string) =>
    say(
      country === 'VN'
        ? 'số điện thoại đủ chữ số, ví dụ 0912000111; số nước ngoài ghi +mã nước'
        : `số điện thoại đủ chữ số (nước ${country}), nên ghi dạng +mã nước`,
      `a complete phone number (country ${country}), best written with +country code`,
    ),
  surerPhone: say(
    'kiểm tra lại số này: đầu số chưa gặp',
    'this number to be checked: its prefix is not known',
  ),
  noExtension: say('số gọi thẳng; phần máy lẻ được bỏ qua', 'a direct number; the extension is dropped'),
  country: say(
    'tên nước hoặc mã nước hai chữ, ví dụ VN, JP',
    'a country or its two-letter code, such as VN, JP',
  ),
  timezone: say(
    'múi giờ IANA, ví dụ Asia/Ho_Chi_Minh, Asia/Tokyo',
    'an IANA time zone, such as Asia/Ho_Chi_Minh, Asia/Tokyo',
  ),
  ownTimezone: say(
    'múi giờ của điểm cầu (nước này có nhiều múi giờ); tạm lấy múi giờ của hội nghị',
    'the time zone of the bridge point (this country has several); the conference’s is used',
  ),
  moment: say(
    'ngày và giờ, ví dụ 08/12/2026 08:00 (JSON: 2026-12-08T08:00)',
    'a date and time, such as 2026-12-08T08:00',
  ),
  due: say(
    'thời hạn, ví dụ 05/12/2026, 05/12/2026 17:00, 12/2026, Quý 4/2026 hoặc 2026',
    'a due date, such as 2026-12-05, 2026-12-05T17:00, 2026-12, 2026-Q4 or 2026',
  ),
  precision: say('minute, day, month, quarter hoặc year', 'minute, day, month, quarter or year'),
  documentDate: say('ngày ban hành, ví dụ 20/11/2026', 'the date of issue, such as 2026-11-20'),
  duration: say(
    'khoảng thời gian lớn hơn 0, ví dụ PT45M, PT4H, P1D hoặc “45 phút”, “4 giờ”, “1 ngày”',
    'a duration above zero, such as PT45M, PT4H or P1D',
  ),
  stepMoment: say(
    'đúng một trong ba khóa after, before, beforeClose',
    'exactly one of after, before, beforeClose',
  ),
  stepAction: say('remind, backup hoặc coordinators', 'remind, backup or coordinators'),
  stepText: say(
    'thời gian và việc cần làm, ví dụ “4 giờ nhắc; 1 ngày dự phòng; 2 ngày Ban Tổ chức”',
    'a time and an action, such as “PT4H remind; P1D backup; P2D coordinators”',
  ),

  // how things hang together
  contactRef: say(
    'mã của một người có trong danh sách đầu mối',
    'the code of a person in the list of contacts',
  ),
  oneOfNamesakes: say(
    'mã đầu mối, vì có nhiều người trùng tên này',
    'the code of the contact, for several people have this name',
  ),
  pointRef: say('mã của một điểm cầu có trong danh sách điểm cầu', 'the code of a bridge point in the list'),
  otherBackup: say('người dự phòng khác với đầu mối', 'a backup other than the contact'),
  laterEnd: say('giờ kết thúc sau giờ bắt đầu', 'an end after the start'),
  laterClose: say('giờ đóng sau giờ mở', 'a close after the opening'),
  laterTo: say('thời điểm cuối không trước thời điểm đầu', 'an end not before the beginning'),
  closeInTime: say(
    'đợt kiểm tra đóng trước khi hội nghị kết thúc',
    'a round that closes before the conference ends',
  ),
  roundTimes: (opens: string, closes: string) =>
    say(
      `giờ mở và giờ đóng; tạm lấy ${opens} – ${closes}`,
      `an opening and a closing time; ${opens} – ${closes} is assumed`,
    ),
  oneMain: say('chỉ một điểm cầu chính', 'only one main bridge point'),
  ownPhone: (name: string) =>
    say(`mỗi người một số; số này cũng ghi cho ${name}`, `a number of one’s own; this one is also ${name}’s`),
  otherItem: say('mỗi hạng mục một lần', 'each item once'),
}
