import type { PlanDetail } from '@revenue/billing-core/catalog';
import { Link } from '@tanstack/react-router';
import { GitCompare, MoveRight } from 'lucide-react';
import { useFormat } from '../../../format/use-format.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { setByWords } from '../../customers/timeline-words.ts';

/** Of an add-on nobody is moved: what one holds of it stays. */
function Ways({ plan, from, to }: { plan: PlanDetail; from: number; to: number }) {
  return (
    <div className="flex gap-2 max-sm:flex-col">
      <Button asChild size="sm">
        <Link to="/plans/$planId/compare" params={{ planId: plan.id }} search={{ from: String(from), to: String(to) }}>
          <GitCompare aria-hidden />
          Compare
        </Link>
      </Button>
      {plan.kind === 'addon' ? null : (
        <Button asChild size="sm">
          <Link to="/plans/$planId/migrate" params={{ planId: plan.id }}>
            <MoveRight aria-hidden />
            Move subscribers
          </Link>
        </Button>
      )}
    </div>
  );
}

/** Every published version, who is on it, and the ways from one to the next. */
export function VersionsCard({ plan }: { plan: PlanDetail }) {
  const format = useFormat();
  const [latest, before] = plan.versions;
  if (!latest) return null;
  return (
    <Card
      flush
      title="Versions"
      description={
        plan.kind === 'addon'
          ? 'A subscription keeps the one that it was given.'
          : 'Subscribers stay on theirs until they are moved.'
      }
      actions={before ? <Ways plan={plan} from={before.version} to={latest.version} /> : null}
    >
      <DataTable
        caption="Versions"
        rows={plan.versions}
        rowKey={(version) => version.id}
        essentials={(version) => format.dateTime(version.published_at ?? version.created_at)}
        columns={[
          { id: 'version', header: 'Version', cell: (version) => version.version },
          {
            id: 'components',
            header: 'Components',
            from: 'lg',
            wrap: true,
            cell: (version) => version.components.map((component) => component.name).join(', '),
          },
          {
            id: 'published',
            header: 'Published',
            from: 'sm',
            cell: (version) => format.dateTime(version.published_at ?? version.created_at),
          },
          {
            id: 'by',
            header: 'By',
            from: 'md',
            cell: (version) => (version.published_by ? setByWords(version.published_by) : '–'),
          },
          {
            id: 'subscriptions',
            header: 'Subscribers',
            align: 'end',
            cell: (version) => format.number(version.subscriptions),
          },
        ]}
      />
    </Card>
  );
}
