import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Someone in the demo as Teams would know them. Invented, like the whole programme. */
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly tenant: string;
  readonly aadObjectId: string;
  /** Pupil this student mentors, with the school; null for everybody else. */
  readonly pupil: { readonly id: string; readonly school: string } | null;
}

/** What the demo needs to know of the sample programme. */
export interface DemoProgramme {
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  readonly people: readonly DemoPerson[];
}

const programmeFile = z.object({
  start: z.string(),
  tenants: z.array(z.string()).min(1),
  universities: z.array(z.object({ id: z.string() })),
});
const personRows = z.array(
  z.object({ email: z.string(), name: z.string(), role: z.string(), university: z.string() }),
);
const pupilRows = z.array(z.object({ pupil: z.string(), school: z.string() }));
const pairRows = z.array(z.object({ pupil: z.string(), student: z.string() }));

/** Reads the sample programme, which the import has checked, for the people in it. */
export async function readDemoProgramme(folder: string): Promise<DemoProgramme> {
  const text = async (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const { start, tenants, universities } = programmeFile.parse(JSON.parse(await text('programme.json')));
  const people = personRows.parse(rows(await text('people.csv')));
  const pupils = pupilRows.parse(rows(await text('pupils.csv')));
  const pairs = pairRows.parse(rows(await text('pairs.csv')));
  // Every university has its own tenant, in the same order; the programme's staff are in the first.
  const tenantOf = (university: string): string =>
    tenants[universities.findIndex(({ id }) => id === university)] ?? tenants[0] ?? '';
  const pupilOf = (email: string): DemoPerson['pupil'] => {
    const pair = pairs.find(({ student }) => student === email);
    const pupil = pupils.find((row) => row.pupil === pair?.pupil);
    return pupil === undefined ? null : { id: pupil.pupil, school: pupil.school };
  };
  return {
    start,
    people: people.map(({ email, name, role, university }) => ({
      email,
      name,
      role,
      tenant: tenantOf(university),
      aadObjectId: idFor(email),
      pupil: pupilOf(email),
    })),
  };
}

const rows = (text: string): unknown =>
  parse(text, { columns: true, bom: true, delimiter: [',', ';'], trim: true });

/** The same person has the same id on every start. */
function idFor(email: string): string {
  const hex = createHash('sha256').update(email).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** A person as a channel's roster tells it. */
export interface Member {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  readonly userPrincipalName: string;
  readonly tenantId: string;
}

export function memberOf(person: DemoPerson): Member {
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    id: `29:${person.aadObjectId}`,
    aadObjectId: person.aadObjectId,
    name: person.name,
    givenName,
    surname: rest.join(' '),
    email: person.email,
    userPrincipalName: person.email,
    tenantId: person.tenant,
  };
}
