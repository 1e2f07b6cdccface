import { TabLinks } from '../../ui/tabs.tsx';

const tabs = [
  { id: 'company', label: 'Company', link: { to: '/settings' } },
  { id: 'subscriptions', label: 'Subscriptions', link: { to: '/settings/subscriptions' } },
  { id: 'mail', label: 'Mail', link: { to: '/settings/mail' } },
] as const;

/** The pages of the settings. */
export function SettingsTabs({ current }: { current: (typeof tabs)[number]['id'] }) {
  return (
    <div className="mb-4">
      <TabLinks label="Settings" tabs={tabs} current={current} />
    </div>
  );
}
