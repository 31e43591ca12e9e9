import type { RawRow } from '../fakes/tableStorage';

/** Rows whose keys are ids are known by their partition. */
const byPartition = ['programmes', 'versions'];

/** `Records f`: the table and the kind of a row. */
export const aTableName = ({ table, partitionKey, rowKey }: RawRow): string => {
  const [partition = ''] = partitionKey.split('|');
  const [kind = ''] = rowKey.split('|');
  return `${table} ${table === 'Programmes' && byPartition.includes(partition) ? partition : kind}`;
};
