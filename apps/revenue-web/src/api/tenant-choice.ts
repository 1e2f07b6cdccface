const key = 'revenue.tenant';

/** The tenant this window works for, when the person has chosen one other than their first. */
export function chosenTenant(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function chooseTenant(id: string | null) {
  if (id === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, id);
}

export function tenantHeaders(): Record<string, string> {
  const id = chosenTenant();
  return id === null ? {} : { 'x-tenant-id': id };
}
