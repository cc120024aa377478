/** The menu of commands beside the text box, where a platform has one. */
export const commandMenu = {
  vi: [
    { command: 'diemcau', description: 'Điểm cầu và nội dung kiểm tra' },
    { command: 'nhiemvu', description: 'Nhiệm vụ được giao' },
    { command: 'thongbao', description: 'Soạn, gửi thông báo (Ban Tổ chức)' },
    { command: 'tinhhinh', description: 'Tình hình chung (Ban Tổ chức)' },
    { command: 'thulienlac', description: 'Thử liên lạc với các đầu mối (Ban Tổ chức)' },
    { command: 'trogiup', description: 'Hướng dẫn' },
  ],
  en: [
    { command: 'bridgepoints', description: 'Bridge points and checklists' },
    { command: 'assignments', description: 'Your assignments' },
    { command: 'announce', description: 'Write and send an announcement (organisers)' },
    { command: 'board', description: 'Overview (organisers)' },
    { command: 'ping', description: 'Test the paths to contacts (organisers)' },
    { command: 'help', description: 'Help' },
  ],
}
