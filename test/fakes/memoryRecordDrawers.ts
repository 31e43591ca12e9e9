import type {
  CareUse,
  ContactMade,
  FlagNotice,
  KeptHours,
  Pause,
  PendingNotice,
} from '../../bot/programme/facts';
import type { KeptPupil } from '../../bot/programme/kept/pupil';
import type { DayRates } from '../../bot/programme/wholeRate';
import type { NewFact, PupilPage } from '../../bot/ports/storage';
import type { Drawer } from './drawer';
import { Shelf } from './shelf';

export interface Kept extends NewFact {
  readonly pupil: string;
  readonly notices: readonly FlagNotice[];
}

export const noticeKey = (pending: PendingNotice): string => {
  if (pending.of === 'flag') return JSON.stringify([pending.notice.flag, pending.notice.ordinal]);
  if (pending.of === 'student')
    return JSON.stringify(['student', pending.unreachable.student, pending.unreachable.since]);
  const { at, pupil, ordinal } = pending.change;
  return JSON.stringify(['change', at, pupil, ordinal]);
};

/** The records of one programme. */
export class Records {
  readonly pages = new Shelf<PupilPage>();
  readonly figures = new Map<string, KeptPupil>();
  rates: DayRates | null = null;
  readonly notices = new Map<string, PendingNotice>();
  facts: Kept[] = [];
  pauses: Pause[] = [];
  contactsMade: ContactMade[] = [];
  readonly careUses = new Map<string, CareUse>();
  readonly hours = new Map<string, KeptHours>();
}

const without = <T>(list: readonly T[], one: T, instead: readonly T[]): T[] =>
  list.flatMap((other) => (other === one ? instead : [other]));

/** What is held of people in the records of a programme, each thing to be changed or taken out. */
export const recordDrawers = (records: Records): Drawer[] => {
  return [
    ...[...records.notices.values()].map((value): Drawer => ({
      held: { kind: 'notice', value },
      put: (held) => {
        records.notices.delete(noticeKey(value));
        if (held?.kind === 'notice') records.notices.set(noticeKey(held.value), held.value);
      },
    })),
    ...records.facts.map((kept): Drawer => {
      const { pupil, fact, followUp, activity, notices } = kept;
      return {
        held: { kind: 'fact', value: { pupil, fact, followUp, activity, notices } },
        put: (held) => {
          const instead = held?.kind === 'fact' ? [{ ...kept, ...held.value }] : [];
          records.facts = without(records.facts, kept, instead);
        },
      };
    }),
    ...records.pauses.map((value): Drawer => ({
      held: { kind: 'pause', value },
      put: (held) => {
        records.pauses = without(records.pauses, value, held?.kind === 'pause' ? [held.value] : []);
      },
    })),
    ...records.contactsMade.map((value): Drawer => ({
      held: { kind: 'contactMade', value },
      put: (held) => {
        const instead = held?.kind === 'contactMade' ? [held.value] : [];
        records.contactsMade = without(records.contactsMade, value, instead);
      },
    })),
    ...[...records.careUses].map(([key, value]): Drawer => ({
      held: { kind: 'careUse', value },
      put: (held) => {
        records.careUses.delete(key);
        if (held?.kind === 'careUse') records.careUses.set(key, held.value);
      },
    })),
    ...[...records.hours].map(([key, value]): Drawer => ({
      held: { kind: 'hours', value },
      put: (held) => {
        records.hours.delete(key);
        if (held?.kind === 'hours') records.hours.set(key, held.value);
      },
    })),
  ];
};
