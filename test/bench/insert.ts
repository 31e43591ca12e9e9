/** The yardstick of most figures: one insert by the SDK alone, into the table that check-ins are stored in. */
import { prefix, type Workplace } from './workplace';

export type Insert = () => Promise<unknown>;

/** Inserts another row with every call. */
export const bareInsert = (workplace: Workplace): Insert => {
  const client = workplace.bare(`${prefix}Records`);
  let count = 0;
  return () => {
    count += 1;
    return client.createEntity({ partitionKey: 'yardstick', rowKey: String(count), text: 'x'.repeat(200) });
  };
};
