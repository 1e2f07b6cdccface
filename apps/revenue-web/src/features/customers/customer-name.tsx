type Named = { name: string; company: string | null };

/** Names are often those of contact persons: for whom they work. */
export function Company({ of: { name, company } }: { of: Named }) {
  if (!company || company === name) return null;
  return <span className="line-clamp-1 font-normal text-ink-soft text-xs">{company}</span>;
}

/** Whom a record is about. */
export function CustomerName({ customer }: { customer: Named }) {
  return (
    <>
      <span className="line-clamp-1">{customer.name}</span>
      <Company of={customer} />
    </>
  );
}
