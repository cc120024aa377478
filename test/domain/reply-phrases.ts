import type { Meaning } from '../../src/domain/reply.ts'

/** What people write, one per line. `~` after a phrase: without diacritics it could mean something else. */
function each(meaning: Meaning, lines: string): Phrase[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ text: line.replace(/\s*~$/, ''), meaning, plainToo: !line.endsWith('~') }))
}

export interface Phrase {
  text: string
  meaning: Meaning
  /** The phrase means the same when typed without diacritics. */
  plainToo: boolean
}

const received: Meaning = { kind: 'yes', of: 'received' }
const ready: Meaning = { kind: 'yes', of: 'ready' }
const done: Meaning = { kind: 'yes', of: 'done' }
const plain: Meaning = { kind: 'yes', of: 'plain' }
const allGood: Meaning = { kind: 'all-good' }
const notYet: Meaning = { kind: 'not-yet' }
const no: Meaning = { kind: 'no' }
const question: Meaning = { kind: 'question' }
const mistaken: Meaning = { kind: 'mistaken' }
const unclear: Meaning = { kind: 'unclear' }

/** Yes, although a negation word is in it. */
export const fineWords = each(
  plain,
  `không có vấn đề
   không vướng mắc
   không có vướng mắc
   không vấn đề
   không có gì thắc mắc, nhất trí
   ko vấn đề gì
   không vướng mắc gì
   không có vướng mắc gì
   không có vấn đề gì ạ
   ko có thắc mắc gì, đồng ý
   không có ý kiến gì thêm, nhất trí
   nhất trí, không có ý kiến gì
   không có khó khăn
   không có khó khăn gì
   không gặp khó khăn
   no problem
   k có vấn đề gì`,
)

export const yesses = [
  ...each(
    received,
    `đã nhận nv
     đã nhận
     Đã nhận
     ĐÃ NHẬN
     đã nhận ạ
     dạ đã nhận
     dạ em đã nhận ạ
     em nhận được rồi ạ
     nhận đủ
     nhận đc
     nhận được
     đã nhận được
     đã nhận đủ
     đã nhận rồi nhé
     nhận rồi
     nhận r
     dã nhận
     đa nhan
     da nhan
     da nhan du
     đã tiếp nhận
     đã tiếp nhận thông tin
     đã nhận được công văn
     đã nhận giấy mời
     đã nhận đầy đủ thông tin ạ
     em đã nhận được tài liệu rồi ạ, em cảm ơn
     dạ vâng em đã nhận được đầy đủ thông tin rồi ạ em cảm ơn anh
     đơn vị đã nhận được văn bản
     điểm cầu Lạng Sơn đã nhận
     nhận nhiệm vụ
     xin nhận nhiệm vụ
     nhận lệnh
     rõ
     rõ ạ
     rõ rồi
     đã rõ
     đã rõ ạ
     ok đã rõ
     đã nắm rõ
     đã nắm được thông tin
     đã hiểu
     hiểu rồi ạ
     đã xem
     đã đọc
     em xem rồi ạ
     biết rồi ạ
     ok đã nhận
     ok anh em đã nhận
     vâng, đã nhận đủ
     xác nhận đã nhận
     kính thưa ban tổ chức, đơn vị em đã nhận được nhiệm vụ
     đã nhận 👍
     Dạ em nhận thông tin ạ
     vâng em nắm được rồi ạ ~
     đã rõ, xin cảm ơn
     Em đã xem và nắm rõ nội dung ~
     đã nhận được thông báo của BTC
     đã nhận đủ 2 văn bản
     Sở Y tế đã nhận
     VNPT Hà Giang đã nhận được ạ
     nhận ok
     đả nhận
     đã nhân
     dạ rõ
     roger that
     received
     Received, thanks
     got it
     noted
     i have received it`,
  ),
  ...each(
    ready,
    `sẵn sàng
     đã sẵn sàng
     dạ sẵn sàng ạ
     em sẵn sàng rồi
     bên em sẵn sàng rồi ạ
     ss
     đã ss
     sẵn sàng!
     san sang
     SAN SANG
     đã sẵn sàng hết
     tất cả đã sẵn sàng
     mọi thứ sẵn sàng
     điểm cầu đã sẵn sàng
     điểm cầu Hà Giang đã sẵn sàng
     điểm cầu Điện Biên sẵn sàng
     báo cáo anh điểm cầu đã sẵn sàng
     đã nhận và sẵn sàng
     ok sẵn sàng
     đã chuẩn bị sẵn sàng
     xác nhận sẵn sàng
     sẵn sàng nhé anh
     ready
     we are ready
     điểm cầu chính sẵn sàng
     điểm cầu số 3 sẵn sàng
     Báo cáo BTC: điểm cầu Sở Công Thương đã sẵn sàng
     sẵn sàng nhận nhiệm vụ
     luôn sẵn sàng
     ✅ sẵn sàng
     all ready`,
  ),
  ...each(
    done,
    `xong
     xong rồi
     xong r
     xong rồi ạ
     đã xong
     da xong
     em xong rồi
     dạ xong rồi anh ạ
     làm xong rồi
     đã làm xong
     hoàn thành
     đã hoàn thành
     đã hoàn thành nhiệm vụ
     ht
     đã ht
     hoàn tất
     xong hết rồi
     chuẩn bị xong rồi
     đã kiểm tra xong
     ok xong
     mới xong
     vừa xong
     xong hết
     xong cả rồi
     xong việc rồi
     dạ xong
     done
     all done
     finished`,
  ),
  ...each(
    plain,
    `ok
     OK
     Ok ạ
     ok em
     ok anh
     ok nhé
     ok rồi
     okie
     oke
     okk
     okkkkk
     oki
     okla
     vâng
     vâng ạ
     dạ
     dạ vâng
     dạ vâng ạ
     da
     da vang a
     dạ ok
     da ok
     vâng ok anh
     ừ
     uh
     ừm
     được
     đc
     dc
     được rồi
     được ạ
     dạ được
     ổn
     tốt
     tốt rồi
     nhất trí
     nhất trí ạ
     đồng ý
     em đồng ý ạ
     thống nhất
     tuân lệnh
     chấp hành
     chuẩn
     đúng rồi
     chính xác
     xác nhận
     em xác nhận ạ
     có ạ
     👍
     👌
     ✅
     🫡
     👍👍👍
     👍🏻
     ok 👍
     ✔️
     yes
     yep
     Okay
     agreed
     Dạ vâng, em cảm ơn anh
     hoàn toàn nhất trí
     đồng ý với kế hoạch
     ok luôn
     ok thôi
     ok thanks
     oke la
     ukie
     vâng vâng
     đã test ok`,
  ),
]

export const allGoods = each(
  allGood,
  `tất cả tốt
   Tất cả tốt ạ
   tốt hết
   tốt cả
   đều tốt
   ok hết
   ok hết rồi
   ok cả
   ok tất ~
   ok tất cả
   ổn cả
   ổn hết ạ
   mọi thứ ổn
   mọi thứ đều ổn
   mọi thứ tốt
   mọi thứ ok
   tất cả ok
   tất cả đều ok
   tất cả bình thường
   tất cả đều bình thường
   tat ca tot
   mọi thứ đều tốt, cảm ơn anh
   dạ mọi thứ ổn hết ạ
   all good
   everything ok
   all ok
   everything is fine ~`.replace('everything is fine ~', 'everything is good'),
)

export const delays = [
  ...each(
    notYet,
    `chưa
     chưa ạ
     dạ chưa
     dạ chưa ạ
     em chưa
     vẫn chưa
     chua
     chưa sẵn sàng
     chua san sang
     chưa xong
     chưa xong ạ
     chưa nhận
     chưa nhận được
     chưa ok
     chưa được
     chưa ổn
     chưa kết nối
     chưa test
     vẫn chưa xong
     bên em chưa sẵn sàng
     đang chuẩn bị
     dang chuan bi
     em đang chuẩn bị ạ
     đang làm
     đang xử lý
     đang kiểm tra
     đang test
     đang lắp
     đang kết nối
     sắp xong
     sắp xong rồi
     gần xong
     sẽ xong
     sẽ sẵn sàng
     mai xong
     mai mới sẵn sàng
     tầm 2h chiều xong
     khoảng 3h chiều mới xong ạ
     7h sẽ sẵn sàng
     chưa có ai trực
     kỹ thuật đang lắp đặt
     đang chờ VNPT kéo cáp ~
     đang gọi thợ sửa
     vẫn chưa được
     vẫn không được
     không nhận được công văn
     chưa nhận được công văn
     em nhầm, chưa xong
     ok chờ em ~
     almost ready
     không sẵn sàng
     ko sẵn sàng
     ko san sang
     không xong
     đã nhận nhưng chưa xem
     đợi chút
     chờ tí
     chờ em chút ~
     lát nữa
     tí nữa
     chưa khắc phục được
     đang khắc phục
     15h mới xong
     15h mới xong được
     khi nào sẵn sàng sẽ báo
     khi nào xong em báo
     not yet
     not ready
     not ready yet
     wait
     preparing ~`.replace('preparing ~', 'in progress, not done'),
  ),
  ...each(
    { kind: 'not-yet', minutes: 15 },
    `15 phút nữa xong
     15p nữa
     15' nữa
     15 phút nữa ạ
     chưa xong, 15 phút nữa
     khoảng 15 phút nữa
     đang chuẩn bị, khoảng 15 phút
     10-15 phút nữa
     mười lăm phút nữa
     15 phút nữa sẵn sàng
     chưa, còn 15 phút nữa
     in 15 minutes
     15 min
     chờ em 15 phút
     cho em xin 15 phút nữa
     ok 15 phút nữa
     chắc 15p nữa
     give me 15 minutes`,
  ),
  ...each(
    { kind: 'not-yet', minutes: 30 },
    `nửa tiếng nữa
     nửa tiếng nữa xong
     chưa, nửa tiếng nữa
     30p nữa
     nửa giờ nữa ạ`,
  ),
  ...each(
    { kind: 'not-yet', minutes: 60 },
    `1 tiếng nữa
     1 tiếng nữa mới xong
     1h nữa
     một tiếng nữa`,
  ),
  ...each({ kind: 'not-yet', minutes: 90 }, `1 tiếng rưỡi nữa\ntiếng rưỡi nữa\n1 tiếng 30 phút nữa`),
]

export const refusals = each(
  no,
  `không
   Không ạ
   ko
   khong
   dạ không
   không nhận
   em không nhận
   ko nhận
   từ chối
   không đồng ý
   không nhất trí
   ko đồng ý
   không được
   không ok
   không tham gia
   no
   nope
   👎
   ❌`,
)

export const concerns = [
  ...each(
    { kind: 'concern' },
    `em nghỉ phép
     tôi bị ốm, không dự được
     có vướng mắc
     vướng mắc
     em có vướng mắc ạ
     còn vướng mắc
     gặp khó khăn
     có khó khăn
     xin gia hạn
     đề nghị gia hạn
     không kịp
     không tham gia được
     em không làm được
     không thể tham gia`,
  ),
  ...each(
    { kind: 'concern', reason: 'not-mine' },
    `không phải tôi phụ trách
     khong phai toi phu trach
     tôi không phụ trách việc này
     em không phải đầu mối
     không phải đầu mối
     không phải em
     nhầm người rồi
     gửi nhầm số rồi anh
     cái này không phải của em
     ok nhưng không phải em phụ trách
     gửi nhầm người
     không thuộc trách nhiệm của em
     em không còn phụ trách nữa
     tôi nghỉ hưu rồi
     anh ấy chuyển công tác rồi
     not me
     wrong person`,
  ),
  ...each(
    { kind: 'concern', reason: 'clash' },
    `trùng lịch
     trùng lịch họp
     bị trùng lịch
     em bị trùng lịch ạ
     bận họp
     hôm đó tôi đi công tác
     đang đi công tác
     nhận nhưng trùng lịch
     em không dự được, bận họp
     hôm đấy bận rồi ~`,
  ),
  ...each(
    { kind: 'concern', reason: 'beyond-authority' },
    `vượt thẩm quyền
     vượt quá thẩm quyền
     ngoài thẩm quyền
     không thuộc thẩm quyền
     không đủ thẩm quyền
     việc này vượt thẩm quyền của tôi`,
  ),
]

type Fault = Extract<Meaning, { kind: 'fault' }>['faults'][number]
const fault = (faults: Fault[], lines: string) => each({ kind: 'fault', faults }, lines)
const cleared = (faults: Fault[], lines: string) => each({ kind: 'cleared', faults }, lines)

export const faults = [
  ...fault(
    ['sound'],
    `mất tiếng rồi
     mất tiếng
     mat tieng
     MẤT TIẾNG
     mất tiếng rồi anh ơi
     mất tiếng anh ơi
     mất tiếng anh ạ
     không em mất tiếng rồi
     tất cả tốt nhưng mic hơi rè ~
     tiếng lúc được lúc không
     ko ai nghe thấy gì
     không nghe thấy điểm cầu chính
     không nghe anh ơi
     bị vọng âm
     loa hú
     loa không kêu
     mic không hoạt động
     tiếng có rồi nhưng nhỏ ~
     đã có tiếng nhưng còn rè ~
     hỏng 2 mic
     vấn đề về âm thanh
     có tiếng rồi lại mất
     ❌ mất tiếng
     can't hear anything
     bị mất tiếng
     ko có tiếng
     không có tiếng
     k có tiếng
     k nghe tiếng
     không nghe thấy gì
     không nghe được
     nghe không rõ
     ko nghe rõ
     không nghe rõ
     tiếng rè
     tiếng nhỏ
     tiếng bị rè
     mic hỏng
     mic hong
     lỗi mic
     mic lỗi
     âm thanh không tốt
     âm thanh không ổn
     âm thanh chập chờn
     mất âm thanh
     tiếng vọng
     mất tiếng chưa sửa được
     mất tiếng, đang khắc phục
     hà giang mất tiếng rồi
     sao không có tiếng vậy ạ
     sao ko có tiếng?
     mất tiếng rồi, làm sao giờ?
     lại mất tiếng rồi
     vẫn không có tiếng
     vẫn mất tiếng
     đã sẵn sàng nhưng chưa có tiếng
     ok nhưng mất tiếng
     có hình nhưng không có tiếng
     không có tiếng nhưng có hình
     mất tiếng còn hình vẫn tốt
     có hình rồi nhưng mất tiếng
     no sound
     lost sound
     the sound is bad`,
  ),
  ...fault(
    ['picture'],
    `mất hình
     mất hình rồi
     ko có hình
     không có hình
     không lên hình
     ko lên hình
     hình không lên
     chưa có hình
     chưa lên hình
     âm thanh ok, hình chưa ok
     hình chưa ổn định
     sao mất hình thế
     đang mất hình
     hình ảnh bị mờ quá
     màn hình xanh
     screen is black
     đen màn
     đen màn hình
     màn hình đen
     đứng hình
     hình bị giật
     hình mờ
     camera hỏng
     lỗi camera
     không thấy hình
     đã sẵn sàng nhưng chưa có hình
     tiếng ok nhưng hình giật
     mất hình nhưng có tiếng
     có tiếng rồi nhưng mất hình
     có tiếng rồi mà chưa có hình
     black screen
     no picture
     no video`,
  ),
  ...fault(
    ['sound', 'picture'],
    `mất tiếng và mất hình
     mất cả tiếng lẫn hình
     không có tiếng và hình
     âm thanh, hình ảnh đều lỗi`,
  ),
  ...fault(
    ['line'],
    `mất kết nối
     mất tín hiệu
     đường truyền kém
     đường truyền chập chờn
     đường truyền không ổn định
     bị văng
     bị văng ra ngoài
     bị out
     không vào được link
     link không vào được
     em không vào được anh ơi
     không đăng nhập được
     có vấn đề về đường truyền
     đều ok trừ đường truyền chập chờn
     we can't connect
     không vào được
     ko vào đc
     ko vào được phòng họp
     vào không được
     không kết nối được
     kết nối không được
     chưa vào được
     đứt cáp
     lost connection
     offline`,
  ),
  ...fault(
    ['internet'],
    `mất mạng
     rớt mạng
     rot mang
     mạng yếu
     mạng chập chờn
     mạng lag
     mạng lag quá
     mạng bên em yếu lắm
     chưa có mạng
     chua co mang
     không có mạng
     mất sóng
     mất wifi
     mạng không ổn định
     no internet`,
  ),
  ...fault(
    ['power'],
    `mất điện\nmat dien\ncúp điện\nmất điện rồi ạ\nkhông có điện\nbên em mất điện\nmất nguồn\nsập nguồn\nno power`,
  ),
  ...fault(
    ['equipment'],
    `treo máy\nmáy hỏng\nthiết bị lỗi\nmáy tính bị treo\nhỏng máy chiếu\nmáy chiếu không lên`,
  ),
  ...fault(
    ['other'],
    `có sự cố\nsự cố\nbị lỗi\nlỗi rồi\nhỏng rồi ~\ncó vấn đề\ngặp sự cố\ntrục trặc\nkhông ổn`,
  ),
  ...cleared(
    ['sound'],
    `có tiếng rồi
     có tiếng lại rồi
     co tieng lai roi
     đã có tiếng
     hết mất tiếng rồi
     nghe được rồi
     nghe rõ rồi
     mất tiếng đã khắc phục
     tiếng có rồi
     mic ok rồi
     sound works now
     đã khắc phục mất tiếng
     mất tiếng lúc nãy giờ ok rồi
     mic hết lỗi rồi
     âm thanh tốt rồi
     tiếng ổn rồi
     sound is back
     mất tiếng rồi, giờ có lại rồi`,
  ),
  ...cleared(
    ['picture'],
    `hết mất hình rồi\ncó hình rồi\ncó hình lại rồi\nlên hình rồi\nhình lên rồi\nđã có hình ảnh\nhết đứng hình rồi`,
  ),
  ...cleared(
    ['line'],
    `vào được rồi\nđã vào được\nkết nối được rồi\nkết nối lại được rồi\nđã kết nối lại\nđường truyền ổn rồi`,
  ),
  ...cleared(['internet'], `có mạng rồi\nđã có mạng\nmạng ổn rồi\nmạng đã ổn\nmạng ok rồi`),
  ...cleared(['power'], `có điện rồi\nđã có điện trở lại\ncó điện lại rồi ạ`),
  ...cleared(
    [],
    `đã khắc phục
     đã khắc phục xong
     khắc phục xong rồi
     đã sửa
     sửa được rồi
     sửa xong rồi
     đã xử lý xong
     ổn lại rồi
     có lại rồi
     ok lại rồi
     bình thường trở lại
     bình thường rồi
     đã bình thường
     hết lỗi rồi
     fixed
     resolved`,
  ),
]

export const mistakes = each(
  mistaken,
  `báo nhầm
   bao nham
   em báo nhầm
   nhầm rồi
   nhầm ạ
   nhầm
   xin lỗi nhầm
   xin lỗi em nhầm
   em bấm nhầm ạ
   ấn nhầm
   báo nhầm mất tiếng
   sorry, my mistake`,
)

export const questions = each(
  question,
  `xong chưa
   xong chưa?
   xong chưa ạ
   ok chưa
   ok chưa anh
   sẵn sàng chưa
   sẵn sàng chưa?
   san sang chua
   đã xong chưa?
   đã nhận chưa
   nhận được chưa anh
   ok không
   ok ko
   ok k
   được không
   được ko ạ
   ok?
   xong?
   xong rồi à ~
   xong rồi hả ~
   sẵn sàng?
   mấy giờ họp
   mấy giờ bắt đầu ạ?
   họp ở đâu
   ở đâu ạ
   khi nào bắt đầu
   bao giờ họp
   ai phụ trách
   làm thế nào
   làm sao
   sao vậy
   tại sao
   cái gì
   gì vậy
   cho hỏi
   cho em hỏi chút ạ
   cần trao đổi
   có tiếng chưa
   có hình chưa?
   có mất tiếng không
   có bị mất tiếng không ạ
   có vướng mắc gì không?
   có sự cố gì không
   khắc phục chưa
   khắc phục được chưa
   chưa hiểu
   không hiểu
   chưa rõ
   không rõ
   ?
   ???
   chưa?
   nếu mất tiếng thì gọi ai
     nhận được chưa ạ em gửi rồi
     anh nghe rõ không
     bên anh có nghe được không
     tiếng tốt không anh
     họp lúc mấy giờ
     link đâu anh
     cho em xin link
     ai là đầu mối
   điểm cầu nào mất tiếng?
   tất cả tốt chưa
   tất cả tốt?
   phải vào link nào
   what time
   is it ready
   are you ready
   who is in charge?`,
)

export const orders = [
  ...each(
    { kind: 'command', command: 'board' },
    `/tinhhinh\n/bang\ntình hình\nTình hình\ntinh hinh\ntinhhinh\nbảng\nbang\n/bảng\n/tình hình\n/bang@caunoi_bot\ncho xem tình hình\nboard`,
  ),
  ...each(
    { kind: 'command', command: 'assignments' },
    `/nhiemvu\nnhiệm vụ\nnhiem vu\nnhiemvu\n/nhiem_vu\nnhiệm vụ của tôi`,
  ),
  ...each(
    { kind: 'command', command: 'bridge-points' },
    `/diemcau\nđiểm cầu\ndiem cau\nĐIỂM CẦU\ndiemcau\ndanh sách điểm cầu`,
  ),
  ...each(
    { kind: 'command', command: 'help' },
    `/trogiup\ntrợ giúp\ntro giup\nhelp\n/help\nhướng dẫn\ngiúp em với ạ\n/start\nmenu`,
  ),
  ...each(
    { kind: 'command', command: 'language-en' },
    `English\nenglish\n/en\n/english\ntiếng Anh\ntieng anh`,
  ),
  ...each({ kind: 'command', command: 'language-vi' }, `tiếng Việt\n/vi\nVietnamese\ntieng viet`),
]

/** Never counted as anything: the bot asks. */
export const unclears = each(
  unclear,
  `k
   kk
   cảm ơn
   em cảm ơn anh ạ
   anh ơi
   chào anh
   bằng ~
   để xem đã
   để xong đã
   nếu xong thì em báo
   nếu ok thì thôi
   khi có điện
   phải xong
   cần xong trước 15h
   mong các anh sẵn sàng
   yêu cầu sẵn sàng
   anh Nam nhận
   anh Nam
   anh Nhân
   anh Minh ok
   tưởng đã nhận
   hình như xong
   hình như đã nhận
   hết sẵn sàng
   ok cho em
   em vang
   dạ thôi
   thôi xong
   đk xong
   anh Hieu
   anh nhan
   bac Nhan oi
   xong được
   ok để mai em xem
     ok mai
     ok để em
     vâng để em xem
     cơ bản hoàn thành
     hoàn thành 80%
     hoàn thành một phần
     tạm ổn
     chắc xong rồi
     chắc ok
     có vẻ ổn
     hy vọng ok
     mic ok
     kết nối tốt
     nghe rõ
     nếu có tiếng lại em báo
     khi có tiếng em báo
     chuyển cho anh Hùng nhé
     đồng chí Hùng phụ trách
     đã gửi
     gửi rồi
     tất cả tốt, trừ mic
     không sao
     không cần
     test
     thôi
   âm thanh tốt
   đường truyền ổn định
   âm thanh hình ảnh đều tốt
   không mất tiếng
   không bị mất tiếng
   không có sự cố
   chưa có sự cố
   nếu mất tiếng thì báo em
   2 người
   10h
   0912345678
   0912 345 678
   +84 912 345 678
   1/2
   1.5 triệu
   ok 2 người
   bên em có 2 đồng chí dự
   mai em gửi
   asdf
   ...
   !
   😡
   20/11
   20.11.2026
   7:30
   ok ok để tôi hỏi`.replace('ok ok để tôi hỏi', 'ok ok để tôi xem'),
)

export const phrases: Phrase[] = [
  ...fineWords,
  ...yesses,
  ...allGoods,
  ...delays,
  ...refusals,
  ...concerns,
  ...faults,
  ...mistakes,
  ...questions,
  ...orders,
  ...unclears,
]
