import {
  heldKinds,
  type Held,
  type HeldFact,
  type HeldKind,
  type HeldScope,
  type HeldStore,
  type Revised,
} from '../../bot/ports/privacy';
import { isInScope } from '../../bot/storage/heldRows';
import { copyOf } from './copyOf';
import type { Drawer } from './drawer';

/** Everything that is held of people in memory. */
export class MemoryHeld implements HeldStore {
  readonly #drawers: (scope: HeldScope) => Drawer[];

  constructor(drawers: (scope: HeldScope) => Drawer[]) {
    this.#drawers = drawers;
  }

  #inOrder(scope: HeldScope): readonly Drawer[] {
    const drawers = this.#drawers(scope).filter(({ held }) => isInScope(held, scope));
    return heldKinds.flatMap((kind) => drawers.filter(({ held }) => held.kind === kind));
  }

  async *all(scope: HeldScope): AsyncGenerator<Held> {
    for (const { held } of this.#inOrder(scope)) yield copyOf(held);
  }

  async *factsOf(programme: string, pupils: readonly string[]): AsyncGenerator<HeldFact> {
    for await (const held of this.all({ programme, tenants: [] }))
      if (held.kind === 'fact' && pupils.includes(held.value.pupil)) yield held.value;
  }

  revise(scope: HeldScope, change: (held: Held) => Held | null): Promise<Revised> {
    const changed = new Map<HeldKind, number>();
    const removed = new Map<HeldKind, number>();
    for (const { held, put } of this.#inOrder(scope)) {
      const wanted = change(held);
      if (wanted === held) continue;
      put(copyOf(wanted));
      const counts = wanted === null ? removed : changed;
      counts.set(held.kind, (counts.get(held.kind) ?? 0) + 1);
    }
    return Promise.resolve({
      changed: Object.fromEntries(changed),
      removed: Object.fromEntries(removed),
      unreadable: [],
    });
  }
}
