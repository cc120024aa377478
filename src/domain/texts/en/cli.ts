import { channels } from './channels.ts'
import { counted } from './counted.ts'

const parts: Record<string, string> = {
  conference: 'conference',
  document: 'document',
  contact: 'contact',
  bridgePoint: 'bridge point',
  checklist: 'checklist',
  round: 'readiness check',
  assignment: 'assignment',
  policies: 'reminder settings',
}

const fields: Record<string, string> = {
  title: 'title',
  start: 'start',
  end: 'end',
  timezone: 'time zone',
  number: 'number',
  type: 'type',
  date: 'date of issue',
  issuer: 'issued by',
  subject: 'subject',
  phone: 'phone',
  phones: 'phones',
  name: 'name',
  unit: 'unit',
  email: 'e-mail',
  language: 'language',
  address: 'form of address',
  role: 'role',
  place: 'place',
  country: 'country',
  main: 'main bridge point',
  contact: 'contact',
  backup: 'backup',
  policy: 'own reminder settings',
  checklist: 'own checklist',
  contacts: 'on duty',
  items: 'items',
  opensAt: 'opens',
  closesAt: 'closes',
  text: 'task',
  bridgePoint: 'bridge point',
  leads: 'lead',
  coordinating: 'coordinating',
  due: 'due',
  budget: 'budget',
  acknowledge: 'while an assignment is not acknowledged',
  readiness: 'while a bridge point has not answered',
  deadline: 'before a due date',
}

const codesOf = (codes: string[]) =>
  codes.length === 0 ? '' : ` (${codes.slice(0, 10).join(', ')}${codes.length > 10 ? ', …' : ''})`

const people = (count: number) => counted(count, 'person', 'people')

/** What the command line says to the officer who runs it. */
export const cli = {
  parts,
  fields,
  nothing: '(none)',
  yes: 'yes',
  no: 'no',

  // what each command is for
  about: {
    program: 'Cầu Nối: import conferences, send assignments and watch bridge points from the command line.',
    json: 'print the result as JSON',
    lang: 'display language: vi or en',
    conference: 'conference code (not needed when there is only one)',
    yes: 'confirm and carry out',
    help: 'show help',
    import: 'import a conference from an .xlsx or .json file; importing again changes only what differs',
    file: '.xlsx or .json file, laid out like the template',
    dryRun: 'only show what would change',
    template: 'write an Excel template to fill in',
    templateFile: 'the .xlsx file to write',
    cancel: 'cancel a conference',
    cancelConference: 'cancel a conference and tell everyone concerned',
    coordinator: 'make someone an organiser and print the invitation',
    name: 'full name, or contact code',
    revoke: 'take the role away',
    invite: 'print invitation codes and links for the contacts',
    inviteQr: 'write one QR picture (.png) per link into this folder',
    inviteSheet: 'write one HTML page for printing, a slip with a QR code for each person',
    invitePaste: 'print texts to paste into WeChat or a personal message',
    revokeUnitLink: 'withdraw the link that was given to this unit',
    unitLinks: 'print the link with which each unit names its own contacts',
    contact: 'contact code',
    unlink: "unlink a contact's chat apps",
    channel: 'only this app: telegram or zalo-bot',
    send: 'send assignments',
    sendAssignments: 'send the assignments that have not been sent',
    open: 'open a readiness check',
    openRound: 'open a readiness check now',
    round: 'readiness check code',
    board: 'how the bridge points and assignments stand',
    ping: 'send a test message; with --show only see who has answered',
    show: 'only show how the last test stands, send nothing',
    status: 'who is linked, and which messages have not arrived and why',
    backup: 'back up the database, also while the server is running',
    backupFile: 'the backup file to write',
    restore: 'restore the database from a backup (stop the server first)',
    restoreFile: 'backup file',
    doctor: 'check the system and say what needs doing',
  },

  // usage
  helpTitles: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Commands:': 'Commands:',
  } as Record<string, string>,
  seeHelp: 'For help: caunoi --help',
  unknownCommand: (what: string) => `There is no command “${what}”.`,
  unknownOption: (what: string) => `There is no option “${what}”.`,
  missingArgument: (what: string) => `The command needs “${what}”.`,
  missingValue: (what: string) => `The option “${what}” needs a value.`,
  tooMany: 'Too many arguments for this command.',
  commandNeeded: 'Please name a command.',
  badChannel: (names: string) => `--channel must be one of: ${names}.`,
  badLanguage: '--lang must be vi or en.',

  // what is not there
  noFile: (file: string) =>
    `The file ${file} cannot be read: it does not exist, or you have no permission to read it.`,
  cannotWrite: (file: string) =>
    `The file ${file} cannot be written: check that the folder exists and that you may write to it.`,
  fileExists: (file: string) =>
    `The file ${file} already exists. Choose another name, so as not to overwrite it.`,
  noConference: (code: string) => `There is no conference with the code “${code}”.`,
  noConferenceYet: 'There is no conference yet. Import one first: caunoi import FILE',
  whichConference: (codes: string) => `There are several conferences (${codes}). Add --conference CODE.`,
  noContact: (code: string) => `There is no contact with the code “${code}”.`,
  noRound: (code: string, known: string) =>
    `There is no readiness check with the code “${code}”. Existing ones: ${known || 'none'}.`,
  conferenceOver: (code: string) => `Conference “${code}” is over or has been cancelled.`,
  otherSecret:
    'APP_SECRET here is not the one the server uses, so invites would open nothing. Run the command with the same settings as the server.',
  damagedDatabase: 'The database cannot be opened. Restore the latest backup: caunoi restore FILE',
  failed: 'The command failed because of an error in the program. The log is above.',

  // import
  faults: (file: string, count: number) =>
    `${counted(count, 'fault')} in the file ${file}; nothing has been imported:`,
  warnings: 'Please note:',
  unchanged: (code: string) => `Conference ${code}: nothing has changed.`,
  imported: (code: string) => `Conference ${code} imported:`,
  wouldImport: (code: string) => `Conference ${code} would change as follows (dry run, nothing changed):`,
  notImported: (code: string) => `Conference ${code} would change as follows (NOT done yet):`,
  effectTitle: 'What it means for people:',
  effectMoved: (from: string, to: string) => `New time: ${from} → ${to}`,
  effectTold: (codes: string[]) => `${people(codes.length)} told${codesOf(codes)}`,
  effectAskedAgain: (codes: string[]) => `${people(codes.length)} asked to confirm again${codesOf(codes)}`,
  effectAsked: (codes: string[]) => `${people(codes.length)} asked at once${codesOf(codes)}`,
  effectEnded: (count: number) => `${counted(count, 'earlier message')} no longer valid`,
  confirm:
    'Some people have already been written to about this. Run the command again with --yes to confirm.',
  importCancelled: (code: string) =>
    `Conference “${code}” has been cancelled and cannot be imported again. Use another conference code.`,
  templateWritten: (file: string) =>
    `Template written to ${file}. When it is filled in, try it with: caunoi import ${file} --dry-run`,

  // conference
  wouldCancel: (title: string) => `This would cancel the conference: ${title} (NOT done yet).`,
  confirmCancel: 'Run the command again with --yes to confirm.',
  cancelled: (title: string) => `Conference cancelled: ${title}.`,
  alreadyCancelled: (title: string) => `The conference had already been cancelled: ${title}.`,
  sent: (count: number) =>
    count === 0 ? 'There are no unsent assignments.' : `${counted(count, 'assignment')} sent.`,
  roundOpened: (name: string, count: number) => `${name} opened: ${counted(count, 'bridge point')} asked.`,
  roundAlreadyOpen: (name: string) => `${name} is already open.`,
  roundClosed: (name: string) =>
    `${name} is closed. To check again, add another readiness check to the file and import it.`,

  // people
  appointed: (name: string, code: string) => `${name} (code ${code}) is now an organiser. Invitation:`,
  madeNew: 'Not among the contacts; a new person has been added.',
  ambiguous: (name: string, codes: string) =>
    `There are several people called “${name}”. Give the code instead of the name: ${codes}.`,
  dismissed: (name: string) => `${name} is no longer an organiser.`,
  notCoordinator: (name: string) => `“${name}” is not an organiser.`,
  columns: {
    contact: 'Code',
    name: 'Name',
    inviteCode: 'Invitation code',
    link: 'Telegram link',
    linked: 'Linked',
    code: 'Code',
    point: 'Bridge point',
    status: 'Status',
    since: 'Since',
    via: 'By',
    person: 'Contact',
    phone: 'Phone',
    assignment: 'Assignment',
  },
  noPublicUrl:
    'PUBLIC_URL is not set, so nobody outside could open the page. Set PUBLIC_URL and run this again.',
  noUnits: 'No bridge point of the conference names a unit.',
  noUnit: (name: string) => `No unit is called “${name}”. Write the name exactly as in the list.`,
  unitLinkRevoked: (name: string) => `The link of ${name} is withdrawn. Run unit-links again for a new one.`,
  unitColumns: { unit: 'Unit', bridgePoints: 'Bridge points', until: 'Valid until', link: 'Link' },
  qrsWritten: (count: number, folder: string) => `${counted(count, 'QR picture')} written to ${folder}.`,
  sheetWritten: (file: string) =>
    `${file} is written. Open it in a browser to print; the slips hold invitation codes, so keep them safe.`,
  inviteValid: (until: string) =>
    `The code is typed in the chat with the bot on Telegram or Zalo; valid until ${until}.`,
  noBotName:
    'No Telegram links yet: the server has never been connected to Telegram. The invitation codes still work.',
  channels,
  unlinked: (name: string, channels: string) => `${channels} unlinked for ${name}.`,
  nothingLinked: (name: string) => `${name} has not linked any app.`,

  // board and status
  noRoundYet: 'No readiness check has been opened yet.',
  roundLine: (name: string, closesAt: string, closed: boolean) =>
    closed ? `${name}, closed at ${closesAt}` : `${name}, closes at ${closesAt}`,
  incidentLine: (number: number, point: string, text: string, owner: string | null) =>
    `Fault ${number}, ${point}: ${text}${owner ? ` (${owner} is dealing with it)` : ' (nobody is dealing with it yet)'}`,
  noPing: 'No test message has been sent yet.',
  pathsOf: (open: string[], missing: string | null) =>
    open.length > 0 ? open.join(', ') : `cannot be reached: ${missing ?? 'no way to them'}`,
  pathStates: { linked: 'linked', open: 'open', closed: 'closed', blocked: 'blocked', none: 'none' },
  pathUntil: (state: string, until: string) => `${state} until ${until}`,
  linkedLine: (linked: number, all: number) => `Linked: ${linked} of ${counted(all, 'contact')}`,
  lettersLine: (counts: string) => `Messages: ${counts || 'none'}`,
  letterStates: {
    held: 'waiting for a link',
    pending: 'waiting to be sent',
    sent: 'sent',
    failed: 'failed',
    unknown: 'not known to have arrived',
    unneeded: 'no longer needed',
    paused: 'paused',
    void: 'dropped',
  } as Record<string, string>,
  troubled: 'Messages that have not arrived:',
  heldReason: 'the recipient has not linked any app',
  drill: 'DRILL',

  // backup and restore
  backedUp: (file: string, size: string) =>
    `Backed up to ${file} (${size}). Keep a separate copy of the file app-secret in DATA_DIR.`,
  isTheDatabase: (file: string) =>
    `${file} is a file of the database in use, not a place for a backup. Choose another name, outside DATA_DIR.`,
  notADatabase: (file: string) => `The file ${file} is not an intact Cầu Nối backup.`,
  serverRuns: 'The server is running on this DATA_DIR. Stop it before restoring.',
  restoresItself: (file: string) =>
    `${file} is the database in use itself, so there is nothing to restore. Choose a backup.`,
  restored: (file: string) => `Database restored from ${file}.`,
  keptOld: (file: string) => `The previous database has been kept as ${file}.`,
  willSend: (count: number) =>
    `When the server starts again, ${counted(count, 'message')} waiting in this backup will be sent.`,

  // doctor
  verdicts: { ok: 'OK', warning: 'Note', failed: 'FAILED' },
  checks: {
    settings: 'Settings',
    database: 'Database',
    server: 'Server',
    redis: 'Redis',
    telegram: 'Telegram',
    'zalo-bot': 'Zalo Bot',
    webhook: 'Webhook',
    clock: 'Clock',
    letters: 'Messages',
    backup: 'Backup',
  },
  settingsFine: (dir: string) => `DATA_DIR is ${dir}`,
  databaseFine: (size: string) => `intact, ${size}`,
  databaseNew: 'not there yet; it is made when the server starts',
  serverUp: 'running',
  serverDown: 'not running; start it with: npm start',
  redisUp: 'working',
  redisStandIn: 'an in-memory stand-in is used; install real Redis: sudo apt-get install redis-server',
  redisNone: 'not found; the server starts Redis by itself',
  redisAway: 'no answer; check REDIS_URL. The system still works, but more slowly',
  noPlatform: 'no bot token: the program runs a drill. Set TELEGRAM_BOT_TOKEN or ZALO_BOT_TOKEN in .env',
  botFine: (name: string) => `bot ${name} answers`,
  botAway: (reason: string) =>
    `the bot could not be checked (${reason}). Check the token and the way out to the Internet (HTTPS_PROXY)`,
  polling: 'not used; the program fetches messages itself (polling)',
  lettersStranded: (count: number, account: string, channel: string) =>
    `${counted(count, 'message')} waiting for bot ${account} (${channel}), but its token is no longer in the settings. Put that token back in .env`,
  webhookFine: (url: string) => `registered: ${url}`,
  webhookAway: (reason: string) => `not registered (${reason}). Check PUBLIC_URL and the https certificate`,
  clockFine: (seconds: number) => `${counted(seconds, 'second')} off the platform's clock`,
  clockWrong: (seconds: number) =>
    `${counted(seconds, 'second')} off the platform's clock. Switch on time synchronisation: sudo timedatectl set-ntp true`,
  clockUnknown: "not yet compared with the platform's clock",
  clockBack:
    'behind times already recorded in the database. Switch on time synchronisation: sudo timedatectl set-ntp true',
  backupFine: (ago: string) => `the latest was made ${ago} ago`,
  backupOld: (ago: string) => `the latest was made ${ago} ago. Back up now: caunoi backup FILE`,
  backupNever: 'never backed up. To back up: caunoi backup FILE',
  hours: (count: number) => counted(count, 'hour'),
  days: (count: number) => counted(count, 'day'),
}
