export const announcement = {
  receivedLabel: 'Received',
}
