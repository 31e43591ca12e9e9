/** What is said of a student whom a coordinator may have to speak to: the same words in every card. */
import type { ContactDetails, SignalDetails, SignalLists } from '../bot/programme/signalDetails';
import type { Day, Language } from '../bot/programme/model';
import { execute, type CardAction } from './actions';
import { date, dayOfMoment, list, shortMoment } from './dates';
import { shownName } from './names';
import { firstOf } from './rows';
import { type TextKey, words } from './words';

/** The lists by name, in the order in which people read them. */
export const signalKinds = ['silent', 'unreachable', 'cancelling', 'due', 'paused'] as const;
/** One of them. */
export type SignalKind = (typeof signalKinds)[number];

const shownPupils = 4;

/** `met Yara en Tim`. */
export const pupilsText = (student: SignalDetails, language: Language): string => {
  const { text } = words(language);
  if (student.pupils.length === 0) return text('signals.noPupils');
  const { shown, left } = firstOf(student.pupils.map(shownName), shownPupils);
  const others = left === 0 ? [] : [text('digest.others', { count: left })];
  return text('signals.pupils', { pupils: list(language, [...shown, ...others]) });
};

/** The last session with an answer. */
export const lastText = ({ lastAnswered }: SignalDetails, language: Language): string => {
  const { text } = words(language);
  return lastAnswered === null
    ? text('signals.neverAnswered')
    : text('signals.lastAnswered', { date: date(language, lastAnswered) });
};

/** `Cora Bakker, di 9 mrt, 12:00`. */
const whoAndWhen = ({ at, by }: ContactDetails, timeZone: string, language: Language) => ({
  name: shownName(by),
  when: shortMoment(language, at, timeZone),
});

/** A contact as a line of a history. */
export const contactLine = (contact: ContactDetails, timeZone: string, language: Language): string => {
  const { name, when } = whoAndWhen(contact, timeZone, language);
  return `${when} · ${name}`;
};

/** The last contact, by whom and when. */
export const lastContact = ({ contacts }: SignalDetails, timeZone: string, language: Language): string => {
  const { text } = words(language);
  const last = contacts.at(-1);
  return last === undefined
    ? text('signals.noContact')
    : text('signals.contact', whoAndWhen(last, timeZone, language));
};

/** A student with what one list says of them. */
interface Said {
  readonly student: SignalDetails;
  /** What is the matter and since when. */
  readonly matter: string;
}

const sinceDay = (
  students: readonly (SignalDetails & { readonly since: Day })[],
  key: TextKey,
  language: Language,
): readonly Said[] =>
  students.map((student) => ({
    student,
    matter: words(language).text(key, { date: date(language, student.since) }),
  }));

const saidOf = (lists: SignalLists, language: Language): Readonly<Record<SignalKind, readonly Said[]>> => {
  const { text } = words(language);
  const dayOf = (moment: number): string => date(language, dayOfMoment(moment, lists.timeZone));
  return {
    silent: sinceDay(lists.silent, 'signals.silentSince', language),
    unreachable: lists.unreachable.map((student) => ({
      student,
      matter:
        student.since === null
          ? text('signals.never')
          : text('signals.unreachableSince', { date: dayOf(student.since) }),
    })),
    cancelling: sinceDay(lists.cancelling, 'signals.cancellingSince', language),
    due: sinceDay(lists.due, 'signals.dueSince', language),
    paused: lists.paused.map((student) => ({
      student,
      matter: text('signals.pausedSince', {
        since: dayOf(student.since),
        until: date(language, student.until),
      }),
    })),
  };
};

/** Of more teachers and coordinators than this it is said how many they are. */
const shownStaff = 5;

/** Teachers and coordinators whom Teams refuses, a line each. */
export const staffLines = ({ staff, timeZone }: SignalLists, language: Language): readonly string[] => {
  const { text } = words(language);
  const { shown, left } = firstOf(staff, shownStaff);
  const lines = shown.map(({ name, role, since }) =>
    text('signals.staff', {
      name: shownName(name),
      role,
      date: date(language, dayOfMoment(since, timeZone)),
    }),
  );
  return left === 0 ? lines : [...lines, text('signals.moreStaff', { count: left })];
};

/** Every student of every list, list after list. */
export const studentsSaid = (
  lists: SignalLists,
  language: Language,
): readonly (Said & { readonly kind: SignalKind })[] => {
  const said = saidOf(lists, language);
  return signalKinds.flatMap((kind) => said[kind].map((one) => ({ ...one, kind })));
};

/** Where a contact is noted: the card that is shown again after it. */
export interface ContactOn {
  /** Id. */
  readonly programme: string;
  /** The Monday of the digest; null on every other card. */
  readonly digest: Day | null;
  /** The class or school of the lists; null on every other card. */
  readonly of: string | null;
}

/** What a button sends of it. */
export const contactOnData = ({ programme, digest, of }: ContactOn) => ({
  programme,
  ...(digest === null ? {} : { digest }),
  ...(of === null ? {} : { of }),
});

/** `I contacted them`; without the inputs of the card when `inputs` is none. */
export const contactedButton = (
  { student }: SignalDetails,
  on: ContactOn,
  language: Language,
  inputs: 'auto' | 'none',
): CardAction =>
  execute(
    words(language).text('signals.contacted'),
    'student.contacted',
    { student, ...contactOnData(on) },
    inputs === 'none' ? { inputs } : { inputs, style: 'positive' },
  );
