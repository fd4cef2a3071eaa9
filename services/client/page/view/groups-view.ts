import type { Report } from '../../report/schema/report.ts';
import type { GroupTally } from '../../report/schema/tally.ts';
import type { Painter } from '../painter.ts';
import { shareList } from './share-list.ts';
import { rowOfGroup } from './share-row.ts';

/** The shares by version, node and zone, where that says more than the shares by backend. */
export function groupsView<M>(painter: Painter<M>, { versions, nodes, zones, backends }: Report): M[] {
  const groupings: [string, readonly GroupTally[]][] = [
    ['By version', versions],
    ['By node', nodes],
    ['By zone', zones],
  ];
  return groupings
    .filter(([, groups]) => saysMore(groups, backends.length))
    .map(
      ([title, groups]) =>
        painter.html`<section class="card"><h2>${title}</h2>${shareList(painter, groups.map(rowOfGroup))}</section>`,
    );
}

function saysMore(groups: readonly GroupTally[], backends: number): boolean {
  const isExpected = groups.some(({ expectedShare }) => expectedShare !== null);
  return isExpected || (groups.length > 1 && groups.length < backends);
}
