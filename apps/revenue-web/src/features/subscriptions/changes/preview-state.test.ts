import { describe, expect, it } from 'vitest';
import { previewState } from './preview-state.ts';

const seats = { asked: '{"seats":5}', settled: '{"seats":5}', data: '$50.00', error: null, isFetching: false };
const nothing = { shown: undefined, error: null, isCurrent: false };
const refusal = new Error('The quantity is no number.');

describe('what is shown of the preview of a choice', () => {
  it('is its effect, by which one can decide unless it is being read again', () => {
    expect(previewState(seats)).toEqual({ shown: '$50.00', error: null, isCurrent: true });
    expect(previewState({ ...seats, isFetching: true })).toEqual({ shown: '$50.00', error: null, isCurrent: false });
  });

  it('is nothing of the choice before, neither its money nor its refusal', () => {
    expect(previewState({ ...seats, asked: '{"seats":6}' })).toEqual(nothing);
    expect(previewState({ ...seats, asked: '{"seats":6}', data: undefined, error: refusal })).toEqual(nothing);
    expect(previewState({ ...seats, data: undefined, isFetching: true })).toEqual(nothing);
  });

  it('is the refusal of what is chosen as soon as that is settled, also where it was refused before', () => {
    const refused = { shown: undefined, error: refusal, isCurrent: false };
    expect(previewState({ ...seats, data: undefined, error: refusal })).toEqual(refused);
    expect(previewState({ ...seats, error: refusal, isFetching: true })).toEqual(refused);
  });

  it('is nothing while nothing is chosen', () => {
    expect(previewState({ ...seats, asked: 'null', settled: 'null' })).toEqual(nothing);
  });
});
