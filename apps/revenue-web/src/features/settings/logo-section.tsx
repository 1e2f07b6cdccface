import type { Tenant } from '@revenue/billing-core/tenants';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { restRequest } from '../../api/rest.ts';
import { trpc } from '../../api/trpc.ts';
import { FormSection } from '../../forms/form-section.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { toast } from '../../ui/toast.tsx';

const TYPES = ['image/png', 'image/jpeg', 'image/svg+xml'];

/** The picture at the head of documents. Kept as soon as it is chosen, unlike the fields below. */
export function LogoSection({ tenant }: { tenant: Tenant }) {
  const { change, busy, fault } = useLogoChange();
  return (
    <FormSection title="Logo" description="At the head of invoices and of their public pages, instead of the name.">
      <div className="flex flex-col gap-3 @md:col-span-2">
        {tenant.logo_hash ? (
          <div className="flex flex-wrap items-center gap-4">
            <span className="rounded-md border border-line bg-white p-3">
              <img
                // Another logo has another address, so that none is shown from memory.
                src={`/api/tenant/logo?v=${tenant.logo_hash}`}
                alt={`Logo of ${tenant.name}`}
                className="h-auto max-h-14 w-auto max-w-52"
              />
            </span>
            <Button busy={busy} icon={<Trash2 aria-hidden />} onClick={() => change('DELETE')}>
              Remove
            </Button>
          </div>
        ) : null}
        <FileDrop
          label={tenant.logo_hash ? 'Choose another logo, or drop it here' : 'Choose a logo, or drop it here'}
          hint="PNG, JPEG or SVG, at most 512 KB. Twice as wide as it is high looks best."
          accept={TYPES.join(',')}
          file={null}
          disabled={busy}
          onFile={(file) => change('PUT', file)}
        />
        {fault ? <Callout tone="danger">{fault}</Callout> : null}
      </div>
    </FormSection>
  );
}

function useLogoChange() {
  const cache = trpc.useUtils();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const change = async (method: 'PUT' | 'DELETE', file?: File) => {
    setBusy(true);
    setFault(null);
    try {
      const body = file ? { body: file, headers: { 'content-type': file.type } } : {};
      await restRequest('/api/tenant/logo', { method, ...body });
      toast.done(file ? 'Logo saved' : 'Logo removed', 'Documents that are drawn from now on show it so.');
      await cache.tenants.invalidate();
    } catch (error) {
      setFault(readProblem(error).message);
    } finally {
      setBusy(false);
    }
  };
  return { change, busy, fault };
}
