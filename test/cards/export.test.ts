import { fileConsentCard, fileInfoCard } from '../../cards/export';
import { exportName } from '../../cards/exportName';
import { directoryOf } from '../../bot/programme/directory';
import { fileActivity } from '../../bot/inbound/fileActivity';
import { parseCommand } from '../../dialogs/commands';
import { aProgramme, at } from '../builders';
import { cardProblems, nodesOf, ofType } from './cardProblems';
import { exportSamples } from './exportSamples';

const asked = { programme: 'hmp', kind: 'xlsx' } as const;

describe.each(['nl', 'en'] as const)('in %s', (language) => {
  test.each(exportSamples)('$name is a card as Teams takes it', ({ render }) => {
    expect(cardProblems(render(language))).toEqual([]);
  });

  test('the button for another file asks for the choice again', () => {
    const typed = exportSamples.flatMap(({ render }) =>
      ofType(render(language), 'Action.Execute').filter(({ verb }) => verb === 'command.run'),
    );
    const texts = new Set(typed.map((node) => nodesOf(node['data'])[0]?.['text']));
    expect(texts.size).toBe(1);
    for (const text of texts) expect(parseCommand(String(text))?.command).toBe('export');
  });
});

test('Teams’ own question carries what was asked, and nobody’s name', () => {
  const card = fileConsentCard({ asked, name: 'file.xlsx', bytes: 1234 }, 'nl');
  expect(fileActivity(card)).toEqual({
    type: 'message',
    summary: expect.stringContaining('OneDrive'),
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.consent',
        name: 'file.xlsx',
        content: {
          description: expect.any(String),
          sizeInBytes: 1234,
          acceptContext: asked,
          declineContext: asked,
        },
      },
    ],
  });
});

test('Teams’ own card for a file says where it is', () => {
  const place = {
    uploadUrl: 'https://x.sharepoint.com/up?secret',
    contentUrl: 'https://x.sharepoint.com/file',
    name: 'file.xlsx',
    uniqueId: 'id',
    fileType: 'xlsx',
  };
  const activity = fileActivity(fileInfoCard(place, 'en'));
  expect(activity?.attachments).toEqual([
    {
      contentType: 'application/vnd.microsoft.teams.card.file.info',
      name: 'file.xlsx',
      contentUrl: 'https://x.sharepoint.com/file',
      content: { uniqueId: 'id', fileType: 'xlsx' },
    },
  ]);
  expect(JSON.stringify(activity)).not.toContain('secret');
});

test('a file has a name that every system takes', () => {
  const directory = directoryOf(aProgramme({ name: '../Haags: "Mentor"/programma\\ <é>\n' }));
  const now = at('2027-03-16T12:00:00+01:00');
  expect(exportName(directory, { kind: 'xlsx', language: 'nl' }, now)).toBe(
    '.. Haags Mentor programma é export 2027-03-16.xlsx',
  );
  expect(exportName(directory, { kind: 'students', language: 'en' }, now)).toMatch(
    /students 2027-03-16\.csv$/,
  );
});
