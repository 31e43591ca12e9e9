/** What goes out as a file: made for whoever asks, kept by nobody on the way. */
import { failure } from './programme/failure';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'restify';
import type { CalendarFile } from './ports/calendar';
import type { FilePages, MadeFile } from './ports/export';
import type { Log } from './ports';

/** The file behind a token, which is used up by that; null when there is none (any more). */
export type ServeFile = (token: string) => Promise<MadeFile | null>;

/** The calendar feed under a token; null when there is none (any more). */
export type ServeFeed = (token: string) => Promise<CalendarFile | null>;

/** ASCII for the eldest, and the whole name as RFC 6266 has it. */
const dispositionOf = (name: string): string => {
  const plain = name.normalize('NFKD').replaceAll(/[^A-Za-z0-9 ._-]/g, '');
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
};

/** Nobody between here and the reader keeps the file or looks into it. */
const fileHeaders = ({ name, contentType }: MadeFile): Readonly<Record<string, string>> => ({
  'content-type': contentType,
  'content-disposition': dispositionOf(name),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
});

/** Files behind links; `pages` is null until the bot can hand them over. */
export interface ServedFiles {
  readonly take: ServeFile;
  readonly pages: () => FilePages | null;
}

const notFound = (response: Response): void => {
  response.json(404, { error: 'not found' }, { 'cache-control': 'no-store' });
};

const sendPage = (response: Response, status: number, { contentSecurity }: FilePages, page: string): void => {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurity,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  });
  // Node leaves the body out for who asked with HEAD.
  response.end(page);
};

const isToken = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/**
 * The page with the button, to whoever follows a link of `:token`: previews and scanners follow every link before its
 * reader does, so that uses up nothing. Nothing is looked up, so it does not tell whether there is a file.
 */
export const offersFile =
  ({ pages }: ServedFiles): RequestHandler =>
  (request, response, next) => {
    const known = pages();
    if (known === null || !isToken(String(request.params.token))) notFound(response);
    else sendPage(response, 200, known, known.offered);
    next();
  };

/** A page for who reads one, JSON for a program. */
const sayItIsOver = (request: Request, response: Response, pages: FilePages | null): void => {
  if (pages !== null && request.header('accept', '').includes('text/html'))
    sendPage(response, 404, pages, pages.over);
  else notFound(response);
};

/** Hands over the file of `:token` as it is made; one that breaks off ends the connection, so that nobody takes half of it for all. */
export const servesFile =
  ({ take, pages }: ServedFiles, log: Log): RequestHandler =>
  async (request, response) => {
    try {
      const made = await take(String(request.params.token));
      if (made === null) sayItIsOver(request, response, pages());
      else {
        response.writeHead(200, fileHeaders(made));
        await pipeline(Readable.from(made.chunks, { objectMode: false }), response);
      }
    } catch (error) {
      log.error('file not handed over', { ...failure(error) });
      if (response.headersSent) response.destroy();
      else response.json(500, { error: 'not handled' });
    }
  };

const feedName = /^([0-9a-f]{32,128})\.ics$/;

/** Calendars ask every few hours: nothing is sent again to who has it. */
const sendFeed = async (calendar: ServeFeed, request: Request, response: Response): Promise<void> => {
  const token = feedName.exec(String(request.params.file))?.[1];
  const feed = token === undefined ? null : await calendar(token);
  if (feed === null) {
    notFound(response);
    return;
  }
  const tag = `"${feed.tag}"`;
  const isKnown = request.header('if-none-match') === tag;
  const type = isKnown ? {} : { 'content-type': 'text/calendar; charset=utf-8' };
  response.writeHead(isKnown ? 304 : 200, {
    etag: tag,
    'cache-control': 'private, no-cache',
    'referrer-policy': 'no-referrer',
    ...type,
  });
  response.end(isKnown ? undefined : feed.text);
};

/** Hands over the feed of `:file`, `TOKEN.ics`. The address is a secret, so no log names it. */
export const servesFeed =
  (calendar: ServeFeed, log: Log): RequestHandler =>
  async (request, response) => {
    try {
      await sendFeed(calendar, request, response);
    } catch (error) {
      log.error('feed not handed over', { ...failure(error) });
      response.json(500, { error: 'not handled' });
    }
  };
