export const announcement = {
  receivedLabel: 'Đã nhận',
}
