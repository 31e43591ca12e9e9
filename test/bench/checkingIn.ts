/** One check-in through the running bot: from the press that Teams sends to the card that answers it. */
import { TeamsStandIn, type Player } from '../fakes/teamsStandIn';
import type { Directory } from '../../bot/programme/directory';
import { startBot, type BotProcess, type Settings } from './botProcess';
import type { Insert } from './insert';
import { checkInSchool, coordinator } from './programmeFolder';
import { duration, type Figure } from './report';
import { median, takeTurns } from './rounds';
import type { Workplace } from './workplace';

const rounds = { warmUp: 30, counted: 60 };
const counted = 20;
/** Students that check in once each. */
export const students = rounds.warmUp + rounds.counted + counted;

interface CheckIn {
  readonly player: Player;
  readonly session: string;
}

/** The session of this week for each of the first pupils of the school. */
const checkInsOf = (directory: Directory, week: number): CheckIn[] =>
  directory
    .pupilsOfSchool(checkInSchool)
    .slice(0, students)
    .flatMap((pupil) => directory.pairsOfPupil(pupil.id))
    .map((pair) => ({
      player: {
        name: pair.student,
        email: pair.student,
        aadObjectId: `aad-${pair.student}`,
        tenant: coordinator.tenant,
      },
      session: `${pair.pupil}/${directory.meetingDays(pair)[week] ?? ''}`,
    }));

const press = async (teams: TeamsStandIn, { player, session }: CheckIn): Promise<void> => {
  const { body, text } = await teams.press(player, 'checkIn.record', { session, outcome: 'onTime' });
  if (!JSON.stringify(body?.value).includes('checkIn.change'))
    throw new Error(`${session} was not stored: ${text}`);
};

/** Presses through one bot, one student after the other. */
const presser = (teams: TeamsStandIn, checkIns: readonly CheckIn[]) => {
  let next = 0;
  return async (): Promise<void> => {
    const checkIn = checkIns[next];
    next += 1;
    if (checkIn === undefined) throw new Error('nobody is left to check in');
    await press(teams, checkIn);
  };
};

const withBot = async <T>(settings: Settings, use: (teams: TeamsStandIn) => Promise<T>): Promise<T> => {
  let bot: BotProcess | null = null;
  const teams = new TeamsStandIn(() => `${bot?.address ?? ''}/api/messages`);
  await teams.open();
  try {
    bot = await startBot(settings);
    return await use(teams);
  } finally {
    await bot?.stop();
    await teams.close();
  }
};

const install = async (teams: TeamsStandIn, checkIns: readonly CheckIn[]): Promise<void> => {
  for (const { player } of checkIns) await teams.install(player);
};

/** The median: a tick of the bot in between would count too. */
const requestsOf = (
  workplace: Workplace,
  settings: Settings,
  checkIns: readonly CheckIn[],
): Promise<number> => {
  const { watched } = workplace;
  return withBot(
    { ...settings, AZURE_STORAGE_CONNECTION_STRING: watched.connectionString },
    async (teams) => {
      await install(teams, checkIns);
      const one = presser(teams, checkIns);
      const costs: number[] = [];
      for (const _ of checkIns) costs.push((await watched.cost(one)).requests);
      return median(costs);
    },
  );
};

/** Time against an insert, and storage requests; `week` is that of the session asked about, from 0. */
export const measureCheckIn = async (
  workplace: Workplace,
  insert: Insert,
  directory: Directory,
  week: number,
  settings: Settings,
): Promise<Figure[]> => {
  const all = checkInsOf(directory, week);
  const time = await withBot(settings, async (teams) => {
    await install(teams, all.slice(counted));
    return takeTurns({ insert, checkIn: presser(teams, all.slice(counted)) }, rounds);
  });
  const requests = await requestsOf(workplace, settings, all.slice(0, counted));
  return [
    {
      what: 'a check-in, from invoke to card',
      value: time('checkIn') / time('insert'),
      unit: '×',
      aim: { most: 6 },
      detail: `${duration(time('checkIn'))} over HTTP; one insert: ${duration(time('insert'))}`,
    },
    { what: 'a check-in: storage', value: requests, unit: 'requests', aim: null, detail: '' },
  ];
};
