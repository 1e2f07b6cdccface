import type { ViewedList } from '@revenue/billing-core/saved-views';
import type { LinkProps } from '@tanstack/react-router';
import {
  BookOpen,
  Box,
  CalendarSync,
  ChartColumn,
  FileText,
  Gauge,
  House,
  KeyRound,
  Layers,
  ListChecks,
  type LucideIcon,
  Mail,
  Play,
  ReceiptText,
  Recycle,
  RefreshCw,
  Ruler,
  Settings,
  TrendingUp,
  Trophy,
  UserMinus,
  Users,
} from 'lucide-react';

export type NavigationItem = {
  label: string;
  icon: LucideIcon;
  /** Words people type when they look for it. */
  keywords?: string;
  /** The list that the page is, where views of it can be saved. */
  list?: ViewedList;
} & ({ to: NonNullable<LinkProps['to']> } | { href: string });

export type NavigationGroup = { label: string | null; items: readonly NavigationItem[] };

/** The pages of the application. Only what works is listed. */
export const navigation: readonly NavigationGroup[] = [
  { label: null, items: [{ label: 'Overview', icon: House, to: '/', keywords: 'home dashboard' }] },
  {
    label: 'Billing',
    items: [
      { label: 'Customers', icon: Users, to: '/customers', list: 'customers', keywords: 'accounts clients' },
      {
        label: 'Subscriptions',
        icon: CalendarSync,
        to: '/subscriptions',
        list: 'subscriptions',
        keywords: 'recurring',
      },
      { label: 'Invoices', icon: FileText, to: '/invoices', list: 'invoices', keywords: 'bills receivables' },
      { label: 'Credit notes', icon: ReceiptText, to: '/credit-notes', keywords: 'refunds corrections' },
      {
        label: 'Billing cycles',
        icon: RefreshCw,
        to: '/billing-cycles',
        list: 'billing_cycles',
        keywords: 'schedule recurring automation',
      },
      { label: 'Billing runs', icon: Play, to: '/billing-runs', list: 'billing_runs', keywords: 'generate cycle' },
    ],
  },
  {
    label: 'Catalogue',
    items: [
      { label: 'Products', icon: Box, to: '/products', list: 'products', keywords: 'prices catalog' },
      { label: 'Plans', icon: Layers, to: '/plans', list: 'plans', keywords: 'pricing tiers' },
      { label: 'Meters', icon: Ruler, to: '/meters', keywords: 'metering' },
      { label: 'Usage', icon: Gauge, to: '/usage', list: 'usage', keywords: 'records csv import upload' },
    ],
  },
  {
    label: 'Analytics',
    items: [
      { label: 'MRR', icon: TrendingUp, to: '/reports/mrr', keywords: 'arr recurring revenue movements expansion' },
      { label: 'Churn', icon: UserMinus, to: '/reports/churn', keywords: 'retention nrr grr arpa ltv quick ratio' },
      { label: 'Lifecycle', icon: Recycle, to: '/reports/lifecycle', keywords: 'trials conversion cohorts funnel' },
      { label: 'Revenue', icon: ChartColumn, to: '/reports/revenue', keywords: 'report sales month product country' },
      {
        label: 'Customer report',
        icon: Trophy,
        to: '/reports/customers',
        keywords: 'top customers ageing aging receivables debtors',
      },
    ],
  },
  {
    label: 'Developers',
    items: [
      { label: 'API keys', icon: KeyRound, to: '/api-keys', keywords: 'token secret' },
      { label: 'Jobs', icon: ListChecks, to: '/jobs', list: 'jobs', keywords: 'queues schedules background' },
      { label: 'Outbox', icon: Mail, to: '/outbox', list: 'outbox', keywords: 'mail e-mail failed unknown' },
      { label: 'API reference', icon: BookOpen, href: '/docs/api', keywords: 'openapi rest docs' },
    ],
  },
  {
    label: null,
    items: [
      {
        label: 'Settings',
        icon: Settings,
        to: '/settings',
        keywords: 'company number format mail templates reminders',
      },
    ],
  },
];
