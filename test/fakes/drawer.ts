import type { Held } from '../../bot/ports/privacy';

/** One thing that is held, and how something else is put in its place; null takes it out. */
export interface Drawer {
  readonly held: Held;
  readonly put: (held: Held | null) => void;
}
