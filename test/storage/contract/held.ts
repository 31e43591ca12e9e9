import type { Held, HeldScope } from '../../../bot/ports/privacy';
import type { Storage } from '../../../bot/ports/storage';
import { aContact, aMessage, added, answerOf, append, collect, emptyPage, freshId, known } from './examples';
import { hostileIds } from './hostileIds';

const sam = 'sam@leiden.example';
const noor = 'noor@leiden.example';
const cora = 'cora@hmp.example';

const activityOf = (held: Held): string => (held.kind === 'fact' ? held.value.activity : '');

/** What every HeldStore does. */
export function heldContract(storage: () => Storage): void {
  const all = async (scope: HeldScope): Promise<readonly Held[]> => collect(storage().held.all(scope));
  const kindsOf = async (scope: HeldScope): Promise<readonly string[]> =>
    (await all(scope)).map(({ kind }) => kind);

  const fill = async (): Promise<HeldScope> => {
    const [programme, tenant] = [freshId(), freshId()];
    const { records, outbox, contacts, feeds, links, access, inbox } = storage();
    for (const pupil of ['p1', 'p2'])
      await append(records, programme, emptyPage(pupil), added(answerOf(pupil, '2027-02-09')));
    await records.addPause(programme, { at: 1, student: sam, until: null });
    await records.addContactMade(programme, { at: 2, student: sam, by: cora, note: 'x' });
    await records.addContactMade(programme, { at: 2, student: noor, by: cora, note: 'y' });
    await records.addCareUse(programme, { at: 0, school: 'jdw' }, 'a');
    await records.keepHours(programme, { student: sam, mark: 'm', count: 1, minutes: 60 });
    await records.noteUnreachable(programme, { student: sam, since: 3 });
    await outbox.plan(programme, [aMessage('p1'), aMessage('p2', { receiver: noor })]);
    await access.add(programme, { at: 4, who: cora, what: 'export.xlsx', scope: ['jdw'] });
    for (const [id, email] of [
      ['1', sam],
      ['2', noor],
    ] as const) {
      await contacts.save(aContact({ tenant, aadObjectId: id, email }), null);
      await feeds.move(tenant, id, null, `${tenant}-${id}`);
    }
    const said = { tenant, aadObjectId: '1', cameAt: 1, saidAt: 1, activity: { text: 'hulp' } };
    await inbox.put({ ...said, shown: 0, isMade: false, tries: 1 }, 0);
    const order = { programme, tenant, by: cora, kind: 'xlsx', language: 'nl' } as const;
    await links.keep(freshId(), { ...order, until: 5000 }, 1);
    return { programme, tenants: [tenant] };
  };

  describe('what is held', () => {
    test('of nobody is nothing', async () => {
      expect(await all({ programme: freshId(), tenants: [freshId()] })).toEqual([]);
    });

    test('comes whole, by kind, and of this programme and its tenants only', async () => {
      const scope = await fill();
      await fill();
      expect(await kindsOf(scope)).toEqual(
        'kept message message notice fact fact pause contactMade contactMade careUse hours access link feed feed contact contact'.split(
          ' ',
        ),
      );
      expect((await all({ programme: scope.programme, tenants: [] })).map(({ kind }) => kind)).not.toContain(
        'contact',
      );
    });

    test('of some pupils is their facts and nobody else’s', async () => {
      const { programme } = await fill();
      const pupilsOf = async (pupils: readonly string[]): Promise<readonly string[]> =>
        (await collect(storage().held.factsOf(programme, pupils))).map(({ pupil }) => pupil);
      expect(await pupilsOf(['p2'])).toEqual(['p2']);
      expect(await pupilsOf(['p2', 'p1', 'p2'])).toEqual(['p1', 'p2']);
      expect(await pupilsOf(['p', 'p11'])).toEqual([]);
      expect(await pupilsOf([])).toEqual([]);
    });

    test('stays as it is when it is to stay', async () => {
      const scope = await fill();
      const before = await all(scope);
      const none = { changed: {}, removed: {}, unreadable: [] };
      expect(await storage().held.revise(scope, (held) => held)).toEqual(none);
      expect(await all(scope)).toEqual(before);
    });

    test('is removed, with all that leads to it', async () => {
      const scope = await fill();
      const other = await fill();
      const { programme } = scope;
      const tenant = known(scope.tenants[0]);
      const { contacts, feeds, outbox } = storage();
      const revised = await storage().held.revise(scope, () => null);
      expect(revised).toEqual({
        changed: {},
        removed: {
          kept: 1,
          message: 2,
          notice: 1,
          fact: 2,
          pause: 1,
          contactMade: 2,
          careUse: 1,
          hours: 1,
          access: 1,
          link: 1,
          feed: 2,
          contact: 2,
        },
        unreadable: [],
      });
      expect(await all(scope)).toEqual([]);
      expect(await contacts.byAddress(tenant, sam)).toBeNull();
      expect(await feeds.tokenOf(tenant, '1')).toBeNull();
      expect(await feeds.find(`${tenant}-1`)).toBeNull();
      expect(await outbox.openKeys(programme, 9000, 10)).toEqual([]);
      expect(await kindsOf(other)).toHaveLength(17);
    });

    test('is changed where it stands, or under another key where that says who it is of', async () => {
      const scope = await fill();
      const { records, outbox } = storage();
      const revised = await storage().held.revise(scope, (held) => {
        if (held.kind === 'fact') return { ...held, value: { ...held.value, activity: '' } };
        if (held.kind === 'contactMade') return { ...held, value: { ...held.value, by: 'x', note: null } };
        if (held.kind === 'pause') return { ...held, value: { ...held.value, student: 'x' } };
        return held.kind === 'message' ? { ...held, value: { ...held.value, reason: 'tooLate' } } : held;
      });
      expect(revised.changed).toEqual({ message: 2, fact: 2, pause: 1, contactMade: 2 });
      const made = await records.contactsMade(scope.programme);
      expect(made).toHaveLength(2);
      for (const one of made) {
        expect(one).toMatchObject({ by: 'x', note: null });
        await records.removeContactMade(scope.programme, one);
      }
      expect(await records.contactsMade(scope.programme)).toEqual([]);
      expect(await records.pauses(scope.programme)).toEqual([{ at: 1, student: 'x', until: null }]);
      expect((await all(scope)).filter(({ kind }) => kind === 'fact').map(activityOf)).toEqual(['', '']);
      const open = await outbox.open(scope.programme, 9000, 10);
      expect(open.map(({ value }) => value.reason)).toEqual(['tooLate', 'tooLate']);
    });

    test('a page is made again from what is left', async () => {
      const { programme, tenants } = await fill();
      await storage().held.revise({ programme, tenants }, (held) =>
        held.kind === 'fact' && held.value.pupil === 'p1' ? null : held,
      );
      await storage().records.rebuild(programme, () => 'jdw');
      expect((await storage().records.pages(programme, 'jdw')).map(({ pupil }) => pupil)).toEqual(['p2']);
    });

    test('an address that leads to somebody else by now stays theirs', async () => {
      const tenant = freshId();
      const { contacts, held } = storage();
      await contacts.save(aContact({ tenant, aadObjectId: 'old' }), null);
      await contacts.save(aContact({ tenant, aadObjectId: 'new' }), null);
      await held.revise({ programme: freshId(), tenants: [tenant] }, (one) =>
        one.kind === 'contact' && one.value.aadObjectId === 'old' ? null : one,
      );
      expect((await contacts.byAddress(tenant, sam))?.aadObjectId).toBe('new');
    });

    test('ids of any characters', async () => {
      for (const id of hostileIds) {
        const scope = { programme: id, tenants: [id] };
        await storage().contacts.save(
          aContact({ tenant: id, aadObjectId: `held ${id}`, email: `held ${id}` }),
          null,
        );
        await append(
          storage().records,
          id,
          emptyPage(`held ${id}`),
          added(answerOf(`held ${id}`, '2027-02-09')),
        );
        await storage().outbox.plan(id, [aMessage(`held ${id}`, { receiver: id })]);
        const isOurs = (held: Held): boolean =>
          (held.kind === 'fact' && held.value.pupil === `held ${id}`) ||
          (held.kind === 'contact' && held.value.email === `held ${id}`) ||
          (held.kind === 'message' && held.value.subject === `held ${id}/2027-02-09`);
        const { removed } = await storage().held.revise(scope, (held) => (isOurs(held) ? null : held));
        expect(removed).toEqual({ message: 1, fact: 1, contact: 1 });
      }
    });
  });
}
