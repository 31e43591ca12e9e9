/** A tenant id as it stands in activities of Teams: one that is a GUID in lower case, any other as it is. */
export const asTeamsWrites = (tenant: string): string =>
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(tenant) ? tenant.toLowerCase() : tenant;
