/** Which errors say that storage is away: of those nothing is forgotten, and nobody is sent anything twice for it. */
import {
  AggregateAuthenticationError,
  AuthenticationError,
  AuthenticationRequiredError,
  CredentialUnavailableError,
} from '@azure/identity';
import { RestError } from '@azure/data-tables';
import { isStorageAway } from '../../bot/delivery/storageAway';

const away: readonly (readonly [string, Error])[] = [
  ['no connection', new RestError('no answer')],
  ...[403, 408, 429, 500, 503].map(
    (statusCode) => [`status ${statusCode}`, new RestError('no', { statusCode })] as const,
  ),
  ['no credential just now', new CredentialUnavailableError('no answer of the identity service')],
  ['no token', new AuthenticationError(500, 'no token')],
  ['a token to be asked for anew', new AuthenticationRequiredError({ scopes: ['storage'] })],
  ['no credential of several', new AggregateAuthenticationError([new Error('no token')])],
];

test.each(away)('%s', (_, error) => {
  expect(isStorageAway(error)).toBe(true);
});

test.each([
  ['a fault of ours', new TypeError('undefined is not a function')],
  ['a row that is not there', new RestError('no', { statusCode: 404 })],
  ['a row that was changed', new RestError('no', { statusCode: 412 })],
  ['no error', 'away'],
])('%s is not', (_, error) => {
  expect(isStorageAway(error)).toBe(false);
});
