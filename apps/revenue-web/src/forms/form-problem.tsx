import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { readProblem } from '../api/problem.ts';
import { humanize } from '../format/words.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { toldFaults } from './told-faults.ts';
import type { Rebase } from './use-rebase.ts';

/** 'items[0].quantity' and 'items.0.quantity' are the same place in a form. */
const fieldPath = (path: string) => path.replace(/^(body|input|query)\./, '').replace(/\[(\d+)\]/g, '.$1');

/**
 * Puts each fault the server found beside the field it is about, and says which fields. What has no field stays for the
 * callout.
 */
export function showFaults<Values extends FieldValues, Sent>(
  form: UseFormReturn<Values, unknown, Sent>,
  error: unknown,
  placeOf: (path: string) => string = fieldPath,
): string[] {
  const known = Object.keys(form.getValues());
  const problem = readProblem(error);
  return problem.errors.flatMap((fault) => {
    const path = placeOf(fault.path);
    if (!known.includes(path.split('.')[0] ?? '')) return [];
    form.setError(path as Path<Values>, { type: 'server', message: fault.message }, { shouldFocus: true });
    return [path];
  });
}

/** What the server refused; a record that somebody else has changed meanwhile can be gone on with from there. */
export function FormProblem({ error, rebase }: { error: unknown; rebase?: Rebase }) {
  if (!error) return rebase?.clashes ? <Rebased clashes={rebase.clashes} /> : null;
  const problem = readProblem(error);
  if (problem.code === 'version_conflict' && rebase) return <Conflict rebase={rebase} />;
  const faults = toldFaults(problem);
  return (
    <Callout tone="danger" title={problem.message}>
      {faults.length > 0 ? (
        <ul className="list-inside list-disc">
          {faults.map(({ place, text }) => (
            <li key={`${place}${text}`}>
              {place ? `${place}: ` : ''}
              {text}
            </li>
          ))}
        </ul>
      ) : null}
    </Callout>
  );
}

function Conflict({ rebase }: { rebase: Rebase }) {
  return (
    <Callout
      tone="danger"
      title="Somebody else saved this meanwhile"
      action={
        <Button busy={rebase.busy} onClick={() => void rebase.run()}>
          Load the newest, keep my edits
        </Button>
      }
    >
      Nothing of yours was written. What you typed stays; everything else becomes what it is now.
    </Callout>
  );
}

function Rebased({ clashes }: { clashes: NonNullable<Rebase['clashes']> }) {
  if (clashes.length === 0)
    return <Callout title="The newest is loaded, and your edits are kept">Look it over, then save again.</Callout>;
  return (
    <Callout tone="warning" title="The newest is loaded, and your edits are kept. Both of you changed:">
      <ul className="list-inside list-disc">
        {clashes.map(({ field, theirs }) => (
          <li key={field}>
            {humanize(field)}
            {theirs ? `, now “${theirs}”` : ''}
          </li>
        ))}
      </ul>
      Saving writes yours.
    </Callout>
  );
}
