import type { ReactNode } from 'react';

/** A part of a long form: what it is about beside its fields. */
export function FormSection({
  title,
  description,
  children,
}: {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid gap-x-8 gap-y-4 border-line py-6 first:pt-1 not-last:border-b lg:grid-cols-[minmax(200px,1fr)_2.4fr]">
      <div>
        <h2 className="font-semibold text-ink text-sm">{title}</h2>
        {description ? <p className="mt-1 max-w-[40ch] text-ink-faint text-xs leading-5">{description}</p> : null}
      </div>
      <div className="grid content-start gap-4 sm:grid-cols-2">{children}</div>
    </section>
  );
}
