/** The database a script works on, or the end of the script with a sentence that says what to set. */
export function requiredDatabaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (url) return url;
  console.error(
    'Set DATABASE_URL to the owner connection of the database, for instance postgresql://owner:secret@localhost:5432/revenue',
  );
  process.exit(1);
}
