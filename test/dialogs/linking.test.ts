import { aChat, shown, type Chat } from './chat';
import { noor, sam, theProgramme } from './people';

const tuesday = '2027-02-09T10:00:00+01:00';
const onTime = { session: 'p1/2027-02-09', outcome: 'onTime' };

describe('who acts', () => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await aChat(theProgramme(), tuesday);
    await chat.as(sam).installs();
    chat.forget();
  });

  test('is read once: a check-in of a pupil with a page costs two reads and one write', async () => {
    await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-02-16', outcome: 'schoolCancelled' });
    chat.forget();
    await chat.as(sam).presses('checkIn.record', onTime);
    expect(chat.calls).toEqual(['contacts.byId', 'records.page', 'records.append']);
  });

  test('is read once when a known person writes', async () => {
    await chat.as(sam).says('hulp');
    expect(chat.calls).toEqual(['contacts.byId']);
  });

  test('is looked up again when somebody else changed the contact meanwhile', async () => {
    const both = ['first', 'second'].map((conversationId) => chat.as(sam).says('hulp', { conversationId }));
    const replies = await Promise.all(both);
    expect(replies.map(({ messages }) => messages.length)).toEqual([1, 1]);
    const contact = await chat.storage.contacts.byId('tenant-1', `aad-${sam}`);
    expect(contact?.value.conversationId).toBe('second');
    expect(chat.lookedUp).toEqual([sam]);
  });

  test('that was out of reach is back once it is stored that they are, for every turn that found them so', async () => {
    await chat.as(sam).removes();
    chat.forget();
    await Promise.all(
      ['first', 'second'].map((conversationId) => chat.as(sam).says('hulp', { conversationId })),
    );
    expect(chat.calls).toContain('outbox.revive');
    expect(chat.calls.indexOf('outbox.revive')).toBeGreaterThan(chat.calls.indexOf('contacts.save'));
    expect((await chat.storage.contacts.byAddress('tenant-1', sam))?.isBack).toBeUndefined();
    chat.forget();
    await chat.as(sam).says('hulp', { conversationId: 'second' });
    expect(chat.calls).not.toContain('outbox.revive');
  });

  test('is put back by the next turn when the one that heard of them could not', async () => {
    await chat.as(sam).removes();
    chat.failNext('outbox.revive');
    await expect(chat.as(sam).says('hulp')).rejects.toThrow('storage');
    chat.forget();
    await chat.as(sam).says('hulp');
    expect(chat.calls).toContain('outbox.revive');
    chat.forget();
    await chat.as(sam).says('hulp');
    expect(chat.calls).not.toContain('outbox.revive');
  });
});

describe('somebody whom Teams knows by two addresses', () => {
  test.each([
    [['s.deboer@leiden.example', sam], 'Je week'],
    [[sam, 's1234@leiden.example'], 'Je week'],
    [['s.deboer@leiden.example', sam.toUpperCase()], 'Je week'],
    [['s.deboer@leiden.example', 's1234@leiden.example'], 's.deboer@leiden.example'],
  ])('%j is found by the one that the files have', async (addresses, expected) => {
    const chat = await aChat(theProgramme(), tuesday);
    chat.addresses.set('entra-sam', addresses);
    expect(shown(await chat.as('entra-sam').installs())).toContain(expected === 'Je week' ? 'Sam' : expected);
    const contact = await chat.storage.contacts.byId('tenant-1', 'aad-entra-sam');
    expect(contact?.value.email).toBe(expected === 'Je week' ? sam : expected);
  });
});

describe('an address that Teams gives to somebody else', () => {
  const olderId = { aadObjectId: `aad-${sam}` };
  const successor = {
    aadObjectId: 'aad-successor',
    conversationId: 'chat-successor',
    userId: '29:successor',
  };
  let chat: Chat;
  beforeEach(async () => {
    chat = await aChat(theProgramme(), tuesday);
    await chat.as(sam).installs();
    await chat.as(sam).installs(successor);
    chat.forget();
  });

  test.each(['mijn week', 'inchecken', 'uren', 'privacy', 'signalen'])(
    'shows whoever had it before nothing more of it: %s',
    async (text) => {
      const reply = await chat.as('sam.old@leiden.example').says(text, olderId);
      expect(shown(reply)).not.toMatch(/Yara|Johan|sam@leiden/);
      expect(chat.lookedUp).toContain('sam.old@leiden.example');
    },
  );

  test('lets whoever had it before answer for nobody', async () => {
    const reply = await chat.as('sam.old@leiden.example').presses('checkIn.record', onTime, olderId);
    expect(shown(reply)).not.toContain('Yara');
    expect(chat.calls).not.toContain('records.append');
    const answered = await chat.as(sam).presses('checkIn.record', onTime, successor);
    expect(shown(answered)).toContain('Yara');
  });

  test('leaves somebody who is known under another one by now as that one, asked once', async () => {
    await chat.as(noor).says('mijn week', olderId);
    chat.forget();
    expect(shown(await chat.as(noor).says('mijn week', olderId))).toContain('Amir');
    expect(chat.lookedUp.filter((email) => email === noor)).toEqual([noor]);
    expect((await chat.storage.contacts.byAddress('tenant-1', sam))?.aadObjectId).toBe('aad-successor');
  });
});

test('whom no programme knows is asked for their address again with the next installation', async () => {
  const chat = await aChat(theProgramme(), tuesday);
  const own = { aadObjectId: 'aad-1' };
  await chat.as('sam.old@leiden.example').installs(own);
  expect(shown(await chat.as(sam).says('mijn week', own))).not.toContain('Yara');
  await chat.as(sam).installs(own);
  expect(shown(await chat.as(sam).says('mijn week', own))).toContain('Yara');
});
