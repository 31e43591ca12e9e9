/** Files of the built bot: stored where Teams says, or fetched once by a link. */
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { Workbook } from '@cj-tech-master/excelts';
import { readFeed } from '../calendar/reading';
import { StartedBot } from '../fakes/startedBot';
import { TeamsStandIn, type Arrived, type Player } from '../fakes/teamsStandIn';

const tenant = '00000000-0000-0000-0000-0000000000001';
const player = (email: string): Player => ({ name: email, email, aadObjectId: `aad-${email}`, tenant });
const noor = player('noor.dejong@example.org');
const cora = player('cora.bakker@example.org');

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

const pieceLength = 16;
/** Every run of so many characters in a token. */
const piecesOf = (token: string): readonly string[] =>
  Array.from({ length: token.length - pieceLength + 1 }, (_, from) => token.slice(from, from + pieceLength));

describe('files', () => {
  let bot: StartedBot;
  let teams: TeamsStandIn;
  let drive: Server;
  let driveAddress = '';
  const stored: Buffer[] = [];

  beforeAll(async () => {
    bot = await StartedBot.make({ DEMO_CLOCK: '2027-02-16T11:30:00+01:00@0', LOG_LEVEL: 'info' });
    expect((await bot.tool('import', join(process.cwd(), 'examples', 'programme'))).code).toBe(0);
    await bot.start({ PUBLIC_URL: bot.address });
    teams = new TeamsStandIn(() => bot.endpoint);
    await teams.open();
    for (const person of [noor, cora]) await teams.install(person);
    // What is due for them by now comes before anything is counted.
    await bot.moveClock('2027-02-16T11:30:00+01:00');
    drive = createServer((request, response) => {
      // Before a part it is asked what it still wants.
      if (request.method === 'GET') {
        response.writeHead(200).end(JSON.stringify({ nextExpectedRanges: ['0-'] }));
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        stored.push(Buffer.concat(chunks));
        response.writeHead(201).end('{}');
      });
    });
    await new Promise<void>((resolve) => drive.listen(0, '127.0.0.1', resolve));
    const at = drive.address();
    driveAddress = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/up`;
  }, 120_000);

  afterAll(async () => {
    await teams.close();
    drive.closeAllConnections();
    await new Promise((resolve) => drive.close(resolve));
    await bot.remove();
  });

  const consent = (who: Player, uploadUrl: string, context: object) =>
    teams.post(who, {
      type: 'invoke',
      name: 'fileConsent/invoke',
      value: {
        type: 'fileUpload',
        action: 'accept',
        context,
        uploadInfo: {
          uploadUrl,
          contentUrl: 'https://hmp.sharepoint.com/f.xlsx',
          name: 'f.xlsx',
          uniqueId: 'u',
          fileType: 'xlsx',
        },
      },
    });

  const newest = (): Arrived['activity'] | undefined => teams.to(cora).at(-1)?.activity;
  const asked = { programme: 'hmp-2027', kind: 'xlsx' };

  const linkOf = async (kind: string): Promise<string> => {
    const pressed = await teams.press(cora, 'export.link', { ...asked, kind });
    return stringsIn(pressed.body).find((text) => text.includes('/files/')) ?? '';
  };

  test('a workbook is asked for, put where Teams says, and shown', async () => {
    await teams.say(cora, 'exporteren');
    await teams.press(cora, 'export.file', asked);
    expect(JSON.stringify(newest()?.attachments)).toContain('teams.card.file.consent');
    const response = await consent(cora, driveAddress, asked);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(JSON.stringify(newest()?.attachments)).toContain('teams.card.file.info');
    const workbook = new Workbook();
    await workbook.xlsx.load(stored[0] ?? Buffer.alloc(0));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Sessies',
      'Leerlingen',
      'Signalen',
      'Studentmentoren',
      'Intervisie',
    ]);
    expect(workbook.getWorksheet('Sessies')?.rowCount).toBeGreaterThan(100);
    expect(workbook.getWorksheet('Intervisie')?.rowCount).toBeGreaterThan(100);
  });

  test('what is held of oneself is put in one’s own OneDrive, by the same way', async () => {
    const before = stored.length;
    await teams.press(noor, 'privacy.file', {});
    const [said, question] = teams.to(noor).slice(-2);
    expect(JSON.stringify(said?.activity)).toContain('privacy.link');
    expect(JSON.stringify(question?.activity.attachments)).toContain('teams.card.file.consent');
    expect(stored.length).toBe(before);
    const response = await consent(noor, driveAddress, { programme: 'hmp-2027', kind: 'own' });
    expect(response.status).toBe(200);
    const file = (stored.at(-1) ?? Buffer.alloc(0)).toString('utf8');
    expect(stored.length).toBe(before + 1);
    expect(file).toContain(`contact;1;email;${noor.email}`);
    expect(file).not.toMatch(/sam\.vandijk|Yara/);
    await consent(noor, 'https://hmp.sharepoint.com.evil.example/up', { programme: 'hmp-2027', kind: 'own' });
    expect(stored.length).toBe(before + 1);
  });

  test('only a coordinator gets one, and nothing but an allowed address is called', async () => {
    const before = stored.length;
    await consent(noor, driveAddress, asked);
    await consent(cora, 'http://example.org/up', asked);
    await consent(cora, 'https://hmp.sharepoint.com.evil.example/up', asked);
    expect(stored.length).toBe(before);
    expect(JSON.stringify(newest())).toContain('lukte niet om het bestand');
  });

  test('what is no yes and no no is refused, and does nothing', async () => {
    const before = teams.arrived.length;
    const value = { action: 'perhaps', context: asked };
    const response = await teams.post(cora, { type: 'invoke', name: 'fileConsent/invoke', value });
    expect(response.status).toBe(501);
    expect(teams.arrived.length).toBe(before);
    expect((await teams.post(cora, { type: 'invoke', name: 'task/fetch' })).status).toBe(501);
  });

  /** How often it stands in the record that Cora took the sessions away. */
  const timesTaken = async (): Promise<number> => {
    const held: unknown = await bot.json('subject', 'hmp-2027', 'show', cora.email);
    return JSON.stringify(held).split('"export.sessions"').length - 1;
  };

  test('taking a file by a link is in the access record, once; asking for the link and looking at its page are not', async () => {
    const before = await timesTaken();
    const link = await linkOf('sessions');
    await fetch(link);
    expect(await timesTaken()).toBe(before);
    await fetch(link, { method: 'POST' });
    await fetch(link, { method: 'POST' });
    expect(await timesTaken()).toBe(before + 1);
  });

  test('a link gives the file once', async () => {
    const link = await linkOf('sessions');
    expect(link).toMatch(new RegExp(`^${bot.address}/files/[0-9a-f]{64}$`));
    const first = await fetch(link, { method: 'POST' });
    expect(first.status).toBe(200);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]+\.csv"/);
    expect(first.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = Buffer.from(await first.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString('utf8').split('\r\n')[0]).toContain('Datum;Begin;Einde');
    const second = await fetch(link, { method: 'POST' });
    expect(second.status).toBe(404);
    expect(await second.json()).toEqual({ error: 'not found' });
    expect(bot.log).not.toContain(link.slice(-64));
  });

  test('who follows a link, as scanners do before its reader, gets a page with a button and uses up nothing', async () => {
    const link = await linkOf('xlsx');
    for (const headers of [{}, { accept: '*/*' }, { 'user-agent': 'Scanner/1.0', purpose: 'prefetch' }]) {
      for (const method of ['HEAD', 'GET', 'GET']) {
        const page = await fetch(link, { method, headers });
        const text = await page.text();
        expect(page.status).toBe(200);
        for (const [name, value] of [
          ['content-type', 'text/html; charset=utf-8'],
          ['cache-control', 'no-store'],
          ['referrer-policy', 'no-referrer'],
          ['x-content-type-options', 'nosniff'],
        ] as const)
          expect(page.headers.get(name)).toBe(value);
        expect(page.headers.get('content-security-policy')).toMatch(
          /^default-src 'none'; style-src 'sha256-/,
        );
        if (method === 'HEAD') expect(text).toBe('');
        else {
          expect(text.match(/<form method="post"><button>(?:Bestand ophalen|Get the file)</g)).toHaveLength(
            2,
          );
          expect(text).not.toMatch(/<script|http|hmp-2027|cora/i);
        }
      }
    }
    expect((await fetch(link, { method: 'PUT' })).status).toBe(404);
    for (const wrong of [`${link}0`, link.slice(0, -1), link.replace(/.$/, 'G'), `${bot.address}/files/`])
      expect(await (await fetch(wrong)).json()).toEqual({ error: 'not found' });
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    const again = await fetch(link, { method: 'POST', headers: { accept: 'text/html' } });
    expect([again.status, again.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(await again.text()).toMatch(/Deze link werkt niet meer.*This link no longer works/s);
  });

  test('no other token works', async () => {
    const link = await linkOf('xlsx');
    expect((await fetch(`${link}0`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${bot.address}/files/`, { method: 'POST' })).status).toBe(404);
    const workbook = await fetch(link, { method: 'POST' });
    expect(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  const feedOf = async (verb: string): Promise<string> => {
    const before = teams.to(noor).length;
    const pressed = await teams.press(noor, verb, {});
    const texts = [pressed.body, ...teams.to(noor).slice(before)].flatMap(stringsIn);
    return texts.find((text) => text.includes('/calendar/')) ?? '';
  };

  test('a calendar is fetched by its link as often as one likes, until the link is renewed', async () => {
    const link = await feedOf('calendar.show');
    expect(link).toMatch(new RegExp(`^${bot.address}/calendar/[0-9a-f]{64}\\.ics$`));
    const first = await fetch(link);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    const events = readFeed(await first.text());
    expect(events.length).toBeGreaterThan(10);
    const tag = first.headers.get('etag') ?? '';
    expect((await fetch(link, { headers: { 'if-none-match': tag } })).status).toBe(304);
    const [session] = events;
    const data = { session: 'J3A01/2027-02-16', outcome: 'schoolCancelled' };
    expect((await teams.press(noor, 'checkIn.record', data)).status).toBe(200);
    const changed = await fetch(link, { headers: { 'if-none-match': tag } });
    expect(changed.status).toBe(200);
    const called = readFeed(await changed.text()).filter(({ isCancelled }) => isCancelled);
    expect(called).toMatchObject([{ sequence: 1, start: Date.parse('2027-02-16T10:00:00+01:00') }]);
    expect(session?.isCancelled).toBe(false);
    for (const wrong of [`${link}x`, link.replace('.ics', ''), link.replace(/[0-9a-f]\.ics/, 'g.ics')])
      expect(await (await fetch(wrong)).json()).toEqual({ error: 'not found' });
    expect((await fetch(link, { method: 'POST' })).status).toBe(404);
    const renewed = await feedOf('calendar.renew');
    expect(renewed).not.toBe(link);
    expect((await fetch(link)).status).toBe(404);
    expect((await fetch(renewed)).status).toBe(200);
    expect((await teams.press(noor, 'calendar.stop', {})).status).toBe(200);
    expect((await fetch(renewed)).status).toBe(404);
    const again = await feedOf('calendar.show');
    expect(
      (await Promise.all([link, renewed, again].map((one) => fetch(one)))).map(({ status }) => status),
    ).toEqual([404, 404, 200]);
    // Who has seen one learns nothing of the next: no piece of it comes back.
    const tokens = [link, renewed, again].map((one) => one.slice(-68, -4));
    const pieces = tokens.flatMap((token) => [...new Set(piecesOf(token))]);
    expect(pieces).toHaveLength(3 * (64 - pieceLength + 1));
    expect(new Set(pieces).size).toBe(pieces.length);
    for (const secret of [link, renewed, again]) expect(bot.log).not.toContain(secret.slice(-68, -4));
  });
});
