/** A new round: what the coordinator asks for, and the groups that are proposed. */
import type { Day, Language } from '../../bot/programme/model';
import { nextRoundId, proposedSetup, roundAskedFor } from '../../bot/programme/rounds/newRound';
import type { RoundSetup } from '../../bot/programme/rounds/model';
import { setupFrom, type SetupProblem, type TypedSetup } from '../../bot/programme/rounds/typedSetup';
import type { ActionFields, LoadedProgramme } from '../../bot/ports';
import type { LoadedRounds } from '../../bot/ports/rounds';
import { asTyped } from '../../cards/escape';
import { roundFormCard, type RoundFormView } from '../../cards/rounds/form';
import { words } from '../../cards/words';
import { notForYou } from '../flags/open';
import type { CardDialog, Turn } from '../turn';
import { changeRound, type Decision } from './change';
import { formedGroups } from './forming';
import { showProposal } from './proposal';
import { grantsFor, roundIn } from './scope';
import { showStatus } from './status';

/** The form of a new round in a programme. */
export const formView = (
  { head, directory }: LoadedProgramme,
  typed: TypedSetup,
  problems: readonly SetupProblem[],
): RoundFormView => ({
  programme: head.id,
  programmeName: directory.programme.name,
  start: directory.programme.start,
  end: directory.programme.end,
  typed,
  problems,
});

/** The same with what is usual filled in. */
export const usualForm = (
  loaded: LoadedProgramme,
  { source }: LoadedRounds,
  today: Day,
  language: Language,
): RoundFormView => {
  const { name: number, ...usual } = proposedSetup(loaded.directory, source.book, today);
  return formView(loaded, { ...usual, name: words(language).text('roundForm.name.usual', { number }) }, []);
};

const typedIn = (data: ActionFields): TypedSetup => {
  const of = (field: string): string => asTyped(data[field] ?? '').trim();
  return {
    name: of('name'),
    from: of('from'),
    to: of('to'),
    minutes: of('minutes'),
    groupSize: of('groupSize'),
    answerBy: of('answerBy'),
  };
};

const decide = async (
  turn: Turn,
  loaded: LoadedProgramme,
  rounds: LoadedRounds,
  setup: RoundSetup,
  data: ActionFields,
): Promise<Decision & { readonly round: string }> => {
  const { directory } = loaded;
  const { book } = rounds.source;
  const known = roundAskedFor(book, setup);
  if (known !== null) {
    const opened = { loaded, rounds, round: known };
    return {
      round: known.id,
      steps: [],
      draw: () =>
        known.confirmedAt === null
          ? showProposal(turn, opened, data, { said: 'same', who: '', to: '' })
          : showStatus(turn, opened, data, 'same'),
    };
  }
  const id = nextRoundId(book);
  const today = directory.calendar.dayOf(turn.now);
  const groups = await formedGroups(turn.ports.intervision, rounds, id, setup, today);
  return {
    round: id,
    steps: [
      { kind: 'created', setup },
      { kind: 'proposed', groups },
    ],
    draw: (after) => {
      const round = roundIn(after, id);
      if (round === null) return notForYou(turn);
      return showProposal(turn, { loaded, rounds: after, round }, data, { said: 'created', who: '', to: '' });
    },
  };
};

/** `round.create`: a proposal, of which nobody else hears before it is confirmed. The same again is the same round. */
export const createRound: CardDialog = async (turn, data) => {
  const [grant] = grantsFor(turn, 'rounds', data);
  if (grant === undefined) return notForYou(turn);
  const { loaded } = grant;
  const typed = typedIn(data);
  const setup = setupFrom(loaded.directory, typed, loaded.directory.calendar.dayOf(turn.now));
  if ('problems' in setup) return roundFormCard(formView(loaded, typed, setup.problems), turn.language);
  return changeRound(turn, loaded, (rounds) => decide(turn, loaded, rounds, setup, data));
};
