/** @jsxRuntime automatic */
import { type Styles, Text } from '@react-pdf/renderer';

type LinesProps = { content: string; style?: Styles[string] };

/** A paragraph longer than this is set as several, so that it can run over to the next page. */
const LONGEST_PARAGRAPH = 1000;

/** Text with its line breaks. A break inside one text would be set as a character, in a font that is not ours. */
export function Lines({ content, style = {} }: LinesProps) {
  const lines = content.split('\n').flatMap((line) => (line === '' ? ['\u00a0'] : splitText(line, LONGEST_PARAGRAPH)));
  return lines.map((line, position) => (
    <Text key={position} style={style}>
      {line}
    </Text>
  ));
}

/** Parts of at most `most` characters, cut between lines where it can be, else between words, else anywhere. */
export function splitText(content: string, most: number): string[] {
  const parts: string[] = [];
  let rest = content;
  while (rest.length > most) {
    const head = rest.slice(0, most + 1);
    const cut = [head.lastIndexOf('\n'), head.lastIndexOf(' ')].find((position) => position > 0) ?? most;
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut).replace(/^[\n ]/, '');
  }
  return rest === '' ? parts : [...parts, rest];
}
