import type { PlayedRole } from './cast';

/** A page of the demo, and who is on it. */
export interface GuidePage {
  readonly role: PlayedRole;
  readonly name: string;
  readonly address: string;
}

const advice = {
  student: [
    'Open this page first. After the welcome comes a nudge for the session of tomorrow, and within two',
    'minutes the check-in: press "Ja, op tijd", or say how late or away the pupil was. Type: mijn week',
    'Once the teacher has offered times for intervision: press "Alles past". Type: intervisie    and: uren',
  ],
  coordinator: [
    'Type: overzicht    and: signalen    and: stil',
    'Flags arrive here by themselves, from the second week on. Acknowledge one, add a note, resolve it.',
    'Type: intervisie    and press "Nieuwe ronde", "Voorstel maken", "Ronde starten": every group without a fixed',
    'time gets one, while you watch.',
  ],
  teacher: [
    'Type: mijn week    and: intervisie. Group E meets every Tuesday: its agenda comes at four on Monday, and after',
    'it the report. When the coordinator has started a round: press "Tijden voorstellen" for group A.',
  ],
} as const;

const titles = { student: 'Student', coordinator: 'Coordinator', teacher: 'Teacher' } as const;

/** What a visitor of the demo reads first. */
export function guide(pages: readonly GuidePage[], logFile: string): string {
  const parts = pages.map(({ role, name, address }) =>
    [`${titles[role]}: ${name}    ${address}`, ...advice[role].map((line) => `    ${line}`)].join('\n'),
  );
  return [
    '',
    'mentormaat is running. Open these pages now, side by side; each is Teams as one person sees it.',
    ...parts,
    'The other students and teachers answer by themselves (examples/demo/reactions.ts).',
    'The clock runs 1000 times as fast as life: a week passes in ten minutes.',
    `Ctrl-C stops everything; npm start goes on from there. Log: ${logFile}`,
    '',
  ].join('\n\n');
}
