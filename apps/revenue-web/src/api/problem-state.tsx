import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { readProblem } from './problem.ts';
import { missingWords, type RecordPlace, recordPlace } from './record-place.ts';

/** Trying again finds no more than before. */
function WayOut() {
  return (
    <Button asChild>
      <Link to="/">Go to the overview</Link>
    </Button>
  );
}

/** The page of a record that is not there: leads to the others. */
function MissingRecord({
  place,
  message,
  reference,
}: {
  place: RecordPlace;
  message: string;
  reference?: string | undefined;
}) {
  const link = { to: place.to };
  return (
    <>
      <PageHeader title={`There is no such ${place.noun}`} parent={{ label: place.label, link }} />
      <ErrorState
        title="Nothing is at this address"
        message={message}
        reference={reference}
        action={
          <Button asChild variant="primary">
            <Link {...link}>Go to {place.label.toLowerCase()}</Link>
          </Button>
        }
      />
    </>
  );
}

export function ProblemState({
  error,
  onRetry,
  title,
  action,
}: {
  error: unknown;
  onRetry?: () => void;
  title?: string;
  action?: ReactNode;
}) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const problem = readProblem(error);
  const place = recordPlace(path);
  const missing = place ? missingWords(problem, place) : null;
  if (place && missing) return <MissingRecord place={place} message={missing} reference={problem.request_id} />;
  return (
    <ErrorState
      title={title ?? (problem.status === 404 ? 'Not found' : 'This could not be loaded')}
      message={problem.message}
      reference={problem.request_id}
      onRetry={problem.status === 404 ? undefined : onRetry}
      action={action ?? (problem.status === 404 ? <WayOut /> : null)}
    />
  );
}
