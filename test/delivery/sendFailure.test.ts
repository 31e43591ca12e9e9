import { sendFailure } from '../../bot/delivery/sendFailure';

const noToken = { status: 'later', throttled: false, retryAfter: null, reason: 'token' };

describe('what a send threw', () => {
  test.each([
    ['of MSAL', Object.assign(new Error('endpoints_resolution_error'), { errorCode: 'network_error' })],
    [
      'of MSAL for a client it does not know',
      Object.assign(new Error('no'), { errorCode: 'invalid_client' }),
    ],
    ['of the SDK', new Error('Authentication: No access token received from MSAL.')],
  ])('an error %s on the way to a token: nothing left this machine', (_name, error) => {
    expect(sendFailure(error)).toEqual(noToken);
  });

  test.each([
    [301, { status: 'later', throttled: false, retryAfter: 7_000 }],
    [308, { status: 'later', throttled: false, retryAfter: 7_000 }],
    [400, { status: 'refused' }],
    [401, { status: 'refused' }],
    [403, { status: 'unreachable' }],
    [404, { status: 'unreachable' }],
    [408, { status: 'unknown' }],
    [412, { status: 'later', throttled: false, retryAfter: 7_000 }],
    [413, { status: 'refused' }],
    [429, { status: 'later', throttled: true, retryAfter: 7_000 }],
    [500, { status: 'unknown' }],
    [501, { status: 'unknown' }],
    [502, { status: 'later', throttled: false, retryAfter: 7_000 }],
    [503, { status: 'later', throttled: false, retryAfter: 7_000 }],
    [504, { status: 'later', throttled: false, retryAfter: 7_000 }],
  ])('an answer of Teams: %d', (statusCode, means) => {
    const response = { headers: { get: () => '7' } };
    expect(sendFailure({ statusCode, response })).toEqual({ ...means, reason: `http ${statusCode}` });
  });

  test('an answer of Teams that cannot be read came after the message was taken', () => {
    const unread = Object.assign(new Error('Unexpected token'), { code: 'PARSE_ERROR', statusCode: 201 });
    expect(sendFailure(unread)).toEqual({ status: 'sent', activityId: '' });
  });

  test('an answer of Teams is judged by its status, whatever else the error says', () => {
    const answered = Object.assign(new Error('Authentication: no'), { statusCode: 500, errorCode: 'x' });
    expect(sendFailure(answered)).toEqual({ status: 'unknown', reason: 'http 500' });
  });

  test('a connection that broke has no outcome', () => {
    const broken = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    expect(sendFailure(broken)).toEqual({ status: 'unknown', reason: 'ECONNRESET' });
    expect(sendFailure(new Error('no'))).toEqual({ status: 'unknown', reason: 'connection' });
  });

  test('a connection that was never made may be tried again', () => {
    const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    expect(sendFailure(refused)).toEqual({ ...noToken, reason: 'ECONNREFUSED' });
  });
});
