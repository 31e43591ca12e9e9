import type { Log, LogFields } from '../../bot/ports';

export interface Line extends LogFields {
  readonly event: string;
}

/** Writes nothing and remembers what it was told. */
export class SilentLog implements Log {
  readonly lines: Line[] = [];

  info(event: string, fields: LogFields = {}): void {
    this.lines.push({ ...fields, event });
  }

  warn(event: string, fields: LogFields = {}): void {
    this.lines.push({ ...fields, event });
  }

  error(event: string, fields: LogFields = {}): void {
    this.lines.push({ ...fields, event });
  }
}
