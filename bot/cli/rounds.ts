/** `rounds`: intervision rounds with their groups: when, who answered, who brings the case, who was there. */
import { roundsJson, type GroupJson, type RoundJson } from '../programme/rounds/roundsJson';
import type { Turnout } from '../programme/rounds/history';
import type { CliPorts } from './cliPorts';
import { shortMoment } from './moments';
import { noteLook } from './looked';
import { done } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme, readRoundSource } from './storedProgramme';
import type { Asked } from './storedProgramme';
import { textTable, type Cell } from './textTable';

/** All rounds of a programme as they stand now, weeks of groups with a fixed time included, in order of their days. */
const roundRows = async (asked: Asked): Promise<readonly RoundJson[]> => {
  return roundsJson(await readRoundSource(asked), asked.now);
};

const share = (turnout: Turnout | null): string | null =>
  turnout === null ? null : `${turnout.present}/${turnout.members}`;

const answered = ({ slots, available, students }: GroupJson): string | null =>
  slots.length === 0 ? null : `${Object.keys(available).length}/${students.length}`;

const cellsOf = ({ round, name }: RoundJson, group: GroupJson): readonly Cell[] => [
  round === name ? round : `${round} ${name}`,
  group.group,
  group.status,
  group.teacher,
  group.students.length,
  group.slot === null ? null : shortMoment(group.slot.start),
  group.slot?.room ?? null,
  answered(group),
  group.invited?.length ?? null,
  group.case?.student ?? null,
  share(group.turnout),
  group.missedTwice.length === 0 ? null : group.missedTwice.join(' '),
];

/** A round without groups yet has a line too. */
const linesOf = (round: RoundJson): readonly (readonly Cell[])[] =>
  round.groups.length === 0
    ? [[`${round.round} ${round.name}`, null, round.status]]
    : round.groups.map((group) => cellsOf(round, group));

const columns = [
  'round',
  'group',
  'status',
  'teacher',
  'students',
  'when',
  'room',
  'answered',
  'invited',
  'case',
  'present',
  'missed twice',
];

/** The intervision rounds of a programme. */
export const rounds = (ports: CliPorts, programme: string): Promise<Outcome> =>
  askProgramme(ports, programme, async (asked) => {
    await noteLook(asked, { what: 'rounds' });
    const rows = await roundRows(asked);
    return done(rows, textTable(columns, rows.flatMap(linesOf), 'No rounds.'));
  });
