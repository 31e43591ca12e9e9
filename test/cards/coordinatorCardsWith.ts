import type { RenderedCard } from '../../bot/ports';
import { digestCard } from '../../cards/digest';
import { flagCard } from '../../cards/flags/flag';
import { flagListCard } from '../../cards/flags/list';
import { studentMattersCard } from '../../cards/studentMatters';
import { studentSignalsCard } from '../../cards/studentSignals';
import { summaryCard } from '../../cards/summary/summary';
import { summaryStudentCard } from '../../cards/summary/student';
import { summaryUnclearCard } from '../../cards/summary/unclear';
import { summaryWhoCard } from '../../cards/summary/who';
import { unreachableCard } from '../../cards/unreachable';
import { noSignals, someDigest, someRounds, someUnreachable } from './coordinatorDigestViews';
import { someCorrected, someFlagList, someFlagView, takenUpFlag } from './coordinatorFlagViews';
import { someClass, someEntry, someScope, someStudent, someWho } from './coordinatorSummaryViews';

/** The importer takes no longer ids. */
const longestId = 64;
const longestAddress = 254;

/** Every card with the same text wherever people's text can stand, ids included. */
export const cardsWith = (
  text: string,
): readonly (readonly [string, (language: 'nl' | 'en') => RenderedCard])[] => {
  const id = text.slice(0, longestId);
  const scope = someScope({ school: id, class: id });
  const parts = someClass(30).parts.map((part) => ({
    ...part,
    label: text,
    scope: { ...scope, pupil: part.scope.pupil },
  }));
  const attention = parts.slice(0, 5).map((part) => ({ ...part, level: 3 as const }));
  const contact = { at: 0, by: text, note: text };
  const student = {
    student: text.slice(0, longestAddress),
    name: text,
    pupils: [text, text],
    lastAnswered: null,
    contacts: [contact],
  };
  const note = { what: 'note', at: 0, by: text, note: text, on: null } as const;
  const flag = { ...takenUpFlag, id, pupil: id, history: [...takenUpFlag.history, note] };
  const flags = someFlagList.flags.map((line) => ({
    ...line,
    id,
    pupil: text,
    label: () => text,
    class: text,
    school: text,
    isOverdue: true,
  }));
  const signals = {
    ...noSignals,
    silent: [{ ...student, since: '2027-03-02' }],
    cancelling: [{ ...student, since: '2027-03-02' }],
    unreachable: [{ ...student, since: null }],
    paused: [{ ...student, since: 0, until: '2027-03-29' }],
    due: [{ ...student, since: '2027-03-02' }],
    programme: id,
  };
  const pupils = Array.from({ length: 9 }, () => ({ label: text, class: text, school: text }));
  const unreachable = { ...someUnreachable(1), name: text, givenName: text, pupils };
  const steps = someCorrected.steps.map((step) =>
    step.reason === undefined ? step : { ...step, reason: text },
  );
  const recent = Array.from({ length: 8 }, () => ({ ...someCorrected, steps }));
  const words = {
    pupil: text,
    class: text,
    school: text,
    student: text,
    contact: text,
    nameOf: () => text,
    recent,
    others: Array.from({ length: 5 }, () => ({ ...flag, level: 1 as const, since: '2027-02-16' })),
  };
  const error = { field: 'note', problem: 'tooLong', typed: text } as const;
  return [
    ['flag', (language) => flagCard({ ...someFlagView, ...words, flag }, language)],
    [
      'flag with its form',
      (language) => flagCard({ ...someFlagView, ...words, flag, isWriting: true }, language),
    ],
    [
      'flag with a note that was not kept',
      (language) =>
        flagCard({ ...someFlagView, ...words, flag, occasion: 'alreadyClosed', unsaved: text }, language),
    ],
    ['flag with error', (language) => flagCard({ ...someFlagView, ...words, flag, error }, language)],
    ['list', (language) => flagListCard({ start: 0, flags }, language)],
    [
      'summary',
      (language) =>
        summaryCard(
          {
            ...someClass(30),
            programme: text,
            title: [text, text, text],
            scope,
            parts,
            attention,
            up: scope,
          },
          language,
        ),
    ],
    [
      'unclear',
      (language) =>
        summaryUnclearCard(
          { typed: text, isKnown: true, isApart: false, isTurned: false, choices: [{ label: text, scope }] },
          language,
        ),
    ],
    [
      'who',
      (language) => {
        const { lines, ...who } = someWho(30, 4);
        const named = lines.map((line) => ({ ...line, label: text, class: text, school: text, scope }));
        return summaryWhoCard({ ...who, programme: text, title: [text, text], lines: named }, language);
      },
    ],
    [
      'summary of a student',
      (language) => {
        const met = [{ label: text, class: text, scope }];
        const timeline = Array.from({ length: 30 }, () => ({
          ...someEntry('2027-03-09', 'present'),
          pupil: text,
        }));
        return summaryStudentCard({ ...someStudent, name: text, pupils: met, timeline, scope }, language);
      },
    ],
    [
      'signals',
      (language) =>
        studentSignalsCard(
          { lists: signals, only: null, of: null, stored: { what: 'stored', at: 0, student } },
          language,
        ),
    ],
    [
      'student',
      (language) =>
        studentMattersCard(
          {
            ...student,
            matters: signals,
            contactDue: '2027-03-29',
            refusedNote: { note: text, problem: 'noteTooLong' },
          },
          language,
        ),
    ],
    ['unreachable', (language) => unreachableCard(unreachable, language)],
    [
      'digest',
      (language) =>
        digestCard(
          {
            ...someDigest,
            careCounts: [{ school: text, count: 2 }],
            rounds: {
              ...someRounds,
              searching: [{ name: text, offering: 1, polling: 1, closesAt: 0 }],
              undecided: [{ group: text, teacher: text }],
              withoutTeacher: [text],
              missedTwice: [text],
            },
            stored: { what: 'stored', at: 0, student },
            name: text,
            programme: text,
            signals,
            newFlags: flags,
            waitingFlags: flags,
            closedThisWeek: [{ where: text, from: '2027-03-15', to: '2027-03-15', label: text }],
          },
          language,
        ),
    ],
  ];
};
