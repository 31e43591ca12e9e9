import type { BegunErasure, Receipt, ReceiptStore } from '../../bot/ports/privacy';
import { copyOf } from './copyOf';

const keyOf = (programme: string, { is, id }: BegunErasure): string => JSON.stringify([programme, is, id]);

/** Receipts in memory. */
export class MemoryReceipts implements ReceiptStore {
  readonly #begun = new Map<string, { readonly programme: string; readonly erasure: BegunErasure }>();
  readonly #looked = new Map<string, string>();
  readonly #receipts: { readonly programme: string; readonly receipt: Receipt }[] = [];

  begin(programme: string, erasure: BegunErasure): Promise<BegunErasure> {
    const key = keyOf(programme, erasure);
    const begun = this.#begun.get(key) ?? { programme, erasure: copyOf(erasure) };
    this.#begun.set(key, begun);
    return Promise.resolve(copyOf(begun.erasure));
  }

  begun(programme: string): Promise<readonly BegunErasure[]> {
    const own = [...this.#begun.values()].filter((begun) => begun.programme === programme);
    return Promise.resolve(own.map(({ erasure }) => copyOf(erasure)));
  }

  end(programme: string, erasure: BegunErasure | null, receipt: Receipt): Promise<void> {
    const isOver = erasure !== null && !this.#begun.delete(keyOf(programme, erasure));
    if (!isOver) this.#receipts.push({ programme, receipt: copyOf(receipt) });
    return Promise.resolve();
  }

  lookedAfter(programme: string): Promise<string | null> {
    return Promise.resolve(this.#looked.get(programme) ?? null);
  }

  lookAfter(programme: string, due: string): Promise<void> {
    this.#looked.set(programme, due);
    return Promise.resolve();
  }

  list(programme: string): Promise<readonly Receipt[]> {
    const own = this.#receipts.filter((one) => one.programme === programme);
    return Promise.resolve(own.map(({ receipt }) => copyOf(receipt)).toSorted((a, b) => a.at - b.at));
  }
}
