import { withoutAddresses } from '../../bot/log';

test('no address reaches the log, wherever in a text it stands', () => {
  const error = 'Error: Entity hmp / m|nudge|noor.dejong@example.org|p1 has a size in bytes of 9, at most 8';
  expect(withoutAddresses({ error, count: 3, tenant: null, route: '/demo/clock' })).toEqual({
    error: 'Error: Entity hmp / m|nudge|…@…|p1 has a size in bytes of 9, at most 8',
    count: 3,
    tenant: null,
    route: '/demo/clock',
  });
});
