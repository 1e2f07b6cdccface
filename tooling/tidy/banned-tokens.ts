import { codeOf, isTest, type SourceFile } from './source-files.ts';

interface Ban {
  token: RegExp;
  says: string;
  /** The rooms where it is at home. */
  except: RegExp;
}

const SCRIPTS = /^(scripts\/|examples\/|bench\/|packages\/[^/]+\/scripts\/|[^/]+\.config\.ts)/;
const TESTS = /\.(test|spec)\.tsx?$|\/(test|e2e|testing)\/|\/testing\.ts$/;

export const BANS: Ban[] = [
  { token: /\bnew Date\(\)/, says: 'reads the machine’s clock; time is an argument', except: /time\/clock\.ts$/ },
  {
    token: /\bDate\.now\b/,
    says: 'reads the machine’s clock; time is an argument',
    except: /time\/clock\.ts$|^bench\//,
  },
  { token: /\bMath\.random\b/, says: 'cannot be repeated', except: /^$/ },
  { token: /\bprocess\.env\b/, says: 'is read in env.ts only', except: /^apps\/revenue-server\/src\/env\.ts$/ },
  { token: /\bparseFloat\b/, says: 'makes a float; use Decimal', except: /^$/ },
  { token: /^\s*(export\s+)?(const\s+)?enum\s/m, says: 'is not erasable; use a union of words', except: /^$/ },
  {
    token: /^\s*export default\b/m,
    says: 'has no name to search for',
    except: /\.config\.ts$|testing\/global-setup\.ts$/,
  },
  { token: /\b(it|test|describe)\.(skip|only|todo)\b/, says: 'leaves a test out', except: /^$/ },
];

export function bannedTokens(files: SourceFile[]): string[] {
  // This file names what it bans.
  return files
    .filter(({ path }) => !path.startsWith('tooling/tidy/'))
    .flatMap(({ path, text }) => {
      const code = codeOf(text);
      return BANS.filter(({ token, except }) => token.test(code) && !except.test(path) && !isExcused(path, token)).map(
        ({ token, says }) => `${path}: ${token.source} ${says}`,
      );
    });
}

/** Scripts and tests stand outside the house: they may look at the machine, and still may not leave a test out. */
function isExcused(path: string, token: RegExp): boolean {
  if (/skip|default|enum|parseFloat|random/.test(token.source)) return false;
  return SCRIPTS.test(path) || TESTS.test(path) || isTest(path);
}
