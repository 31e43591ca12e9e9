/** Takes out what people typed about pupils of whom somebody objects: from now on there are figures of them only. */
import type { OutboxMessage, OutboxStore } from '../ports/outbox';
import { directoryOf } from '../programme/directory';
import type { Moment, Programme } from '../programme/model';
import type { ErasePorts } from './erase';
import { heldWithoutText } from './freeText';
import { rebuildAll } from './pages';
import { scopeOf } from './scope';
import { isAboutPupil } from './subject';

/** Removes those texts, and says from how many facts; nothing is read when nobody objects. May be repeated. */
export const removeObjected = async (
  { held, records }: Pick<ErasePorts, 'held' | 'records'>,
  programme: Programme,
): Promise<number> => {
  const objecting = new Set(
    programme.pupils.filter(({ objection }) => objection === true).map(({ id }) => id),
  );
  if (objecting.size === 0) return 0;
  const scope = scopeOf(programme);
  const { changed } = await held.revise(scope, (one) =>
    one.kind === 'fact' && objecting.has(one.value.pupil) ? heldWithoutText(one) : one,
  );
  const { fact = 0 } = changed;
  if (fact > 0) await rebuildAll(records, programme);
  return fact;
};

/** By then every bot has the roster that says so: it would draw what is gone. Milliseconds. */
const drawnAfter = 5000;
/** Somebody changes a message as often as this only when something else is wrong. */
const mostTries = 5;

/** Digests list flags by name, and the agenda of a meeting that is still to come counts them. */
const toldOfFlags = (programme: Programme, pupils: readonly string[], now: Moment) => {
  const directory = directoryOf(programme);
  const today = directory.calendar.dayOf(now);
  const coordinators = new Set(
    pupils
      .flatMap((id) => directory.coordinatorsOf(directory.pupil(id)?.school ?? '', today))
      .map(({ email }) => email),
  );
  return ({ kind, receiver, worthUntil }: OutboxMessage): boolean =>
    kind === 'roundAgenda' ? now < worthUntil : kind === 'digest' && coordinators.has(receiver);
};

/** Has what was delivered about these pupils drawn anew: a flag, or a text, stands on it that is no longer kept. */
export const redrawAbout = async (
  outbox: Pick<OutboxStore, 'list' | 'find' | 'update'>,
  programme: Programme,
  pupils: readonly string[],
  now: Moment,
): Promise<void> => {
  if (pupils.length === 0) return;
  const { id } = programme;
  const isToldOfFlags = toldOfFlags(programme, pupils, now);
  const keys: string[] = [];
  for await (const message of outbox.list(id, () => undefined))
    if (pupils.some((pupil) => isAboutPupil(message, pupil)) || isToldOfFlags(message))
      keys.push(message.key);
  const draw = async (key: string): Promise<boolean> => {
    const stored = await outbox.find(id, key);
    if (stored === null || stored.value.status !== 'sent' || !stored.value.activityId) return true;
    const stale = { since: stored.value.stale?.since ?? now, tryAt: now + drawnAfter };
    return (await outbox.update(id, { ...stored.value, faults: 0, stale }, stored.tag)) !== 'conflict';
  };
  for (const key of keys) for (let tries = 0; tries < mostTries && !(await draw(key)); tries += 1);
};
