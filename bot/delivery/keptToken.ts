/**
 * The token that the bot shows to Teams, asked for before a message takes its turn and not again when it goes: whoever
 * waited for a new one would go out with all the others who did, faster than the limit.
 */
import { failure } from '../programme/failure';
import type { Clock, Log } from '../ports';
import type { Moment } from '../programme/model';

/** What gives tokens: the SDK's credentials, which keep one until five minutes before its end. */
interface GivesTokens {
  getToken(): Promise<string>;
}

/** A request as the SDK has it signed. */
interface Request {
  readonly headers: { set(name: string, value: string): unknown };
}

/** What a token is kept with. */
export interface TokenPorts {
  /** The machine's clock. */
  readonly machine: Clock;
  readonly log: Log;
}

/** Whether credentials give tokens. */
export const givesTokens = (credentials: unknown): credentials is GivesTokens =>
  typeof credentials === 'object' &&
  credentials !== null &&
  'getToken' in credentials &&
  typeof credentials.getToken === 'function';

/** How long a token is shown after it was asked for: much less than it lasts then. Milliseconds. */
const shownFor = 60_000;
/** How long nobody asks again when none came: hundreds may wait for one. Milliseconds. */
const askAgainAfter = 2_000;

/** The token of some credentials. */
export class KeptToken {
  readonly #credentials: GivesTokens;
  readonly #machine: Clock;
  readonly #log: Log;
  #failed: { readonly error: unknown; readonly at: Moment } | null = null;
  #kept: { readonly token: string; readonly askedAt: Moment } | null = null;
  #asking: Promise<string> | null = null;

  constructor(credentials: GivesTokens, { machine, log }: TokenPorts) {
    this.#credentials = credentials;
    this.#machine = machine;
    this.#log = log;
  }

  /** Asks for the token, once for all who do at the same time. Rejects when none comes. */
  ask(): Promise<string> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #ask(): Promise<string> {
    const askedAt = this.#machine.now();
    const failed = this.#failed;
    if (failed !== null && askedAt < failed.at + askAgainAfter) throw failed.error;
    try {
      const token = await this.#credentials.getToken();
      this.#failed = null;
      this.#kept = { token, askedAt };
      return token;
    } catch (error) {
      this.#failed = { error, at: this.#machine.now() };
      this.#log.warn('no token', { ...failure(error) });
      throw error;
    }
  }

  /** Shows the token with a request; asks for it when that was not done lately. Rejects when none comes. */
  async signRequest<R extends Request>(request: R): Promise<R> {
    const kept = this.#kept;
    const isRecent = kept !== null && this.#machine.now() - kept.askedAt < shownFor;
    request.headers.set('authorization', `Bearer ${isRecent ? kept.token : await this.ask()}`);
    return request;
  }
}
