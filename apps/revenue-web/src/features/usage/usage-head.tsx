import { Link } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TabLinks } from '../../ui/tabs.tsx';

export const importButton = (
  <Button asChild variant="primary">
    <Link to="/usage/import">
      <Upload aria-hidden />
      Import usage
    </Link>
  </Button>
);

export function UsageHead({ current }: { current: 'records' | 'imports' }) {
  return (
    <>
      <PageHeader
        title={current === 'records' ? 'Usage' : 'Usage imports'}
        description={
          current === 'records'
            ? 'What customers used, as it was measured. Billing runs add it up by meter and period.'
            : 'Every file that was imported, and what became of its rows.'
        }
        actions={importButton}
      />
      <TabLinks
        label="Usage"
        current={current}
        tabs={[
          { id: 'records', label: 'Records', link: { to: '/usage' } },
          { id: 'imports', label: 'Imports', link: { to: '/usage/imports' } },
        ]}
      />
    </>
  );
}
