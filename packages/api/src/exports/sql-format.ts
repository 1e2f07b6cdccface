/** An instant as the API writes it. */
export const instantText = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A decimal with all its digits and no zeros behind them. */
export const decimalText = (column: string): string => `trim_scale(${column})::text`;
