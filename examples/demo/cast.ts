import { readDemoProgramme, type DemoPerson, type DemoProgramme } from './people';

/** Who is played by the visitor, each on a page of their own. */
const roles = [
  { role: 'student', email: 'noor.dejong@example.org' },
  { role: 'coordinator', email: 'cora.bakker@example.org' },
  { role: 'teacher', email: 'theo.visser@example.org' },
] as const;
/** A role the visitor plays. */
export type PlayedRole = (typeof roles)[number]['role'];

/** Somebody the visitor plays. */
export interface Player {
  readonly role: PlayedRole;
  readonly person: DemoPerson;
  /** Others to fill the playground's Teams with. */
  readonly colleagues: readonly DemoPerson[];
}

/** Everybody in the demo. */
export interface Cast {
  readonly programme: DemoProgramme;
  readonly players: readonly Player[];
  /** The students and teachers whom nobody plays. */
  readonly others: readonly DemoPerson[];
}

/** Finds everybody in the sample programme. */
export async function readCast(programmeFolder: string): Promise<Cast> {
  const programme = await readDemoProgramme(programmeFolder);
  const { people } = programme;
  const players = roles.map(({ role, email }) => ({
    role,
    person: personAt(people, email),
    colleagues: people.filter((person) => person.email !== email),
  }));
  const isPlayed = ({ email }: DemoPerson): boolean => players.some(({ person }) => person.email === email);
  const others = people.filter((person) => person.role !== 'coordinator' && !isPlayed(person));
  return { programme, players, others };
}

function personAt(people: readonly DemoPerson[], email: string): DemoPerson {
  const found = people.find((person) => person.email === email);
  if (found === undefined) throw new Error(`the sample programme has nobody at ${email}`);
  return found;
}
