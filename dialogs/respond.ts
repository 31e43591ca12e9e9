/**
 * One thing somebody did in Teams, to the cards that answer it: who is it, what do they want, one
 * conversation. Nothing is read or stored for somebody who may not.
 */
import type { Language } from '../bot/programme/model';
import type { ActionFields, Inbound, RenderedCard } from '../bot/ports';
import type { Contact } from '../bot/storagePorts';
import { exportEndCard } from '../cards/export';
import { helpCard } from '../cards/help';
import { notUnderstoodCard } from '../cards/notUnderstood';
import { noticeCard } from '../cards/notice';
import type { CommandName, NoticeView } from '../cards/studentViews';
import { renewCalendar, showCalendar } from './calendar';
import { showCare } from './care';
import { changeCheckIn, openCheckIns, recordCheckIn } from './checkIn';
import { contactedStudent, notContactedStudent } from './contacted';
import { correctCheckIn, listCorrections } from './checkInCorrect';
import { buttonFor, commands, commandsFor, nearestCommands, parseCommand } from './commands';
import { answerConsent, exportFiles, offerFile, offerLink } from './export';
import { acknowledgeFlag, noteFlag, resolveFlag, showFlag } from './flagActions';
import { flags } from './flags';
import { myWeek } from './myWeek';
import { claimWelcome, onRemoved, onUnknown, welcome } from './onboarding';
import { NotSureStored } from './notSure';
import { link, membershipsOf, type LookUpMember } from './people';
import { passOnFlag } from './passOn';
import { privacy } from './privacy';
import { language, pause } from './settings';
import { listStudents, showStudentOf, silent } from './signals';
import { showSummary, summary } from './summary';
import { rolesIn, type CardDialog, type DialogPorts, type TextDialog, type Turn } from './turn';

/** What an activity is answered with. */
export interface Reply {
  /** Takes the place of the card whose button was pressed; null leaves that card as it is. */
  readonly replacement: RenderedCard | null;
  /** New messages, in order. */
  readonly messages: readonly RenderedCard[];
}

const silence: Reply = { replacement: null, messages: [] };
const says = (messages: readonly RenderedCard[]): Reply => ({ replacement: null, messages });
const replaces = (replacement: RenderedCard): Reply => ({ replacement, messages: [] });

/** Commands offered when a text is not understood. */
const nearest = 3;

const notice = (turn: Turn, view: NoticeView): RenderedCard => noticeCard(view, turn.language);

const comesLater =
  (what: 'intervision' | 'hours'): TextDialog =>
  async (turn) => [notice(turn, { notice: 'comesLater', what })];

const help: TextDialog = async (turn) => {
  const roles = rolesIn(turn);
  const buttons = commandsFor(roles).map((command) => buttonFor(command, turn.language));
  return [helpCard({ roles, commands: buttons }, turn.language)];
};

const textDialogs: Readonly<Record<CommandName, TextDialog>> = {
  help,
  myWeek,
  checkIn: openCheckIns,
  summary,
  flags,
  silent,
  intervision: comesLater('intervision'),
  hours: comesLater('hours'),
  export: exportFiles,
  pause,
  language,
  privacy,
};

const mayUse = (turn: Turn, name: CommandName): boolean => {
  const command = commands.find((candidate) => candidate.name === name);
  return command !== undefined && rolesIn(turn).some((role) => command.roles.includes(role));
};

const onText = async (turn: Turn, text: string): Promise<readonly RenderedCard[]> => {
  const parsed = parseCommand(text);
  if (parsed === null) {
    const nearestOnes = nearestCommands(text, rolesIn(turn), turn.language, nearest);
    return [notUnderstoodCard({ typed: text, nearest: nearestOnes }, turn.language)];
  }
  if (!mayUse(turn, parsed.command)) return [notice(turn, { notice: 'notForYou' })];
  return textDialogs[parsed.command](turn, parsed.rest);
};

const laterVerb: CardDialog = async (turn) => notice(turn, { notice: 'comesLater', what: 'intervision' });

const cardDialogs: ReadonlyMap<string, CardDialog> = new Map([
  ['checkIn.record', recordCheckIn],
  ['checkIn.change', changeCheckIn],
  ['checkIn.correct', correctCheckIn],
  ['checkIn.corrections', listCorrections],
  ['flag.show', showFlag],
  ['flag.acknowledge', acknowledgeFlag],
  ['flag.note', noteFlag],
  ['flag.resolve', resolveFlag],
  ['flag.passOn', passOnFlag],
  ['summary.show', showSummary],
  ['export.link', offerLink],
  ['calendar.renew', renewCalendar],
  ['student.contacted', contactedStudent],
  ['student.notContacted', notContactedStudent],
  ['student.list', listStudents],
  ['student.show', showStudentOf],
  ...['create', 'confirm', 'offer', 'available', 'case', 'pass', 'attended'].map(
    (name): [string, CardDialog] => [`round.${name}`, laterVerb],
  ),
]);

/** A button that stands for typed text: its card stays, the answer comes below. */
const commandVerb = 'command.run';

const onAction = async (turn: Turn, verb: string, data: ActionFields): Promise<Reply> => {
  if (verb === commandVerb) return says(await onText(turn, data['text'] ?? ''));
  if (verb === 'export.file') return offerFile(turn, data);
  // What was stored stays in sight above it.
  if (verb === 'care.show') return says([await showCare(turn, data)]);
  if (verb === 'calendar.show') return says([await showCalendar(turn, data)]);
  const dialog = cardDialogs.get(verb);
  return replaces(dialog === undefined ? notice(turn, { notice: 'cardTooOld' }) : await dialog(turn, data));
};

const onEvent = async (turn: Turn, { event }: Inbound): Promise<Reply> => {
  switch (event.kind) {
    case 'installed':
      return says((await claimWelcome(turn.ports, turn.contact, true)) ? [welcome(turn)] : []);
    case 'text':
      await claimWelcome(turn.ports, turn.contact, false);
      return says(await onText(turn, event.text));
    case 'action':
      return onAction(turn, event.verb, event.data);
    case 'fileConsent':
      return says(await answerConsent(turn, event.place, event.data));
    case 'removed':
      return silence;
    default:
      return event satisfies never;
  }
};

const defaultLanguage: Language = 'nl';

/** One line to somebody who cannot be answered properly: in the place of the pressed card, or as a message. */
const oneLine = ({ event }: Inbound, view: NoticeView, shown: Language): Reply => {
  if (event.kind === 'action') return replaces(noticeCard(view, shown));
  return event.kind === 'text' || event.kind === 'fileConsent' ? says([noticeCard(view, shown)]) : silence;
};

const onStranger = async (ports: DialogPorts, inbound: Inbound, contact: Contact): Promise<Reply> => {
  const shown = contact.language ?? defaultLanguage;
  if (inbound.event.kind === 'action') return oneLine(inbound, { notice: 'notForYou' }, shown);
  return says(await onUnknown(ports, contact, inbound.event.kind === 'installed', shown));
};

const onKnown = async (ports: DialogPorts, inbound: Inbound, contact: Contact): Promise<Reply> => {
  const memberships = membershipsOf(ports, contact.tenant, contact.email);
  const [first] = memberships;
  if (first === undefined) return onStranger(ports, inbound, contact);
  const turn: Turn = {
    ports,
    contact,
    memberships,
    language: contact.language ?? first.loaded.directory.languageOf(contact.email),
    now: ports.clock.now(),
    activity: `${inbound.conversationId}|${inbound.activityId}`,
    card: inbound.event.kind === 'action' ? inbound.cardId : null,
  };
  return onEvent(turn, inbound);
};

/**
 * The answer to an activity; a card action is always answered with a card in its place.
 * Outside the one-to-one chat nobody is looked up: whoever reads along learns nothing. Throws only for
 * faults of ours: then nothing was stored, and the caller says so kindly.
 */
export const respond =
  (ports: DialogPorts) =>
  async (inbound: Inbound, lookUp: LookUpMember): Promise<Reply> => {
    if (!inbound.isPersonal) return oneLine(inbound, { notice: 'oneToOneOnly' }, defaultLanguage);
    if (inbound.event.kind === 'removed') {
      await onRemoved(ports, inbound);
      return silence;
    }
    const linked = await link(ports, inbound, lookUp);
    return linked === null ? failed(inbound, null) : onKnown(ports, inbound, linked);
  };

/** Said when it is not known whether anything was stored: the same again is stored once. */
export const unsure = (inbound: Inbound): Reply => {
  const { event } = inbound;
  if (event.kind === 'fileConsent') return says([exportEndCard({ end: 'slow' }, defaultLanguage)]);
  if (event.kind !== 'action') return oneLine(inbound, { notice: 'unsure' }, defaultLanguage);
  return replaces(noticeCard({ notice: 'pressUnsure', verb: event.verb, data: event.data }, defaultLanguage));
};

/** What is shown when a turn failed, and why it did: nothing was stored if we can tell. A press can be repeated as it was. */
export const failed = (inbound: Inbound, error: unknown): Reply => {
  const { event } = inbound;
  if (error instanceof NotSureStored) return unsure(inbound);
  if (event.kind !== 'action') return oneLine(inbound, { notice: 'failed' }, defaultLanguage);
  return replaces(noticeCard({ notice: 'pressFailed', verb: event.verb, data: event.data }, defaultLanguage));
};
