import type { Output } from '../../services/shared/logging/output.ts';

/** An output that keeps what it is told. */
export interface CapturedOutput extends Output {
  text(): string;
  lines(): string[];
}

export function capturedOutput(): CapturedOutput {
  let text = '';
  return {
    write: (more) => {
      text += more;
    },
    flush: () => undefined,
    text: () => text,
    lines: () => text.split('\n').filter((line) => line !== ''),
  };
}
