/** `subject erase`: removes everything held on one person, and says how much that was. */
import { erase, type Erased, type ErasePorts } from '../privacy/erase';
import { nameOfCount } from '../privacy/places';
import type { CliPorts } from './cliPorts';
import { shortMoment } from './moments';
import { done, refused } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme } from './storedProgramme';
import { nothingHeld } from './subjectShow';
import { alignedRows } from './textTable';
import { unreadableNote } from './unreadableNote';

const countLines = (counts: Readonly<Record<string, number>>): string =>
  alignedRows(Object.entries(counts).map(([kind, count]) => ['', count, nameOfCount(kind)]));

/** What an operator has to do besides: what lies outside of our storage, or could not be read. */
const stepsLeft = ({ stillIn, perhapsIn, contactOf, unreadable }: Erased): readonly string[] => [
  'Take them out of people.csv, pupils.csv, pairs.csv and groups.csv too: an import that has them brings them back, or is refused at the line of their pair.',
  'Cards that were delivered stay in the chats of Teams, and files that were exported where they were put.',
  ...(stillIn.length === 0
    ? []
    : [
        `How Teams reaches them, and what may be about it and waits for its answer, is kept: they take part in ${stillIn.join(', ')} too; erase them there as well.`,
      ]),
  ...(perhapsIn.length === 0
    ? []
    : [
        `How Teams reaches them, and what may be about it and waits for its answer, is kept: they may take part in ${perhapsIn.join(', ')}, which cannot be read, see mentormaat doctor; once it can be, erase them there, or here again.`,
      ]),
  ...(contactOf.length === 0
    ? []
    : [`programme.json names them as contact of ${contactOf.join(', ')}: change that and import it.`]),
  ...unreadableNote(unreadable),
];

const textOf = (erased: Erased, at: string): string => {
  const { of, removed, changed } = erased.receipt;
  const others =
    Object.keys(changed).length === 0 ? '' : `Changed, for they are of others too:\n${countLines(changed)}`;
  const head = `Erased ${shortMoment(at)}; what is left is under ${of}.\nRemoved:\n${countLines(removed)}`;
  return `${head}${others}\n${stepsLeft(erased).join('\n')}\n`;
};

/** What erasing needs besides storage. */
export const erasing = (ports: CliPorts): Pick<ErasePorts, 'newId' | 'settled'> => ({
  newId: () => ports.newId(),
  settled: () => ports.rosterSettled(),
});

/** Erases whom WHO means, with a receipt that holds nothing of them; refused when nothing is held. */
export const subjectErase = (ports: CliPorts, programme: string, who: string): Promise<Outcome> =>
  askProgramme(ports, programme, async ({ storage, directory, now }) => {
    const erased = await erase({ ...storage, ...erasing(ports) }, programme, who, now);
    if (typeof erased === 'string') return refused(nothingHeld(programme, who));
    const at = directory.calendar.iso(now);
    const { receipt, ...rest } = erased;
    const left = stepsLeft(erased);
    return done({ programme, ...receipt, at, ...rest, left }, textOf(erased, at));
  });
