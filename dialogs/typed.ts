/** What somebody typed, to the conversation it begins: chosen from a table. */
import { commandThings } from '../bot/programme/accessTable';
import type { RenderedCard } from '../bot/ports';
import { helpCard } from '../cards/help';
import { notUnderstoodCard } from '../cards/notUnderstood';
import type { CommandName } from '../cards/studentViews';
import { showCare } from './care';
import { callOff, soundsLikeCallingOff } from './checkIn/callingOff';
import { openCheckIns } from './checkIn/checkIn';
import {
  buttonFor,
  commands,
  commandsFor,
  isCommand,
  nearestCommands,
  parseCommand,
  stripped,
} from './commands';
import { exportFiles } from './export';
import { flags } from './flags/flags';
import { recordingLooks } from './looks';
import { hours } from './hours';
import { myWeek } from './myWeek';
import { notForYou } from './flags/open';
import { privacy } from './privacy';
import { intervision } from './rounds/intervision';
import { language, pause } from './settings';
import { silent } from './signals';
import { namedAlone, summary } from './summary/summary';
import { rolesIn, type TextDialog, type Turn } from './turn';

/** Commands offered when a text is not understood. */
const nearest = 3;

const help: TextDialog = async (turn) => {
  const roles = rolesIn(turn);
  const buttons = commandsFor(roles).map((command) => buttonFor(command, turn.language));
  return [helpCard({ roles, commands: buttons }, turn.language)];
};

/** Of all their pupils: what is typed behind it is a worry, which nobody needs to read. */
const care: TextDialog = async (turn) => [await showCare(turn, {})];

const textDialogs: Readonly<Record<CommandName, TextDialog>> = {
  help,
  myWeek,
  checkIn: openCheckIns,
  summary,
  flags,
  care,
  silent,
  intervision,
  hours,
  export: exportFiles,
  pause,
  language,
  privacy,
};

const mayUse = (turn: Turn, name: CommandName): boolean => {
  const command = commands.find((candidate) => candidate.name === name);
  return command !== undefined && rolesIn(turn).some((role) => command.roles.includes(role));
};

const notUnderstood = (turn: Turn, typed: string): RenderedCard =>
  notUnderstoodCard(
    { typed, nearest: nearestCommands(typed, rolesIn(turn), turn.language, nearest) },
    turn.language,
  );

/**
 * The answer to what is no command: to a student who says that they cannot come how to call a session off, and to a
 * coordinator who types nothing but a name the summary of it.
 */
const onOtherText = async (turn: Turn, text: string): Promise<readonly RenderedCard[]> => {
  const isMeant = mayUse(turn, 'checkIn') && soundsLikeCallingOff(text);
  const callingOff = (watched: Turn): Promise<readonly RenderedCard[]> => callOff(watched, text);
  const cards = isMeant ? await recordingLooks(turn, commandThings.checkIn, 'asked', callingOff) : [];
  if (cards.length > 0) return cards;
  const named = namedAlone(turn, stripped(text));
  if (named === null) return [notUnderstood(turn, text)];
  return recordingLooks(turn, commandThings.summary, 'asked', (watched) => summary(watched, named, named));
};

/** The answer to what somebody typed: a command of theirs, a polite no, or the commands most like it. */
export const onText = async (turn: Turn, text: string): Promise<readonly RenderedCard[]> => {
  const parsed = parseCommand(text);
  if (parsed === null) return onOtherText(turn, text);
  if (!mayUse(turn, parsed.command)) return [isCommand(text) ? notForYou(turn) : notUnderstood(turn, text)];
  const { command, rest, asTyped } = parsed;
  return recordingLooks(turn, commandThings[command], 'asked', (watched) =>
    textDialogs[command](watched, rest, asTyped),
  );
};
