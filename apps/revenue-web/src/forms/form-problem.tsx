import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { readProblem } from '../api/problem.ts';
import { Callout } from '../ui/callout.tsx';

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

export function FormProblem({ error }: { error: unknown }) {
  if (!error) return null;
  const problem = readProblem(error);
  return (
    <Callout tone="danger" title={problem.message}>
      {problem.errors.length > 0 ? (
        <ul className="list-inside list-disc">
          {problem.errors.map((fault) => (
            <li key={`${fault.path}${fault.message}`}>
              {fault.path ? <span className="font-mono text-xs">{fault.path}</span> : null} {fault.message}
            </li>
          ))}
        </ul>
      ) : null}
    </Callout>
  );
}
