#!/usr/bin/env node
/** `npm run audit`: asks the registry for advisories about the packages. Exit code 1 for grave ones in a running bot. */
import { spawnSync } from 'node:child_process';
import { auditOf } from './advisories';
import { readJson, root } from './checkout';
import { lockSchema } from './packageRules';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

// npm is a script of the shell on Windows.
const shell = process.platform === 'win32';
const { stdout } = spawnSync('npm', ['audit', '--json'], {
  cwd: root,
  encoding: 'utf8',
  shell,
  maxBuffer: 1 << 26,
});
const lock = lockSchema.parse(readJson('package-lock.json'));
const audit = auditOf(stdout ?? '', lock);

if (audit.status === 'unknown') {
  say(
    `NOT AUDITED: the advisory service cannot be asked from here (${audit.reason}); nothing is known of advisories`,
  );
} else {
  audit.lines.forEach(say);
  say(
    audit.status === 'grave'
      ? 'there are grave advisories in a running bot'
      : 'no grave advisory in a running bot',
  );
}
process.exitCode = audit.status === 'grave' ? 1 : 0;
