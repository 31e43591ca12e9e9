import { tenantsOfReceivers } from '../../bot/delivery/reach';
import { keepProgrammes } from '../../bot/delivery/programmes';
import type { ContactStore } from '../../bot/ports/storage';
import { aCoordinator, aPair, aPerson, aProgramme, at } from '../builders';
import { aContact, aWorld } from '../world';

const [bad, good] = ['bad@leiden.example', 'good@leiden.example'];

/** Where two people of a programme in two tenants are sent to, when reading the row of one of them throws this. */
const tenantsWhen = async (thrown: Error): Promise<ReadonlyMap<string, string>> => {
  const world = aWorld('2027-03-09T10:00:00+01:00');
  await world.import(aProgramme({ tenants: ['tenant-1', 'tenant-2'] }));
  await world.storage.contacts.save(aContact({ email: good, tenant: 'tenant-2' }), null);
  const programmes = keepProgrammes(world.storage.programmes);
  await programmes.refresh();
  const [loaded] = programmes.all();
  if (loaded === undefined) throw new Error('no programme');
  const stored = world.storage.contacts;
  const contacts: ContactStore = {
    byAddress: (tenant, email) => (email === bad ? Promise.reject(thrown) : stored.byAddress(tenant, email)),
    byId: (tenant, id) => stored.byId(tenant, id),
    save: (contact, tag) => stored.save(contact, tag),
    everyone: (tenant) => stored.everyone(tenant),
  };
  return tenantsOfReceivers(contacts, loaded, [bad, good]);
};

test('a contact that cannot be read holds up nobody else, and is sent to in the first tenant', async () => {
  expect([...(await tenantsWhen(new Error('not what this version writes')))]).toEqual([
    [bad, 'tenant-1'],
    [good, 'tenant-2'],
  ]);
});

test('storage that is away is nobody’s fault', async () => {
  const away = Object.assign(new Error('away'), { name: 'RestError', statusCode: 503 });
  await expect(tenantsWhen(away)).rejects.toThrow('away');
});

describe('a student whom Teams refuses late in the afternoon', () => {
  const programme = aProgramme({
    start: '2027-03-08',
    people: [aPerson(), aCoordinator()],
    pairs: [aPair({ start: '17:30', end: '18:45' })],
  });

  /** The check-in is refused at ten to seven; everything that coordinators then got, by moments at which the bot looks. */
  const toldBy = async (...moments: readonly string[]): Promise<readonly string[]> => {
    const world = aWorld('2027-03-09T18:50:00+01:00');
    await world.import(programme);
    await world.install(programme);
    world.teams.script = ({ email }) =>
      email === aPerson().email ? { status: 'unreachable', reason: 'http 403' } : undefined;
    await world.tickOnce();
    for (const moment of moments) {
      world.clock.moveTo(at(moment));
      await world.tickOnce();
    }
    return (await world.deliveries()).map((told) => told.split('/')[0] ?? '');
  };

  test('is told to their coordinator on the same day', async () => {
    expect(await toldBy('2027-03-09T18:51:00+01:00')).toEqual(['2027-03-09 18:51 studentUnreachable']);
  });

  test('is told at the next opening when the window has closed meanwhile', async () => {
    expect(await toldBy('2027-03-09T19:00:00+01:00')).toEqual([]);
    const told = await toldBy('2027-03-09T19:00:00+01:00', '2027-03-10T08:30:00+01:00');
    expect(told).toEqual(['2027-03-10 08:30 studentUnreachable']);
  });
});
