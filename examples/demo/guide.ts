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
  ],
  coordinator: [
    'Type: overzicht    and: signalen    and: stil',
    'Flags arrive here by themselves, from the second week on. Acknowledge one, add a note, resolve it.',
  ],
  teacher: ['Type: mijn week    and: hulp. Intervision rounds come in a later version.'],
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
    'The other students of the sample programme answer by themselves (examples/demo/otherStudents.ts).',
    'The clock runs 1000 times as fast as life: a week passes in ten minutes.',
    `Ctrl-C stops everything; npm start goes on from there. Log: ${logFile}`,
    '',
  ].join('\n\n');
}
