import { Link, type LinkProps } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { Card } from '../../ui/card.tsx';

const steps: readonly { title: string; text: string; link: LinkProps }[] = [
  { title: 'Say who you are', text: 'Name, address and number format of your invoices.', link: { to: '/settings' } },
  { title: 'Measure something', text: 'A meter adds up what customers use.', link: { to: '/meters' } },
  { title: 'Price it', text: 'A plan holds fees and the tiers of each meter.', link: { to: '/plans/new' } },
  {
    title: 'Add a customer',
    text: 'Who is billed, in which currency, on which terms.',
    link: { to: '/customers/new' },
  },
  {
    title: 'Subscribe the customer',
    text: 'From then on each period bills itself.',
    link: { to: '/subscriptions/new' },
  },
  { title: 'Import usage', text: 'From a CSV or NDJSON file, or through the API.', link: { to: '/usage/import' } },
];

/** The way from an empty company to its first invoice. */
export function FirstSteps() {
  return (
    <Card title="From here to the first invoice" description="Six steps, in this order." flush>
      <ol>
        {steps.map((step, index) => (
          <li key={step.title} className="border-line border-t">
            <Link
              {...step.link}
              className="group flex items-center gap-4 px-4 py-3 outline-offset-[-2px] hover:bg-hover"
            >
              <span
                aria-hidden
                className="tabular grid size-6 place-items-center rounded-full border border-line-strong text-ink-soft text-xs"
              >
                {index + 1}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block font-medium text-ink text-sm">{step.title}</span>
                <span className="block text-ink-faint text-xs">{step.text}</span>
              </span>
              <ArrowRight
                aria-hidden
                className="size-4 text-ink-faint transition-transform group-hover:translate-x-0.5"
              />
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
