/** The same bad requests with all kinds of things around them, and activities of odd types: thousands of them, from a fixed seed. */
import * as fc from 'fast-check';
import { createServer, type Server } from 'node:http';
import { badActivities, badTokens, textOf } from './badCallers';
import { aPress, guardedBot, refusalLine, type GuardedBot } from './guardedBot';
import { guardedHere } from './guardedHere';

const seed = 2027;

jest.setTimeout(120_000);

/** Anything that can stand in JSON, and what has been trouble elsewhere. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    '',
    '__proto__',
    '${data}',
    '{{x}}',
    '\u202Ex',
    '\0',
    '\uD800',
    -1,
    1e308,
    [],
    [[]],
    {},
  ),
  fc.constantFrom(10, 200).map((depth) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown),
);

const names = [
  ...Object.keys(aPress()),
  'action',
  'attachments',
  'callerId',
  'deliveryMode',
  'entities',
  'expiration',
  'locale',
  'localTimestamp',
  'membersAdded',
  'relatesTo',
  'replyToId',
  'text',
  'timestamp',
  '__proto__',
  'constructor',
  'toJSON',
];

/** Fields that no part of the bot reads. */
const unread = { callerId: '${data}', summary: '{{x}}', importance: [[]], toJSON: 1e308, constructor: null };

/** Fields that are put in the place of others, or beside them. */
const noise = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 8 })), anything, {
  maxKeys: 4,
});

/** Beside these a body is read as it is. */
const otherHeaders: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'content-type': 'application/json; charset=utf-8' },
  { 'x-forwarded-for': '127.0.0.1', 'x-ms-conversation-id': 'chat' },
  { accept: 'text/html' },
];

/** Who speaks another way than a header is used to. */
const moreHeaders = fc.constantFrom(
  ...otherHeaders,
  { 'content-type': 'application/vnd.api+json' },
  { 'content-encoding': 'identity' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data' },
);

/**
 * What stands in place of a field can be refused before the row is, never for less: an activity that is none is 400 to
 * everybody, one of an odd channel, tenant or service is 403 to who has a token.
 */
const orWorse = (status: number): readonly number[] =>
  status === 401 ? [400, 401] : [...new Set([status, 400, 401, 403])];

describe('who is not let in', () => {
  const here = guardedHere();
  const { issuer } = here;

  const refused = async (
    headers: Readonly<Record<string, string>>,
    body: string,
    statuses: readonly number[],
  ): Promise<void> => {
    const { status } = await here.bot.post(headers, body);
    expect(here.bot.calls).toEqual([]);
    for (const line of here.bot.log.lines.splice(0)) expect(line).toEqual(refusalLine);
    expect(statuses).toContain(status);
  };

  /** Every row with its headers, made once: a signature takes time. */
  const rows = () => [...badTokens, ...badActivities].map((row) => ({ ...row, made: row.headers(issuer) }));

  test('is refused as its row says, whatever headers stand beside it and whatever nobody reads in it', async () => {
    for (const [index, { status, made, body }] of rows().entries()) {
      const more = otherHeaders[index % otherHeaders.length];
      await refused({ ...more, ...made }, textOf(body({ ...aPress(), ...unread })), [status]);
    }
  });

  test('is not let in by what stands around it', async () => {
    for (const { status, made, body } of rows())
      await fc.assert(
        fc.asyncProperty(noise, moreHeaders, async (fields, more) => {
          await refused({ ...more, ...made }, textOf(body({ ...aPress(), ...fields })), orWorse(status));
        }),
        { seed, numRuns: 8 },
      );
  });

  test('is not let in by a token in which a letter is another one', async () => {
    const token = issuer.token();
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';
    // The last letter of a signature says less than a letter can: several mean the same.
    const place = fc.nat(token.length - 3);
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...letters.split('')), async (at, letter) => {
        fc.pre(token[at] !== letter);
        const changed = `${token.slice(0, at)}${letter}${token.slice(at + 1)}`;
        await refused({ authorization: `Bearer ${changed}` }, JSON.stringify(aPress()), [401]);
      }),
      { seed, numRuns: 500 },
    );
  });

  test('nor by a body that breaks off or goes on', async () => {
    const text = JSON.stringify(aPress());
    const headers = { authorization: `Bearer ${issuer.token()}` };
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), async (end, more) => {
        const broken = text.slice(0, end) + more.replaceAll('}', '');
        await refused(headers, broken, [400]);
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe('an activity of odd types from this machine, without an app id', () => {
  let teams: Server;
  let bot: GuardedBot;
  let serviceUrl = '';

  beforeAll(async () => {
    teams = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id":"29:sam","email":"sam@leiden.example"}');
    });
    await new Promise<void>((resolve) => teams.listen(0, '127.0.0.1', resolve));
    const address = teams.address();
    serviceUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    bot = await guardedBot('', {});
  });

  afterAll(async () => {
    await bot.close();
    teams.closeAllConnections();
    await new Promise((resolve) => teams.close(resolve));
  });

  const kinds = fc.constantFrom<object>(
    {},
    { type: 'message', text: 'hulp' },
    { type: 'message', value: { verb: 'checkIn.record', session: 'p1/2027-02-09', outcome: 'late' } },
    { type: 'installationUpdate', action: 'add' },
    { type: 'conversationUpdate', membersAdded: [{ id: '29:sam' }] },
    { name: 'fileConsent/invoke', value: { action: 'decline', context: {} } },
    { type: 'typing' },
  );
  const inner = fc.dictionary(fc.constantFrom('id', 'name', 'aadObjectId', 'isGroup', 'tenantId'), anything);
  const account = fc.option(inner, { freq: 2, nil: {} });

  test('is answered or refused, never a fault; what is refused reads and stores nothing', async () => {
    await fc.assert(
      fc.asyncProperty(kinds, noise, account, account, async (kind, fields, from, conversation) => {
        bot.calls.length = 0;
        bot.log.lines.length = 0;
        bot.machine.pass(1000);
        const whole = aPress({ serviceUrl, ...kind });
        const body = {
          ...whole,
          from: Object.assign({}, whole['from'], from),
          conversation: Object.assign({}, whole['conversation'], conversation),
          ...fields,
        };
        const { status } = await bot.post({}, JSON.stringify(body));
        const lines = bot.log.lines.map(({ event }) => event).filter((event) => event !== refusalLine.event);
        expect({ status, lines }).toEqual({ status: expect.any(Number), lines: [] });
        expect([200, 400, 403, 501]).toContain(status);
        if (status !== 200) expect(bot.calls).toEqual([]);
      }),
      { seed, numRuns: 500 },
    );
  });
});
