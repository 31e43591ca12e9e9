/** Every card around a file, in every shape worth a look. */
import { exportKinds } from '../../bot/ports/export';
import {
  exportAskedCard,
  exportCard,
  exportEndCard,
  fileLinkCard,
  type ExportEndView,
} from '../../cards/export';
import type { Sample } from './samples';

const asked = { programme: 'hmp-2027', kind: 'sessions' } as const;
const name = 'Haags Mentorprogramma 2027 sessies 2027-03-16.csv';

const choice = (many: number, programme = 'Haags Mentorprogramma 2027'): Sample => ({
  name: `export ${many} schools`,
  render: (language) => {
    const schools = Array.from({ length: many }, (_, index) => `School *${index + 1}*`);
    const view = { programme: { id: 'hmp-2027', name: programme }, schools, kinds: exportKinds };
    return exportCard(view, language);
  },
});

const end = (what: string, view: ExportEndView): Sample => ({
  name: `export ${what}`,
  render: (language) => exportEndCard(view, language),
});

export const exportSamples: readonly Sample[] = [
  choice(1),
  choice(40, 'Programma ${name} [x](http://evil.example) '.repeat(4)),
  {
    name: 'export asked',
    render: (language) => exportAskedCard({ asked, name, hasLink: true }, language),
  },
  {
    name: 'export asked without link',
    render: (language) => exportAskedCard({ asked, name, hasLink: false }, language),
  },
  {
    name: 'export link',
    render: (language) =>
      fileLinkCard({ name, url: `https://bot.example.org/files/${'0a'.repeat(32)}`, isOwn: false }, language),
  },
  end('declined', { end: 'declined', asked, hasLink: true }),
  end('declined without link', { end: 'declined', asked, hasLink: false }),
  end('refused', { end: 'refused', asked, hasLink: true }),
  end('no link', { end: 'noLink', isOwn: false }),
  end('own refused', { end: 'refused', asked: { ...asked, kind: 'own' }, hasLink: true }),
  {
    name: 'export own asked',
    render: (language) =>
      exportAskedCard({ asked: { ...asked, kind: 'own' }, name, hasLink: true }, language),
  },
  end('no schools', { end: 'noSchools' }),
  end('slow', { end: 'slow', isOwn: false }),
  end('own slow', { end: 'slow', isOwn: true }),
];
