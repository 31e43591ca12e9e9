/** Whose turn it is to bring the case. */
import { ofType } from '../../cards/cardProblems';
import { replaced } from '../chat';
import {
  ann,
  answer,
  bas,
  bringerNow,
  cem,
  cora,
  dia,
  eva,
  groupNow,
  hanneke,
  ids,
  moveTo,
  otherCora,
  scheduled,
  stored,
  stray,
  theo,
  refusedTo,
  written,
} from '../roundChat';

const begun = '2027-03-18T15:00:00+01:00';

describe('whose turn it is', () => {
  test('is passed on, once', async () => {
    const chat = await scheduled();
    expect(answer(await chat.as(ann).presses('round.pass', { round: 'r1' }))).toContain(
      'Bas is nu aan de beurt',
    );
    const before = await stored(chat);
    expect(answer(await chat.as(ann).presses('round.pass', { round: 'r1' }))).toContain(
      'Bas is nu aan de beurt',
    );
    expect([await bringerNow(chat), await stored(chat)]).toEqual([bas, before]);
  });

  test('is passed on until nobody is left', async () => {
    const chat = await scheduled();
    for (const who of [ann, bas, cem, dia]) await chat.as(who).presses('round.pass', ids);
    expect(answer(await chat.as(eva).presses('round.pass', ids))).toContain(
      'Iedereen heeft de beurt al doorgegeven.',
    );
    expect(await bringerNow(chat)).toBe(eva);
  });

  test('is taken over by a volunteer, once', async () => {
    const chat = await scheduled();
    expect(answer(await chat.as(cem).presses('round.volunteer', ids))).toContain(
      'Jij brengt deze keer een situatie in.',
    );
    const before = await stored(chat);
    expect(answer(await chat.as(cem).presses('round.volunteer', ids))).toContain('Jij brengt deze keer');
    expect([await bringerNow(chat), await stored(chat)]).toEqual([cem, before]);
  });

  test('is taken from somebody who has written only after a question, and their text stays', async () => {
    const chat = await scheduled();
    await chat.as(ann).presses('round.case', { ...ids, ...written });
    const before = await stored(chat);
    const asking = await chat.as(cem).presses('round.volunteer', ids);
    expect(answer(asking)).toContain('Ann heeft de inbreng al geschreven.');
    expect(answer(asking)).not.toContain(written.title);
    expect([await bringerNow(chat), await stored(chat)]).toEqual([ann, before]);
    const [sure] = ofType(replaced(asking), 'Action.Execute');
    expect(sure).toMatchObject({ title: 'Toch overnemen', verb: 'round.volunteer' });
    await chat.as(cem).presses('round.volunteer', { ...ids, sure: 'true' });
    expect(await bringerNow(chat)).toBe(cem);
    await chat.as(cem).presses('round.trade', { ...ids, student: ann });
    expect(await bringerNow(chat)).toBe(ann);
    expect((await groupNow(chat)).written?.text).toEqual(written);
  });

  test('is traded, once', async () => {
    const chat = await scheduled();
    const data = { ...ids, student: dia.toUpperCase() };
    expect(answer(await chat.as(ann).presses('round.trade', data))).toContain('Dia brengt deze keer in');
    const before = await stored(chat);
    expect(answer(await chat.as(ann).presses('round.trade', data))).toContain('Dia brengt deze keer in');
    expect([await bringerNow(chat), await stored(chat)]).toEqual([dia, before]);
    // With somebody else it is no repetition, and it is not said to be done.
    const other = answer(await chat.as(ann).presses('round.trade', { ...ids, student: bas }));
    expect(other).toContain('Deze keer brengt Dia een situatie in.');
    expect(await stored(chat)).toBe(before);
  });

  test('does not change for somebody else, nor once the meeting has begun', async () => {
    const chat = await scheduled();
    const before = await stored(chat);
    expect(answer(await chat.as(bas).presses('round.pass', ids))).toContain(
      'Deze keer brengt Ann een situatie in.',
    );
    expect(answer(await chat.as(ann).presses('round.volunteer', ids))).toContain('Jij bent al aan de beurt');
    for (const student of [stray, theo, 'nobody@x.example'])
      expect(answer(await chat.as(ann).presses('round.trade', { ...ids, student }))).toContain(
        'die zit niet in je groep',
      );
    expect(answer(await chat.as(ann).presses('round.trade', { ...ids, student: ann }))).toContain(
      'Kies iemand anders uit je groep om mee te ruilen.',
    );
    moveTo(chat, begun);
    for (const verb of ['round.pass', 'round.volunteer', 'round.trade'])
      expect(answer(await chat.as(ann).presses(verb, { ...ids, student: bas }))).toContain('al begonnen');
    expect(await stored(chat)).toBe(before);
  });

  test.each(['round.pass', 'round.volunteer', 'round.trade'])('%s is for members alone', async (verb) => {
    await refusedTo(await scheduled(), [theo, hanneke, cora, stray, otherCora], verb, {
      ...ids,
      student: bas,
    });
  });
});

test('who passed the case on takes it back, and others trade it to somebody else', async () => {
  const chat = await scheduled();
  await chat.as(ann).presses('round.pass', { round: 'r1' });
  expect(answer(await chat.as(bas).presses('round.trade', { ...ids, student: ann }))).toContain(
    'Ann gaf de beurt al door. Ruil met iemand anders.',
  );
  expect(answer(await chat.as(bas).presses('round.trade', ids))).toContain(
    'Kies eerst met wie je wilt ruilen.',
  );
  expect(answer(await chat.as(ann).presses('round.volunteer', ids))).toContain('Jij brengt deze keer');
  expect(await bringerNow(chat)).toBe(ann);
});
