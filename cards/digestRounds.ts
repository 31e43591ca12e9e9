/** The lines of the Monday digest about intervision. */
import type { RoundsDigest } from '../bot/programme/rounds/roundsDigest';
import type { Language } from '../bot/programme/model';
import { list, percent, shortMoment } from './dates';
import { shownName } from './names';
import { firstOf } from './rows';
import { type Words, words } from './words';

/** It is read on a phone. */
const mostRounds = 3;
const mostGroups = 4;
const mostNames = 5;

/** What is left out of a list of names. */
const withOthers = ({ language, text }: Words, names: readonly string[], most: number): string => {
  const { shown, left } = firstOf(names.map(shownName), most);
  return list(language, left === 0 ? shown : [...shown, text('digest.others', { count: left })]);
};

const searchingLines = (
  { searching }: RoundsDigest,
  timeZone: string,
  { language, text }: Words,
): readonly string[] => {
  const { shown, left } = firstOf(searching, mostRounds);
  const lines = shown.flatMap(({ name, offering, polling, closesAt }) => [
    ...(closesAt === null
      ? []
      : [
          text('digest.rounds.polling', {
            name: shownName(name),
            count: polling,
            until: shortMoment(language, closesAt, timeZone),
          }),
        ]),
    ...(offering === 0 ? [] : [text('digest.rounds.offering', { name: shownName(name), count: offering })]),
  ]);
  return left === 0 ? lines : [...lines, text('digest.rounds.more', { count: left })];
};

const groupsLine = (
  key: 'digest.rounds.undecided' | 'digest.rounds.withoutTeacher',
  groups: readonly string[],
  all: Words,
): readonly string[] =>
  groups.length === 0
    ? []
    : [all.text(key, { count: groups.length, groups: withOthers(all, groups, mostGroups) })];

const lastWeekLines = ({ turnout, withoutReport }: RoundsDigest, all: Words): readonly string[] => {
  const { language, text } = all;
  return [
    ...(turnout === null || turnout.members === 0
      ? []
      : [
          text('digest.rounds.turnout', {
            ...turnout,
            rate: percent(language, turnout.present / turnout.members),
          }),
        ]),
    ...(withoutReport === 0 ? [] : [text('digest.rounds.withoutReport', { count: withoutReport })]),
  ];
};

/** How many groups meet, what waits, and who came; nothing to tell is no line. */
export const digestRoundLines = (
  rounds: RoundsDigest,
  timeZone: string,
  language: Language,
): readonly string[] => {
  const all = words(language);
  const { text } = all;
  const { meeting, undecided, withoutTeacher, missedTwice } = rounds;
  const groups = undecided.map(({ group, teacher }) => `${group} (${teacher})`);
  return [
    ...(meeting === 0 ? [] : [text('digest.rounds.meeting', { count: meeting })]),
    ...searchingLines(rounds, timeZone, all),
    ...groupsLine('digest.rounds.undecided', groups, all),
    ...groupsLine('digest.rounds.withoutTeacher', withoutTeacher, all),
    ...lastWeekLines(rounds, all),
    ...(missedTwice.length === 0
      ? []
      : [text('digest.rounds.missedTwice', { names: withOthers(all, missedTwice, mostNames) })]),
  ];
};
