/** Cards that follow from a flag: corrections, and passing it on. People are invented. */
import type { CorrectionsView, CorrectionView } from '../../cards/coordinatorViews';
import { correctionCard } from '../../cards/checkIn/correction';
import { correctionsCard } from '../../cards/checkIn/corrections';
import { flagPassOnCard, type PassOnView } from '../../cards/flags/passOn';
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { someCorrected, someFlag, someFlagView } from './coordinatorFlagViews';

/** Level 3, at a school whose contact is no address. */
export const somePassOn: PassOnView = {
  ...someFlagView,
  flag: { ...someFlag, level: 3 },
  recent: [...someFlagView.recent.slice(0, 2), someCorrected, ...someFlagView.recent.slice(3)],
  programmeName: 'Haags Mentorprogramma 2027',
  programmeLanguage: 'nl',
  by: 'Sanne Bakker',
  asOf: Date.parse('2027-03-16T12:00:00+01:00'),
};

const unanswered = { session: 'p017/2027-03-16', date: '2027-03-16', attendance: null, minutesLate: null };

const someCorrections: CorrectionsView = {
  programme: 'hmp-2027',
  id: 'p017',
  pupil: 'Yara',
  sessions: [...someFlagView.recent.slice(0, 2), someCorrected, { ...unanswered, steps: [] }],
  hasEarlier: true,
  isGone: false,
};

const { session, date, steps } = someCorrected;

const someCorrection: CorrectionView = {
  programme: 'hmp-2027',
  id: 'p017',
  pupil: 'Yara',
  class: '3A',
  session,
  date,
  steps,
  nameOf: someFlagView.nameOf,
  timeZone: someFlagView.timeZone,
  seen: steps.length,
  occasion: 'asked',
  error: null,
};

/** Said by a coordinator alone. */
const filledIn = steps.slice(-1);

const typed = { outcome: 'late', minutesLate: '12', reason: 'De student belde.' };

/** Every one of these cards with the given words of people in it. */
export const correctionCardsWith = (
  text: string | null,
): readonly { readonly name: string; readonly render: (language: Language) => RenderedCard }[] => {
  const who = text === null ? {} : { pupil: text, class: text, school: text, nameOf: () => text };
  const said =
    text === null ? {} : { error: { problem: 'reason' as const, typed: { ...typed, reason: text } } };
  const passed = {
    ...somePassOn,
    ...who,
    ...(text === null ? {} : { by: text, programmeName: text, contact: text }),
  };
  const shapes = ['asked', 'overtaken', 'stored', 'same'] as const;
  const problems = ['outcome', 'minutesLate', 'reason', 'tooLong', 'notBegun'] as const;
  return [
    { name: 'corrections', render: (language) => correctionsCard({ ...someCorrections, ...who }, language) },
    {
      name: 'corrections-none',
      render: (language) =>
        correctionsCard({ ...someCorrections, ...who, sessions: [], hasEarlier: false }, language),
    },
    {
      name: 'corrections-gone',
      render: (language) => correctionsCard({ ...someCorrections, ...who, isGone: true }, language),
    },
    ...shapes.map((occasion) => ({
      name: `correction-${occasion}`,
      render: (language: Language) =>
        correctionCard({ ...someCorrection, ...who, ...said, occasion }, language),
    })),
    {
      name: 'correction-fill-in',
      render: (language) =>
        correctionCard({ ...someCorrection, ...who, ...said, steps: [], seen: 0 }, language),
    },
    {
      name: 'correction-filled-in',
      render: (language) =>
        correctionCard({ ...someCorrection, ...who, steps: filledIn, occasion: 'stored' }, language),
    },
    ...problems.map((problem) => ({
      name: `correction-error-${problem}`,
      render: (language: Language) =>
        correctionCard({ ...someCorrection, ...who, error: { problem, typed } }, language),
    })),
    { name: 'flag-pass-on', render: (language) => flagPassOnCard(passed, language) },
    {
      name: 'flag-pass-on-mail',
      render: (language) => flagPassOnCard({ ...passed, contact: 'verzuim@jdw.example' }, language),
    },
    {
      name: 'flag-pass-on-nobody',
      render: (language) => flagPassOnCard({ ...passed, contact: null }, language),
    },
  ];
};
