/** Plans intervision: stores what the bot decides by itself, and says which messages are due. */
import { failure } from '../../programme/failure';
import type { PlanMark } from '../../ports/outbox';
import type { Intervision } from '../../ports/intervision';
import type { LoadedProgramme, Log } from '../../ports';
import type { LoadedRounds, Rounds } from '../../ports/rounds';
import { mostRoundFacts } from '../../ports/roundStore';
import { nextDecision } from '../../programme/rounds/decisions';
import type { Moment } from '../../programme/model';
import { countingAgendas, outdatedCards } from '../../programme/rounds/outdated';
import type { OutdatedCard } from '../../programme/rounds/outdatedCard';
import type { RoundMessage } from '../../programme/rounds/planning';
import { isStorageAway } from '../storageAway';
import type { Wish } from './wish';
import { decisions, decisionsInOrder, type Decision } from './wishes';

/** What planning intervision needs. */
export interface RoundPlanPorts {
  readonly rounds: Rounds;
  readonly intervision: Intervision;
  readonly log: Log;
}

/** The messages of intervision that are due, of some version of its facts. */
export interface DueRounds {
  readonly messages: readonly RoundMessage[];
  readonly version: string;
  /** To be told when the messages are in the outbox: they are not entered again by this process. */
  readonly entered: () => void;
  /** Messages whose cards may be out of date since the last mark. */
  readonly outdated: readonly OutdatedCard[];
  /** To be told when those are noted. */
  readonly noted: () => void;
}

/** What one decision leads to leads to the next: slots to a meeting, a meeting to whose turn it is. */
const mostPasses = 8;

/** What this process knows of a programme. */
interface Known {
  /** The facts and the roster for which everything was decided, until a moment; null when something is to be tried again. */
  decided: { readonly version: string; readonly next: Moment | null } | null;
  /** Keys that are in the outbox, of the messages that were worth sending at the last change. */
  entered: ReadonlySet<string>;
  /** What was looked for in which version, and is not noted yet. */
  outdated: { readonly version: string; readonly cards: readonly OutdatedCard[] } | null;
  /** Cards that are noted, as they were out of date then, by key. */
  readonly noted: Map<string, OutdatedCard>;
}

/** Whether this is what a card was noted for. Under a clock that stands still one change may follow another at one moment. */
const isNoted = ({ key, since, steps }: OutdatedCard, { noted }: Known, now: Moment): boolean => {
  const before = noted.get(key);
  return before?.since === since && (since < now || before.steps === steps);
};

/** Clocks of two processes differ by less. */
const clocksApart = 5 * 60_000;
/** Without a mark, cards that are older than this are left as they are. */
const noMark = 7 * 24 * 3_600_000;

/** The present, and when a bot looked at the same roster before it; the present when none did. */
interface Looking {
  readonly now: Moment;
  readonly seen: Moment;
}

interface Pass {
  readonly rounds: LoadedRounds;
  readonly isWhole: boolean;
}

const versionOf = ({ head }: LoadedProgramme, { version }: LoadedRounds): string =>
  `${head.version} ${version}`;

/** Plans intervision in this process. Any number of processes may: facts are stored once, keys enter once. */
export class RoundPlans {
  readonly #ports: RoundPlanPorts;
  readonly #known = new Map<string, Known>();

  constructor(ports: RoundPlanPorts) {
    this.#ports = ports;
  }

  #of({ head }: LoadedProgramme): Known {
    const known = this.#known.get(head.id) ?? {
      decided: null,
      entered: new Set<string>(),
      outdated: null,
      noted: new Map<string, OutdatedCard>(),
    };
    this.#known.set(head.id, known);
    return known;
  }

  /** Null when it broke: that is logged and tried again at the next tick, and holds up nothing else. */
  async #wishes(
    decision: Decision,
    loaded: LoadedProgramme,
    { source }: LoadedRounds,
    { now, seen }: Looking,
  ): Promise<readonly Wish[] | null> {
    try {
      return await decisions[decision](this.#ports.intervision, source, now, seen);
    } catch (error) {
      const programme = loaded.head.id;
      this.#ports.log.error('round not decided', { programme, decision, ...failure(error) });
      return null;
    }
  }

  async #store(loaded: LoadedProgramme, { round, stepsIn }: Wish, now: Moment): Promise<LoadedRounds> {
    const { rounds } = await this.#ports.rounds.change(loaded, 'bot', now, ({ source }) => ({
      round,
      // What is beyond them follows in the next pass.
      steps: stepsIn(source).slice(0, mostRoundFacts),
      outcome: null,
    }));
    return rounds;
  }

  /** Makes every decision once; `isWhole` is whether none broke. */
  async #pass(loaded: LoadedProgramme, before: LoadedRounds, looking: Looking): Promise<Pass> {
    let pass: Pass = { rounds: before, isWhole: true };
    for (const decision of decisionsInOrder) {
      const wishes = await this.#wishes(decision, loaded, pass.rounds, looking);
      if (wishes === null) pass = { ...pass, isWhole: false };
      for (const wish of wishes ?? [])
        pass = { ...pass, rounds: await this.#store(loaded, wish, looking.now) };
    }
    return pass;
  }

  /** Decides until nothing is left to decide; gives the rounds after it. */
  async #decide(loaded: LoadedProgramme, before: LoadedRounds, looking: Looking): Promise<LoadedRounds> {
    const { now } = looking;
    const known = this.#of(loaded);
    const { decided } = known;
    const isSettled = decided?.version === versionOf(loaded, before);
    if (isSettled && (decided.next === null || now < decided.next)) return before;
    let [pass, last]: [Pass, LoadedRounds | null] = [{ rounds: before, isWhole: true }, null];
    for (let passes = 0; passes < mostPasses && pass.rounds.version !== last?.version; passes += 1) {
      last = pass.rounds;
      pass = await this.#pass(loaded, last, looking);
    }
    const { rounds } = pass;
    // Where others kept deciding meanwhile something may be left: it is looked at again at the next tick.
    const isWhole = pass.isWhole && rounds.version === last?.version;
    const next = nextDecision(rounds.source, now);
    known.decided = isWhole ? { version: versionOf(loaded, rounds), next } : null;
    return rounds;
  }

  /** The cards that something that was stored since the last mark made out of date, and that this process has not noted. */
  #outdated(known: Known, rounds: LoadedRounds, mark: PlanMark | null, now: Moment): DueRounds['outdated'] {
    const { version, source } = rounds;
    if (known.outdated?.version !== version) {
      const from = mark === null ? now - noMark : mark.upTo - clocksApart;
      const open = known.outdated?.cards ?? [];
      const fresh = outdatedCards(source, from).filter((card) => !isNoted(card, known, now));
      const byKey = new Map([...open, ...fresh].map((card) => [card.key, card]));
      known.outdated = { version, cards: [...byKey.values()] };
    }
    return known.outdated.cards;
  }

  /**
   * Decides what is to be decided at a moment and gives the messages due: those since the last mark, and after a new
   * fact or a changed roster whatever is still worth sending.
   */
  async due(loaded: LoadedProgramme, mark: PlanMark | null, now: Moment): Promise<DueRounds> {
    const known = this.#of(loaded);
    const seen = mark?.version === loaded.head.version ? mark.upTo : now;
    const rounds = await this.#decide(loaded, await this.#ports.rounds.of(loaded), { now, seen });
    const timetable = rounds.timetable();
    const sinceMark = mark === null ? [] : timetable.between(mark.upTo, now);
    const { version } = rounds;
    const outdated = this.#outdated(known, rounds, mark, now);
    const noted = (): void => {
      for (const card of outdated) known.noted.set(card.key, card);
      known.outdated = { version, cards: [] };
    };
    if (mark?.rounds === version && mark.version === loaded.head.version)
      return { messages: sinceMark, version, entered: () => undefined, outdated, noted };
    const worth = timetable.worthAt(now);
    const added = new Set(sinceMark);
    return {
      messages: [
        ...sinceMark,
        ...worth.filter((message) => !added.has(message) && !known.entered.has(message.key)),
      ],
      version,
      outdated,
      noted,
      entered: () => {
        known.entered = new Set(worth.map(({ key }) => key));
      },
    };
  }

  /** Keys of agendas on which a flag of a pupil is counted; none where that broke, which is logged. */
  async agendasOf(loaded: LoadedProgramme, pupil: string, now: Moment): Promise<readonly string[]> {
    try {
      return countingAgendas((await this.#ports.rounds.of(loaded)).source, pupil, now);
    } catch (error) {
      if (isStorageAway(error)) throw error;
      this.#ports.log.error('agendas not looked at', { programme: loaded.head.id, ...failure(error) });
      return [];
    }
  }

  /** The next moment after this one at which intervision has something to send or to decide, or null. */
  async nextDue(loaded: LoadedProgramme, after: Moment): Promise<Moment | null> {
    const { source, timetable } = await this.#ports.rounds.of(loaded);
    const moments = [timetable().nextAfter(after), nextDecision(source, after)];
    const later = moments.filter((moment) => moment !== null);
    return later.length === 0 ? null : Math.min(...later);
  }
}
