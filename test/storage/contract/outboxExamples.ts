import type { NewMessage, OutboxMessage, OutboxStore } from '../../../bot/ports/outbox';
import type { Stored } from '../../../bot/ports/stored';
import { freshId, known } from './examples';

export const keysOf = (messages: readonly Stored<OutboxMessage>[]): string[] =>
  messages.map(({ value }) => value.key);

/** A message alone in a programme of its own. */
export async function planned(
  store: OutboxStore,
  message: NewMessage,
): Promise<readonly [programme: string, Stored<OutboxMessage>]> {
  const programme = freshId();
  await store.plan(programme, [message]);
  return [programme, known(await store.find(programme, message.key))];
}

/** The message with changes, when nobody else changed it meanwhile. */
export async function updated(
  store: OutboxStore,
  programme: string,
  { value, tag }: Stored<OutboxMessage>,
  changes: Partial<OutboxMessage>,
): Promise<Stored<OutboxMessage>> {
  const result = await store.update(programme, { ...value, ...changes }, tag);
  if (result === 'conflict') throw new Error('expected to be updated');
  return result;
}
