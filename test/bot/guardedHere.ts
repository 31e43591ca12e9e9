/** A guarded bot and an issuer of tokens for all tests of a file, or of a group in it. */
import { TokenIssuer } from '../fakes/tokenIssuer';
import { guardedBot, now, type GuardedBot } from './guardedBot';

/** Both, once the tests have begun. */
export interface GuardedHere {
  readonly issuer: TokenIssuer;
  readonly bot: GuardedBot;
}

/** Opens them before the tests of where it is called, and closes them after. */
export const guardedHere = (): GuardedHere => {
  const issuer = new TokenIssuer(now);
  let bot: GuardedBot | null = null;

  beforeAll(async () => {
    await issuer.open();
    bot = await guardedBot(issuer.metadata);
  });

  afterAll(async () => {
    await bot?.close();
    await issuer.close();
  });

  return {
    issuer,
    get bot() {
      if (bot === null) throw new Error('the tests have not begun');
      return bot;
    },
  };
};
