/** Every word of this page, in both languages. */
const vietnamese = {
  toPhones: 'Đến các điện thoại',
  clock: 'Giờ diễn tập (Việt Nam)',
  speed: 'Tốc độ đồng hồ',
  stop: 'Dừng',
  times: (speed) => `${speed}×`,
  skip: 'Tua đến sự kiện kế tiếp',
  skipping: 'Đang tua…',
  skippedTo: (moment) => `Đã tua đến ${moment}`,
  nothingAhead: 'Không còn sự kiện nào phía trước. Khởi động lại chương trình để diễn tập từ đầu.',
  language: 'Ngôn ngữ',
  views: 'Phần của trang',
  phones: 'Điện thoại',
  board: 'Điểm cầu',
  people: 'Đầu mối',
  steps: [
    ['Bấm ', 'Tình hình', ' trên điện thoại của Ban Tổ chức để xem ai đã sẵn sàng.'],
    ['Trả lời thay một đầu mối: ', 'bấm nút', ' trong Telegram, gõ số hoặc lời trong Zalo.'],
    ['Cho đồng hồ chạy nhanh hoặc ', 'tua', ', xem nhắc việc đến và các điểm cầu đổi màu.'],
  ],
  openOther: 'Mở điện thoại khác…',
  closePhone: (name) => `Đóng điện thoại của ${name}`,
  coordinator: 'Ban Tổ chức',
  forPoint: (names) => `Điểm cầu ${names}`,
  backupFor: (names) => `Dự phòng ${names}`,
  apps: { telegram: 'Telegram', 'zalo-oa': 'Zalo OA', 'zalo-bot': 'Zalo Bot' },
  temper: (name) => `Cách trả lời của ${name}`,
  tempers: {
    prompt: 'Trả lời ngay',
    late: 'Trả lời muộn',
    wrong: 'Trả lời nhầm',
    never: 'Không trả lời',
    hand: 'Tự tay trả lời',
  },
  allAtOnce: 'Đặt tất cả:',
  choose: 'chọn…',
  allSet: (temper) => `Mọi đầu mối: ${temper.toLowerCase()}`,
  find: 'Tìm theo tên, đơn vị, điểm cầu',
  nobodyFound: 'Không có ai như vậy.',
  linked: 'Đã liên kết',
  notLinked: 'Chưa liên kết',
  invited: 'Đã được mời, chưa mở lời mời. Ban Tổ chức chưa nhắn được cho người này.',
  joinTelegram: 'Mở liên kết trong lời mời',
  joinZalo: (code) => `Gõ mã ${code}`,
  emptyChat: 'Chưa có tin nhắn.',
  bot: 'bot',
  botAccount: 'Tài khoản bot',
  edited: 'đã sửa',
  placeholder: {
    telegram: 'Nhắn tin…',
    'zalo-oa': 'Nhắn tin…',
    'zalo-bot': 'Gõ số hoặc lời, ví dụ: da nhan',
  },
  webLink: 'Mở trang trả lời trên web',
  writeAs: (name) => `Nhắn tin thay ${name}`,
  send: 'Gửi',
  shortcuts: {
    coordinator: [
      ['Tình hình', '/tinhhinh'],
      ['Thông báo', '/thongbao'],
      ['Trợ giúp', '/trogiup'],
    ],
    contact: [
      ['Điểm cầu', '/diemcau'],
      ['Nhiệm vụ', '/nhiemvu'],
      ['Mất tiếng rồi', 'mất tiếng rồi'],
    ],
  },
  unread: (count) => `${count} tin chưa đọc`,
  statuses: { ready: 'Sẵn sàng', preparing: 'Đang chuẩn bị', issue: 'Có sự cố', pending: 'Chưa trả lời' },
  noRound: 'Chưa mở đợt kiểm tra nào',
  roundOpen: (name, clock) => `${name}, đóng lúc ${clock}`,
  roundClosed: (name, clock) => `${name}, đã đóng lúc ${clock}`,
  tasks: (done, all) => `Nhiệm vụ đã nhận: ${done}/${all}`,
  incidents: (count) => `Sự cố đang mở: ${count}`,
  openPhoneOf: (name) => `mở điện thoại của ${name}`,
  shortAge: { now: '0′', minutes: (n) => `${n}′`, hours: (n) => `${n} giờ`, days: (n) => `${n} ngày` },
  age: { now: 'vừa xong', minutes: (n) => `${n} phút`, hours: (n) => `${n} giờ`, days: (n) => `${n} ngày` },
  away: 'Mất kết nối với chương trình. Đang thử lại…',
  refused: { gone: 'Nút này không còn trên màn hình.', cannot: 'Điện thoại này không làm được việc đó.' },
  failed: 'Chưa thực hiện được. Đề nghị thử lại.',
}

const english = {
  toPhones: 'Skip to the phones',
  clock: 'Drill time (Vietnam)',
  speed: 'Speed of the clock',
  stop: 'Pause',
  times: (speed) => `${speed}×`,
  skip: 'Skip to the next event',
  skipping: 'Skipping…',
  skippedTo: (moment) => `Skipped to ${moment}`,
  nothingAhead: 'Nothing is ahead any more. Restart the program to begin again.',
  language: 'Language',
  views: 'Parts of the page',
  phones: 'Phones',
  board: 'Bridge points',
  people: 'Contacts',
  steps: [
    ['Press ', 'Tình hình', ' (the board) on the coordinator’s phone to see who is ready.'],
    ['Answer for a contact: ', 'press a button', ' in Telegram, type a number or words in Zalo.'],
    ['Run the clock faster or ', 'skip', ', see reminders arrive and bridge points change colour.'],
  ],
  openOther: 'Open another phone…',
  closePhone: (name) => `Close ${name}’s phone`,
  coordinator: 'Coordinator',
  forPoint: (names) => `Bridge point ${names}`,
  backupFor: (names) => `Backup for ${names}`,
  apps: { telegram: 'Telegram', 'zalo-oa': 'Zalo OA', 'zalo-bot': 'Zalo Bot' },
  temper: (name) => `How ${name} answers`,
  tempers: {
    prompt: 'Promptly',
    late: 'Late',
    wrong: 'Wrongly',
    never: 'Never',
    hand: 'By your hand',
  },
  allAtOnce: 'Set all:',
  choose: 'choose…',
  allSet: (temper) => `All contacts: ${temper.toLowerCase()}`,
  find: 'Find a name, unit or bridge point',
  nobodyFound: 'Nobody like that.',
  linked: 'Linked',
  notLinked: 'Not linked',
  invited: 'Invited, but has not opened the invite. The coordinators cannot write to this person yet.',
  joinTelegram: 'Open the link in the invite',
  joinZalo: (code) => `Type the code ${code}`,
  emptyChat: 'No messages yet.',
  bot: 'bot',
  botAccount: 'Bot account',
  edited: 'edited',
  placeholder: {
    telegram: 'Message…',
    'zalo-oa': 'Message…',
    'zalo-bot': 'Type a number or words, e.g. da nhan',
  },
  webLink: 'Open the web page to answer',
  writeAs: (name) => `Write as ${name}`,
  send: 'Send',
  shortcuts: {
    coordinator: [
      ['Tình hình (board)', '/tinhhinh'],
      ['Announce', '/thongbao'],
      ['Help', '/trogiup'],
    ],
    contact: [
      ['Bridge point', '/diemcau'],
      ['Assignments', '/nhiemvu'],
      ['Sound is gone', 'mất tiếng rồi'],
    ],
  },
  unread: (count) => `${count} unread`,
  statuses: { ready: 'Ready', preparing: 'Preparing', issue: 'In trouble', pending: 'No answer' },
  noRound: 'No round has opened yet',
  roundOpen: (name, clock) => `${name}, closes at ${clock}`,
  roundClosed: (name, clock) => `${name}, closed at ${clock}`,
  tasks: (done, all) => `Assignments acknowledged: ${done}/${all}`,
  incidents: (count) => `Open faults: ${count}`,
  openPhoneOf: (name) => `open ${name}’s phone`,
  shortAge: { now: '0′', minutes: (n) => `${n}′`, hours: (n) => `${n} h`, days: (n) => `${n} d` },
  age: { now: 'just now', minutes: (n) => `${n} min`, hours: (n) => `${n} h`, days: (n) => `${n} d` },
  away: 'The program cannot be reached. Trying again…',
  refused: { gone: 'That button is no longer on the screen.', cannot: 'This phone cannot do that.' },
  failed: 'That did not work. Please try again.',
}

const languages = { vi: vietnamese, en: english }
const KEPT_AS = 'caunoi-drill-language'

let chosen = kept() === 'en' ? 'en' : 'vi'

/** The words in the language that is chosen now. */
export const words = () => languages[chosen]
export const language = () => chosen
/** For dates and numbers. */
export const locale = () => (chosen === 'en' ? 'en-GB' : 'vi-VN')

export function chooseLanguage(next) {
  chosen = next
  try {
    localStorage.setItem(KEPT_AS, next)
  } catch {
    // a browser that keeps nothing asks again next time
  }
}

function kept() {
  try {
    return localStorage.getItem(KEPT_AS)
  } catch {
    return null
  }
}
