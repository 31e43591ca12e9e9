import { aChat, type Chat } from './chat';
import { sam, theProgramme } from './people';

const tuesday = '2027-02-09T10:00:00+01:00';
const onTime = { session: 'p1/2027-02-09', outcome: 'onTime' };

describe('who acts', () => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await aChat(theProgramme(), tuesday);
    await chat.as(sam).installs();
    chat.forget();
  });

  test('is read once: a check-in costs two reads and one write', async () => {
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

  test('that was out of reach is back for every turn that found them so, before it saves and after', async () => {
    await chat.as(sam).removes();
    chat.forget();
    await Promise.all(
      ['first', 'second'].map((conversationId) => chat.as(sam).says('hulp', { conversationId })),
    );
    expect(chat.calls.filter((call) => call === 'outbox.revive')).toHaveLength(3);
    const saves = chat.calls.flatMap((call, index) => (call === 'contacts.save' ? [index] : []));
    expect(chat.calls.indexOf('outbox.revive')).toBeLessThan(Math.min(...saves));
    expect(chat.calls.lastIndexOf('outbox.revive')).toBeGreaterThan(Math.min(...saves));
  });
});
