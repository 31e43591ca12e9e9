/** Every card for coordinators in every shape worth a look: for tests and for pictures. */
import type { SummaryDetails } from '../../bot/programme/summary/details';
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import type { FlagView } from '../../cards/coordinatorViews';
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
import {
  manyDue,
  noSignals,
  quietDigest,
  someDigest,
  someMatters,
  someSaved,
  someSignals,
  someUnreachable,
} from './coordinatorDigestViews';
import {
  resolvedFlag,
  someCorrected,
  someFlag,
  someFlagList,
  someFlagView,
  takenUpFlag,
} from './coordinatorFlagViews';
import {
  someClass,
  someFigures,
  somePupil,
  someScope,
  someTogether,
  someStudent,
  someSummary,
  someWho,
} from './coordinatorSummaryViews';

/** A card with a name to save its picture under. */
export interface CardSample {
  readonly name: string;
  readonly render: (language: Language) => RenderedCard;
}

const flagSample = (name: string, change: Partial<FlagView>): CardSample => ({
  name,
  render: (language) => flagCard({ ...someFlagView, ...change }, language),
});

const summarySample = (name: string, view: SummaryDetails): CardSample => ({
  name,
  render: (language) => summaryCard(view, language),
});

/** Every card for coordinators in every shape worth a look. */
export const coordinatorSamples: readonly CardSample[] = [
  flagSample('flag-raised', { occasion: 'raised' }),
  flagSample('flag-asked', { asOf: Date.parse('2027-03-15T09:07:00+01:00') }),
  flagSample('flag-writing', { isWriting: true, asOf: Date.parse('2027-03-15T09:07:00+01:00') }),
  flagSample('flag-acknowledged', { flag: takenUpFlag, occasion: 'acknowledged' }),
  flagSample('flag-already-done', { flag: takenUpFlag, occasion: 'alreadyDone' }),
  flagSample('flag-resolved', { flag: resolvedFlag, occasion: 'resolved' }),
  flagSample('flag-already-closed', {
    flag: resolvedFlag,
    occasion: 'alreadyClosed',
    unsaved: 'Gebeld met de klassenmentor',
  }),
  flagSample('flag-nothing-stored', { flag: resolvedFlag, occasion: 'nothingStored' }),
  flagSample('flag-not-passed-on', { flag: { ...someFlag, status: 'withdrawn' }, occasion: 'notPassedOn' }),
  flagSample('flag-continued', {
    flag: { ...someFlag, status: 'withdrawn', continuedAs: 'p1/2027-02-23' },
    student: null,
  }),
  flagSample('flag-withdrawn', { flag: { ...someFlag, status: 'withdrawn' }, student: null }),
  flagSample('flag-note-missing', { error: { field: 'note', problem: 'missing', typed: '' } }),
  flagSample('flag-note-too-long', {
    error: { field: 'note', problem: 'tooLong', typed: 'Gebeld. '.repeat(70) },
  }),
  flagSample('flag-everything', {
    flag: { ...takenUpFlag, level: 3 },
    recent: [someCorrected, ...someFlagView.recent],
    others: [{ id: 'p017/2027-02-16', level: 1, status: 'resolved', since: '2027-02-16' }],
  }),
  flagSample('flag-reason-unknown', {
    error: { field: 'reason', problem: 'unknownReason', typed: 'Gebeld.' },
  }),
  flagSample('flag-overtaken', {
    error: { field: 'note', problem: 'overtaken', typed: 'Gebeld.', chosen: 'passedToSchool' },
  }),
  flagSample('flag-other-without-note', {
    error: { field: 'note', problem: 'otherMissing', typed: '', chosen: 'other' },
  }),
  { name: 'flag-list', render: (language) => flagListCard(someFlagList, language) },
  {
    name: 'flag-list-typed',
    render: (language) => {
      const flags = someFlagList.flags.map((flag) => ({ ...flag, programmeName: 'Haags Mentorprogramma' }));
      return flagListCard({ start: 0, typed: 'vorige week', flags }, language);
    },
  },
  {
    name: 'flag-list-next-page',
    render: (language) =>
      flagListCard(
        { start: 15, flags: Array.from({ length: 37 }, () => someFlagList.flags).flat() },
        language,
      ),
  },
  { name: 'flag-list-empty', render: (language) => flagListCard({ start: 0, flags: [] }, language) },
  summarySample('summary', someSummary),
  summarySample('summary-class', someClass(12)),
  summarySample('summary-class-large', someClass(30)),
  summarySample('summary-class-compared', {
    ...someClass(12),
    wholeRate: { rate: 0.84, countedAt: Date.parse('2027-03-15T09:07:00+01:00') },
  }),
  summarySample('summary-class-next-page', {
    ...someClass(300),
    scope: someScope({ school: 'jdw', class: '3A', start: 15 }),
  }),
  summarySample('summary-together', someTogether(2)),
  summarySample('summary-together-many', someTogether(6)),
  summarySample('summary-pupil', somePupil),
  { name: 'summary-who', render: (language) => summaryWhoCard(someWho(4), language) },
  { name: 'summary-who-many', render: (language) => summaryWhoCard(someWho(300, 9), language) },
  {
    name: 'summary-who-late-nobody',
    render: (language) => summaryWhoCard({ ...someWho(0), who: 'late' }, language),
  },
  { name: 'summary-student', render: (language) => summaryStudentCard(someStudent, language) },
  {
    name: 'summary-student-cancelling',
    render: (language) =>
      summaryStudentCard(
        { ...someStudent, silent: { since: '2027-03-02' }, cancelling: { since: '2027-03-02' }, pupils: [] },
        language,
      ),
  },
  summarySample('summary-empty', {
    ...someSummary,
    figures: someFigures(),
    parts: [],
    attention: [],
    byWeek: [],
  }),
  {
    name: 'summary-unclear',
    render: (language) =>
      summaryUnclearCard(
        {
          typed: 'sara',
          isKnown: true,
          isApart: false,
          isTurned: false,
          choices: [
            { label: 'Sara (3A, Johan de Witt)', scope: someScope({ pupil: 'p005' }) },
            { label: 'Sara (3C, Zuiderpark)', scope: someScope({ pupil: 'p055' }) },
          ],
        },
        language,
      ),
  },
  {
    name: 'summary-apart',
    render: (language) =>
      summaryUnclearCard(
        {
          typed: 'sam en lea',
          isKnown: true,
          isApart: true,
          isTurned: false,
          choices: ['Sam de Boer', 'Lea Vos'].map((label) => ({
            label,
            scope: someScope({ student: `${label}@leiden.example` }),
          })),
        },
        language,
      ),
  },
  {
    name: 'summary-not-found',
    render: (language) =>
      summaryUnclearCard(
        { typed: 'xyz', isKnown: false, isApart: false, isTurned: false, choices: [] },
        language,
      ),
  },
  {
    name: 'summary-turned',
    render: (language) =>
      summaryUnclearCard(
        {
          typed: '12-3 t/m 1-3',
          isKnown: false,
          isApart: false,
          isTurned: true,
          choices: [{ label: '', scope: someScope({ from: '2027-03-01', to: '2027-03-12' }) }],
        },
        language,
      ),
  },
  {
    name: 'student-signals',
    render: (language) =>
      studentSignalsCard({ lists: someSignals, only: null, of: null, stored: null }, language),
  },
  {
    name: 'student-signals-of-class',
    render: (language) =>
      studentSignalsCard({ lists: someSignals, only: null, of: '3A', stored: null }, language),
  },
  {
    name: 'student-signals-of-name',
    render: (language) =>
      studentSignalsCard({ lists: someSignals, only: null, of: 'Jan', named: 4, stored: null }, language),
  },
  {
    name: 'student-signals-empty',
    render: (language) =>
      studentSignalsCard({ lists: noSignals, only: null, of: null, stored: null }, language),
  },
  {
    name: 'student-signals-stored',
    render: (language) =>
      studentSignalsCard({ lists: someSignals, only: null, of: null, stored: someSaved('stored') }, language),
  },
  {
    name: 'student-signals-many',
    render: (language) =>
      studentSignalsCard(
        { lists: manyDue(14), only: { kind: 'due', from: 2 }, of: null, stored: null },
        language,
      ),
  },
  { name: 'student-matters', render: (language) => studentMattersCard(someMatters, language) },
  {
    name: 'student-matters-none',
    render: (language) =>
      studentMattersCard({ ...someMatters, contacts: [], matters: noSignals, refusedNote: null }, language),
  },
  {
    name: 'student-matters-refused',
    render: (language) =>
      studentMattersCard(
        { ...someMatters, refusedNote: { note: 'Gebeld. '.repeat(70), problem: 'noteTooLong' } },
        language,
      ),
  },
  {
    name: 'student-signals-undone',
    render: (language) =>
      studentSignalsCard({ lists: someSignals, only: null, of: null, stored: someSaved('undone') }, language),
  },
  {
    name: 'student-signals-too-late',
    render: (language) =>
      studentSignalsCard({ lists: noSignals, only: null, of: null, stored: someSaved('tooLate') }, language),
  },
  {
    name: 'digest-contacted',
    render: (language) =>
      digestCard(
        { ...someDigest, stored: someSaved('stored'), asOf: Date.parse('2027-03-15T09:10:00+01:00') },
        language,
      ),
  },
  { name: 'digest', render: (language) => digestCard(someDigest, language) },
  {
    name: 'digest-is-over',
    render: (language) =>
      digestCard({ ...someDigest, asOf: Date.parse('2027-03-23T09:10:00+01:00'), isOver: true }, language),
  },
  { name: 'digest-quiet', render: (language) => digestCard(quietDigest, language) },
  { name: 'unreachable', render: (language) => unreachableCard(someUnreachable(1), language) },
  { name: 'unreachable-many', render: (language) => unreachableCard(someUnreachable(9), language) },
];
