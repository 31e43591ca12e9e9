/** How Teams reaches people whom no programme knows: kept for a while, for the import that names them may still come. */
import type { Contact } from '../ports/contact';
import type { LoadedProgramme } from '../ports';
import type { HeldStore } from '../ports/privacy';
import type { Moment } from '../programme/model';
import type { ProgrammeStore } from '../ports/storage';
import { scopeOf } from './scope';

/** What removing them needs. */
export interface StrangerPorts {
  readonly programmes: Pick<ProgrammeStore, 'list'>;
  readonly held: Pick<HeldStore, 'revise'>;
  /** Tenants that may call without a programme of theirs. */
  readonly allowedTenants: readonly string[];
}

/** How long a stranger is kept. Milliseconds of the time that all processes share. */
export const strangersFor = 30 * 86_400_000;

/** No programme has such an id: only what is kept by tenant is meant. */
const noProgramme = '';

/** Who has taken the app away needs nothing any more: the next installation begins anew. */
const isOver = ({ welcomedAt, unknownAt }: Contact, now: Moment): boolean =>
  welcomedAt === null || now - (unknownAt ?? welcomedAt) >= strangersFor;

const tenantsOf = ({ directory }: LoadedProgramme): readonly string[] => scopeOf(directory.programme).tenants;

/**
 * Removes the contacts of strangers whom no import has named for thirty days. Nothing is done, and false said, while a
 * stored programme is not among these as it is stored: they may stand in it.
 */
export const removeStrangers = async (
  { programmes: store, held, allowedTenants }: StrangerPorts,
  programmes: readonly LoadedProgramme[],
  now: Moment,
): Promise<boolean> => {
  const versions = new Map(programmes.map(({ head }) => [head.id, head.version]));
  const heads = await store.list();
  if (heads.some(({ id, version }) => versions.get(id) !== version)) return false;
  for (const tenant of new Set([...programmes.flatMap(tenantsOf), ...allowedTenants])) {
    const here = programmes.filter((programme) => tenantsOf(programme).includes(tenant));
    // Those too whose part has ended.
    const isKnown = (email: string): boolean =>
      here.some(({ directory }) => directory.rolesOf(email).length > 0);
    await held.revise({ programme: noProgramme, tenants: [tenant] }, (one) =>
      one.kind === 'contact' && !isKnown(one.value.email) && isOver(one.value, now) ? null : one,
    );
  }
  return true;
};
