import type { TestApi } from '../kit/start-api.ts';
import { liveThrough, type Outcome, type Round } from './round.ts';
import { makeStory } from './stories.ts';

const STORIES = 40;
const STEPS = 5;
/** So many of them are done in most lives, before they end. */
const DONE = 4;
/** When so many have broken a promise, that is enough to look at. */
const ENOUGH = 5;

type Told = Outcome['lives'][number];

export interface Kept {
  /** How often what was previewed, or refused, was what came. */
  cases: number;
  tally: Record<string, number>;
  /** Of those that broke one, as short as could be. */
  broken: string[];
}

/** Lets rounds of stories happen until as many previews were held to their deeds as are asked for. */
export async function keepPromises(
  api: TestApi,
  { cases, seed, shrinks }: { cases: number; seed: number; shrinks: boolean },
): Promise<Kept> {
  const kept: Kept = { cases: 0, tally: {}, broken: [] };
  for (let at = seed; kept.cases < cases && kept.broken.length < ENOUGH; at += 1) {
    const count = Math.min(STORIES, Math.ceil((cases - kept.cases) / DONE));
    const stories = Array.from({ length: count }, (_, index) => makeStory(at * 1000 + index, STEPS));
    // A few stories need no large catalogue.
    const round: Round = { seed: at, stories, plans: count < STORIES ? 2 : 6 };
    const { lives, tally } = await liveThrough(api, round, `promises-${at}`);
    for (const [kind, count] of Object.entries(tally)) kept.tally[kind] = (kept.tally[kind] ?? 0) + count;
    kept.cases += lives.reduce((sum, { done }) => sum + done, 0);
    for (const life of lives)
      if (life.broken !== null && kept.broken.length < ENOUGH)
        kept.broken.push(tell(round, shrinks ? await shrink(api, round, life) : life));
  }
  return kept;
}

function tell({ seed }: Round, { story, diary, broken }: Told): string {
  const head = `round ${seed}, story ${story.seed}: ${broken?.message ?? ''}`;
  return [head, ...diary].join('\n    ');
}

/** Leaves out one step after the other, as long as it still goes wrong. */
async function shrink(api: TestApi, round: Round, broken: Told): Promise<Told> {
  let shortest = broken;
  for (let at = broken.story.steps.length - 1; at >= 0; at -= 1) {
    const { seed, steps } = shortest.story;
    const gap = steps[at]?.after ?? 0;
    // What comes after it stays where it was.
    const less = steps.flatMap((step, index) => {
      if (index === at) return [];
      return [index === at + 1 ? { ...step, after: step.after + gap } : step];
    });
    const { lives } = await liveThrough(api, { ...round, stories: [{ seed, steps: less }] }, `without-${at}-${seed}`);
    const [life] = lives;
    if (life !== undefined && life.broken !== null) shortest = life;
  }
  return shortest;
}
