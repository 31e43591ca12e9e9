/** What the people of a generated programme do in intervision, as far as the rules let them. */
import { isClosed } from '../../bot/programme/calendar';
import type { Directory } from '../../bot/programme/directory';
import { passCase } from '../../bot/programme/rounds/caseMoves';
import { isOngoing } from '../../bot/programme/rounds/current';
import { mostMembers, type Slot } from '../../bot/programme/rounds/model';
import { isActiveAs, type RoundSource } from '../../bot/programme/rounds/planning';
import { lookAt } from '../../bot/programme/rounds/slotDoubts';
import type { Place } from '../../bot/programme/rounds/state';
import { groupStatus } from '../../bot/programme/rounds/status';
import { isElsewhere } from '../../bot/programme/rounds/elsewhere';
import { activeStudents, studentClosures } from '../../bot/programme/rounds/weeks';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { cora, hanneke, text, theo } from '../programme/rounds/story';

/** Everybody who may lead a group; the last leads none at first. */
export const teachers: readonly string[] = [theo, hanneke, 'tess@hmp.example'];

/** Something that somebody does. */
export type Act = readonly [round: string, step: NewRoundStep, by: string];

/** Where, when, and numbers from which people choose. */
interface Scene {
  readonly source: RoundSource;
  readonly place: Place;
  readonly now: number;
  /** Whoever leads the group, or the coordinator where they have left. */
  readonly lead: string;
  readonly whim: () => number;
}

const does = ({ place }: Scene, step: NewRoundStep, by: string): readonly Act[] => [
  [place.round.id, step, by],
];

/** Whether a student can come: no session of their own then, and nothing closed. */
const canCome = (directory: Directory, student: string, { start: begin, end }: Slot): boolean => {
  const { calendar } = directory;
  const day = calendar.dayOf(begin);
  if (studentClosures(directory, student, day).some((closed) => isClosed(closed, day))) return false;
  return directory.pairsOfStudent(student).every((pair) => {
    const isThatDay = ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1 === pair.weekday;
    const [from, to] = [calendar.momentOf(day, pair.start), calendar.momentOf(day, pair.end)];
    return !isThatDay || end <= from || to <= begin;
  });
};

/** The time of some slot for a group of another one. */
const slotFor = ({ place: { group } }: Scene, { start, end }: Slot): Slot => ({
  id: `${group.id}-${start}`,
  start,
  end,
  room: null,
});

/** The times at which other groups meet or may meet: there the rules have to say no, or count people once. */
const timesOfOthers = ({ source, place, now }: Scene): readonly Slot[] =>
  source.book
    .flatMap(({ groups }) => groups)
    .filter((group) => group !== place.group)
    .flatMap(({ meeting, poll, offer }) => meeting?.slot ?? poll?.slots ?? offer?.slots ?? [])
    .filter(({ start }, index, all) => start > now && all.findIndex((one) => one.start === start) === index);

/** The times that were offered, or some of the teacher's own: those of others, after the poll. */
const accept = (scene: Scene): readonly Act[] => {
  const { source, place, lead, whim } = scene;
  const { id, offer, teacher } = place.group;
  if (offer === null || offer.slots.length === 0 || whim() % 8 === 0) return [];
  const own = timesOfOthers(scene)
    .map((slot) => slotFor(scene, slot))
    .filter(({ start }) => source.directory.calendar.dayOf(start) >= place.round.setup.from)
    .filter((slot) => !isElsewhere(source, teacher, slot, place))
    .slice(0, 5);
  const slots = own.length > 0 && whim() % 2 === 0 ? own : offer.slots;
  return does(scene, { kind: 'slotsAccepted', group: id, slots, answerBy: '2027-03-10' }, lead);
};

const takeBest = (scene: Scene): readonly Act[] => {
  const { source, place, now, lead, whim } = scene;
  const { id, offer, poll, teacher } = place.group;
  const best = poll?.slots.find((slot) => slot.id === offer?.best);
  if (best === undefined || best.start <= now || whim() % 3 === 0) return [];
  if (isElsewhere(source, teacher, best, place)) return [];
  return does(scene, { kind: 'slotChosen', group: id, slot: best.id }, lead);
};

const answer = ({ source: { directory }, place: { round, group }, whim }: Scene): readonly Act[] =>
  group.students
    .filter((student) => group.poll?.answers.has(student) === false && whim() % 4 > 0)
    .map((student) => {
      const suits = (group.poll?.slots ?? []).filter(
        (slot) => canCome(directory, student, slot) && whim() % 3 > 0,
      );
      const slots = suits.map((slot) => slot.id);
      return [round.id, { kind: 'available', group: group.id, student, slots }, student];
    });

/** To another day, or to a time of another group. */
const shift = (scene: Scene): readonly Act[] => {
  const { source, place, now, lead, whim } = scene;
  const { calendar } = source.directory;
  const { meeting } = place.group;
  if (meeting === null) return [];
  const others = timesOfOthers(scene);
  const start = calendar.sameTimeLater(meeting.slot.start, 1 + (whim() % 3));
  const later = { ...meeting.slot, start, end: start + meeting.slot.end - meeting.slot.start };
  const slot = slotFor(scene, whim() % 2 === 0 ? (others[whim() % others.length] ?? later) : later);
  if (slot.start === meeting.slot.start || calendar.dayOf(slot.start) > '2027-04-15') return [];
  const { may } = lookAt(source, place, slot, { at: now, by: lead });
  const step = { kind: 'shifted' as const, group: place.group.id, slot };
  return may === 'now' || may === 'ifSure' ? does(scene, step, lead) : [];
};

const handOver = (scene: Scene): readonly Act[] => {
  const { source, place, now, lead, whim } = scene;
  const { id, teacher: from, meeting } = place.group;
  const teacher = teachers[whim() % teachers.length] ?? theo;
  const isThere = isActiveAs(source.directory, teacher, 'teacher', source.directory.calendar.dayOf(now));
  const isBusy = meeting !== null && isElsewhere(source, teacher, meeting.slot, place);
  if (!isThere || isBusy || teacher === from || place.group.students.includes(teacher)) return [];
  // By whoever leads it, or without them.
  const by = whim() % 2 === 0 ? lead : cora;
  return does(scene, { kind: 'handedOver', group: id, teacher, from }, by);
};

/** Who is in turn writes the case or passes it on, once that is stored: a case that is written weeks ahead stands. */
const prepare = (scene: Scene): readonly Act[] => {
  const { source, place, now, whim } = scene;
  const { round, group } = place;
  const bringing = source.bringers.of(round.id, group.id);
  const bringer = bringing?.student ?? null;
  if (bringing?.isAssigned !== true || bringer === null || group.written !== null) return [];
  const whatTheyDo = whim() % 12;
  if (whatTheyDo < 2)
    return does(scene, { kind: 'caseWritten', group: group.id, student: bringer, text }, bringer);
  if (whatTheyDo > 3) return [];
  const move = passCase(source, place, bringer, now);
  return 'refusal' in move
    ? []
    : does(scene, { kind: 'casePassed', group: group.id, student: bringer, to: move.to }, bringer);
};

const report = (scene: Scene): readonly Act[] => {
  const { source, place, lead, whim } = scene;
  const { round, group } = place;
  if (group.report !== null || whim() % 4 === 0) return [];
  const bringer = source.bringers.of(round.id, group.id)?.student ?? null;
  const present = group.students.filter((student) => student === bringer || whim() % 5 > 0);
  const told = { kind: 'attended' as const, group: group.id, present, method: null };
  return does(scene, { ...told, advice: null, followUp: null }, lead);
};

const isAhead = ({ source, now }: Scene, place: Place): boolean => {
  const { meeting } = place.group;
  const hasBegun = meeting !== null && meeting.slot.start <= now;
  return !hasBegun && isOngoing(groupStatus(source.directory, place, now));
};

/** The coordinator moves a student to another group of the round, as far as the bot lets them; the last one closes the group. */
const move = (scene: Scene): readonly Act[] => {
  const { source, place, now, whim } = scene;
  const { round, group } = place;
  const { directory } = source;
  const members = activeStudents(directory, group.students, directory.calendar.dayOf(now));
  const student = members[whim() % Math.max(1, members.length)];
  const to = round.groups.find(
    (other) =>
      other !== group &&
      isAhead(scene, { round, group: other }) &&
      other.teacher !== student &&
      activeStudents(directory, other.students, directory.calendar.dayOf(now)).length < mostMembers,
  );
  if (student === undefined || to === undefined || round.isWeekly || !isAhead(scene, place)) return [];
  const last = members.length === 1 ? does(scene, { kind: 'groupCancelled', group: group.id }, cora) : [];
  return [...does(scene, { kind: 'moved', student, group: to.id }, cora), ...last];
};

/** What is done with a group that is going on, now and then: weeks are called off and put behind one another too. */
const change = (scene: Scene): readonly Act[] => {
  const { round, group } = scene.place;
  const what = scene.whim() % 72;
  if (what < 3 || (what < 36 && scene.lead === cora)) return handOver(scene);
  if (what === 71 || (round.isWeekly && what > 68))
    return does(scene, { kind: 'groupCancelled', group: group.id }, scene.lead);
  if (what > 55 && what < 61) return move(scene);
  return what > 60 ? shift(scene) : [];
};

const doing: Partial<Record<ReturnType<typeof groupStatus>, (scene: Scene) => readonly Act[]>> = {
  offering: accept,
  undecided: takeBest,
  polling: answer,
  scheduled: prepare,
  held: report,
};

/** What the people of a group do at a moment; mostly something, now and then nothing. */
export const actsOf = (
  source: RoundSource,
  place: Place,
  now: number,
  whim: () => number,
): readonly Act[] => {
  const { directory } = source;
  const { teacher } = place.group;
  const isThere = isActiveAs(directory, teacher, 'teacher', directory.calendar.dayOf(now));
  const scene = { source, place, now, lead: isThere ? teacher : cora, whim };
  const status = groupStatus(directory, place, now);
  const isGoingOn = ['offering', 'polling', 'undecided', 'scheduled'].includes(status);
  const changes = isGoingOn && place.group.report === null ? change(scene) : [];
  return changes.length > 0 ? changes : (doing[status]?.(scene) ?? []);
};
