/** The HTTP endpoint of the built bot, with activities as Teams and the playground send them. */
import { request } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartedBot } from '../fakes/startedBot';
import { TeamsStandIn, textsOf, type Player } from '../fakes/teamsStandIn';

const tenant = '00000000-0000-0000-0000-0000000000001';
const player = (email: string): Player => ({ name: email, email, aadObjectId: `aad-${email}`, tenant });
const noor = player('noor.dejong@example.org');
const cora = player('cora.bakker@example.org');
const theo = player('theo.visser@example.org');
const stranger = player('somebody@elsewhere.example');

/** The settings that lines are about. */
const namesIn = (err: string): readonly string[] =>
  err
    .trim()
    .split('\n')
    .map((line) => line.split(':')[0] ?? '');

describe('the endpoint', () => {
  let bot: StartedBot;
  let teams: TeamsStandIn;
  let calls = '';

  beforeAll(async () => {
    bot = await StartedBot.make({ DEMO_CLOCK: '2027-02-09T11:30:00+01:00@0', LOG_LEVEL: 'warn' });
    const imported = await bot.tool('import', join(process.cwd(), 'examples', 'programme'));
    expect(imported.err).toBe('');
    expect(imported.code).toBe(0);
    calls = join(bot.dataDir, 'calls.txt');
    const told = `--require ${join(process.cwd(), 'test', 'fakes', 'tellCalls.js')}`;
    await bot.start({ LOG_LEVEL: 'info', NODE_OPTIONS: told, TELL_CALLS: calls });
    teams = new TeamsStandIn(() => bot.endpoint);
    await teams.open();
    for (const person of [noor, cora, theo]) await teams.install(person);
    // What is due for them by now comes before anything is counted.
    await bot.moveClock('2027-02-09T11:30:00+01:00');
  }, 120_000);

  afterAll(async () => {
    await teams.close();
    await bot.remove();
  });

  const post = async (body: unknown, path = '/api/messages'): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return (await fetch(`${bot.address}${path}`, { method: 'POST', headers, body: text })).status;
  };

  const activity = (changes: object = {}): object => ({
    type: 'message',
    id: 'a-1',
    text: 'hulp',
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    from: { id: '29:x', aadObjectId: noor.aadObjectId },
    recipient: { id: '28:bot' },
    conversation: { id: 'chat-x', conversationType: 'personal', tenantId: tenant },
    ...changes,
  });

  const without = (name: string): object =>
    Object.fromEntries(Object.entries(activity()).filter(([key]) => key !== name));

  describe('refuses what is no activity, and where it may not answer', () => {
    const rows: readonly (readonly [string, () => unknown, number])[] = [
      ['an empty object', () => ({}), 400],
      ['nothing', () => '', 400],
      ['no JSON', () => '{"type":', 400],
      ['a list', () => [activity()], 400],
      ['a number as type', () => activity({ type: 5 }), 400],
      ['an empty type', () => activity({ type: '' }), 400],
      ['no channel', () => without('channelId'), 400],
      ['an empty channel', () => activity({ channelId: '' }), 400],
      ['nobody from whom', () => without('from'), 400],
      ['no conversation', () => without('conversation'), 400],
      ['no service URL', () => without('serviceUrl'), 403],
      ['an empty service URL', () => activity({ serviceUrl: '' }), 403],
      ['another host', () => activity({ serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }), 403],
      ['a listed host over http', () => activity({ serviceUrl: 'http://smba.trafficmanager.net/' }), 403],
      [
        'a host in the user part',
        () => activity({ serviceUrl: 'https://smba.trafficmanager.net@evil.example/' }),
        403,
      ],
      ['another tenant', () => activity({ conversation: { id: 'c', tenantId: 'other' } }), 403],
      ['no tenant', () => activity({ conversation: { id: 'c' } }), 403],
      ['a body over 256 KB', () => activity({ text: 'x'.repeat(300_000) }), 413],
    ];
    test.each(rows)('%s', async (_name, body, status) => {
      expect(await post(body())).toBe(status);
    });
  });

  test('anything else is 404 as JSON, a wrong method too', async () => {
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/api/messages'],
      ['PUT', '/healthz'],
      ['POST', '/readyz'],
      ['GET', '/calendar/unknown.ics'],
      ['GET', '/demo/other'],
    ]) {
      const response = await fetch(`${bot.address}${path}`, { method: method ?? '' });
      expect(`${method} ${path} ${response.status}`).toBe(`${method} ${path} 404`);
      expect(await response.json()).toEqual({ error: 'not found' });
    }
  });

  test('it is alive and ready', async () => {
    expect((await fetch(`${bot.address}/healthz`)).status).toBe(200);
    expect((await fetch(`${bot.address}/readyz`)).status).toBe(200);
  });

  test('a packed body is not unpacked', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const sent = request(bot.endpoint, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.end('{}');
    });
    expect(status).toBe(400);
  });

  test('activities the bot has nothing to do with are taken and not answered', async () => {
    const before = teams.arrived.length;
    for (const changes of [
      { type: 'typing' },
      { type: 'messageReaction' },
      { type: 'event', name: 'x' },
      { from: { id: '29:x' } },
    ]) {
      expect(await post(activity(changes))).toBe(200);
    }
    expect(teams.arrived.length).toBe(before);
  });

  test('an unknown invoke is 501', async () => {
    expect(await post(activity({ type: 'invoke', name: 'task/fetch' }))).toBe(501);
  });

  test('a one-tap check-in answers with the card in its place, and a second press changes nothing', async () => {
    const session = 'J3A01/2027-02-09';
    const first = await teams.press(noor, 'checkIn.record', { session, outcome: 'onTime' });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(textsOf(first.body?.value).join(' ')).toContain('Opgeslagen');
    const second = await teams.press(noor, 'checkIn.record', { session, outcome: 'onTime' });
    expect(second.body?.value).toEqual(first.body?.value);
    const stored = await bot.json('sessions', 'hmp-2027', '--to', '2027-02-09');
    expect(stored).toContainEqual(expect.objectContaining({ session, outcome: 'onTime', minutesLate: null }));
  });

  test('the same press by Action.Submit updates the card it came from', async () => {
    const value = { verb: 'checkIn.record', session: 'J3A01/2027-02-09', outcome: 'late', minutesLate: 7 };
    await teams.post(noor, { type: 'message', value, replyToId: 'the-card' });
    const [updated] = teams.updated.slice(-1);
    expect(updated?.id).toBe('the-card');
    expect(textsOf(updated?.activity).join(' ')).toContain('7 minuten');
  });

  test('the same activity delivered again does not undo what was said later', async () => {
    const session = 'J3A01/2027-02-09';
    await teams.press(noor, 'checkIn.record', { session, outcome: 'onTime' }, { id: 'again-1' });
    await teams.press(noor, 'checkIn.record', { session, outcome: 'absentUnknown' }, { id: 'again-2' });
    await teams.press(noor, 'checkIn.record', { session, outcome: 'onTime' }, { id: 'again-1' });
    const stored = await bot.json('sessions', 'hmp-2027', '--to', '2027-02-09');
    expect(stored).toContainEqual(expect.objectContaining({ session, outcome: 'absentUnknown' }));
  });

  test('two install activities at once give one welcome', async () => {
    const person = player('ravi.ramdin@example.org');
    const members = {
      type: 'conversationUpdate',
      membersAdded: [{ id: `29:${person.aadObjectId}` }, { id: '28:bot' }],
    };
    await Promise.all([teams.install(person), teams.post(person, members)]);
    expect(teams.to(person)).toHaveLength(1);
    await teams.post(person, { type: 'installationUpdate', action: 'remove' });
    await teams.install(person);
    expect(teams.to(person)).toHaveLength(2);
  });

  test('somebody no programme knows gets one kind word an install, then nothing', async () => {
    await teams.install(stranger);
    expect(textsOf(teams.to(stranger)[0]?.activity).join(' ')).toContain(stranger.email);
    await teams.say(stranger, 'overzicht');
    await teams.say(stranger, 'hallo?');
    expect(teams.to(stranger)).toHaveLength(1);
    const pressed = await teams.press(stranger, 'checkIn.record', {
      session: 'J3A01/2027-02-09',
      outcome: 'onTime',
    });
    expect(pressed.body?.type).toBe('application/vnd.microsoft.card.adaptive');
    expect(pressed.text).not.toContain('Yara');
  });

  test('a group chat shows nothing personal', async () => {
    const group = {
      conversation: { id: 'group-1', conversationType: 'groupChat', isGroup: true, tenantId: tenant },
    };
    const before = teams.arrived.length;
    await teams.say(cora, '<at>mentormaat</at> overzicht', group);
    const [answer] = teams.arrived.slice(before);
    expect(textsOf(answer?.activity).join(' ')).not.toMatch(/Johan|sessies|%/);
    expect(teams.arrived.length).toBe(before + 1);
  });

  test('nobody was called but the storage and Teams, both of this machine', async () => {
    await bot.moveClock('2027-02-10T12:00:00+01:00');
    const places = new Set(readFileSync(calls, 'utf8').trim().split('\n'));
    const away = [...places].filter((place) => !/^(127\.0\.0\.1:\d+|\/.*|\\\\.*)$/.test(place));
    expect(away).toEqual([]);
    expect(places).toContain(new URL(teams.serviceUrl).host);
    // Three services of the storage, and Teams.
    expect(places.size).toBeGreaterThanOrEqual(4);
  });

  test('logs are JSON lines without names, addresses or texts', () => {
    const lines = bot.log.split('\n').filter((line) => line !== '');
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
    expect(bot.log).not.toMatch(/@example|Noor|Yara|overzicht/);
  });
});

describe('starting', () => {
  test('a wrong environment gives one line a problem, and nothing starts', async () => {
    const bot = await StartedBot.make({
      PORT: 'x',
      SENDS_PER_SECOND: '0',
      DEMO_CLOCK: 'noon',
      LOG_LEVEL: 'loud',
    });
    const { code, err } = await bot.tool('bot');
    expect(code).toBe(1);
    expect(namesIn(err)).toEqual(['PORT', 'SENDS_PER_SECOND', 'LOG_LEVEL', 'DEMO_CLOCK']);
    await bot.remove();
  });

  test.each([
    [{ HOST: '0.0.0.0' }, 'HOST'],
    [
      { MicrosoftAppId: 'x', AZURE_STORAGE_ACCOUNT: 'abc', DEMO_CLOCK: '2027-02-08T08:00:00+01:00@0' },
      'DEMO_CLOCK',
    ],
    [{ MicrosoftAppId: 'x' }, 'AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_ACCOUNT'],
    [
      { MicrosoftAppId: 'x', AZURE_STORAGE_ACCOUNT: 'abc' },
      'MicrosoftAppPassword, or CertificateThumbprint and CertificatePrivateKey',
    ],
  ])('refuses %j', async (settings, name) => {
    const bot = await StartedBot.make(settings);
    const { code, err } = await bot.tool('bot');
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^${name}: `));
    await bot.remove();
  });

  test('says everything that is missing at once, and so does doctor', async () => {
    const bot = await StartedBot.make({ MicrosoftAppId: 'x', SENDS_PER_SECOND: '0' });
    const always = ['SENDS_PER_SECOND', 'AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_ACCOUNT'];
    const secret = 'MicrosoftAppPassword, or CertificateThumbprint and CertificatePrivateKey';
    expect(namesIn((await bot.tool('bot')).err)).toEqual([...always, secret]);
    const told = await bot.tool('doctor');
    const toMend = told.out
      .split('\n')
      .flatMap((line) => /^mend +configuration +(.*?):/.exec(line)?.[1] ?? []);
    expect([told.code, toMend]).toEqual([1, [...always, secret]]);
    await bot.remove();
    const connection =
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a;BlobEndpoint=http://127.0.0.1:1/a';
    const other = await StartedBot.make({ MicrosoftAppId: 'x', AZURE_STORAGE_CONNECTION_STRING: connection });
    const { code, out } = await other.tool('doctor');
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^mend +configuration +MicrosoftAppPassword, or /),
    ]);
    await other.remove();
  });

  test('a port in use is one clear line', async () => {
    const first = await StartedBot.make();
    await first.start();
    const second = await StartedBot.make({ PORT: String(first.port) });
    const { code, err } = await second.tool('bot');
    expect(code).toBe(1);
    expect(err).toContain(String(first.port));
    expect(err).not.toContain('    at ');
    expect(await first.stop('SIGINT')).toBe(0);
    await Promise.all([first.remove(), second.remove()]);
  });
});
