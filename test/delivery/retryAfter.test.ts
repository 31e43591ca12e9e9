import * as fc from 'fast-check';
import { readRetryAfter, waitFrom } from '../../bot/waiting/retryAfter';
import { sendFailure } from '../../bot/delivery/sendFailure';

const moment = Date.UTC(2027, 2, 9, 8, 5, 7);

describe('Retry-After', () => {
  test.each([
    ['0', { retryAfter: null }],
    ['0.1', { retryAfter: 100 }],
    [' 12 ', { retryAfter: 12_000 }],
    ['1.5', { retryAfter: 1_500 }],
    ['Tue, 09 Mar 2027 08:05:07 GMT', { retryAfter: null, retryAt: moment }],
    ['Tuesday, 09-Mar-27 08:05:07 GMT', { retryAfter: null, retryAt: moment }],
    ['Tue Mar  9 08:05:07 2027', { retryAfter: null, retryAt: moment }],
    ['-1', { retryAfter: null }],
    ['', { retryAfter: null }],
    ['soon', { retryAfter: null }],
    ['2027-03-09', { retryAfter: null }],
    ['Tue, 09 Mxr 2027 08:05:07 GMT', { retryAfter: null }],
    ['Tue, 09 Mar 2027 08:05:07 +0100', { retryAfter: null }],
    ['Tue, 09 Mar 2027 99:05:07 GMT', { retryAfter: null }],
    [undefined, { retryAfter: null }],
  ])('%j is read', (header, wait) => expect(readRetryAfter(header, undefined)).toEqual(wait));

  test.each([
    ['Tue, 09 Mar 2027 08:04:07 GMT', { retryAfter: 60_000 }],
    ['Tue, 09 Mar 2027 08:05:07 GMT', { retryAfter: null }],
    ['Tue, 09 Mar 2027 08:06:07 GMT', { retryAfter: null }],
    ['now', { retryAfter: null, retryAt: moment }],
  ])('a moment is counted from when Teams says that it answered: %s', (answeredAt, wait) => {
    expect(readRetryAfter('Tue, 09 Mar 2027 08:05:07 GMT', answeredAt)).toEqual(wait);
    const headers = {
      get: (name: string) => (name === 'date' ? answeredAt : 'Tue, 09 Mar 2027 08:05:07 GMT'),
    };
    expect(sendFailure({ statusCode: 429, response: { headers } })).toMatchObject(wait);
  });

  test('every moment reads as it is written', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) =>
        expect(readRetryAfter(new Date(seconds * 1000).toUTCString(), null)).toEqual({
          retryAfter: null,
          retryAt: seconds * 1000,
        }),
      ),
    ));

  test('a moment is a wait from now on, and one that has passed is none', () => {
    const headers = {
      get: (name: string) => (name === 'date' ? undefined : 'Tue, 09 Mar 2027 08:05:07 GMT'),
    };
    const failure = sendFailure({ statusCode: 429, response: { headers } });
    expect(waitFrom(failure, moment - 60_000)).toMatchObject({ status: 'later', retryAfter: 60_000 });
    expect(waitFrom(failure, moment + 1)).toMatchObject({ throttled: true, retryAfter: null });
    const seconds = { status: 'later', reason: '503', retryAfter: 5, throttled: false } as const;
    expect(waitFrom(seconds, moment)).toBe(seconds);
  });
});
