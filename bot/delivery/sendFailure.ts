/**
 * What a send means that threw. By the status Teams answers with: 2xx it was taken, only its answer cannot be read; 403
 * and 404 the person cannot be reached; 412, 429, 502, 503, 504 and every 3xx not now; 408 and every other 5xx the outcome
 * is unknown; the rest will never be taken. Who is sent elsewhere was not taken in, and nobody goes there: not with a token. Without an answer it is unknown too, unless nothing left this machine.
 */
import { z } from 'zod';
import type { SendResult } from '../ports';
import { readRetryAfter } from '../waiting/retryAfter';

const failure = z.looseObject({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  errorCode: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  response: z
    .looseObject({ headers: z.custom<{ get(name: string): unknown }>((value) => hasGet(value)).optional() })
    .optional(),
});

const hasGet = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';

/** Nothing left this machine, so nothing was delivered. */
const neverLeft = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** The reason of a failure because what was asked for is not there. */
export const notThere = 'http 404';

const isTaken = (status: number): boolean => status >= 200 && status < 300;

const isElsewhere = (status: number): boolean => status >= 300 && status < 400;

type Headers = NonNullable<NonNullable<z.infer<typeof failure>['response']>['headers']>;

const byStatus = (status: number, headers: Headers | undefined): SendResult => {
  if (isTaken(status)) return { status: 'sent', activityId: '' };
  const reason = `http ${status}`;
  const wait = readRetryAfter(headers?.get('retry-after'), headers?.get('date'));
  if (isElsewhere(status)) return { status: 'later', reason, ...wait, throttled: false };
  switch (status) {
    case 403:
    case 404:
      return { status: 'unreachable', reason };
    case 429:
      return { status: 'later', reason, ...wait, throttled: true };
    case 412:
    case 502:
    case 503:
    case 504:
      return { status: 'later', reason, ...wait, throttled: false };
    default:
      return status >= 500 || status === 408 ? { status: 'unknown', reason } : { status: 'refused', reason };
  }
};

/** The SDK's own words when it got no token. */
const noTokenPrefix = 'Authentication:';

/** By the code that MSAL gives its errors: the card goes out only after its token has come. */
const isOfToken = (errorCode: string | undefined, message: string | undefined): boolean =>
  errorCode !== undefined || message?.startsWith(noTokenPrefix) === true;

const notNow = (reason: string): SendResult => ({
  status: 'later',
  reason,
  retryAfter: null,
  throttled: false,
});

/** The result for what a send threw. Without a status the connection broke: then the outcome is unknown. */
export const sendFailure = (error: unknown): SendResult => {
  const parsed = failure.safeParse(error);
  const { statusCode, code, response, errorCode, message } = parsed.success ? parsed.data : {};
  if (statusCode !== undefined) return byStatus(statusCode, response?.headers);
  if (isOfToken(errorCode, message)) return notNow('token');
  if (code !== undefined && neverLeft.includes(code)) return notNow(code);
  return { status: 'unknown', reason: code ?? 'connection' };
};
