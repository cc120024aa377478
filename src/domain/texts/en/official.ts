export const official = {
  about: 'authorise Cầu Nối at the Zalo OA',
  aboutToken: 'take a refresh token from standard input (Zalo’s API Explorer)',
  notConfigured: 'No Zalo OA is configured: set ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID and PUBLIC_URL.',
  noCallback:
    'ZALO_OA_REDIRECT_URI is not set. Set it and enter the very same at the Zalo app, or use: caunoi zalo-oa --token',
  open: (url: string) =>
    `An administrator of the OA opens this link within 15 minutes and agrees (the server has to run):\n${url}`,
  challenge: (challenge: string) => `Code Challenge to enter at the Zalo app: ${challenge}`,
  emptyToken: 'There was no refresh token on standard input.',
  taken: 'Taken, and exchanged for new tokens; the Zalo OA works.',
  notTaken: 'Zalo does not take this refresh token. Please get a new one.',
  kept: 'The refresh token is kept; Zalo could not be reached, the server will try again.',
  busy: 'Another program is renewing the token. Please try again in a minute.',
  tokenFine: (days: number) => `authorised; last renewed ${days} days ago`,
  tokenUnsure: 'the last renewal was cut off; it is being tried again',
  consentNeeded: 'has to be authorised again: run caunoi zalo-oa',
  oaFine: (name: string, packageName: string) =>
    `OA ${name}, verified, package ${packageName || '(unknown)'}`,
  oaUnverified: (name: string) => `OA ${name} is not verified by Zalo: it cannot send`,
}
