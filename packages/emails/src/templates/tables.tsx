/** @jsxRuntime automatic */

import type { CSSProperties, ReactNode } from 'react';
import { Section, Text } from 'react-email';
import type { Labelled, MailView } from '../mail-view.ts';
import { styles } from './theme.ts';

export function LineRows({ view: { items, more_items: more, labels } }: { view: MailView }) {
  return (
    <Table>
      <thead>
        <tr>
          <th align="left" className="muted rule" style={styles.head}>
            {labels.description}
          </th>
          <th align="right" className="muted rule" style={styles.head}>
            {labels.quantity}
          </th>
          <th align="right" className="muted rule" style={styles.head}>
            {labels.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, position) => (
          <tr key={position}>
            <td className="ink rule" style={styles.cell}>
              {item.description}
              {item.period ? (
                <div className="muted" style={styles.period}>
                  {item.period}
                </div>
              ) : null}
            </td>
            <td align="right" className="ink rule" style={styles.figure}>
              {item.quantity}
            </td>
            <td align="right" className="ink rule" style={styles.figure}>
              {item.amount}
            </td>
          </tr>
        ))}
        {more ? (
          <tr>
            <td colSpan={3} className="muted" style={styles.more}>
              {more}
            </td>
          </tr>
        ) : null}
      </tbody>
    </Table>
  );
}

export function TotalRows({ rows }: { rows: MailView['totals'] }) {
  return (
    <Table style={styles.totals}>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <td
              align="right"
              className={row.strong ? 'ink' : 'muted'}
              style={row.strong ? styles.strongLabel : styles.totalLabel}
            >
              {row.label}
            </td>
            <td align="right" width={140} className="ink" style={row.strong ? styles.strongTotal : styles.total}>
              {row.value}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function ValueRows({ title, rows }: { title: string | null; rows: Labelled[] }) {
  return (
    <Section>
      {title ? (
        <Text className="ink" style={styles.subtitle}>
          {title}
        </Text>
      ) : null}
      <Table>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <td width={130} className="muted" style={styles.valueLabel}>
                {row.label}
              </td>
              <td className="ink" style={styles.value}>
                {row.value}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Table({ children, style = styles.table }: { children: ReactNode; style?: CSSProperties }) {
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} border={0} style={style}>
      {children}
    </table>
  );
}
