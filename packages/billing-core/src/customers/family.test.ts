import { describe, expect, it } from 'vitest';
import { assertPlacement, MAX_FAMILY_LEVELS } from './family.ts';

const chain = (...ids: string[]) => ids.map((id) => ({ id, name: id.toUpperCase() }));
const place =
  (id: string | null, above: string[], levels = 1) =>
  () =>
    assertPlacement({ id, above: chain(...above), levels });

describe('a place in a family of accounts', () => {
  it('may be at the top, and below anybody who is not below', () => {
    expect(place('a', [])).not.toThrow();
    expect(place('a', ['b', 'c'])).not.toThrow();
    expect(place(null, ['b'])).not.toThrow();
  });

  it('is not below itself, near or far', () => {
    expect(place('a', ['a'])).toThrow(/itself/);
    expect(place('a', ['b', 'a'])).toThrow(/B is below this account already/);
    expect(place('a', ['b', 'c', 'a', 'd'])).toThrow(/circle/);
  });

  it(`is no deeper than ${MAX_FAMILY_LEVELS} levels, with what is below it counted`, () => {
    expect(place('a', ['b', 'c', 'd', 'e'])).not.toThrow();
    expect(place('a', ['b', 'c', 'd', 'e', 'f'])).toThrow(/6 levels/);
    expect(place('a', ['b', 'c'], 3)).not.toThrow();
    expect(place('a', ['b', 'c'], 4)).toThrow(/6 levels/);
  });
});
