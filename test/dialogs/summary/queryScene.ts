/** A programme to ask about in words, and what is asked by them. */
import { directoryOf } from '../../../bot/programme/directory';
import type { Programme, Pupil } from '../../../bot/programme/model';
import { everythingAsked, type SummaryAsked } from '../../../bot/programme/summary/asked';
import { parseSummaryQuery } from '../../../dialogs/summary/query';
import { aPair, aPerson, aPupil, aProgramme, aSchool } from '../../builders';

/** A Wednesday. */
export const today = '2027-03-17';

export const pupils: readonly Pupil[] = [
  aPupil({ id: 'p1', firstName: 'Yara', class: '3A' }),
  aPupil({ id: 'p2', firstName: 'Yusuf', class: '3A' }),
  aPupil({ id: 'p3', firstName: 'Yusuf', class: '3B' }),
  aPupil({ id: 'p4', firstName: 'April', class: 'havo 4C' }),
  aPupil({ id: 'p5', firstName: 'Noor', class: '3B' }),
  aPupil({ id: 'p6', firstName: 'Çağlar Emre', class: '3B' }),
  aPupil({ id: 'q1', firstName: 'Bo', class: '3A', school: 'zwc' }),
  aPupil({ id: 'q2', firstName: 'Zeynep', class: '5V', school: 'zwc' }),
];

/** Two schools with classes and names that are alike. */
export const programme: Programme = aProgramme({
  schools: [
    aSchool({ closed: [{ from: '2027-02-20', to: '2027-02-28', label: 'Voorjaarsvakantie' }] }),
    aSchool({
      id: 'zwc',
      name: 'Zuiderpark College',
      closed: [{ from: '2027-02-27', to: '2027-03-03', label: 'Projectweek' }],
    }),
  ],
  people: [
    aPerson({ email: 'sam@leiden.example', name: 'Sam de Boer' }),
    aPerson({ email: 'noor@leiden.example', name: 'Noor Aydın' }),
    aPerson({ email: 'lea@leiden.example', name: 'Lea Vos' }),
  ],
  pupils,
  pairs: [
    aPair({ pupil: 'p1', student: 'sam@leiden.example' }),
    aPair({ pupil: 'p2', student: 'noor@leiden.example' }),
    aPair({ pupil: 'q1', student: 'lea@leiden.example' }),
  ],
});

export const directory = directoryOf(programme);

/** Whoever asks may see both schools. */
export const all = ['jdw', 'zwc'];

/** What a text is understood as. */
export const asked = (text: string, schools: readonly string[] = all): readonly SummaryAsked[] =>
  parseSummaryQuery(directory, schools, text, today).understood.map(({ scope }) => scope);

export const scope = (changes: Partial<SummaryAsked>): SummaryAsked => ({ ...everythingAsked, ...changes });

export const yara = { school: 'jdw', class: '3A', pupil: 'p1' };

export const march = { from: '2027-03-01', to: '2027-03-31' };

/** Which is week 10. */
export const lastWeek = { from: '2027-03-08', to: '2027-03-14' };

export const queryOf = (text: string) => parseSummaryQuery(directory, all, text, today);
