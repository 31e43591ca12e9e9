/** Who is calling: the token that the Bot Framework sends with every activity, checked before anything else is done with it. */
import { decode, verify } from 'jsonwebtoken';
import { z } from 'zod';
import type { Clock } from '../ports';
import type { SigningKey, SigningKeys } from './signingKeys';

/** What a token that is in order says. */
export interface Caller {
  /** The address that answers may be sent to. */
  readonly serviceUrl: string;
}

/** Who sent a request for a channel; null when its token is not in order, for whatever reason. Never rejects. */
export type CallerOf = (authorization: string, channelId: string) => Promise<Caller | null>;

/** What checking needs. */
export interface CallerPorts {
  /** Tokens are for this bot alone. */
  readonly appId: string;
  readonly keys: Pick<SigningKeys, 'find'>;
  /** The time as the world has it: tokens begin and end by it. */
  readonly wall: Clock;
}

const issuer = 'https://api.botframework.com';
const algorithm = 'RS256';
/** Seconds that the clocks may differ. */
const clockTolerance = 300;

/** `crit` names what must be understood: nothing is. */
const header = z.looseObject({
  alg: z.literal(algorithm),
  kid: z.string().min(1).max(256),
  crit: z.undefined().optional(),
});

/** A token of one moment for one bot; the library lets one without an end pass, and one for several. */
const claims = z.looseObject({ exp: z.number(), aud: z.string(), serviceurl: z.string().min(1) });

const tokenOf = (authorization: string): string | null =>
  /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1] ?? null;

/** What the token says it was signed with; it is not believed yet. */
const keyNameOf = (token: string): string | null =>
  header.safeParse(decode(token, { complete: true })?.header).data?.kid ?? null;

const callerIn = (token: string, { key }: SigningKey, { appId, wall }: CallerPorts): Caller => {
  const checked = verify(token, key, {
    algorithms: [algorithm],
    issuer,
    audience: appId,
    clockTolerance,
    clockTimestamp: Math.floor(wall.now() / 1000),
  });
  return { serviceUrl: claims.parse(checked).serviceurl };
};

const maySpeakFor = ({ endorsements }: SigningKey, channelId: string): boolean =>
  endorsements.length === 0 || endorsements.includes(channelId);

/** Checks tokens: signature, issuer, audience, time, and whether the key may speak for the channel. */
export const callerOf =
  (ports: CallerPorts): CallerOf =>
  async (authorization, channelId) => {
    const token = tokenOf(authorization);
    if (token === null) return null;
    try {
      const kid = keyNameOf(token);
      const key = kid === null ? null : await ports.keys.find(kid);
      return key !== null && maySpeakFor(key, channelId) ? callerIn(token, key, ports) : null;
    } catch {
      // Why is nobody's business who sent it, and a token is nothing for a log.
      return null;
    }
  };
