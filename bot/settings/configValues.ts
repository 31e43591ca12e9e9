/** The kinds of values that the environment holds, each with what was expected where one is wrong. */
import { z } from 'zod';
import type { DemoStart } from '../demoClock';
import { azureMonitorOf } from './metrics';
import { momentFromIso } from '../programme/calendar';

/** A whole number between two bounds, both allowed, written in digits alone. */
export const wholeNumber = (from: number, to: number, standard: number) =>
  z
    .string()
    .regex(/^\d+$/, `expected a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `expected a whole number from ${from} to ${to}`)
    .default(standard);

/** What stands between commas, without spaces around it; empty parts are left out. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** Commas and spaces alone are a slip: as a list they would let nobody in. */
export const listOfSome = list.refine(
  (items) => items.length > 0,
  'expected at least one, or nothing at all',
);

/** When a demo clock starts and how many times as fast as life it runs: `2027-02-08T08:00:00+01:00@600`. */
export const demoStart = z.string().transform((text, context): DemoStart => {
  const [, iso = '', rate = ''] = /^(.+)@(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const at = momentFromIso(iso);
  if (at === null) {
    context.addIssue('expected a moment with offset and a rate, like 2027-02-08T08:00:00+01:00@600');
    return z.NEVER;
  }
  return { at, rate: Number(rate) };
});

/** An address over http or https. */
export const webAddress = (example: string) =>
  z.url({ protocol: /^https?$/, error: `expected an address like ${example}` });

/** Where an Application Insights resource takes measurements. */
export const azureMonitor = z.string().transform((text, context) => {
  const place = azureMonitorOf(text);
  if (place !== null) return place;
  context.addIssue(
    'expected the connection string of an Application Insights resource, InstrumentationKey=…;IngestionEndpoint=https://…',
  );
  return z.NEVER;
});
