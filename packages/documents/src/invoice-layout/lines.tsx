import { type Styles, Text } from '@react-pdf/renderer';

type LinesProps = { content: string; style?: Styles[string] };

/** Text with its line breaks. A break inside one text would be set as a character, in a font that is not ours. */
export function Lines({ content, style = {} }: LinesProps) {
  return content.split('\n').map((line, position) => (
    <Text key={position} style={style}>
      {line === '' ? '\u00a0' : line}
    </Text>
  ));
}
