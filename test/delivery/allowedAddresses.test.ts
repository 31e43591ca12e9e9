/** Stored addresses are looked at again before each send: a row may be old, or changed by somebody else. */
import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { signalDetails } from '../../bot/programme/signalDetails';
import type { ContactStore } from '../../bot/ports/storage';
import { readSignals } from '../../dialogs/schoolFacts';
import { withAllowedAddresses } from '../../bot/delivery/allowedAddresses';
import { TeamsAdapter, teamsMessenger } from '../../bot/delivery/teamsMessenger';
import { allowsService } from '../../bot/settings/serviceAddress';
import { aContact, aWorld, type World } from '../world';
import { aProgramme, at } from '../builders';

const installation = { serviceHosts: ['smba.trafficmanager.net'], appId: 'app' };
const isAllowed = allowsService(installation);

/** Asking for a token is the first thing of every request. */
class WatchedCredentials extends ConfigurationServiceClientCredentialFactory {
  asked = 0;

  override async createCredentials(): ReturnType<
    ConfigurationServiceClientCredentialFactory['createCredentials']
  > {
    this.asked += 1;
    throw new Error('nothing is to be sent');
  }
}

const badAddresses = [
  ['empty', ''],
  ['no address', 'smba.trafficmanager.net'],
  ['over http', 'http://smba.trafficmanager.net/emea/'],
  ['loopback', 'http://127.0.0.1:3978/'],
  ['another customer of the same service', 'https://evil.trafficmanager.net/'],
  ['a host behind the listed one', 'https://smba.trafficmanager.net.evil.example/'],
  ['the listed host as user', 'https://smba.trafficmanager.net@evil.example/'],
  ['the listed host with a password', 'https://x:y@smba.trafficmanager.net/'],
  ['another port', 'https://smba.trafficmanager.net:8443/'],
  ['a dot more', 'https://smba.trafficmanager.net./'],
  ['a backslash', 'https://evil.example\\smba.trafficmanager.net/'],
  ['the listed host before a backslash', 'https://smba.trafficmanager.net\\@evil.example/'],
  ['backslashes for slashes', 'https:\\\\smba.trafficmanager.net\\emea\\'],
  ['a backslash in its path', 'https://smba.trafficmanager.net/emea\\'],
  ['no slashes', 'https:smba.trafficmanager.net/emea/'],
  ['a slash more', 'https:///smba.trafficmanager.net/emea/'],
  ['a user without a name', 'https://@smba.trafficmanager.net/emea/'],
  ['a user in its path', 'https://smba.trafficmanager.net/@evil.example/'],
  ['a space before it', ' https://smba.trafficmanager.net/emea/'],
  ['a line break in its host', 'https://smba.traffic\nmanager.net/emea/'],
  ['a tab behind it', 'https://smba.trafficmanager.net/emea/\t'],
  ['a space in its path', 'https://smba.trafficmanager.net/em ea/'],
  ['a sign of no width in its host', 'https://smba.traffic\u00admanager.net/emea/'],
  ['wide letters', 'https://ｓｍｂａ.trafficmanager.net/emea/'],
  ['another dot', 'https://smba。trafficmanager。net/emea/'],
  ['a dot in code', 'https://smba%2etrafficmanager.net/emea/'],
  ['a fragment', 'https://smba.trafficmanager.net/#emea/'],
  ['an empty fragment', 'https://smba.trafficmanager.net/emea/#'],
  ['a query', 'https://smba.trafficmanager.net/emea/?to=evil.example'],
  ['an empty query', 'https://smba.trafficmanager.net/emea/?'],
  ['letters that look like it', 'https://smbа.trafficmanager.net/'],
  ['the inside of the cloud', 'http://169.254.169.254/metadata'],
  ['a file', 'file:///etc/passwd'],
  ['the listed host by another scheme', 'ftp://smba.trafficmanager.net/'],
] as const;

const messengerWith = (credentials: WatchedCredentials) =>
  teamsMessenger(
    new TeamsAdapter(new ConfigurationBotFrameworkAuthentication({}, credentials), 'app'),
    isAllowed,
  );

test.each(badAddresses)('%s: no token is asked for and nothing goes out', async (_name, serviceUrl) => {
  const credentials = new WatchedCredentials({});
  const messenger = messengerWith(credentials);
  const contact = aContact({ email: 'sam@leiden.example', serviceUrl });
  const card = { content: { type: 'AdaptiveCard' }, summary: 'Morgen' };
  const refused = { status: 'refused', reason: 'serviceUrlNotAllowed' };
  expect(await messenger.send(contact, card)).toEqual(refused);
  expect(await messenger.update(contact, 'sent-1', card)).toEqual(refused);
  expect(credentials.asked).toBe(0);
});

test.each([
  'https://smba.trafficmanager.net',
  'https://smba.trafficmanager.net/',
  'https://smba.trafficmanager.net/emea/',
  'https://smba.trafficmanager.net/emea/00000000-0000-0000-0000-000000000001/',
  'HTTPS://SMBA.TrafficManager.net/EMEA/',
])('%s may be called', (address) => {
  expect(isAllowed(address)).toBe(true);
});

test.each([
  ['http://127.0.0.1:3978', true],
  ['http://localhost:56150/_connector', true],
  ['http://[::1]:3978/', true],
  ['http://localhost\\@evil.example/', false],
  ['http://localhost:80@evil.example/', false],
  ['http://0x7f.1/', false],
  ['http://localhost/?to=evil.example', false],
  ['https://localhost\\@evil.example/', false],
])('without an app id %s may be called: %p', (address, may) => {
  expect(allowsService({ serviceHosts: ['localhost'], appId: '' })(address)).toBe(may);
});

describe('a row that was changed', () => {
  const programme = aProgramme({ start: '2027-03-08' });
  let world: World;

  beforeEach(async () => {
    world = aWorld('2027-03-09T10:00:00+01:00');
    await world.import(programme);
    const { contacts } = world.storage;
    await contacts.save(aContact({ email: 'cora@hmp.example' }), null);
    await contacts.save(aContact({ email: 'sam@leiden.example', serviceUrl: 'https://evil.example/' }), null);
  });

  test('gets its message once only, as failed with the reason; `release` gives it another try', async () => {
    const credentials = new WatchedCredentials({});
    const bot = await world.start({ messenger: messengerWith(credentials) });
    await bot.tick();
    const before = await world.messages();
    expect(before).toMatchObject([
      { receiver: 'sam@leiden.example', status: 'failed', reason: 'serviceUrlNotAllowed', attempts: 1 },
    ]);
    world.machine.pass(60_000);
    await bot.tick();
    expect(await world.messages()).toEqual(before);
    expect(credentials.asked).toBe(0);
    await bot.end();
  });

  test('is a student who cannot be reached, to coordinators', async () => {
    const { records, contacts } = world.storage;
    const bot = await world.start();
    const [loaded] = bot.programmes.all();
    if (loaded === undefined) throw new Error('no programme');
    const listed = async (seen: ContactStore): Promise<readonly string[]> => {
      const now = at('2027-03-09T10:00:00+01:00');
      const source = await readSignals({ records, contacts: seen }, loaded, ['jdw'], now);
      return signalDetails(source).unreachable.map(({ student }) => student);
    };
    expect(await listed(contacts)).toEqual([]);
    expect(await listed(withAllowedAddresses(contacts, isAllowed))).toEqual(['sam@leiden.example']);
    await bot.end();
  });

  test('is nobody to conversations until the person writes; then their present address is stored', async () => {
    const seen = withAllowedAddresses(world.storage.contacts, isAllowed);
    expect(await seen.byAddress('tenant-1', 'sam@leiden.example')).toBeNull();
    expect((await seen.everyone('tenant-1')).map(({ email }) => email)).toEqual(['cora@hmp.example']);
    const stored = await seen.byId('tenant-1', 'aad-sam@leiden.example');
    if (stored === null) throw new Error('no contact');
    const serviceUrl = 'https://smba.trafficmanager.net/emea/';
    await seen.save({ ...stored.value, serviceUrl }, stored.tag);
    expect(await seen.byAddress('tenant-1', 'sam@leiden.example')).toMatchObject({ serviceUrl });
  });
});
