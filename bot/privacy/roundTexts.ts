/** Facts of intervision: who stands in them, what people typed, and the same without either. */
import { isRoundStep } from '../programme/rounds/facts';
import type { GroupStepFact, RoundFact, RoundStepFact } from '../programme/rounds/facts';

type Rename = (address: string) => string;

/** Whoever a fact names. */
export const peopleIn = (fact: RoundFact): readonly string[] => {
  const found: string[] = [];
  renamedRound(fact, (address) => {
    found.push(address);
    return address;
  });
  return found;
};

/** What people typed freely in a fact. */
export const textsIn = (fact: RoundFact): readonly string[] => {
  if (fact.kind === 'caseWritten')
    return fact.text === null ? [] : [fact.text.title, fact.text.situation, fact.text.question];
  if (fact.kind === 'created') return [fact.setup.name];
  if (fact.kind !== 'attended') return [];
  return [fact.method, fact.advice, fact.followUp].filter((text) => text !== null);
};

/** A fact with other addresses in it. */
export const renamedRound = (fact: RoundFact, rename: Rename): RoundFact =>
  isRoundStep(fact) ? renamedRoundStep(fact, rename) : { ...renamedStep(fact, rename), by: rename(fact.by) };

const renamedRoundStep = (fact: RoundStepFact, rename: Rename): RoundStepFact => {
  const by = rename(fact.by);
  switch (fact.kind) {
    case 'created':
    case 'confirmed':
    case 'cancelled':
      return { ...fact, by };
    case 'proposed':
      return { ...fact, by, groups: fact.groups.map((group) => renamedGroup(group, rename)) };
    case 'moved':
      return { ...fact, by, student: rename(fact.student) };
    default:
      return fact satisfies never;
  }
};

type Group = Extract<RoundStepFact, { kind: 'proposed' }>['groups'][number];

const renamedGroup = (group: Group, rename: Rename): Group => ({
  ...group,
  teacher: rename(group.teacher),
  students: group.students.map(rename),
});

const renamedStep = (fact: GroupStepFact, rename: Rename): GroupStepFact => {
  switch (fact.kind) {
    case 'slotsProposed':
    case 'slotsAccepted':
    case 'undecided':
    case 'slotChosen':
    case 'shifted':
    case 'groupCancelled':
      return fact;
    case 'handedOver':
      return { ...fact, teacher: rename(fact.teacher), from: fact.from && rename(fact.from) };
    case 'caseAssigned':
      return { ...fact, student: rename(fact.student), members: fact.members.map(rename) };
    case 'casePassed':
      return { ...fact, student: rename(fact.student), to: rename(fact.to) };
    case 'caseTraded':
      return { ...fact, student: rename(fact.student), other: rename(fact.other) };
    case 'available':
    case 'caseWritten':
    case 'caseVolunteered':
      return { ...fact, student: rename(fact.student) };
    case 'announced':
      return {
        ...fact,
        teacher: rename(fact.teacher),
        members: fact.members.map(rename),
        left: fact.left?.map(rename),
      };
    case 'begun':
      return { ...fact, teacher: rename(fact.teacher), members: fact.members.map(rename) };
    case 'attended':
      return { ...fact, present: fact.present.map(rename), members: fact.members?.map(rename) };
    default:
      return fact satisfies never;
  }
};

const nameGone = '…';

/** A fact without the texts that are to go; that there was a case, and a report, stays. */
export const withoutTexts = (fact: RoundFact, goes: (text: string) => boolean): RoundFact => {
  const unless = (text: string | null): string | null => (text !== null && goes(text) ? null : text);
  if (!textsIn(fact).some(goes)) return fact;
  if (fact.kind === 'caseWritten') return { ...fact, text: null };
  if (fact.kind === 'created')
    return { ...fact, setup: { ...fact.setup, name: unless(fact.setup.name) ?? nameGone } };
  if (fact.kind !== 'attended') return fact;
  const [method, advice, followUp] = [unless(fact.method), unless(fact.advice), unless(fact.followUp)];
  return { ...fact, method, advice, followUp };
};
