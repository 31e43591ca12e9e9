/** `uren`: hours and study credit of a student so far. */
import { ownPupilLabel } from '../bot/programme/labels';
import { hoursOf, meetingsWithoutReport, withKept } from '../bot/programme/rounds/hours';
import type { Answer } from '../bot/programme/facts';
import type { LoadedProgramme, RenderedCard } from '../bot/ports';
import { hoursCard, type ProgrammeHours } from '../cards/hours';
import { refreshing } from '../cards/refresh';
import type { OwnSession } from './checkIn/facts';
import { notForYou } from './flags/open';
import { studentSessions } from './studentSessions';
import { granted, type CardDialog, type TextDialog, type Turn } from './turn';

const answersOf = (sessions: readonly OwnSession[]): readonly Answer[] =>
  sessions.flatMap(({ answer }) => answer ?? []);

/** The sessions of a student in one programme, pupil by pupil in the order of their first session. */
const byPupil = (
  { directory }: LoadedProgramme,
  student: string,
  sessions: readonly OwnSession[],
): ProgrammeHours['pupils'] =>
  [...new Set(sessions.map(({ session }) => session.pupil))].map((pupil) => {
    const own = sessions.filter(({ session }) => session.pupil === pupil);
    const { sessions: spent } = hoursOf(directory, student, answersOf(own), []);
    return { pupil: ownPupilLabel(directory, student, pupil), sessions: spent };
  });

const inProgramme = async (
  { ports, now }: Turn,
  loaded: LoadedProgramme,
  student: string,
  sessions: readonly OwnSession[],
): Promise<ProgrammeHours> => {
  const { directory } = loaded;
  const [rounds, kept] = await Promise.all([
    ports.rounds.of(loaded),
    ports.records.hoursKept(loaded.head.id, student),
  ]);
  return {
    programme: directory.programme.name,
    hours: withKept(hoursOf(directory, student, answersOf(sessions), rounds.history()), kept),
    pupils: byPupil(loaded, student, sessions),
    openSessions: sessions.filter(({ session, answer }) => answer === null && session.end <= now).length,
    openMeetings: meetingsWithoutReport(rounds.source, student, now).length,
  };
};

/** Null for whoever is no student. */
const ownHours = async (turn: Turn): Promise<RenderedCard | null> => {
  const own = granted(turn, 'hours');
  const [first] = own;
  if (first === undefined) return null;
  const all = await studentSessions(turn);
  const programmes = await Promise.all(
    own.map(async ({ loaded, person }) => {
      const sessions = all.filter((one) => one.loaded.head.id === loaded.head.id);
      return inProgramme(turn, loaded, person.email, sessions);
    }),
  );
  const today = first.directory.calendar.dayOf(turn.now);
  const card = hoursCard({ today, programmes }, turn.language);
  return refreshing(card, { verb: 'hours.show', data: {}, userId: turn.contact.userId });
};

/** `uren`: the hours of the acting student, in every programme of theirs. */
export const hours: TextDialog = async (turn) => {
  const card = await ownHours(turn);
  return card === null ? [] : [card];
};

/** `hours.show`: the same, as Teams asks for it anew. */
export const showHours: CardDialog = async (turn) => (await ownHours(turn)) ?? notForYou(turn);
