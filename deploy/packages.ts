#!/usr/bin/env node
/**
 * `npm run check:packages` looks at every package in the lock file; `npm run sbom` writes the bill of materials of a running
 * bot to build/sbom.cdx.json. Nothing is fetched.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { billOf } from './bill';
import { readJson, root } from './checkout';
import { checkPackages, lockSchema, manifestSchema, type Lock, type Manifest } from './packageRules';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const check = (manifest: Manifest, lock: Lock): number => {
  const { count, problems } = checkPackages(manifest, lock);
  problems.forEach(say);
  if (problems.length > 0) return 1;
  say(`${count} packages: licences, origin and install scripts are in order`);
  return 0;
};

const writeBill = (manifest: Manifest, lock: Lock): number => {
  const bill = billOf(manifest, lock);
  const file = join(root, 'build', 'sbom.cdx.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
  say(`${file}: ${bill.components.length} packages of a running bot`);
  return 0;
};

const work = process.argv[2] === 'sbom' ? writeBill : check;
process.exitCode = work(
  manifestSchema.parse(readJson('package.json')),
  lockSchema.parse(readJson('package-lock.json')),
);
