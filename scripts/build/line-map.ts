import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';

/**
 * Makes a source map smaller that only has to tell files and lines: a place is kept where another line of the sources
 * begins. The sources are named as the project names them.
 * @param map as esbuild writes it, of a file that gets one more line on top: that of its digest
 */
export function lineMap(map: string): string {
  const { sources, mappings, version } = JSON.parse(map);
  const named = sources.map((source: string) => source.replace(/^(\.\.\/)+/, ''));
  const lines = [[], ...decode(mappings).map(startsOfLines)];
  return JSON.stringify({ version, sources: named, names: [], mappings: encode(lines) });
}

function startsOfLines(segments: readonly SourceMapSegment[]): SourceMapSegment[] {
  let before: SourceMapSegment | undefined;
  const starts: SourceMapSegment[] = [];
  for (const segment of segments) {
    const isSame = before !== undefined && segment[1] === before[1] && segment[2] === before[2];
    if (!isSame)
      starts.push(segment.length === 1 ? segment : [segment[0], segment[1], segment[2], segment[3]]);
    before = segment;
  }
  return starts;
}
