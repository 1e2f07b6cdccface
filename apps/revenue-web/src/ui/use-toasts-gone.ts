import { useEffect } from 'react';
import { toast } from './toast.tsx';

/** What was said before a panel opens is read, and must not cover the buttons of the panel. */
export function useToastsGone(open: boolean): void {
  useEffect(() => {
    if (open) toast.dismiss();
  }, [open]);
}
