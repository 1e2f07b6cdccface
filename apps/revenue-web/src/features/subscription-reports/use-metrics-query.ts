import { MrrGroup } from '@revenue/billing-core/metrics';
import { ReportInterval } from '@revenue/billing-core/reports';
import { isLocalDate } from '@revenue/billing-core/time';
import { useSearch } from '@tanstack/react-router';

/** What the address asks for; what it says wrongly is left to its default, so a broken link still shows a report. */
export function useMetricsQuery() {
  const { from, to, interval, plan_id, country, group_by } = useSearch({ strict: false }) as Record<
    string,
    string | undefined
  >;
  const day = (text: string | undefined) => (text && isLocalDate(text) ? text : undefined);
  return {
    range: {
      from: day(from),
      to: day(to),
      interval: ReportInterval.safeParse(interval).data,
      plan_id: plan_id && ID.test(plan_id) ? plan_id : undefined,
      country: country && /^[A-Z]{2}$/.test(country) ? country : undefined,
    },
    group_by: MrrGroup.safeParse(group_by).data,
  };
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
