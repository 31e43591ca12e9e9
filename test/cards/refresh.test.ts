import { refreshing } from '../../cards/refresh';

const of = (length: number) => ({
  summary: 's',
  content: { type: 'AdaptiveCard', body: 'é'.repeat(length) },
});
const refresh = { verb: 'summary.show', data: { class: '3A' }, userId: '29:cora' } as const;

test('a card asks to be drawn anew, and not where it would become larger than a card may be', () => {
  const small = refreshing(of(12_500), refresh);
  expect(small.content['refresh']).toMatchObject({ userIds: ['29:cora'] });
  const long = { ...refresh, data: { class: 'é'.repeat(400) } };
  expect(refreshing(of(12_500), long)).toEqual(of(12_500));
});
