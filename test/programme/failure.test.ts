/** What a log may say of an error, whoever threw it: nothing of its text, unless it is one of our own. */
import * as fc from 'fast-check';
import { z } from 'zod';
import { Fault, failure, failureLine, Mendable } from '../../bot/programme/failure';
import { hostileStrings } from '../hostileStrings';

/** What errors of libraries have been seen to quote. */
const personal = [
  'Noor de Jong',
  'noor.dejong@leiden.example',
  'hmp / m|nudge|noor.dejong@leiden.example|p17/2027-03-09',
  'https://smba.trafficmanager.net/emea/v3/conversations/29:1Qx/members/8:orgid:3f',
  'Noor\n    at Noor (/srv/dist/bot/Noor.js:1:1)\n    at /srv/dist/bot/Noor.js:1:1',
];
const texts = [...Object.values(hostileStrings), ...personal].filter((text) => text.length > 4);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
};

/** Ways in which a text comes to stand in something that is thrown. */
const thrown: Readonly<Record<string, (text: string) => unknown>> = {
  'an error': (text) => new Error(text),
  'an error of another class': (text) => new RangeError(text),
  'an error that was told more later': (text) => Object.assign(new Error('x'), { message: text }),
  'an error with fields': (text) =>
    Object.assign(new Error(text), {
      details: { text },
      url: text,
      path: text,
      name: `${text} `,
      code: `${text} `,
    }),
  'a stack of its own': (text) => Object.assign(new Error('x'), { stack: `Error: y\n${text}` }),
  'a cause': (text) => new Error('x', { cause: new TypeError(text, { cause: text }) }),
  'a cause of one of our own': (text) => new Fault('not stored', { cause: new Error(text) }),
  'several at once': (text) => new AggregateError([new Error(text)], text),
  'what was not of a shape': (text) =>
    z.strictObject({ a: z.literal('b') }).safeParse({ [text]: text }).error,
  'what was no JSON': (text) => parsed(`{"name": ${text}`),
  'a text': (text) => text,
  'an object': (text) => ({ message: text, stack: text, name: text.padEnd(61, ' ') }),
  'something that has no text': (text) => ({ toString: () => text }),
};

const holds = (error: unknown, text: string): boolean => {
  const said = [...Object.values(failure(error)), failureLine(error)].join(' ');
  return said.includes(text) || said.includes('Noor') || said.includes('Qxj');
};

test.each(Object.entries(thrown))('%s leaves nothing of its text', (_, made) => {
  for (const text of texts) expect([text, holds(made(text), text)]).toEqual([text, false]);
});

test('nor do any of them with any text', () => {
  const text = fc.string({ minLength: 5, unit: 'binary' }).map((some) => `Qxj ${some}`);
  const way = fc.constantFrom(...Object.values(thrown));
  fc.assert(
    fc.property(way, text, (made, some) => !holds(made(some), some)),
    { seed: 2027, numRuns: 1000 },
  );
});

test('what can be acted on is told: class, code, status, and where', () => {
  const cause = Object.assign(new TypeError('of noor'), { code: 'ECONNRESET' });
  const error = Object.assign(new Error('Noor', { cause }), { code: 'TableNotFound', statusCode: 404 });
  expect(failure(error)).toEqual({
    error: 'Error',
    code: 'TableNotFound',
    status: 404,
    because: 'TypeError ECONNRESET',
    at: expect.stringMatching(/^(node_modules\/[\w@./-]+:\d+( < )?)*$/),
  });
});

test('one of our own says it in its words', () => {
  class Away extends Fault {}
  expect(failure(new Fault('no etag came back for hmp / m')).error).toBe(
    'Fault: no etag came back for hmp / m',
  );
  expect(failure(new Away('programme hmp cannot be read')).error).toMatch(/: programme hmp cannot be read$/);
});

test('on a screen what can be mended is told in our words, and the rest as in the log', () => {
  const cause = Object.assign(new Error('key=Noor'), { code: 'EACCES' });
  expect(failureLine(new Mendable('port 80 cannot be had', { cause }))).toBe('port 80 cannot be had');
  expect(failureLine(new TypeError('', { cause }))).toBe('TypeError because Error EACCES');
});
