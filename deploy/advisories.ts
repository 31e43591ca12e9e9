/** What `npm audit --json` says, and what it means for a bot that runs: tools that stay behind are told, and hold nothing up. */
import { z } from 'zod';
import type { Lock } from './packageRules';

const report = z.looseObject({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']),
      nodes: z.array(z.string()).default([]),
    }),
  ),
});
const failure = z.looseObject({ message: z.string().optional(), error: z.unknown() });

/** `unknown`: nobody could be asked, so nothing is known; that is not the same as clean. */
export type Audit =
  | { readonly status: 'unknown'; readonly reason: string }
  | { readonly status: 'clean' | 'grave'; readonly lines: readonly string[] };

const grave = ['high', 'critical'];

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const unknownWith = (said: unknown): Audit => {
  const { message } = failure.safeParse(said).data ?? {};
  return { status: 'unknown', reason: message ?? 'npm audit gave no report' };
};

/** What an audit came to; `grave` when a package of a running bot has a high or critical advisory. */
export const auditOf = (said: string, { packages }: Lock): Audit => {
  const read = report.safeParse(json(said));
  if (!read.success) return unknownWith(json(said));
  const found = Object.values(read.data.vulnerabilities).map(({ name, severity, nodes }) => {
    // What does not say where it is may be anywhere.
    const runs = nodes.length === 0 || nodes.some((place) => packages[place]?.dev !== true);
    return { line: `${name}: ${severity}, ${runs ? 'in a running bot' : 'in a tool'}`, runs, severity };
  });
  const isGrave = found.some(({ runs, severity }) => runs && grave.includes(severity));
  return { status: isGrave ? 'grave' : 'clean', lines: found.map(({ line }) => line) };
};
