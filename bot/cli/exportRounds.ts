/**
 * What is exported of intervision: when groups meet, who could, who came. What is said stays in the group: no case, no
 * advice and no follow-up is in it.
 */
import type { CsvTable } from '../export/csv';
import type { RoundSource } from '../programme/rounds/planning';
import { meetingHistory } from '../programme/rounds/history';
import { calledOff, membersOf, type Place } from '../programme/rounds/state';
import { groupStatus, roundStatus } from '../programme/rounds/status';
import { isoWriter } from './moments';
import { tableOf } from './exportTable';
import { readRoundSource } from './storedProgramme';
import type { Asked } from './storedProgramme';

const idsOf = ({ round, group }: Place) => ({ round: round.id, group: group.id });

const roundTable = ({ directory, book }: RoundSource, now: number): CsvTable =>
  tableOf(
    'rounds',
    ['round', 'name', 'status', 'from', 'to', 'minutes', 'groupSize', 'answerBy', 'madeBy'],
    book.map((round) => ({
      ...round.setup,
      round: round.id,
      status: roundStatus(directory, round, now),
      madeBy: round.madeBy,
    })),
  );

const groupTable = (source: RoundSource, places: readonly Place[], now: number): CsvTable => {
  const { directory, bringers } = source;
  const iso = isoWriter(directory.calendar);
  return tableOf(
    'roundGroups',
    [
      'round',
      'group',
      'teacher',
      'status',
      'start',
      'end',
      'room',
      'case',
      'hasCase',
      'method',
      'cancelledBy',
    ],
    places.map((place) => {
      const { round, group } = place;
      const slot = group.meeting?.slot ?? null;
      return {
        ...idsOf(place),
        teacher: group.teacher,
        status: groupStatus(directory, place, now),
        start: slot === null ? null : iso(slot.start),
        end: slot === null ? null : iso(slot.end),
        room: slot?.room ?? null,
        case: bringers.of(round.id, group.id)?.student ?? null,
        hasCase: group.written !== null,
        method: group.report?.method ?? null,
        cancelledBy: calledOff(place)?.by ?? null,
      };
    }),
  );
};

const memberTable = (places: readonly Place[]): CsvTable =>
  tableOf(
    'roundMembers',
    ['round', 'group', 'student'],
    places.flatMap((place) => membersOf(place.group).map((student) => ({ ...idsOf(place), student }))),
  );

const slotTable = ({ directory }: RoundSource, places: readonly Place[]): CsvTable => {
  const iso = isoWriter(directory.calendar);
  return tableOf(
    'roundSlots',
    ['round', 'group', 'slot', 'start', 'end', 'room'],
    places.flatMap(
      (place) =>
        (place.group.poll ?? place.group.offer)?.slots.map(({ id, start, end, room }) => ({
          ...idsOf(place),
          slot: id,
          start: iso(start),
          end: iso(end),
          room,
        })) ?? [],
    ),
  );
};

/** A row a member who answered; no slots: none suits. */
const availabilityTable = (places: readonly Place[]): CsvTable =>
  tableOf(
    'roundAvailability',
    ['round', 'group', 'student', 'slots'],
    places.flatMap((place) =>
      [...(place.group.poll?.answers ?? [])].map(([student, slots]) => ({ ...idsOf(place), student, slots })),
    ),
  );

/** A row a member of a meeting that has a report. */
const attendanceTable = (source: RoundSource): CsvTable =>
  tableOf(
    'roundAttendance',
    ['round', 'group', 'student', 'present'],
    meetingHistory(source).flatMap((met) =>
      met.members.map((student) => ({
        ...idsOf(met),
        student,
        present: met.report.present.includes(student),
      })),
    ),
  );

/** Rounds and weeks of groups with a fixed time, as they stand now. */
export const roundTables = async (asked: Asked): Promise<CsvTable[]> => {
  const source = await readRoundSource(asked);
  const places = source.book.flatMap((round) => round.groups.map((group): Place => ({ round, group })));
  return [
    roundTable(source, asked.now),
    groupTable(source, places, asked.now),
    memberTable(places),
    slotTable(source, places),
    availabilityTable(places),
    attendanceTable(source),
  ];
};
