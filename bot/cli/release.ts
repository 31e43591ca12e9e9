/** `release`: gives failed messages another try, once what kept them from going out has been mended. */
import { groupBy } from '../programme/groupBy';
import type { Moment } from '../programme/model';
import { unclaimed, type OutboxMessage, type OutboxStore } from '../ports/outbox';
import type { Stored } from '../ports/stored';
import type { CliPorts } from './cliPorts';
import { shortMoment } from './moments';
import { done, listed, refused } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme } from './storedProgramme';
import type { Asked } from './storedProgramme';

/** What became of the failed messages, in the fields that scripts rely on. */
interface Released {
  readonly programme: string;
  /** Keys of those that go out again. */
  readonly released: readonly string[];
  /** Keys of those that are no longer worth sending; left as they are. */
  readonly tooLate: readonly string[];
  /** Keys of those that somebody else changed at the same time; left as they are. */
  readonly changed: readonly string[];
}

type Fate = 'released' | 'tooLate' | 'changed';

interface Judged {
  readonly message: OutboxMessage;
  readonly fate: Fate;
}

/** Storage takes about so many changes in one go. */
const atOnce = 100;

/** As if never tried, and due now. */
const afresh = (message: OutboxMessage, now: Moment): OutboxMessage => ({
  ...message,
  status: 'planned',
  attempts: 0,
  faults: 0,
  unknowns: 0,
  throttles: 0,
  reason: null,
  notBefore: now,
  failures: 0,
  retryAt: null,
  ...unclaimed,
});

const releaseOne = async (
  { storage, directory, now }: Asked,
  { value: message, tag }: Stored<OutboxMessage>,
): Promise<Judged> => {
  if (message.worthUntil <= now) return { message, fate: 'tooLate' };
  const updated = await storage.outbox.update(directory.programme.id, afresh(message, now), tag);
  return { message, fate: updated === 'conflict' ? 'changed' : 'released' };
};

const releaseAll = async (asked: Asked, failed: readonly Stored<OutboxMessage>[]): Promise<Judged[]> => {
  const judged: Judged[] = [];
  for (let first = 0; first < failed.length; first += atOnce) {
    const some = failed.slice(first, first + atOnce);
    judged.push(...(await Promise.all(some.map((stored) => releaseOne(asked, stored)))));
  }
  return judged;
};

type Fates = Readonly<Record<Fate, readonly OutboxMessage[]>>;

const fatesOf = (judged: readonly Judged[]): Fates => {
  const of = (fate: Fate): readonly OutboxMessage[] =>
    judged.filter((one) => one.fate === fate).map(({ message }) => message);
  return { released: of('released'), tooLate: of('tooLate'), changed: of('changed') };
};

/** `Released 3 messages (2 nudge, 1 digest)`: how many, and of which kinds. */
const releasedLine = (messages: readonly OutboxMessage[]): string => {
  const kinds = [...groupBy(messages, ({ kind }) => kind)].map(([kind, some]) => `${some.length} ${kind}`);
  const count = messages.length === 1 ? '1 message' : `${messages.length} messages`;
  return `Released ${count} (${kinds.join(', ')}): a running bot sends within a minute.`;
};

const linesOf = ({ released, tooLate, changed }: Fates, shown: (moment: Moment) => string): string[] => [
  ...(released.length === 0 ? [] : [releasedLine(released)]),
  ...tooLate.map(({ key, worthUntil }) => `Left ${key}: it was worth sending until ${shown(worthUntil)}.`),
  ...changed.map(({ key }) => `Left ${key}: somebody else changed it just now, look again.`),
];

const keysOf = (messages: readonly OutboxMessage[]): readonly string[] => messages.map(({ key }) => key);

const outcomeOf = ({ directory }: Asked, fates: Fates): Outcome => {
  const lines = linesOf(fates, (moment) => shortMoment(directory.calendar.iso(moment)));
  const data: Released = {
    programme: directory.programme.id,
    released: keysOf(fates.released),
    tooLate: keysOf(fates.tooLate),
    changed: keysOf(fates.changed),
  };
  return done(data, `${(lines.length === 0 ? ['No failed messages.'] : lines).join('\n')}\n`);
};

/** Why there is nothing to release under this key; the keys that could be meant stand in `outbox`. */
const nothingUnder = async (outbox: OutboxStore, programme: string, key: string): Promise<Outcome> => {
  const found = await outbox.find(programme, key);
  if (found !== null) return refused(`${key} is ${found.value.status}, only failed messages are released`);
  const keys = (await outbox.failed(programme)).map(({ value }) => value.key);
  const there = keys.length === 0 ? 'none has failed' : `failed: ${listed(keys)}`;
  return refused(`there is no message ${JSON.stringify(key)} in ${programme}; ${there}`);
};

const releaseKey = async (asked: Asked, key: string): Promise<Outcome> => {
  const { outbox } = asked.storage;
  const programme = asked.directory.programme.id;
  const found = await outbox.find(programme, key);
  if (found?.value.status !== 'failed') return nothingUnder(outbox, programme, key);
  const judged = await releaseOne(asked, found);
  const outcome = outcomeOf(asked, fatesOf([judged]));
  return judged.fate === 'released' ? outcome : refused((outcome.report?.text ?? '').trim());
};

/**
 * Puts failed messages back to `planned`, due at once: all of a programme, or (with a key) one. What is no
 * longer worth sending is named and left.
 */
export const release = (ports: CliPorts, programme: string, key: string | null): Promise<Outcome> =>
  askProgramme(ports, programme, async (asked) => {
    if (key !== null) return releaseKey(asked, key);
    const failed = await asked.storage.outbox.failed(programme);
    return outcomeOf(asked, fatesOf(await releaseAll(asked, failed)));
  });
