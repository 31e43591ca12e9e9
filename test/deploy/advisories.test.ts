/** What is made of the words of `npm audit`: nobody takes silence for a good answer. */
import { auditOf } from '../../deploy/advisories';
import { lockSchema } from '../../deploy/packageRules';

const sound = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };
const lock = lockSchema.parse({
  lockfileVersion: 3,
  packages: {
    'node_modules/runs': sound,
    'node_modules/tool': { ...sound, dev: true },
    'node_modules/tool/node_modules/runs': { ...sound, dev: true },
  },
});

const found = (name: string, severity: string, ...nodes: readonly string[]) => ({
  [name]: { name, severity, isDirect: true, via: [], effects: [], range: '*', nodes, fixAvailable: false },
});
const saying = (vulnerabilities: object): string =>
  JSON.stringify({ auditReportVersion: 2, vulnerabilities });

test('without advisories it is clean', () => {
  expect(auditOf(saying({}), lock)).toEqual({ status: 'clean', lines: [] });
});

test.each([
  ['high', 'node_modules/runs', 'grave', 'runs: high, in a running bot'],
  ['critical', 'node_modules/runs', 'grave', 'runs: critical, in a running bot'],
  ['moderate', 'node_modules/runs', 'clean', 'runs: moderate, in a running bot'],
  ['critical', 'node_modules/tool/node_modules/runs', 'clean', 'runs: critical, in a tool'],
  ['high', 'node_modules/elsewhere', 'grave', 'runs: high, in a running bot'],
])('%s at %s is %s', (severity, place, status, line) => {
  expect(auditOf(saying(found('runs', severity, place)), lock)).toEqual({ status, lines: [line] });
});

test('an advisory that does not say where its package is may be in a running bot', () => {
  expect(auditOf(saying(found('runs', 'critical')), lock)).toMatchObject({ status: 'grave' });
});

test.each([
  [
    'a service that does not take the question',
    '{"message":"405 Method Not Allowed","method":"POST","statusCode":405,"body":"","error":{"summary":"","detail":""}}',
    '405 Method Not Allowed',
  ],
  ['no network', '{"message":"request failed, reason: getaddrinfo ENOTFOUND","error":{}}', 'request failed'],
  ['another form', '{"auditReportVersion":3}', 'no report'],
  ['nothing', '', 'no report'],
])('%s is not known, and says so', (_name, said, reason) => {
  expect(auditOf(said, lock)).toEqual({ status: 'unknown', reason: expect.stringContaining(reason) });
});
