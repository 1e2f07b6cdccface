/** One row of a file: what it says as the fields of a record, or why it cannot be read. */
export interface FileRow {
  line_number: number;
  raw: string;
  content: { fields: Record<string, unknown> } | { fault: string };
}
