/** Who writes to the bot without being anybody's in a programme leaves nothing behind for long. */
import type { LoadedProgramme } from '../../bot/ports';
import { removeStrangers } from '../../bot/privacy/strangers';
import { erase } from '../../bot/privacy/erase';
import { directoryOf } from '../../bot/programme/directory';
import { timetableOf } from '../../bot/programme/timetable';
import type { Storage } from '../../bot/ports/storage';
import { settled } from '../fakes/settled';
import { tableStorage } from '../fakes/tableStorage';
import { aContact, known } from '../storage/contract/examples';
import { everything, sam, storeEverything, tenant } from './everything';
import { holding } from './traces';

const day = 86_400_000;
const stranger = 'gast@leiden.example';

const loadedFrom = async ({ programmes }: Storage): Promise<readonly LoadedProgramme[]> =>
  Promise.all(
    (await programmes.list()).map(async (head) => {
      const directory = directoryOf(known(await programmes.load(head)));
      return { head, directory, timetable: timetableOf(directory) };
    }),
  );

const withStranger = async (welcomedAt: number | null, at = tenant) => {
  const { storage, rows } = tableStorage();
  await storeEverything(storage);
  const ids = { aadObjectId: 'aad-gast', conversationId: 'chat of gast', userId: '29:gast' };
  await storage.contacts.save(aContact({ tenant: at, email: stranger, welcomedAt, ...ids }), null);
  const tidy = async (now: number, programmes?: readonly LoadedProgramme[]): Promise<boolean> =>
    removeStrangers(
      { ...storage, allowedTenants: ['tenant-3'] },
      programmes ?? (await loadedFrom(storage)),
      now,
    );
  return { storage, rows, tidy };
};

test('a stranger is gone after thirty days, and everybody else stays', async () => {
  const { storage, rows, tidy } = await withStranger(1000);
  const others = (await storage.contacts.everyone(tenant)).filter(({ email }) => email !== stranger);
  expect(await tidy(1000 + 30 * day - 1)).toBe(true);
  expect(holding(rows(), 'gast')).not.toEqual([]);
  expect(await tidy(1000 + 30 * day)).toBe(true);
  expect(holding(rows(), 'gast')).toEqual([]);
  expect(await storage.contacts.everyone(tenant)).toEqual(others);
  expect(await storage.feeds.find('token-of-sam')).not.toBeNull();
});

test('thirty days after they were told so, who was welcomed long before and is in no file any more', async () => {
  const { storage, rows, tidy } = await withStranger(1000);
  const met = known(await storage.contacts.byId(tenant, 'aad-gast'));
  await storage.contacts.save({ ...met.value, unknownAt: 1000 + 90 * day }, met.tag);
  await tidy(1000 + 120 * day - 1);
  expect(holding(rows(), 'gast')).not.toEqual([]);
  await tidy(1000 + 120 * day);
  expect(holding(rows(), 'gast')).toEqual([]);
});

test('at once when they took the app away, also in a tenant without a programme', async () => {
  for (const at of [tenant, 'tenant-3']) {
    const { rows, tidy } = await withStranger(null, at);
    await tidy(0);
    expect(holding(rows(), 'gast')).toEqual([]);
  }
});

test('whoever was erased and writes again', async () => {
  const { storage, rows, tidy } = await withStranger(1000);
  await erase({ ...storage, newId: () => 'abcdef1234567890', settled }, 'hmp', sam, 1000);
  await storage.contacts.save(aContact({ tenant, email: sam, welcomedAt: 2000 }), null);
  await tidy(2000 + 30 * day);
  expect(holding(rows(), sam)).toEqual([]);
});

test('nobody goes while a programme is not known as it is stored: they may stand in it', async () => {
  const { storage, tidy } = await withStranger(1000);
  const before = await storage.contacts.everyone(tenant);
  expect(await tidy(1000 + 60 * day, [])).toBe(false);
  const [old] = await loadedFrom(storage);
  const head = known((await storage.programmes.list())[0]);
  await storage.programmes.replace(everything({ name: 'Anders' }), head.version, () => undefined);
  expect(await tidy(1000 + 60 * day, [known(old)])).toBe(false);
  expect(await storage.contacts.everyone(tenant)).toEqual(before);
});
