import { assert, integer, property } from 'fast-check';
import { hoursCard, type ProgrammeHours } from '../../cards/hours';
import { stringsOf } from './cardProblems';
import { ordinary } from './samplesData';
import { hoursWith, programmeHours } from './weekSamples';

const textOf = (programmes: readonly ProgrammeHours[], language: 'nl' | 'en' = 'nl'): string =>
  stringsOf(hoursCard({ today: '2027-03-16', programmes }, language).content)
    .map(([, value]) => value)
    .join('\n');
const own = (changes: Partial<ProgrammeHours> = {}): ProgrammeHours => programmeHours(ordinary, changes);

test('says hours, sessions and meetings apart, and credit as the language writes numbers', () => {
  const dutch = textOf([own()]);
  for (const said of ['11 uur en 15 minuten · 0,40 EC', '8× · 8 uur', '3× · 3 uur en 15 minuten'])
    expect(dutch).toContain(said);
  const english = textOf([own()], 'en');
  for (const said of ['11 hours and 15 minutes · 0.40 EC', '8× · 8 hours', '3× · 3 hours and 15 minutes'])
    expect(english).toContain(said);
  expect(hoursCard({ today: '2027-03-16', programmes: [own()] }, 'nl').summary).toBe(
    'Je uren tot nu toe: 11 uur en 15 minuten · 0,40 EC',
  );
});

test('says one hour and one minute as one', () => {
  const hours = { ...hoursWith(1, 0), minutes: 61, credits: 61 / 60 / 28 };
  expect(textOf([own({ hours })], 'en')).toContain('1 hour and 1 minute · 0.03 EC');
  expect(textOf([own({ hours })])).toContain('1 uur en 1 minuut · 0,03 EC');
});

test('never rounds credit up, and never loses a whole hundredth', () => {
  assert(
    property(integer({ min: 0, max: 60_000 }), (minutes) => {
      const hours = { ...hoursWith(0, 0), minutes, credits: minutes / 60 / 28 };
      const shown = /· (\d[\d.,]*) EC/.exec(textOf([own({ hours })], 'en'))?.[1] ?? '';
      const hundredths = Number(shown.replaceAll(/\D/g, ''));
      expect(hundredths).toBe(Math.floor((minutes * 100) / (60 * 28)));
    }),
  );
});

const spent = (count: number) => ({ count, minutes: count * 60 });

test('names pupils only where there are several, and programmes likewise', () => {
  const pupils = ['Yara', 'Amir'].map((pupil, index) => ({ pupil, sessions: spent(index + 3) }));
  expect(textOf([own({ pupils })])).toMatch(/met Yara[\s\S]*3× · 3 uur[\s\S]*met Amir[\s\S]*4× · 4 uur/);
  expect(textOf([own()])).not.toContain(ordinary.pupil);
  expect(textOf([own()])).not.toContain(ordinary.programme);
  expect(textOf([own(), own({ programme: 'Rotterdam' })])).toMatch(/Haags[\s\S]*Rotterdam/);
});

test('tells what may still come, and offers the check-in only then', () => {
  expect(textOf([own()])).not.toMatch(/wacht|inchecken/i);
  const open = textOf([own({ openSessions: 1, openMeetings: 2 })]);
  expect(open).toContain('1 sessie wacht nog op je check-in');
  expect(open).toContain('Van 2 keer intervisie');
  expect(open).toContain('inchecken');
});

test('says so when there is nothing yet', () => {
  const nothing = own({ hours: hoursWith(0, 0), pupils: [] });
  expect(textOf([nothing])).toContain('Er staan nog geen uren');
  expect(textOf([nothing])).toContain('0 uur · 0,00 EC');
});
