/** A coordinator who types nothing but a name gets the summary of it; of whom they may not see nothing is said. */
import { aChat, shown } from '../chat';
import { cora, sam, theProgramme, zara } from '../people';

const now = '2027-03-10T12:00:00+01:00';

test.each([
  ['Yara', 'Yara'],
  ['yara?', 'Yara'],
  ['Hoe gaat het met Yara?', 'Yara'],
  ['3A', '3A'],
  ['3a maart', '3A'],
  ['how is Yara', 'Yara'],
])('%s', async (typed, titled) => {
  const chat = await aChat(theProgramme(), now);
  const card = shown(await chat.as(cora).says(typed));
  expect(card).toContain('Overzicht');
  expect(card).toContain(titled);
  expect(card).not.toContain('Dat begreep ik niet');
});

test('a look at a name that was typed alone is recorded as any other', async () => {
  const chat = await aChat(theProgramme(), now);
  chat.forget();
  await chat.as(cora).says('Yara');
  expect(chat.calls.filter((call) => call.startsWith('access.')).length).toBeGreaterThan(0);
});

test.each(['maart', 'iedereen', 'alles', 'ya', 'blub', 'geen idee', ''])(
  '“%s” names nobody',
  async (typed) => {
    const chat = await aChat(theProgramme(), now);
    expect(shown(await chat.as(cora).says(typed))).toContain('Dat begreep ik niet');
  },
);

test('a student, and a coordinator of another school, are told no more of a name than of any word', async () => {
  const chat = await aChat(theProgramme(), now);
  for (const who of [sam, zara]) {
    const named = shown(await chat.as(who).says('Yara'));
    const word = shown(await chat.as(who).says('Yaro'));
    expect(named).toContain('Dat begreep ik niet');
    expect(named.replaceAll('Yara', 'Yaro')).toBe(word);
  }
});

test.each([
  ['verzuim 3B maart', 'missed', 'Wie miste een sessie?'],
  ['absences week 10', 'missed', 'Wie miste een sessie?'],
  ['who’s been absent in 3B?', 'missed', 'Wie miste een sessie?'],
  ["who's been late", 'late', 'Wie was te laat?'],
  ['aanwezigheid 3A', null, 'Overzicht'],
  ['hoeveel sessies vorige week', null, 'Overzicht'],
])('“%s” asks for the summary: %s', async (typed, who, heading) => {
  const chat = await aChat(theProgramme(), now);
  const card = shown(await chat.as(cora).says(typed));
  expect(card).toContain(`"text":"${heading}"`);
  expect(card).not.toContain('ken ik niet');
  if (who !== null) expect(card).toContain(`"who":"${who}"`);
  expect(shown(await chat.as(sam).says(typed))).toContain('Dat begreep ik niet');
});
