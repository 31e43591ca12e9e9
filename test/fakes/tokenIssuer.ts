/** The Bot Framework's side of tokens, on this machine: OpenID metadata, keys, and tokens in order or not. */
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { sign, type Algorithm } from 'jsonwebtoken';

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** A key as it is published. */
interface Published {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly endorsements: readonly string[] | null;
}

const rsa = (bits: number): Pair => generateKeyPairSync('rsa', { modulusLength: bits });

/** To make a pair takes a while: one of each for all tests of a file. */
const pairs: Readonly<Record<'main' | 'stranger' | 'weak' | 'elliptic', Pair>> = {
  main: rsa(2048),
  stranger: rsa(2048),
  weak: rsa(1024),
  elliptic: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};

const encoded = (part: unknown): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** What the claims of a token in order are. */
export interface Claims {
  readonly [name: string]: unknown;
}

/** How a token differs from one in order. */
export interface TokenChanges {
  readonly claims?: Claims;
  readonly header?: object;
  readonly algorithm?: Algorithm;
  /** The key it is signed with. */
  readonly key?: KeyObject;
  readonly kid?: string;
}

/** Makes tokens, and tells with which keys they can be checked. */
export class TokenIssuer {
  static readonly appId = '11111111-2222-3333-4444-555555555555';
  static readonly serviceUrl = 'https://localhost/emea/';

  /** Paths that were asked for. */
  readonly asked: string[] = [];
  /** Whether it answers with 503. */
  isDown = false;
  /** What the metadata says about where the keys are; null is here. */
  keysAt: string | null = null;
  /** What it says instead of the keys. */
  keysAnswer: unknown = null;
  readonly main = pairs.main;
  readonly stranger = pairs.stranger;
  readonly weak = pairs.weak;
  readonly elliptic = pairs.elliptic;
  readonly keys: Published[] = [
    { kid: 'main', publicKey: this.main.publicKey, endorsements: ['msteams', 'webchat'] },
    { kid: 'webchat', publicKey: this.main.publicKey, endorsements: ['webchat'] },
    { kid: 'any', publicKey: this.main.publicKey, endorsements: null },
    { kid: 'weak', publicKey: this.weak.publicKey, endorsements: null },
    { kid: 'elliptic', publicKey: this.elliptic.publicKey, endorsements: null },
  ];
  readonly #server: Server;

  /** `now` in milliseconds: tokens hold from five minutes before to an hour after. */
  constructor(readonly now: number) {
    this.#server = createServer((request, response) => this.#serve(request, response));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get address(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  get metadata(): string {
    return `${this.address}/metadata`;
  }

  /** Claims of a token in order. */
  get claims(): Claims {
    const seconds = Math.floor(this.now / 1000);
    return {
      iss: 'https://api.botframework.com',
      aud: TokenIssuer.appId,
      serviceurl: TokenIssuer.serviceUrl,
      nbf: seconds - 300,
      exp: seconds + 3600,
    };
  }

  /** A token; in order when nothing is changed. A claim that is undefined is left out. */
  token({ claims = {}, header = {}, algorithm = 'RS256', key, kid = 'main' }: TokenChanges = {}): string {
    const payload = JSON.stringify({ ...this.claims, ...claims });
    return sign(payload, key ?? this.main.privateKey, {
      algorithm,
      allowInsecureKeySizes: true,
      header: { alg: algorithm, typ: 'JWT', kid, ...header },
    });
  }

  /** The three parts with any signature, or one by hand. */
  byHand(header: unknown, payload: unknown, signature = 'c2lnbmF0dXJl'): string {
    return `${encoded(header)}.${encoded(payload)}.${signature}`;
  }

  /** Claims in these very letters, signed as they should be. */
  signedText(claims: string): string {
    const signed = `${encoded({ alg: 'RS256', typ: 'JWT', kid: 'main' })}.${encoded(claims)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(this.main.privateKey, 'base64url')}`;
  }

  /** Signed with the public key as if it were a shared secret. */
  withPublicKeyAsSecret(): string {
    const secret = this.main.publicKey.export({ type: 'spki', format: 'pem' });
    const signed = `${encoded({ alg: 'HS256', typ: 'JWT', kid: 'main' })}.${encoded(this.claims)}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  }

  #serve({ url = '' }: IncomingMessage, response: ServerResponse): void {
    this.asked.push(url);
    // In the process of a bot restify has changed this class: writeHead gives nothing there.
    response.writeHead(this.isDown ? 503 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(url === '/metadata' ? this.#metadata() : this.#keysPage()));
  }

  #metadata(): object {
    return { issuer: 'https://api.botframework.com', jwks_uri: this.keysAt ?? `${this.address}/keys` };
  }

  #keysPage(): unknown {
    if (this.keysAnswer !== null) return this.keysAnswer;
    const keys = this.keys.map(({ kid, publicKey, endorsements }) => {
      const said = endorsements === null ? {} : { endorsements };
      return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', ...said };
    });
    return { keys };
  }
}
