import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { loggedFields } from '../../bot/log';
import { hostileStrings } from '../hostileStrings';

test('no address reaches the log, wherever in a text it stands', () => {
  const error = 'Error: Entity hmp / m|nudge|noor.dejong@example.org|p1 has a size in bytes of 9, at most 8';
  expect(loggedFields({ error, count: 3, tenant: null, route: '/demo/clock' })).toEqual({
    error: 'Error: Entity hmp / m|nudge|…@…|p1 has a size in bytes of 9, at most 8',
    count: 3,
    tenant: null,
    route: '/demo/clock',
  });
});

test('a long text is cut, and no address with it in two', () => {
  const error = `${'x '.repeat(1996)}noor.dejong@example.org ${'y'.repeat(100_000)}`;
  expect(loggedFields({ error })['error']).toBe(`${'x '.repeat(1996)}…`);
});

const log = join(process.cwd(), 'dist', 'bot', 'log.js');

/** What the built log writes on standard error when it is told these texts. */
const written = (texts: readonly string[]): string => {
  const script = `
    const { jsonLog } = require(${JSON.stringify(log)});
    const texts = JSON.parse(process.argv[1]);
    for (const text of texts) jsonLog('info', []).error('turn failed', { error: text, count: 1 });`;
  return spawnSync(process.execPath, ['-e', script, JSON.stringify(texts)], { encoding: 'utf8' }).stderr;
};

test('whatever people typed stands in one line, as the value of one field, and moves nothing', () => {
  const texts = Object.values(hostileStrings);
  const lines = written(texts).split('\n').slice(0, -1);
  expect(lines).toHaveLength(texts.length);
  for (const line of lines) {
    const read: unknown = JSON.parse(line);
    expect(read).toMatchObject({ level: 50, msg: 'turn failed', count: 1, error: expect.any(String) });
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});

test.each(['Promise.reject(error)', 'setTimeout(() => { throw error; })'])(
  'what nobody caught, by %s, ends the process with one line that quotes nothing of it',
  (thrown) => {
    const script = `
      const { endOnFault, jsonLog } = require(${JSON.stringify(log)});
      endOnFault(jsonLog('info', []));
      const error = Object.assign(new TypeError('Noor de Jong of p1'), { code: 'ECONNRESET' });
      ${thrown};
      setTimeout(() => process.exit(0), 5000);`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    expect([status, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(JSON.parse(stderr)).toMatchObject({
      msg: 'ended by a fault',
      error: 'TypeError',
      code: 'ECONNRESET',
    });
    expect(stderr).not.toMatch(/Noor|p1/);
  },
);
