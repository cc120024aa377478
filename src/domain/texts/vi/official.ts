/** What the command line says of the Zalo official account's authorisation. */
export const official = {
  about: 'cấp quyền cho Cầu Nối ở Zalo OA',
  aboutToken: 'nhận refresh token từ đầu vào chuẩn (API Explorer của Zalo)',
  notConfigured: 'Chưa cấu hình Zalo OA: đặt ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID và PUBLIC_URL.',
  noCallback:
    'Chưa đặt ZALO_OA_REDIRECT_URI. Đặt giá trị đó và khai đúng như vậy ở ứng dụng Zalo, hoặc dùng: caunoi zalo-oa --token',
  open: (url: string) =>
    `Quản trị viên OA mở liên kết sau trong 15 phút và bấm Đồng ý (máy chủ phải đang chạy):\n${url}`,
  challenge: (challenge: string) => `Code Challenge cần khai ở ứng dụng Zalo: ${challenge}`,
  emptyToken: 'Không nhận được refresh token ở đầu vào chuẩn.',
  taken: 'Đã nhận và đổi được token mới; Zalo OA hoạt động.',
  notTaken: 'Zalo không nhận refresh token này. Đề nghị lấy mã mới.',
  kept: 'Đã lưu refresh token; chưa kết nối được Zalo, máy chủ sẽ tự thử lại.',
  busy: 'Một chương trình khác đang đổi token. Đề nghị thử lại sau một phút.',
  tokenFine: (days: number) => `đã được cấp quyền; gia hạn lần cuối cách đây ${days} ngày`,
  tokenUnsure: 'lần gia hạn gần nhất bị ngắt giữa chừng; chương trình đang thử lại',
  consentNeeded: 'cần cấp quyền lại: chạy caunoi zalo-oa',
  oaFine: (name: string, packageName: string) =>
    `OA ${name}, đã xác thực, gói ${packageName || '(không rõ)'}`,
  oaUnverified: (name: string) => `OA ${name} chưa được Zalo xác thực: sẽ không gửi được tin`,
}
