import { flagBook, flagContext } from '../../bot/programme/flags/flags';
import { flagMessages, studentVerdict } from '../../bot/programme/messages';
import type { Day } from '../../bot/programme/model';
import type { Flag } from '../../bot/programme/facts';
import type { PlannedMessage } from '../../bot/programme/plannedMessage';
import { sessionsOfPupil } from '../../bot/programme/sessions';
import { summarise } from '../../bot/programme/summary/summary';
import { timetableOf } from '../../bot/programme/timetable';
import { unresolvedFlag } from '../../bot/programme/flags/replay';
import type { Directory } from '../../bot/programme/directory';
import { at } from '../builders';
import {
  answersOfCase,
  directoryOfCase,
  factsOfCase,
  goldenFile,
  goldenIsHere,
  pausesOfCase,
  type GoldenCase,
} from './golden';

const run = goldenIsHere ? describe : describe.skip;

const iso = /^\d{4}-\d\d-\d\dT/;
/** Moments compare as instants whatever their offset. */
const instants = (value: unknown): unknown => {
  if (typeof value === 'string' && iso.test(value)) return at(value);
  if (Array.isArray(value)) return value.map(instants);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, instants(inner)]));
};

run('worked cases: sessions', () => {
  const file = goldenFile<readonly Record<string, unknown>[]>('sessions');
  test.each(file.cases.map((golden) => [golden.name, golden] as const))('%s', (_name, golden) => {
    const directory = directoryOfCase(file, golden);
    const now = golden.now === undefined ? Number.MAX_SAFE_INTEGER : at(golden.now);
    const answers = answersOfCase(directory, golden).filter((answer) => answer.at <= now);
    const rows = directory.programme.pupils
      .flatMap((pupil) =>
        sessionsOfPupil(
          directory,
          pupil.id,
          answers.filter((a) => a.session.pupil === pupil.id),
        ),
      )
      .filter(({ date }) => date >= (golden.from ?? '') && date <= (golden.to ?? '9'))
      .map((session) => {
        const answer = answers.findLast((candidate) => candidate.session.id === session.id);
        return {
          ...session,
          session: session.id,
          outcome: answer?.outcome ?? null,
          minutesLate: answer?.minutesLate ?? null,
          recordedAt: answer?.at ?? null,
        };
      });
    expect(rows).toHaveLength(golden.expect.length);
    for (const [index, row] of rows.entries())
      expect(row).toMatchObject(Object(instants(golden.expect[index])));
  });
});

interface ExpectedFlag extends Omit<Flag, 'history'> {
  readonly history: readonly Record<string, unknown>[];
}

const byRule = (a: { rule: string }, b: { rule: string }): number => (a.rule < b.rule ? -1 : 1);

run('worked cases: flags', () => {
  const file = goldenFile<readonly ExpectedFlag[]>('flags');
  test.each(file.cases.map((golden) => [golden.name, golden] as const))('%s', (_name, golden) => {
    const directory = directoryOfCase(file, golden);
    const flags = directory.programme.pupils.flatMap((pupil) => {
      const facts = factsOfCase(directory, golden, pupil.id);
      return flagBook(facts, at(golden.now ?? ''), flagContext(directory, pupil.school)).flags;
    });
    expect(flags).toHaveLength(golden.expect.length);
    for (const [index, flag] of flags.entries()) {
      const expected = golden.expect[index];
      expect({ ...flag, reasons: flag.reasons.toSorted(byRule) }).toMatchObject({
        ...expected,
        reasons: expected?.reasons.toSorted(byRule),
        history: expected?.history.map(instants),
      });
      expect(flag.reasons).toHaveLength(expected?.reasons.length ?? 0);
      expect(flag.history).toHaveLength(expected?.history.length ?? 0);
    }
  });
});

interface ExpectedMessage {
  readonly kind: string;
  readonly receiver: string;
  readonly key?: string;
  readonly dueAt: string;
  readonly status: string;
}

const flagRaised = (directory: Directory, golden: GoldenCase<unknown>, now: number): PlannedMessage[] =>
  directory.programme.pupils.flatMap((pupil) => {
    const facts = factsOfCase(directory, golden, pupil.id);
    const context = flagContext(directory, pupil.school);
    const isStillOpen = (message: PlannedMessage): boolean =>
      unresolvedFlag(flagBook(facts, message.dueAt, context).flags) !== null;
    return flagBook(facts, now, context)
      .notices.flatMap((notice) => flagMessages(directory, pupil.school, notice))
      .filter((message) => isStillOpen(message));
  });

const line = (m: { kind: string; receiver: string; dueAt: number; status: string }): string =>
  `${m.dueAt} ${m.kind} ${m.receiver} ${m.status}`;

run('worked cases: messages', () => {
  const file = goldenFile<readonly ExpectedMessage[]>('messages');
  test.each(file.cases.map((golden) => [golden.name, golden] as const))('%s', (_name, golden) => {
    const directory = directoryOfCase(file, golden);
    const now = at(golden.now ?? '');
    const answers = answersOfCase(directory, golden);
    const pauses = pausesOfCase(golden);
    const verdict = (message: PlannedMessage): string => {
      if (message.dueAt >= message.worthUntil) return 'expired';
      if (message.kind === 'digest') return 'sent';
      const answered = answers.some((a) => a.session.id === message.subject && a.at <= message.dueAt);
      const state = {
        planned: true,
        answered,
        pauses: pauses.filter((pause) => pause.student === message.receiver),
      };
      return studentVerdict(message, state, message.dueAt, directory.calendar) === null ? 'sent' : 'stopped';
    };
    const sent = [
      ...timetableOf(directory)
        .between(Number.NEGATIVE_INFINITY, now)
        .map((message) => ({ ...message, status: verdict(message) })),
      ...flagRaised(directory, golden, now).map((message) => ({ ...message, status: 'sent' })),
    ]
      .filter((message) => message.status !== 'stopped')
      .filter((message) => golden.kinds?.includes(message.kind) ?? true);
    const expected = golden.expect.map((message) => line({ ...message, dueAt: at(message.dueAt) }));
    expect(sent.map((message) => line(message)).toSorted()).toEqual(expected.toSorted());
    const keys = new Set(sent.map((message) => message.key));
    for (const { key } of golden.expect) if (key !== undefined) expect(keys).toContain(key);
    expect(keys.size).toBe(sent.length);
  });
});

run('worked cases: summary', () => {
  const file = goldenFile<Record<string, unknown>>('summary');
  test.each(file.cases.map((golden) => [golden.name, golden] as const))('%s', (_name, golden) => {
    const directory = directoryOfCase(file, golden);
    const answers = answersOfCase(directory, golden);
    const day = (name: string): Day | null => golden.options?.[name] ?? null;
    const options = {
      school: day('school'),
      class: day('class'),
      pupil: day('pupil'),
      from: day('from'),
      to: day('to'),
    };
    const answersOf = (pupil: { id: string }) =>
      answers.filter((answer) => answer.session.pupil === pupil.id);
    const summary = summarise(directory, answersOf, options, at(golden.now ?? ''));
    expect(summary).toMatchObject(golden.expect);
  });
});
