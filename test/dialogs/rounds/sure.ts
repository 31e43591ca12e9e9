/** What is in the way of a time, and the button that takes it all the same. */
import type { Programme } from '../../../bot/programme/model';
import type { RenderedCard } from '../../../bot/ports';
import { ofType } from '../../cards/cardProblems';

/** Days on which the students of Leiden have exams. */
export const exams = (from: string, to = from): Partial<Programme> => ({
  universities: [
    { id: 'leiden', name: 'Universiteit Leiden', closed: [{ from, to, label: 'Tentamens' }] },
    { id: 'hhs', name: 'De Haagse Hogeschool', closed: [] },
  ],
});

/** The data of the button by which somebody is sure of a time. */
export const sureIn = (card: RenderedCard): Readonly<Record<string, string>> => {
  const [button] = ofType(card, 'Action.Execute').filter(({ title }) =>
    /^(Toch|These times|This time)/.test(String(title)),
  );
  const data: unknown = button?.['data'];
  if (typeof data !== 'object' || data === null) throw new Error('no such button');
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)]));
};
