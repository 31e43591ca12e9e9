/** A stored value with the tag that the next save must name. */
export interface Stored<T> {
  readonly value: T;
  readonly tag: string;
}
