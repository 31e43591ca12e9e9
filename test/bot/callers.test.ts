/** Who is calling: a bot with an app id, tokens of an issuer on this machine, and what is not let in. */
import { badActivities, badTokens, textOf, type BadRequest } from './badCallers';
import { aPress, now, refusalLine } from './guardedBot';
import { guardedHere } from './guardedHere';

const named = (rows: readonly BadRequest[]) => rows.map((row) => [row.name, row] as const);

const here = guardedHere();
const { issuer } = here;

const press = (token: string, changes: object = {}) =>
  here.bot.post({ authorization: `Bearer ${token}` }, JSON.stringify(aPress(changes)));

test('a press with a token in order is answered and stored', async () => {
  const { status, text } = await press(issuer.token());
  expect(here.bot.log.lines).toEqual([]);
  expect(status).toBe(200);
  expect(text).toContain('Opgeslagen');
  expect(here.bot.calls).toContain('records.append');
});

test.each([
  ['that began five minutes from now', { nbf: now / 1000 + 299 }],
  ['that ended less than five minutes ago', { exp: now / 1000 - 299 }],
  ['without a beginning', { nbf: undefined }],
])('clocks may differ: a token %s is in order', async (_name, claims) => {
  expect((await press(issuer.token({ claims }))).status).toBe(200);
});

describe('is not let in, reads and stores nothing, and leaves nothing of itself in the log:', () => {
  beforeEach(() => {
    here.bot.calls.length = 0;
    here.bot.log.lines.length = 0;
  });

  test.each([...named(badTokens), ...named(badActivities)])(
    '%s',
    async (_name, { status, headers, body }) => {
      const answered = await here.bot.post(headers(issuer), textOf(body(aPress())));
      expect({ status: answered.status, calls: here.bot.calls }).toEqual({ status, calls: [] });
      for (const line of here.bot.log.lines) expect(line).toEqual(refusalLine);
      expect(Object.keys(JSON.parse(answered.text))).toEqual(['error']);
    },
  );

  test('there are enough of them', () => {
    expect(badTokens.length + badActivities.length).toBeGreaterThan(100);
  });

  test('nobody was asked for a key but the issuer, and not once a token', () => {
    expect(issuer.asked.filter((path) => path !== '/metadata' && path !== '/keys')).toEqual([]);
    expect(issuer.asked.length).toBeLessThanOrEqual(4);
  });

  test('a reason is told once in ten minutes, however often it is given', async () => {
    here.bot.machine.pass(600_000);
    for (let n = 0; n < 20; n += 1) await here.bot.post({}, JSON.stringify(aPress()));
    here.bot.machine.pass(600_000);
    await here.bot.post({}, JSON.stringify(aPress()));
    const line = { event: 'activities not let in', status: 401, reason: 'no valid token' };
    expect(here.bot.log.lines.slice(-2).map(({ count }) => count)).toEqual([expect.any(Number), 20]);
    expect(here.bot.log.lines).toEqual([expect.objectContaining(line), { ...line, count: 20 }]);
  });

  test('who has no token does not learn which tenants and services are allowed', async () => {
    const { conversation } = aPress();
    const elsewhere = { conversation: Object.assign({}, conversation, { tenantId: 'tenant-2' }) };
    const answers = [
      await here.bot.post({}, JSON.stringify(aPress())),
      await here.bot.post({}, JSON.stringify(aPress(elsewhere))),
      await here.bot.post({}, JSON.stringify(aPress({ serviceUrl: 'https://evil.example/' }))),
    ];
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  });
});
