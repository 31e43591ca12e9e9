/** The keys with which the Bot Framework signs what it sends: fetched once for everybody, and kept while it cannot be asked. */
import { Fault, failure } from '../programme/failure';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Clock, Log } from '../ports';

/** Where the Bot Framework says with which keys it signs. */
export const botFrameworkMetadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/** A key, and the channels it may speak for; none named is every one. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly endorsements: readonly string[];
}

/** Finds keys by the name a token gives. */
export interface SigningKeys {
  /** Null when there is none of that name, or none can be had. Never rejects. */
  find(kid: string): Promise<SigningKey | null>;
  /** Fetches them before anybody waits for them; rejects when that fails. */
  warm(): Promise<void>;
}

/** What finding keys needs. */
export interface SigningKeyPorts {
  /** Address of the OpenID metadata. */
  readonly metadata: string;
  readonly machine: Clock;
  readonly log: Log;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Older keys are fetched anew while they are used. Microsoft asks for once a day at least. */
const freshFor = 12 * hour;
/** So long the keys from before are good enough while the metadata cannot be had. */
const usableFor = 7 * 24 * hour;
/** A name that is not known is no reason to ask more often than this: whoever likes may make names up. */
const restAfterSuccess = 5 * minute;
const restAfterFailure = 10 * second;
/** An activity waits for the answer. */
const answerWithin = 4 * second;

/** Shorter keys can be found out. */
const fewestBits = 2048;

const metadataAnswer = z.looseObject({ jwks_uri: z.url() });
const rsaKey = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string().min(1),
  e: z.string().min(1),
  endorsements: z.array(z.string()).nullish(),
});
const keysAnswer = z.looseObject({ keys: z.array(z.unknown()) });

const ask = async (address: string): Promise<unknown> => {
  const { host } = new URL(address);
  const request = { redirect: 'error', signal: AbortSignal.timeout(answerWithin) } as const;
  const answer = await fetch(address, request).catch((cause: unknown) => {
    throw new Fault(`${host} did not answer`, { cause });
  });
  if (!answer.ok) throw new Fault(`${host} answered ${answer.status}`);
  return answer.json();
};

/** A key that is none of ours is left out; it must not keep us from the others. */
const keyOf = (found: unknown): readonly (readonly [string, SigningKey])[] => {
  const parsed = rsaKey.safeParse(found);
  if (!parsed.success) return [];
  const { kid, n, e, endorsements } = parsed.data;
  try {
    const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
    const isStrong = (key.asymmetricKeyDetails?.modulusLength ?? 0) >= fewestBits;
    return isStrong ? [[kid, { key, endorsements: endorsements ?? [] }]] : [];
  } catch {
    return [];
  }
};

/** The metadata may name another page, but no other host. */
const fetchKeys = async (metadata: string): Promise<ReadonlyMap<string, SigningKey>> => {
  const { jwks_uri: address } = metadataAnswer.parse(await ask(metadata));
  if (new URL(address).origin !== new URL(metadata).origin) throw new Fault('keys are said to be elsewhere');
  const { keys } = keysAnswer.parse(await ask(address));
  const found = new Map(keys.flatMap(keyOf));
  if (found.size === 0) throw new Fault('there are no keys');
  return found;
};

class FetchedKeys implements SigningKeys {
  readonly #ports: SigningKeyPorts;
  #keys: ReadonlyMap<string, SigningKey> = new Map();
  #fetchedAt: number | null = null;
  #triedAt: number | null = null;
  #hasFailed = false;
  #flight: Promise<void> | null = null;

  constructor(ports: SigningKeyPorts) {
    this.#ports = ports;
  }

  async find(kid: string): Promise<SigningKey | null> {
    const known = this.#known(kid);
    if (known !== null && this.#isYounger(this.#fetchedAt, freshFor)) return known;
    const refreshed = this.#refresh();
    // Whoever has a key waits for nothing.
    if (known !== null) return known;
    await refreshed;
    return this.#known(kid);
  }

  warm(): Promise<void> {
    return this.#fetchOnce();
  }

  #isYounger(moment: number | null, age: number): boolean {
    return moment !== null && this.#ports.machine.now() - moment < age;
  }

  #known(kid: string): SigningKey | null {
    return this.#isYounger(this.#fetchedAt, usableFor) ? (this.#keys.get(kid) ?? null) : null;
  }

  /** Fetches unless that was tried a short while ago. Never rejects. */
  async #refresh(): Promise<void> {
    const rest = this.#hasFailed ? restAfterFailure : restAfterSuccess;
    if (this.#flight === null && this.#isYounger(this.#triedAt, rest)) return;
    const isNews = this.#flight === null && !this.#hasFailed;
    await this.#fetchOnce().catch((error: unknown) => {
      if (isNews) this.#ports.log.warn('signing keys not fetched', { ...failure(error) });
    });
  }

  /** One request however many wait for it. */
  #fetchOnce(): Promise<void> {
    this.#flight ??= this.#fetch().finally(() => {
      this.#flight = null;
    });
    return this.#flight;
  }

  async #fetch(): Promise<void> {
    this.#triedAt = this.#ports.machine.now();
    try {
      this.#keys = await fetchKeys(this.#ports.metadata);
      this.#fetchedAt = this.#ports.machine.now();
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }
}

/** Keys that are fetched when they are needed. */
export const signingKeys = (ports: SigningKeyPorts): SigningKeys => new FetchedKeys(ports);
