import type { Day, Language, Level } from '../../bot/programme/model';
import type { Flag } from '../../bot/programme/facts';
import { answerBelow, execute } from '../actions';
import { date } from '../dates';
import { levelText } from '../levels';
import { plainName, shownName } from '../names';
import type { Row } from '../rows';
import { type TextKey, words } from '../words';

/** A flag as a line; `school` null is left out. */
export interface FlagLine {
  /** Id of the programme. */
  readonly programme: string;
  /** Left out where the reader has one programme, or the card is of one. */
  readonly programmeName?: string | null;
  readonly id: string;
  readonly pupil: string;
  readonly class: string;
  readonly school: string | null;
  readonly level: Level;
  readonly status: Flag['status'];
  /** The day on which it was opened, or opened again. */
  readonly since: Day;
}

const statusKeys = {
  open: 'flags.line.open',
  acknowledged: 'flags.line.acknowledged',
  resolved: 'flags.line.resolved',
  withdrawn: 'flags.line.withdrawn',
} as const satisfies Readonly<Record<Flag['status'], TextKey>>;

/** `!! Niveau 2: actie · open sinds 9 maart`. */
export const flagState = (
  {
    level,
    status,
    since,
    continuedAs,
  }: Pick<FlagLine, 'level' | 'status' | 'since'> & Pick<Flag, 'continuedAs'>,
  language: Language,
): string => {
  const key = continuedAs === undefined ? statusKeys[status] : 'flags.line.continued';
  const stands = words(language).text(key, { date: date(language, since) });
  return [levelText(language, level), stands].join(' · ');
};

/** One flag in a list, with its level in sign and word; pressing it opens the flag below. */
export const flagRow = (line: FlagLine, language: Language): Row => {
  const { text } = words(language);
  const who = [line.pupil, line.class, line.school, line.programmeName ?? null];
  return {
    label: who
      .filter((part) => part !== null)
      .map(shownName)
      .join(' · '),
    detail: flagState(line, language),
    openWord: text('flags.open'),
    open: execute(
      text('flags.openOf', { pupil: plainName(line.pupil) }),
      'flag.show',
      { programme: line.programme, flag: line.id, ...answerBelow },
      { inputs: 'none' },
    ),
  };
};
