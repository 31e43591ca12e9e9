/** A part of the demo that can be stopped at any moment. */
export interface Part {
  stop(): Promise<unknown>;
}
