/**
 * What words are, not yet what they mean: each class lists words and phrases as a careful writer writes them, with usual
 * abbreviations. A phrase is preferred to its parts ("hình như" is not a picture). A word typed without diacritics fits
 * any; of several the one written exactly so, then the first listed. `!` before a phrase: only as written.
 */
export const lexicon = {
  // Words that are something else than the words inside them, so that nothing is read into them.
  x: `
    không sao, ko sao, k sao, not sure, trả lời, lời mời, do, hình như, hình như là, hình thức, mô hình,
    loại hình, địa hình, truyền hình, điện thoại, điện tử, điện biên, điện bàn, đại diện, diễn ra,
    diễn tập, máy bay, mạng lưới, yêu cầu, có mặt, sóc sơn, bao lâu nay, không khí, không gian,
    hàng không, trên không, lỗi hẹn, mất công, mất thời gian, !vương, !nhân, kể cả, gần đây, sóng thần, !dùng,
    sử dụng`,

  // Courtesy: carries no answer.
  pol: `
    ạ, a, ah, ak, ạk, nhé, nhe, nha, nhá, nhen, nghen, nhóe, vậy, đấy, đó, đây, nè, nà, thế, ơi, oi,
    thưa, kính, kính gửi, kính thưa, xin, xin lỗi, xin phép, kính báo cáo, báo cáo, xin báo cáo,
    em báo cáo, the, please, pls, sorry, hi, hello, alo, dear, trân trọng, 🙏, ❤, 😊, 🙂, 😀, 😁, 😄, 😅, 😂, 🤣,
    🌹, 💐, 😍, ☺, 🥰, 😘`,
  thanks: `
    cảm ơn, cám ơn, xin cảm ơn, xin cám ơn, trân trọng cảm ơn, thanks, thank you, thank u, tks, thks,
    thank, thx, cảm ơn nhiều`,
  me: `
    tôi, em, mình, tui, e, tớ, cháu, chúng tôi, chúng em, bọn em, bên em, bên mình, bên tôi, bên này,
    bên e, phía em, phía tôi, đơn vị em, đơn vị tôi, đơn vị mình, !chỗ em, !chỗ tôi, i, im, we, me, my,
    our, here, is, are, am, it, its, been, were`,
  bareminh: `minh`,
  unit: `
    điểm cầu, đầu cầu, đơn vị, sở, tỉnh, huyện, xã, phường, trung tâm, văn phòng, ubnd, viễn thông, vnpt,
    viettel, công an, bên, phía, site`,

  // Answers.
  da: `dạ`,
  // Typed without marks: "dạ" or "đã", told apart by what follows.
  bareda: `da`,
  // Typed without marks: "vâng", or "vắng", absent.
  barevang: `vang`,
  // "ok thôi", but "thôi xong" and "dạ thôi".
  stop: `thôi`,
  assent: `
    ukie, dạ vâng, dạ vg, vâng, vg, vâng ạ, ừ, !u, uh, uhm, ừm, !ờ, uk, ukm, uki, ừa, yes, yep, yeah,
    yup, yea`,
  ok: `
    okok, oke la, ok la, ok, oke, okie, oki, okela, okla, okay, okey, okk, okee, okê, ôkê, ô kê, ô kê la,
    oce, okè, nhất trí, thống nhất, đồng ý, đồng í, tuân lệnh, chấp hành, tán thành, !đúng, đúng rồi,
    đúng ạ, đúng vậy, đúng thế, chuẩn, chính xác, chấp nhận, agree, agreed, sure, đã rõ lệnh, 👍, 👌, ✅, 🫡,
    🆗, ☑, ✔, 💯, 🤝, 🙆`,
  receive: `
    nhận đủ, !đã nhân, roger that, copy, nhận, tiếp nhận, nhận lệnh, received, receive, got it, noted,
    roger, copy that, acknowledged, ack, nhậnn`,
  clear: `
    rõ, !nắm, đã nắm, !nắm rồi, !nắm rõ, !hiểu, đã hiểu, hiểu rồi, em hiểu, hiểu rõ, !nắm được, nắm bắt,
    understood, rõ ràng`,
  seen: `xem, đọc, xem qua, nghiên cứu, seen, read`,
  know: `biết`,
  confirm: `xác nhận, confirm, confirmed`,
  ready: `sẵn sàng, săn sàng, sẵng sàng, sẳn sàng, sẵn sàn, ss, ready`,
  done: `xong, xog, xonq, hoàn thành, hoàn tất, ht, hoàn thiện, done, finished, completed, complete`,
  good: `tốt, ổn, ổn định, ổn áp, ngon, ngon lành, good, great, perfect`,
  normal: `bình thường, bt, bthg, normal`,
  fine: `no problem, no worries`,
  can: `được, đc, dc, thể`,
  refuse: `từ chối, refuse, decline, 👎, ❌, 🚫, ✖, 🙅`,

  // What turns, doubts or delays.
  neg: `
    !chớ, không ai, ko ai, k ai, chẳng ai, không, ko, kg, kô, khong, hok, hông, hổng, khum, hem, hk, khg,
    khôg, hôg, kh, không hề, không có chuyện, chẳng, chả, đừng, đâu có, đâu phải, not, no, nope, never,
    without, dont, doesnt, didnt, cant, cannot, isnt, arent, wont, wasnt, hasnt, havent, đếch, đéo, nah`,
  unable: `không thể, ko thể, k thể, khong the, không có cách nào`,
  k: `k, kk`,
  hong: `!hong`,
  notyet: `chưa, chx, chưa hề, ch, not yet, yet`,
  wait: `
    chờ ý kiến, đợi ý kiến, đợi, chờ, lát nữa, tí nữa, chút nữa, xíu nữa, từ từ, một lát, một chút,
    một tí, chờ chút, chờ tí, đợi chút, đợi tí, wait, hold on, moment, just a moment, lát`,
  soon: `sắp, sắp sửa, gần, sẽ, sẽ cố, will, almost, soon, chuẩn bị sẽ, suýt, tí là, sắp được`,
  ing: `đang, hiện đang, đang còn, vẫn đang, còn đang, working on, still`,
  prepare: `chuẩn bị, preparing, cbi, cb`,
  work: `
    làm, xử lý nốt, kiểm tra, test, lắp, lắp đặt, cài, cài đặt, thực hiện, triển khai, chỉnh, căn chỉnh,
    setup, set up, kéo dây, rà soát, tiến hành, thử, đấu nối, di chuyển, testing, checking, installing,
    setting up, in progress, thu xếp, sắp xếp, báo cáo lãnh đạo, đi`,
  join: `tham gia, tham dự, !dự, dự họp, phối hợp, đảm nhận, đảm nhiệm, attend`,
  runs: `kêu, !ăn, connected, hoạt động, chạy, hđ, work, works, working`,
  if: `
    nếu, nếu như, lỡ, giả sử, phòng khi, đề phòng, trường hợp, trong trường hợp, sợ, lo, ngại, tránh,
    !nhỡ, hễ, if, unless, in case, mong, cần`,
  when: `khi nào, lúc nào, bao giờ, chừng nào, when, what time`,
  once: `khi, once, until, đến khi, tới khi, sau khi, ngay khi`,
  tell: `
    báo, báo lại, thông báo lại, nhắn, nhắn lại, gọi, gọi lại, alo lại, let you know, tell, báo ngay,
    sẽ báo, báo sau`,
  but: `nhưng, nhưng mà, tuy nhiên, mà, but, however, trừ, ngoại trừ, except`,
  same: `vẫn, còn, vẫn còn, cứ`,

  // Questions.
  ask: `
    cho em xin link, cho xin link, gửi em link, gửi link, gửi lại link, xin link, cho em xin tài liệu,
    cho em xin lại, gửi lại em, !à, !ư, !hả, !hở, nhỉ, !hử, chưa hiểu, không hiểu, ko hiểu, k hiểu, chứ,
    phải không, phải ko, phải k, đúng không, đúng ko, đúng k, cho hỏi, xin hỏi, muốn hỏi, em hỏi,
    tôi hỏi, hỏi chút, hỏi tí, cho em hỏi, cho tôi hỏi, cần trao đổi, muốn trao đổi, xin trao đổi,
    trao đổi thêm, xin ý kiến, could you, can you, can i, do you, is there, are there, is it, are we,
    are they, is everything, are you, do we, should we, là sao, xin chỉ đạo, cần hỏi, cần trao đổi thêm`,
  wh: `
    ở đâu, đâu, mấy giờ, mấy h, ngày mấy, mấy ngày, mấy người, mấy giờ thì, !mấy, thế nào, như thế nào,
    như nào, ntn, ra sao, làm sao, làm thế nào, ai, nào, bao nhiêu, bao lâu, what, where, who, which,
    how, how long`,
  why: `sao, tại sao, vì sao, sao lại, why, how come`,
  any: `gì, j, gì hết, gì cả, gì nữa, anything, nothing, gì đâu, gì thêm, any`,

  // Trouble and its end.
  sound: `
    âm thanh, âm, tiếng, mic, míc, micro, míc rô, micrô, micrô phôn, microphone, loa, audio, sound,
    tiếng nói, giọng, voice`,
  picture: `hình, hình ảnh, !ảnh, màn hình, màn, camera, cam, video, picture, image, screen, khung hình`,
  line: `
    connect, đường truyền, đường dây, kết nối, tín hiệu, line, link, connection, signal, cáp, cáp quang,
    phòng họp, đường link, zoom`,
  internet: `
    mạng, wifi, wi fi, internet, net, sóng, 3g, 4g, 5g, network, mạng internet, đường mạng, mạng lan,
    mạng wifi`,
  power: `điện, nguồn, nguồn điện, điện lưới, power, electricity, ups`,
  equipment: `
    thiết bị, máy, máy tính, máy chiếu, máy móc, laptop, codec, điều khiển, remote, tivi, ti vi, tv,
    polycom, đầu thu, bộ chia, equipment, device, computer, projector, phần mềm, switch, router, modem,
    máy chủ, mcu, bàn điều khiển`,
  loss: `mất, mất hẳn, mất sạch, rớt, đứt, cúp, sập, tụt, bị mất, bị rớt, lost, lose, losing, dropped, mât`,
  fail: `
    ngắt, bị ngắt, lúc được lúc không, lúc có lúc không, câu được câu mất, lúc được lúc mất, !hỏng,
    bị hỏng, bị hong, hư, lỗi, bị lỗi, treo, !đơ, bị đơ, trục trặc, chập chờn, giật, đứt quãng,
    ngắt quãng, phập phù, nghẽn, tắc nghẽn, !cháy, !chập, tắt ngóm, tắt ngúm, broken, frozen, freezing,
    failed, crashed, error, unstable, choppy, tê liệt`,
  bad: `
    !dở, !hú, yếu, chậm, kém, nhòe, nhoè, !mờ, !rè, !nhỏ, !nhiễu, !ồn, !trễ, !vọng, !vỡ, !đứng, !đen,
    !tối đen, lác, vấp, tậm tịt, xấu, !tệ, khó nghe, khó nhìn, bị nhiễu, bị trễ, bị vỡ, bad, weak, slow,
    down, delay, bị delay, off, poor, noisy, dead, black, muted`,
  badsound: `
    vọng âm, bị nhỏ, bị ồn, bị rè, bị vọng, bị hú, tiếng hú, hú mic, hú rít, vọng tiếng, tiếng vọng,
    tiếng vang, rè tiếng, vỡ tiếng, tiếng rè, tiếng nhỏ, tiếng bé, âm thanh nhỏ, echo, bị hú rít,
    hear nothing`,
  badpicture: `
    tối thui, bị đứng, bị đen, bị mờ, đứng hình, treo hình, đơ hình, vỡ hình, mờ hình, giật hình,
    hình mờ, hình đen, hình đứng, hình vỡ, đen màn, đen màn hình, màn hình đen, màn đen, đen xì,
    đen thui, tối om, màn hình tối om, nhòe hình, black screen, xanh màn hình, màn hình xanh`,
  badline: `
    out, out rồi, bị văng, văng ra, văng, văng khỏi, bị out, out ra, out khỏi, bị thoát, thoát ra, bị đá,
    bị đẩy ra, disconnected, disconnect, offline, kicked out`,
  badnet: `lag, bị lag, lắc, lag quá`,
  badpower: `sập nguồn, blackout, power cut, power outage, nhảy aptomat, nhảy cầu dao`,
  badequipment: `treo máy, hết pin, tụt pin, không lên nguồn, ko lên nguồn, k lên nguồn`,
  issue: `thành vấn đề, vấn đề, problem, problems, issue, issues`,
  accident: `sự cố, gặp sự cố, fault`,
  of: `với, về`,
  bi: `
    bị, hơi, hay, rất, quá, khá, đều bị, lại bị, gặp, ở, trên, bị mất mất, has, tự nhiên, tự dưng,
    đột nhiên, got, đột ngột, very`,
  fix: `khắc phục, sửa, sửa chữa, xử lý, xử lí, giải quyết, fix, thay thế`,
  fixed: `fixed, resolved, repaired, solved, back online, working again, back to normal`,
  have: `có, có được, có thể có, gặp phải, have, had`,
  hear: `nghe, nghe thấy, hear, nghe tiếng`,
  see: `thấy, nhìn, nhìn thấy, see`,
  rise: `lên, bắt được, hiển thị, bật`,
  enter: `vào, vô, truy cập, đăng nhập, join, enter, log in, login`,
  again: `lại, trở lại, back, again`,
  now: `
    giờ, bây giờ, hiện, hiện tại, hiện giờ, lúc này, tới giờ, đến giờ, đến nay, nay, now, hôm nay,
    currently, hiện nay`,
  already: `rồi, r, rùi, roi, roài, òi, rùi đó, already, luôn`,
  did: `!đả, đã, vừa, vừa mới, đều đã`,
  new: `mới`,
  all: `
    !tất, tất cả, tất cả mọi thứ, mọi thứ, toàn bộ, mọi, mọi mặt, everything, all, các hạng mục,
    tất cả các hạng mục, đều, cả, tất tần tật, tất cả đều, mọi việc, các nội dung, tất cả các mục,
    toàn bộ hạng mục, all of it, hạng mục`,
  het: `hết`,
  and: `và, lẫn, với lại, cùng, and, cũng, cũng như`,
  more: `nữa, thêm, more, khác`,

  // An assignment that cannot simply be taken on.
  worry: `
    vướng mắc, vướng, khó khăn, trở ngại, bất cập, băn khoăn, thắc mắc, ý kiến, concern, concerns,
    vướng mắc khó khăn, khó khăn vướng mắc, phản đối, question, questions`,
  be: `phải, phải là, còn, còn là, thuộc, là, đúng`,
  charge: `
    phụ trách, đầu mối, trách nhiệm, phạm vi, chức năng, liên quan, việc của tôi, việc của em,
    việc của mình, nhiệm vụ của tôi, nhiệm vụ của em, responsible, người phụ trách, in charge, việc tôi,
    việc em, lĩnh vực, nhiệm vụ của đơn vị`,
  wrongperson: `
    gửi nhầm số, nhầm người, sai người, lộn người, nhầm số, sai số, nhầm đơn vị, sai đơn vị,
    gửi nhầm người, gửi nhầm đơn vị, gửi sai người, nhầm địa chỉ, wrong person, wrong number, nghỉ hưu,
    chuyển công tác, thôi việc, nghỉ việc, đổi đầu mối, thay đầu mối, chuyển đơn vị,
    chuyển đồng chí khác, chuyển người khác`,
  authority: `thẩm quyền, quyền hạn, authority`,
  over: `vượt, vượt quá, vượt qua, quá, ngoài, ngoài phạm vi, beyond, over, trên`,
  clash: `
    trùng với, có lịch khác, trùng lịch, trùng giờ, trùng ngày, trùng lịch họp, trùng họp,
    trùng với lịch, trùng cuộc họp, trùng lịch công tác, lịch trùng, vướng lịch, kẹt lịch, đụng lịch,
    vướng họp, kẹt họp, bận họp, bận lịch, bận việc, bận công tác, lịch bận, đi công tác,
    bận mất rồi, clash, conflict, double booked`,
  /** Away or ill: why somebody cannot, but not a clash of dates. */
  absent: `!ốm, bị ốm, nghỉ ốm, nghỉ thai sản, nghỉ phép, đi vắng`,
  busy: `bận, bận rồi, busy`,
  postpone: `
    đổi lịch, xin đổi, xin dời, dời sang, gia hạn, xin gia hạn, lùi lịch, lùi thời hạn, xin lùi,
    xin hoãn, hoãn, dời lịch, dời ngày, đề nghị lùi, xin thêm thời gian, extension, postpone`,
  intime: `kịp, in time`,

  // A report taken back.
  mistaken: `
    báo nhầm, bấm nhầm, ấn nhầm, nhấn nhầm, gửi nhầm, nhầm, nhầm lẫn, trả lời nhầm, chọn nhầm, lộn,
    bấm lộn, nhắn nhầm, nhắn lộn, mistake, by mistake, my mistake, wrong button, báo sai, bấm sai,
    ấn sai, gửi sai, báo lộn, ấn lộn, false alarm, wrong message`,

  // What a yes may speak of.
  thing: `
    tb, nv, !đủ, thông tin, nhiệm vụ, công văn, văn bản, tài liệu, giấy mời, thông báo, lịch, kế hoạch,
    tin nhắn, tin, nội dung, phân công, file, thư, chỉ đạo, công tác, lịch họp, từ, của, việc, đầy đủ,
    kỹ, message, assignment, information, các, này, hoàn toàn, hội nghị`,
  day: `
    mai, sáng mai, chiều mai, tối mai, trưa mai, ngày mai, chiều, chiều nay, sáng, trưa, trưa nay,
    tối nay, đêm nay, tomorrow, tonight`,
  span: `half an hour`,
  minute: `phút, p, ph, phut, min, mins, minute, minutes`,
  hour: `!h, hour, hours, hrs, hr`,
  half: `!nửa, rưỡi`,
  about: `
    chắc, chắc khoảng, cho, give, khoảng, chừng, tầm, độ, tầm khoảng, about, around, in, trong,
    thêm khoảng, dự kiến, ước chừng, need, another, còn khoảng, cỡ, lúc, vào lúc, trước`,
  you: `
    anh, chị, bạn, ban, ông, bà, bác, chú, cô, c, sếp, thủ trưởng, đồng chí, đ c, các anh, các chị,
    các bác, các đồng chí, anh chị, ông bà, ad, admin, btc, ban tổ chức, bộ phận thường trực, mọi người,
    cả nhà, mn, quý vị, sir, bot, team, anh em, anh em mình, lãnh đạo, tổ chức`,
} satisfies Record<string, string>

export type Concept = keyof typeof lexicon

const isConcept = (name: string): name is Concept => name in lexicon

/** In the order listed, which decides between equals. */
export const concepts: Concept[] = Object.keys(lexicon).filter(isConcept)
