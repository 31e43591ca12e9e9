/** Attendance figures in words. */
import type { Figures } from '../bot/programme/summary/summary';
import type { Language } from '../bot/programme/model';
import { percent } from './dates';
import { type TextKey, words } from './words';

/** A line of a FactSet. */
export interface Fact {
  readonly title: string;
  readonly value: string;
}

/** `87%`; a question mark while nothing was observed. */
export const rateText = (language: Language, figures: Figures): string =>
  figures.attendanceRate === null ? '?' : percent(language, figures.attendanceRate);

/** Every count with its name, the ones that are nil included. */
export const figureFacts = (language: Language, figures: Figures): readonly Fact[] => {
  const { text } = words(language);
  const notCounted =
    figures.notCounted === 0 ? '0' : text('summary.notCountedWhy', { count: figures.notCounted });
  return [
    { title: text('summary.present'), value: String(figures.present) },
    { title: text('summary.late'), value: String(figures.late) },
    { title: text('summary.absence'), value: String(figures.absence) },
    { title: text('summary.missed'), value: String(figures.missed) },
    { title: text('summary.notCounted'), value: notCounted },
    { title: text('summary.unknown'), value: String(figures.unknown) },
  ];
};

const lineParts = {
  absence: 'summary.line.absence',
  late: 'summary.line.late',
  missed: 'summary.line.missed',
  unknown: 'summary.line.unknown',
} as const satisfies Partial<Record<keyof Figures, TextKey>>;

/** One line: `12 sessies · 93% aanwezig · 1× niet verschenen`; what is nil is left out. */
export const figureLine = (language: Language, figures: Figures): string => {
  const { text } = words(language);
  const rate =
    figures.attendanceRate === null
      ? text('summary.line.noRate')
      : text('summary.line.rate', { rate: rateText(language, figures) });
  const counts = (['absence', 'late', 'missed', 'unknown'] as const)
    .filter((what) => figures[what] > 0)
    .map((what) => text(lineParts[what], { count: figures[what] }));
  return [text('summary.line.sessions', { count: figures.sessions }), rate, ...counts].join(' · ');
};
