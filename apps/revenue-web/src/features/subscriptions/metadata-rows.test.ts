import { describe, expect, it } from 'vitest';
import { metadataOf, metadataRows } from './metadata-rows.ts';

describe('metadata while it is edited', () => {
  it('comes back as it was where nothing was typed, a number a number', () => {
    const metadata = { region: 'eu', seats: 5, flags: { beta: true }, none: null };
    expect(metadataOf(metadataRows(metadata))).toEqual(metadata);
  });

  it('is text where it was typed, and forgets pairs without a name', () => {
    const rows = [
      { name: ' seats ', text: '6', json: '5' },
      { name: ' ', text: 'lost' },
    ];
    expect(metadataOf(rows)).toEqual({ seats: '6' });
  });
});
