import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { readProblem } from './problem.ts';

/** Trying again finds no more than before. */
function WayOut() {
  return (
    <Button asChild>
      <Link to="/">Go to the overview</Link>
    </Button>
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
  const problem = readProblem(error);
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
