/** A table in an Azure storage account. */
import { odata, RestError } from '@azure/data-tables';
import type { TableClient, TransactionAction } from '@azure/data-tables';

import { isFields, text, type Fields } from './byHand';
import type { KeyRange } from './keys';
import { checkRow, checkTransaction } from './limits';
import type { Change, FoundRow, Row } from './row';
import { PagedRows, refusal } from './table';
import type { QueryOptions, Table } from './table';

interface Found {
  readonly etag: string;
  readonly partitionKey?: string;
  readonly rowKey?: string;
}

function foundRow(entity: Found & Record<string, unknown>): FoundRow {
  const { etag, partitionKey = '', rowKey = '', ...columns } = entity;
  return { etag, partitionKey, rowKey, columns };
}

/** Takes the rows out of an answer to a query, as the service sent them; out of a refusal none. */
function takeRows(answer: object): readonly Fields[] {
  const body = 'parsedBody' in answer ? answer.parsedBody : null;
  const rows = isFields(body) ? body['value'] : null;
  if (!Array.isArray(rows)) return [];
  Object.assign(answer, { parsedBody: { value: [] } });
  return rows.filter(isFields);
}

function sentRow(partitionKey: string, sent: Fields, untagged: boolean): FoundRow {
  const { 'odata.etag': etag, PartitionKey: _, RowKey: rowKey, ...columns } = sent;
  return { etag: untagged ? '' : text(etag), partitionKey, rowKey: text(rowKey), columns };
}

function actionOf(change: Change): TransactionAction {
  const entity = { ...change.row };
  if (change.kind === 'replace') return ['update', entity, 'Replace', { etag: change.etag }];
  if (change.kind === 'create') return ['create', entity];
  return change.kind === 'upsert' ? ['upsert', entity, 'Replace'] : ['delete', entity];
}

/** Asks for nothing but what is in the rows: the etag of a row is all that would come with it. */
const untaggedAnswer = { customHeaders: { accept: 'application/json;odata=nometadata' } };

const isNoEntity = (error: unknown): boolean =>
  error instanceof RestError && error.statusCode === 404 && error.code !== 'TableNotFound';

/** One Azure table. Every method costs one request, a range one per 1,000 rows. */
export class AzureTable implements Table {
  readonly #client: TableClient;

  constructor(client: TableClient) {
    this.#client = client;
  }

  async get(partitionKey: string, rowKey: string): Promise<FoundRow | null> {
    try {
      const entity = await this.#client.getEntity(partitionKey, rowKey);
      return foundRow({ ...entity, partitionKey, rowKey });
    } catch (error) {
      if (isNoEntity(error)) return null;
      throw error;
    }
  }

  range(partitionKey: string, keys: KeyRange, options: QueryOptions = {}): PagedRows<FoundRow> {
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${keys.from} and RowKey lt ${keys.to}`;
    return new PagedRows(this.#pages(partitionKey, filter, options));
  }

  partition(partitionKey: string, options: QueryOptions = {}): PagedRows<FoundRow> {
    return new PagedRows(this.#pages(partitionKey, odata`PartitionKey eq ${partitionKey}`, options));
  }

  async *#pages(
    partitionKey: string,
    filter: string,
    { atOnce = 1000, only, untagged = false }: QueryOptions,
  ): AsyncGenerator<readonly FoundRow[]> {
    // The partition is known: in each row it would only be read again.
    const select = only === undefined ? {} : { select: ['RowKey', ...only] };
    let sent: readonly Fields[] = [];
    // The client would copy each row twice, which takes longer than all else about reading them.
    const shouldDeserialize = (answer: object): boolean => {
      sent = takeRows(answer);
      return true;
    };
    const query = this.#client.listEntities({
      queryOptions: { filter, ...select },
      requestOptions: { shouldDeserialize, ...(untagged ? untaggedAnswer : {}) },
    });
    // A page may be empty and still have a next one.
    for await (const _ of query.byPage({ maxPageSize: atOnce }))
      yield sent.map((row) => sentRow(partitionKey, row, untagged));
  }

  async change(changes: readonly Change[]): Promise<readonly (string | undefined)[]> {
    checkTransaction(changes);
    const [only, ...others] = changes;
    if (only !== undefined && others.length === 0) return [await this.#single(only)];
    const { subResponses } = await this.#client.submitTransaction(changes.map(actionOf));
    return subResponses.map(({ etag }) => etag);
  }

  async #single(change: Change): Promise<string | undefined> {
    const entity = { ...change.row };
    if (change.kind === 'create') return (await this.#client.createEntity(entity)).etag;
    if (change.kind === 'upsert') return (await this.#client.upsertEntity(entity, 'Replace')).etag;
    if (change.kind === 'replace') {
      return (await this.#client.updateEntity(entity, 'Replace', { etag: change.etag })).etag;
    }
    await this.#client.deleteEntity(entity.partitionKey, entity.rowKey);
    return undefined;
  }

  async put(row: Row): Promise<void> {
    checkRow(row);
    await this.#client.upsertEntity({ ...row }, 'Replace');
  }

  async remove(partitionKey: string, rowKey: string, etag = '*'): Promise<boolean> {
    try {
      await this.#client.deleteEntity(partitionKey, rowKey, { etag });
      return true;
    } catch (error) {
      const status = refusal(error);
      if (status === 404 || status === 412) return false;
      throw error;
    }
  }
}
