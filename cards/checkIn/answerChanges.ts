/** What became of answers: who said what first, who changed it, and why. */
import type { AnswerStep, RecentSession } from '../../bot/programme/recentSessions';
import type { Language } from '../../bot/programme/model';
import { signRow } from '../attendance';
import { date, shortMoment } from '../dates';
import { escapeMarkdown } from '../escape';
import { shownName } from '../names';
import { lastOf } from '../rows';
import { words } from '../words';

/** Who speaks, and in which zone moments are shown. */
interface Shown {
  readonly nameOf: (address: string) => string;
  readonly timeZone: string;
}

/** One change; `note` is why, empty when that was not said. */
interface ChangeLine {
  readonly what: string;
  readonly note: string;
}

const whyOf = (language: Language, { reason, cause }: AnswerStep): string => {
  const { text } = words(language);
  if (reason !== undefined) return text('flags.quote', { note: escapeMarkdown(reason) });
  return cause === undefined ? '' : text(`flags.change.${cause}`);
};

/** An answer in sign and words: `✗ niet verschenen, zonder bericht`. */
export const saidWords = (language: Language, { attendance, outcome, minutesLate }: AnswerStep): string =>
  `${signRow([attendance])} ${words(language).text(`said.${outcome}`, { minutes: minutesLate ?? 0 })}`;

/** What stood there before a step: the step before it, or nothing when a coordinator filled it in. */
const beforeOf = (language: Language, step: AnswerStep | undefined): string =>
  step === undefined
    ? `${signRow(['unknown'])} ${words(language).text('summary.mark.unknown')}`
    : saidWords(language, step);

/** Each change of the answer to a session, oldest first: `2 maart: ✗ niet verschenen werd ✓ op tijd · Cora, …`. */
export const changeLines = (
  language: Language,
  session: Pick<RecentSession, 'date' | 'steps'>,
  { nameOf, timeZone }: Shown,
): readonly ChangeLine[] =>
  session.steps.flatMap((step, index) => {
    if (index === 0 && step.reason === undefined) return [];
    const what = words(language).text('flags.change', {
      date: date(language, session.date),
      before: beforeOf(language, session.steps[index - 1]),
      after: saidWords(language, step),
      name: shownName(nameOf(step.by)),
      when: shortMoment(language, step.at, timeZone),
    });
    return [{ what, note: whyOf(language, step) }];
  });

/** The newest `most` changes among some sessions, under a heading; nothing when no answer was changed. */
export const changesOf = (
  language: Language,
  sessions: readonly Pick<RecentSession, 'date' | 'steps'>[],
  shown: Shown,
  most: number,
) => {
  const { text } = words(language);
  const lines = sessions.flatMap((session) => changeLines(language, session, shown));
  if (lines.length === 0) return [];
  const { shown: newest, left } = lastOf(lines, most);
  const more = left === 0 ? [] : [{ text: text('flags.changesLeft', { count: left }) }];
  return [{ heading: text('flags.changed'), lines: newest, more }];
};
