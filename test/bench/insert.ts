/**
 * The yardstick of most figures: one insert by the SDK alone, into the partition that check-ins are stored in,
 * as Azurite grows slower with what a table and a partition hold.
 */
import { keyOf } from '../../bot/storage/keys';
import { settings } from './programmeFolder';
import { prefix, type Workplace } from './workplace';

export type Insert = () => Promise<unknown>;

/** Over all parts of a run: some share a table. */
let count = 0;

/** Inserts another row with every call. */
export const bareInsert = (workplace: Workplace): Insert => {
  const client = workplace.bare(`${prefix}Records`);
  const partitionKey = keyOf(settings.id);
  return () => {
    count += 1;
    return client.createEntity({ partitionKey, rowKey: `yardstick|${count}`, text: 'x'.repeat(200) });
  };
};
