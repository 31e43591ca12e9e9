/** What is changed in the SDK's own client before anything goes out. */
import { TurnContext } from 'botbuilder';
import { teamsAdapter, withoutHiddenRetries } from '../../bot/delivery/teamsMessenger';

test('requests are not repeated unseen, and are broken off when no answer comes', async () => {
  const adapter = teamsAdapter({ appId: '', credentials: {} });
  const context = new TurnContext(adapter, { type: 'message' });
  const removed: string[] = [];
  const sent: { timeout: number }[] = [];
  const request = { timeout: 0 };
  const pipeline = {
    removePolicy: ({ name }: { name: string }) => removed.push(name),
    addPolicy: async (policy: {
      sendRequest(asked: typeof request, next: (asked: typeof request) => Promise<unknown>): Promise<unknown>;
    }) => policy.sendRequest(request, async (asked) => sent.push({ ...asked })),
  };
  context.turnState.set(adapter.ConnectorClientKey, { client: { pipeline } });
  withoutHiddenRetries(adapter, context);
  expect(removed).toEqual(['defaultRetryPolicy']);
  expect(sent).toEqual([{ timeout: 20_000 }]);
});
