import type { MrrTotal } from '@revenue/billing-core/metrics';
import type { Series } from '../../ui/bar-chart.tsx';

/** What MRR moves by, upwards and then downwards. */
export const MOVEMENTS = [
  { id: 'new', name: 'New', sign: 1, colour: 1 },
  { id: 'expansion', name: 'Expansion', sign: 1, colour: 2 },
  { id: 'reactivation', name: 'Reactivation', sign: 1, colour: 5 },
  { id: 'contraction', name: 'Contraction', sign: -1, colour: 3 },
  { id: 'churn', name: 'Churn', sign: -1, colour: 4 },
] as const satisfies readonly (Series & { id: keyof MrrTotal; sign: 1 | -1 })[];
