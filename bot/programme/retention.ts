/** When what is kept of people goes (docs/rules.md, Privacy). */
import { addDays } from './calendar';
import type { Day, Programme, Retention } from './model';

/** Unless programme.json says otherwise: thirty days, eight weeks, half a year, a year. */
export const defaultRetention: Retention = {
  freeTextDays: 30,
  namesDays: 56,
  hoursDays: 182,
  accessDays: 365,
};

/** What goes, in the order in which it does. */
export const retentionStages = ['freeText', 'names', 'hours', 'access'] as const;
/** One of them. */
export type RetentionStage = (typeof retentionStages)[number];

const daysOf = {
  freeText: 'freeTextDays',
  names: 'namesDays',
  hours: 'hoursDays',
  access: 'accessDays',
} as const satisfies Record<RetentionStage, keyof Retention>;

/** The day on which a stage begins: from midnight on it is no longer kept. */
export const retentionDay = (
  { end, retention }: Pick<Programme, 'end' | 'retention'>,
  stage: RetentionStage,
): Day => addDays(end, retention[daysOf[stage]]);

/** The stages whose day has come. */
export const stagesDue = (
  programme: Pick<Programme, 'end' | 'retention'>,
  today: Day,
): readonly RetentionStage[] => retentionStages.filter((stage) => retentionDay(programme, stage) <= today);
