import type { Progress } from '../../report/http/progress.ts';
import { wilsonInterval } from '../../report/statistics/wilson-interval.ts';
import type { Lanes } from '../view/lanes-view.ts';
import { inOrder, type ShareRow } from '../view/share-row.ts';

interface Seen {
  readonly name: string;
  readonly version: string | null;
  calls: number;
}

/** Who has answered so far in a run that goes on. */
export class LiveTally {
  made = 0;
  wanted = 0;
  failed = 0;
  /** What was known about the backends before; this run tells what it knows only at its end. */
  readonly #backends: number | undefined;
  readonly #seen: Seen[] = [];
  readonly #places = new Map<string, number>();
  readonly #sequence: (number | null | undefined)[] = [];

  /** @param backends how many there are, as far as is known */
  constructor(backends?: number) {
    this.#backends = backends;
  }

  add({ made, wanted, failed, calls }: Progress): void {
    Object.assign(this, { made, wanted, failed });
    for (const { index, backend, version } of calls) {
      while (this.#sequence.length < index) this.#sequence.push(undefined);
      this.#sequence[index] = backend === null ? null : this.#count(backend, version);
    }
  }

  #count(name: string, version: string | null): number {
    const place = this.#places.get(name) ?? this.#seen.length;
    this.#places.set(name, place);
    const seen = this.#seen[place] ?? { name, version, calls: 0 };
    this.#seen[place] = seen;
    seen.calls += 1;
    return place;
  }

  /** The bars, of the calls that were told: a slow reader is not told all. */
  rows(): ShareRow[] {
    const isKnown = this.#backends !== undefined && this.#backends >= this.#seen.length;
    const expectedShare = isKnown ? 1 / (this.#backends ?? 1) : null;
    const told = this.#seen.reduce((sum, { calls }) => sum + calls, 0);
    return inOrder(this.#seen).map(({ name, version, calls }) => ({
      ...{ backend: name, name, version: version === name ? null : version, note: '', calls },
      share: calls / told,
      interval: wilsonInterval(calls, told),
      expectedShare,
    }));
  }

  lanes(): Lanes {
    const names = this.#seen.map(({ name }) => name);
    const order = inOrder(this.#seen).map(({ name }) => names.indexOf(name));
    return { names, order, sequence: this.#sequence, calls: Math.max(this.wanted, this.#sequence.length) };
  }
}
