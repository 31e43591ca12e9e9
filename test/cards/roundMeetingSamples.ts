/** Every card of intervision around a meeting, in every shape worth a look. */
import { timedSteps } from '../../bot/programme/rounds/methods';
import type { ReportProblem } from '../../bot/programme/rounds/reportText';
import {
  roundAgendaCard,
  roundReminderCard,
  type AgendaView,
  type ReminderView,
} from '../../cards/rounds/agenda';
import { roundCaseCard, type CaseView } from '../../cards/rounds/case';
import { roundReportCard, type ReportView } from '../../cards/rounds/report';
import { roundTogetherCard, type TogetherPart } from '../../cards/rounds/together';
import { groupOf, peopleOf, shapes, slotOf, standingOf } from './roundSamplesData';
import type { Sample } from './samples';
import type { PeoplesText } from './samplesData';

const caseOf = (text: PeoplesText) => ({ title: text.school, situation: text.note, question: text.step });

const cases = (text: PeoplesText): readonly Sample[] => {
  const people = peopleOf(text, 4);
  const usual: CaseView = {
    ...groupOf(text),
    occasion: 'sent',
    slot: slotOf(0),
    typed: { title: '', situation: '', question: '' },
    problems: [],
    advice: [],
    next: people[1] ?? null,
    others: people.slice(1),
  };
  const typed = caseOf(text);
  return shapes('round case', (view, language) => roundCaseCard(view, language), usual, {
    '': {},
    ' reminder': { occasion: 'again' },
    ' nobody next': { occasion: 'asked', next: null, others: [] },
    ' with problems': {
      occasion: 'asked',
      typed: { ...typed, title: '' },
      problems: [
        { field: 'title', refusal: 'empty' },
        { field: 'situation', refusal: 'namesPupil', words: [text.name, text.pupil] },
        { field: 'question', refusal: 'tooLong' },
      ],
    },
    ' with everyday words': {
      occasion: 'asked',
      typed,
      problems: [{ field: 'title', refusal: 'mayNamePupil', words: ['wil', 'Can'] }],
    },
    ' stored': { occasion: 'stored', typed },
    ' stored with advice': { occasion: 'stored', typed, advice: ['notAQuestion', 'notAboutYourself'] },
  });
};

const agendas = (text: PeoplesText): readonly Sample[] => {
  const standing = standingOf(text);
  const slot = slotOf(0, text.room);
  const bringer = peopleOf(text, 2)[1] ?? null;
  const usual: AgendaView = {
    ...standing,
    meeting: { slot, bringer },
    method: 'incident',
    steps: timedSteps('incident', slot.start, slot.end),
    followUp: text.step,
    case: caseOf(text),
    openFlags: 2,
    isTeacher: true,
  };
  return shapes('round agenda', (view, language) => roundAgendaCard(view, language), usual, {
    '': {},
    ' member': { openFlags: null, isTeacher: false },
    ' no case yet': { case: null, followUp: null, openFlags: 1 },
    ' nobody brings': { meeting: { slot, bringer: null }, case: null, openFlags: 0 },
    ' gossip': { method: 'gossip', steps: timedSteps('gossip', slot.start, slot.end) },
    ' success': { method: 'success', steps: timedSteps('success', slot.start, slot.end) },
  });
};

const reminders = (text: PeoplesText): readonly Sample[] => {
  const bringer = peopleOf(text, 2)[1] ?? null;
  const usual: ReminderView = {
    ...standingOf(text),
    meeting: { slot: slotOf(0), bringer },
    case: caseOf(text),
  };
  return shapes('round reminder', (view, language) => roundReminderCard(view, language), usual, {
    '': {},
    ' no case yet': { case: null },
  });
};

const reports = (text: PeoplesText): readonly Sample[] => {
  const people = peopleOf(text, 7);
  const present = people.map(({ email }) => email).join(',');
  const usual: ReportView = {
    ...groupOf(text),
    occasion: 'sent',
    slot: slotOf(0),
    typed: { present, method: 'incident', advice: '', followUp: '' },
    problems: [],
    report: null,
    present: [],
    missed: [],
    choices: people,
  };
  const typed = { present, method: text.typed, advice: text.note, followUp: text.step };
  const problems: readonly ReportProblem[] = [
    { field: 'present', refusal: 'unknown', unknown: [text.address, 'x@y.example'] },
    { field: 'advice', refusal: 'namesPupil', words: [text.pupil] },
    { field: 'followUp', refusal: 'tooLong' },
  ];
  const report = { present: [], method: 'gossip', advice: text.note, followUp: text.step };
  return shapes('round report', (view, language) => roundReportCard(view, language), usual, {
    '': {},
    ' reminder': { occasion: 'again' },
    ' with problems': { occasion: 'asked', typed, problems },
    ' with an everyday word': {
      occasion: 'asked',
      typed,
      problems: [{ field: 'followUp', refusal: 'mayNamePupil', words: ['wil'] }],
    },
    ' stored': { occasion: 'stored', typed, report, present: people.slice(1), missed: people.slice(0, 1) },
    ' stored, nobody': {
      occasion: 'stored',
      report: { ...report, method: text.typed, advice: null, followUp: null },
      missed: people,
    },
  });
};

const togethers = (text: PeoplesText): readonly Sample[] => {
  const whats = ['agenda', 'reminder', 'case', 'caseAgain', 'reportAgain'] as const;
  const part = (index: number): TogetherPart => {
    const group = { ...groupOf(text), group: `g0${index}` };
    const what = whats[index % 6] ?? 'poll';
    if (what === 'poll') return { ...group, what, closesAt: slotOf(index).start };
    const meeting = { slot: slotOf(index), bringer: peopleOf(text, 2)[index % 2] ?? null };
    return { ...group, what, meeting, isWritten: index % 2 === 0 };
  };
  return [2, 6, 20].map((count) => ({
    name: `round together ${count}`,
    render: (language) =>
      roundTogetherCard(
        Array.from({ length: count }, (_, index) => part(index)),
        language,
      ),
  }));
};

/** All of them, with the given words of people in it. */
export const roundMeetingSamplesWith = (text: PeoplesText): readonly Sample[] => [
  ...cases(text),
  ...agendas(text),
  ...reminders(text),
  ...reports(text),
  ...togethers(text),
];
