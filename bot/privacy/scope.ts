/** Where to look for what is held of the people of a programme. */
import type { HeldScope } from '../ports/privacy';
import type { Programme } from '../programme/model';

/** The programme with its tenants, those too that an import took out: what is kept of their people goes like all else. */
export const scopeOf = ({
  id,
  tenants,
  formerTenants = [],
}: Pick<Programme, 'id' | 'tenants' | 'formerTenants'>): HeldScope => ({
  programme: id,
  tenants: [...tenants, ...formerTenants],
});
