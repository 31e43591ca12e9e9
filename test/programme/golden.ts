/** Reads the worked cases that are kept beside the checkout, and turns a case into the model. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryOf, type Directory } from '../../bot/programme/directory';
import {
  outcomes,
  type Answer,
  type FlagAction,
  type FlagVerb,
  type Outcome,
  type Pause,
  type PupilFact,
} from '../../bot/programme/facts';
import type { Pair, School, University, Weekday } from '../../bot/programme/model';
import { resolveRules, type RuleOverrides } from '../../bot/programme/rules';
import { sessionOn } from '../../bot/programme/sessions';
import { aPair, aPerson, aProgramme, aPupil, aSchool, at } from '../builders';

type Row = Readonly<Record<string, string>>;

export interface GoldenProgramme {
  readonly id: string;
  readonly timeZone: string;
  readonly start: string;
  readonly end: string;
  readonly schools: readonly Partial<School>[];
  readonly universities: readonly University[];
  readonly sendWindow: { readonly from: string; readonly to: string };
  readonly rules: RuleOverrides;
}

export interface GoldenCase<Expect> {
  readonly name: string;
  readonly why: string;
  readonly programme?: Partial<GoldenProgramme>;
  readonly rules?: RuleOverrides;
  readonly people?: readonly Row[];
  readonly pupils?: readonly Row[];
  readonly pairs?: readonly Row[];
  readonly answers?: readonly { at: string; session: string; outcome: string; minutesLate?: number }[];
  readonly actions?: readonly { at: string; verb: string; pupil: string; by: string; note?: string }[];
  readonly pauses?: readonly { at: string; student: string; until: string | null }[];
  readonly options?: Readonly<Record<string, string>>;
  readonly kinds?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly now?: string;
  readonly expect: Expect;
}

interface GoldenFile<Expect> {
  readonly base: { programme: GoldenProgramme; people: Row[]; pupils: Row[]; pairs: Row[] };
  readonly cases: readonly GoldenCase<Expect>[];
}

const folder = join(__dirname, '..', '..', '..', 'shared', 'golden');

/** Whether the cases are there; a checkout without them says so instead of passing in silence. */
export const goldenIsHere = existsSync(folder);

export const goldenFile = <Expect>(name: string): GoldenFile<Expect> =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

const weekdays = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'];
const english = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const weekdayOf = (text: string): Weekday => {
  const lower = text.toLowerCase();
  const found = [1, 2, 3, 4, 5, 6, 7].findIndex(
    (number, index) => lower === String(number) || lower === weekdays[index] || lower === english[index],
  );
  const all = [1, 2, 3, 4, 5, 6, 7] as const;
  return all[found] ?? 1;
};

const pairOf = (row: Row): Pair =>
  aPair({
    pupil: row['pupil'] ?? '',
    student: row['student'] ?? '',
    weekday: weekdayOf(row['weekday'] ?? ''),
    start: row['start'] ?? '',
    end: row['end'] ?? '',
    from: row['from'] ?? null,
    until: row['until'] ?? null,
  });

const roleOf = (text: string | undefined) =>
  text === 'coordinator' || text === 'teacher' ? text : 'student';

/** The programme of a case, with its changes to the base. */
export const directoryOfCase = <E>(file: GoldenFile<E>, golden: GoldenCase<E>): Directory => {
  const programme = { ...file.base.programme, ...golden.programme };
  const people = golden.people ?? file.base.people;
  return directoryOf(
    aProgramme({
      ...programme,
      schools: programme.schools.map((school) => aSchool(school)),
      rules: resolveRules(golden.rules ?? programme.rules),
      people: people.map((row) =>
        aPerson({
          email: row['email'] ?? '',
          role: roleOf(row['role']),
          university: row['university'] ?? null,
          schools: (row['schools'] ?? '').split('|').filter((school) => school !== ''),
        }),
      ),
      pupils: (golden.pupils ?? file.base.pupils).map((row) =>
        aPupil({ id: row['pupil'] ?? '', school: row['school'] ?? '', class: row['class'] ?? '' }),
      ),
      pairs: (golden.pairs ?? file.base.pairs).map(pairOf),
    }),
  );
};

const outcomeOf = (text: string): Outcome => {
  const found = outcomes.find((outcome) => outcome === text);
  if (found === undefined) throw new Error(`no such outcome in the worked cases: ${text}`);
  return found;
};

/** The answers of a case, each with the session as it stood then. */
export const answersOfCase = <E>(directory: Directory, golden: GoldenCase<E>): Answer[] =>
  (golden.answers ?? []).map((row) => {
    const [pupil = '', date = ''] = row.session.split('/');
    const pair = directory
      .pairsOfPupil(pupil)
      .find((candidate) => directory.meetingDays(candidate).includes(date));
    if (pair === undefined) throw new Error(`no such session in the worked cases: ${row.session}`);
    return {
      kind: 'answer',
      at: at(row.at),
      by: pair.student,
      session: sessionOn(directory, pair, date),
      outcome: outcomeOf(row.outcome),
      minutesLate: row.minutesLate ?? null,
    };
  });

const verbs: Readonly<Record<string, FlagVerb>> = {
  'flag.acknowledge': 'acknowledge',
  'flag.note': 'note',
  'flag.resolve': 'resolve',
};

/** All facts of one pupil of a case, in order. */
export const factsOfCase = <E>(directory: Directory, golden: GoldenCase<E>, pupil: string): PupilFact[] => {
  const actions = (golden.actions ?? [])
    .filter((action) => action.pupil === pupil)
    .map((action): FlagAction => {
      const verb = verbs[action.verb];
      if (verb === undefined) throw new Error(`no such verb in the worked cases: ${action.verb}`);
      return { kind: 'action', at: at(action.at), verb, by: action.by, note: action.note ?? null };
    });
  const answers = answersOfCase(directory, golden).filter((answer) => answer.session.pupil === pupil);
  return [...answers, ...actions].toSorted((a, b) => a.at - b.at);
};

export const pausesOfCase = <E>(golden: GoldenCase<E>): Pause[] =>
  (golden.pauses ?? []).map((pause) => ({ at: at(pause.at), student: pause.student, until: pause.until }));
