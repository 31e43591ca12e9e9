/**
 * A whole programme, February to July, walked day by day with the standing clock against a stand-in for Teams:
 * every message at the right person and moment and no other, figures and flags as a recount gives them.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { daysBetween, isWeekday, zoneCalendar } from '../../bot/programme/calendar';
import { directoryOf, type Directory } from '../../bot/programme/directory';
import { flagBook, flagContext } from '../../bot/programme/flags/flags';
import { flagMessages, studentVerdict } from '../../bot/programme/messages';
import type { Answer, FlagAction, Outcome, PupilFact, Session } from '../../bot/programme/facts';
import type { PlannedMessage } from '../../bot/programme/plannedMessage';
import { plannedSessions } from '../../bot/programme/sessions';
import { summarise } from '../../bot/programme/summary/summary';
import { timetableOf } from '../../bot/programme/timetable';
import { parseFolder } from '../../bot/roster/parseProgramme';
import { readFolder } from '../../bot/roster/readFolder';
import { at } from '../builders';
import { StartedBot } from '../fakes/startedBot';
import { TeamsStandIn, type Player } from '../fakes/teamsStandIn';

const start = '2027-02-05T08:00:00+01:00';
const stops = ['13:30', '21:00'];
const zone = zoneCalendar('Europe/Amsterdam');
/** In a weekend nobody answers anything: what the bot would do then shows when the clock passes it. */
const days = daysBetween('2027-02-05', '2027-07-12').filter((day) => isWeekday(day) || day.endsWith('15'));

const troubled: readonly Outcome[] = [
  'absentUnknown',
  'late',
  'absentUnnotified',
  'studentAbsent',
  'absentNotified',
];

interface Said {
  readonly outcome: Outcome;
  readonly minutesLate: number | null;
}

/**
 * What a student says of a session; null is nothing. Some pupils are away every week, some now and then,
 * some students stay silent, most sessions go as they should.
 */
const planFor = (session: string, index: number): Said | null => {
  const hash = Array.from(session).reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997,
    7,
  );
  if (index % 9 === 4) return null;
  if (index % 7 === 0) return { outcome: 'absentUnnotified', minutesLate: null };
  const outcome = index % 3 === 0 ? (troubled[hash % troubled.length] ?? 'onTime') : 'onTime';
  return { outcome, minutesLate: outcome === 'late' ? hash % 30 : null };
};

/** Every fifth pair of the sample programme, with other closed days and an odd window. */
const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mentormaat-walk-'));
  const sample = join(process.cwd(), 'examples', 'programme');
  cpSync(join(sample, 'people.csv'), join(folder, 'people.csv'));
  const pairs = readFileSync(join(sample, 'pairs.csv'), 'utf8').trim().split(/\r?\n/);
  const kept = pairs.filter((_line, index) => index % 5 === 0);
  const codes = new Set(kept.map((line) => line.split(';')[0]));
  const pupils = readFileSync(join(sample, 'pupils.csv'), 'utf8').split(/\r?\n/);
  writeFileSync(join(folder, 'pairs.csv'), kept.join('\n'));
  writeFileSync(
    join(folder, 'pupils.csv'),
    pupils.filter((line) => codes.has(line.split(',')[0])).join('\n'),
  );
  const programme = JSON.parse(readFileSync(join(sample, 'programme.json'), 'utf8'));
  programme.sendWindow = { from: '09:10', to: '17:45' };
  programme.schools[0].closed.push({ from: '2027-02-11', to: '2027-02-11', label: 'studiedag' });
  writeFileSync(join(folder, 'programme.json'), JSON.stringify(programme, null, 1));
  return folder;
};

const line = (key: string, status: string, dueAt: number, sentAt: number | null): string =>
  `${key} ${status} due ${dueAt} sent ${sentAt ?? '-'}`;

describe('a whole programme', () => {
  const folder = makeFolder();
  const facts: PupilFact[] = [];
  let bot: StartedBot;
  let teams: TeamsStandIn;
  let directory: Directory;
  let sessions: readonly Session[];
  const end = zone.iso(zone.momentOf(days.at(-1) ?? '', '21:00'));

  const playerOf = (email: string): Player => ({
    name: email,
    email,
    aadObjectId: `aad-${email}`,
    tenant: directory.programme.tenants[0] ?? '',
  });

  /** Every student answers what has ended and was not answered, some an hour later than others. */
  const answerEnded = async (now: number): Promise<void> => {
    const answered = new Set(facts.flatMap((fact) => (fact.kind === 'answer' ? [fact.session.id] : [])));
    const ended = sessions.filter((session) => session.end <= now);
    for (const session of ended.filter(({ id }) => !answered.has(id))) {
      const index = directory.programme.pupils.findIndex(({ id }) => id === session.pupil);
      const plan = planFor(session.id, index);
      if (plan === null) continue;
      const data = {
        session: session.id,
        outcome: plan.outcome,
        ...(plan.minutesLate === null ? {} : { minutesLate: plan.minutesLate }),
      };
      const reply = await teams.press(playerOf(session.student), 'checkIn.record', data);
      expect(reply.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
      facts.push({ kind: 'answer', at: now, by: session.student, session, ...plan });
    }
  };

  const factsOf = (pupil: string): PupilFact[] =>
    facts.filter((fact) =>
      fact.kind === 'answer' ? fact.session.pupil === pupil : flagOf.get(fact) === pupil,
    );
  const flagOf = new Map<FlagAction, string>();

  const acknowledgeSome = async (now: number): Promise<void> => {
    const open = await bot.json('flags', 'hmp-2027', '--open');
    if (!Array.isArray(open)) throw new Error('flags --json is a list');
    const first = open.find((flag) => flag.status === 'open' && flag.level === 1);
    if (first === undefined) return;
    const reply = await teams.press(playerOf('cora.bakker@example.org'), 'flag.acknowledge', {
      flag: first.flag,
    });
    expect(reply.status).toBe(200);
    const action: FlagAction = {
      kind: 'action',
      at: now,
      verb: 'acknowledge',
      by: 'cora.bakker@example.org',
      note: null,
    };
    flagOf.set(action, first.pupil);
    facts.push(action);
  };

  beforeAll(async () => {
    bot = await StartedBot.make({ DEMO_CLOCK: `${start}@0`, SENDS_PER_SECOND: '1000', LOG_LEVEL: 'warn' });
    const imported = await bot.tool('import', folder);
    expect(imported).toMatchObject({ code: 0 });
    const parsed = parseFolder(await readFolder(folder));
    if (!parsed.ok) throw new Error('the folder of this test has problems');
    directory = directoryOf(parsed.programme);
    sessions = plannedSessions(directory, parsed.programme.pairs);
    await bot.start();
    teams = new TeamsStandIn(() => bot.endpoint);
    await teams.open();
    for (const { email } of new Map(
      directory.programme.people.map((person) => [person.email, person]),
    ).values()) {
      expect((await teams.install(playerOf(email))).status).toBe(200);
    }
    for (const day of days) {
      for (const stop of stops) {
        const now = zone.momentOf(day, stop);
        expect((await bot.moveClock(zone.iso(now))).status).toBe(200);
        await answerEnded(now);
        if (stop === '21:00' && day.endsWith('15')) await acknowledgeSome(now);
      }
    }
    await bot.moveClock(end);
  }, 300_000);

  afterAll(async () => {
    await teams.close();
    await bot.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the rules say should have been sent by the end. */
  const expectedMessages = (): { key: string; dueAt: number; status: string }[] => {
    const answers = facts.filter((fact): fact is Answer => fact.kind === 'answer');
    const stateOf = (message: PlannedMessage) => ({
      planned: true,
      answered: answers.some((answer) => answer.session.id === message.subject && answer.at < message.dueAt),
      pauses: [],
    });
    const statusOf = (message: PlannedMessage): string => {
      if (message.dueAt >= message.worthUntil) return 'expired';
      if (message.kind === 'digest') return 'sent';
      return studentVerdict(message, stateOf(message), message.dueAt, directory.calendar) === null
        ? 'sent'
        : 'expired';
    };
    const calendar = timetableOf(directory)
      .between(at(start), at(end))
      .map((message) => ({ ...message, status: statusOf(message) }));
    const raised = directory.programme.pupils.flatMap((pupil) =>
      flagBook(factsOf(pupil.id), at(end), flagContext(directory, pupil.school))
        .notices.flatMap((notice) => flagMessages(directory, pupil.school, notice))
        .map((message) => ({ ...message, status: message.dueAt <= at(end) ? 'sent' : 'planned' })),
    );
    return [...calendar, ...raised];
  };

  test('every message is sent at its moment, or expired with a reason, and no other', async () => {
    const outbox = await bot.json('outbox', 'hmp-2027');
    if (!Array.isArray(outbox)) throw new Error('outbox --json is a list');
    const found = outbox.map(({ key, status, dueAt, sentAt }) =>
      line(key, status, at(dueAt), sentAt === null ? null : at(sentAt)),
    );
    const expected = expectedMessages().map(({ key, status, dueAt }) =>
      line(key, status, dueAt, status === 'sent' ? dueAt : null),
    );
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(expected.filter((text) => text.includes(' sent due ')).length).toBeGreaterThan(250);
    expect(expected.filter((text) => text.startsWith('flagRaised')).length).toBeGreaterThan(3);
    for (const { status, reason } of outbox)
      if (status === 'expired') expect(reason).toMatch(/answered|tooLate/);
  });

  test('each of them arrived once, at its receiver, and nothing else did', () => {
    const wanted = new Map<string, number>();
    for (const { key, status } of expectedMessages()) {
      const [, receiver = ''] = key.split('/');
      if (status === 'sent') wanted.set(receiver, (wanted.get(receiver) ?? 0) + 1);
    }
    for (const { email } of directory.programme.people) {
      expect(`${email} ${teams.to(playerOf(email)).length - 1}`).toBe(`${email} ${wanted.get(email) ?? 0}`);
    }
    expect(teams.arrived.filter(({ to }) => to === null)).toEqual([]);
  });

  test('flags equal a replay of all facts', async () => {
    const shown = await bot.json('flags', 'hmp-2027');
    const expected = directory.programme.pupils.flatMap((pupil) =>
      flagBook(factsOf(pupil.id), at(end), flagContext(directory, pupil.school)).flags.map((flag) => ({
        flag: flag.id,
        pupil: pupil.id,
        school: pupil.school,
        class: pupil.class,
        status: flag.status,
        level: flag.level,
        openedOn: flag.openedOn,
        reasons: flag.reasons,
        history: flag.history.map(({ what, by }) => expect.objectContaining({ what, by })),
      })),
    );
    expect(shown).toMatchObject(expected);
    expect(expected.length).toBeGreaterThan(3);
  });

  const answersOf = ({ id }: { id: string }) =>
    facts.filter((fact): fact is Answer => fact.kind === 'answer' && fact.session.pupil === id);

  test('figures equal a recount', async () => {
    const shown = await bot.json('summary', 'hmp-2027');
    const options = { school: null, class: null, pupil: null, from: null, to: null };
    expect(shown).toEqual(JSON.parse(JSON.stringify(summarise(directory, answersOf, options, at(end)))));
  });

  test('a stranger in the same programme cannot answer for a session, and nothing is stored', async () => {
    const [session] = sessions;
    const stranger = playerOf('theo.visser@example.org');
    const before = JSON.stringify(await bot.json('sessions', 'hmp-2027'));
    const reply = await teams.press(stranger, 'checkIn.record', {
      session: session?.id,
      outcome: 'absentUnnotified',
    });
    expect(reply.body?.type).toBe('application/vnd.microsoft.card.adaptive');
    expect(JSON.stringify(await bot.json('sessions', 'hmp-2027'))).toBe(before);
  });
});
