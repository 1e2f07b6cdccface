/** What a migration is told, as it is kept with the bulk action that carries it out. */
export interface MigrationDetails {
  plan_id: string;
  from_version_id: string;
  to_version_id: string;
  from_version: number;
  to_version: number;
  when: 'now' | 'renewal';
  /** Which component follows which; those without a follower end. */
  mapping: { from_id: string; to_id: string | null }[];
  /** Of what takes a migration back: which. */
  undoes?: string;
}
