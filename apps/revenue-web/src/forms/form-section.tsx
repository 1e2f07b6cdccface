import type { ReactNode } from 'react';

/** A part of a long form: what it is about beside its fields, or above them where there is no room beside. */
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
    <section className="@container border-line pt-1 pb-6 [section+&]:border-t [section+&]:pt-6">
      <div className="grid gap-x-8 gap-y-4 @3xl:grid-cols-[minmax(200px,1fr)_2.4fr]">
        <div>
          <h2 className="font-semibold text-ink text-sm">{title}</h2>
          {description ? (
            <p className="mt-1 max-w-[40ch] text-ink-faint text-xs leading-5 @max-3xl:max-w-none">{description}</p>
          ) : null}
        </div>
        <div className="grid content-start gap-4 @md:grid-cols-2">{children}</div>
      </div>
    </section>
  );
}
