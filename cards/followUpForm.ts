import { type FollowUp, type Topic, topics } from '../bot/programme/facts';
import { escapeMarkdown, inputText } from './escape';
import type { CheckInStoredView, FollowUpTyped } from './studentViews';
import type { Words } from './words';

type FormError = NonNullable<CheckInStoredView['error']>;

const partsOf = (typed: string): readonly string[] =>
  typed
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const isTopic = (part: string): part is Topic => topics.some((topic) => topic === part);

/** What was stored, as its form has it. */
export const typedOf = (followUp: FollowUp): FollowUpTyped => ({
  topics: followUp.topics.join(','),
  nextStep: followUp.nextStep ?? '',
  note: followUp.note ?? '',
  case: followUp.case ? 'true' : 'false',
});

const errorText = ({ text }: Words, { field, typed }: FormError): string => {
  if (field === 'case') return text('followUp.error.case', { typed: escapeMarkdown(typed.case) });
  if (field !== 'topics') return text('followUp.error.tooLong', { length: typed[field].length });
  const unknown = partsOf(typed.topics).filter((part) => !isTopic(part));
  return text('followUp.error.topics', { typed: escapeMarkdown(unknown.join(', ')) });
};

/** The error beside its own input. */
const errorsOf = (all: Words, error: FormError | null) => {
  const at = (field: FormError['field']) =>
    error?.field === field ? [{ text: `⚠ ${errorText(all, error)}` }] : [];
  return {
    topicErrors: at('topics'),
    nextStepErrors: at('nextStep'),
    noteErrors: at('note'),
    caseErrors: at('case'),
  };
};

const labelsOf = ({ text }: Words) => ({
  topicsLabel: text('followUp.topics'),
  topics: topics.map((value) => ({ title: text(`topic.${value}`), value })),
  nextStepLabel: text('followUp.nextStep'),
  nextStepPlaceholder: text('followUp.placeholder.nextStep'),
  nextStepHint: text('followUp.nextStep.hint'),
  noteLabel: text('followUp.note'),
  notePlaceholder: text('followUp.placeholder.note'),
  noteHint: text('followUp.note.hint'),
  caseLabel: text('followUp.case'),
  caseTitle: text('followUp.case.title'),
});

/** The optional form under a stored answer: what was stored stands in it, or after an error what was typed. */
export const followUpForm = ({ followUp, error }: CheckInStoredView, all: Words) => {
  const typed = error?.typed ?? typedOf(followUp);
  return {
    ...labelsOf(all),
    ...errorsOf(all, error),
    typedTopics: partsOf(typed.topics).filter(isTopic).join(','),
    typedNextStep: inputText(typed.nextStep),
    typedNote: inputText(typed.note),
    typedCase: typed.case === 'true' ? 'true' : 'false',
  };
};

/** What was stored of the follow-up, as facts for reading; empty when there is nothing. */
export const followUpFacts = (followUp: FollowUp, { text }: Words) =>
  [
    {
      title: text('checkInStored.topics'),
      value: followUp.topics.map((topic) => text(`topic.${topic}`)).join(', '),
    },
    { title: text('checkInStored.nextStep'), value: escapeMarkdown(followUp.nextStep ?? '') },
    { title: text('checkInStored.note'), value: escapeMarkdown(followUp.note ?? '') },
    {
      title: text('checkInStored.case'),
      value: followUp.case ? text('checkInStored.case.yes') : '',
    },
  ].filter(({ value }) => value !== '');
