/** What watches the cluster, where the environment names it; empty where it does not. */
export interface Observers {
  /** URL of a Jaeger's queries, which gets the spans of the proxies, too. */
  readonly jaeger: string;
  /** Host by which pods reach the same Jaeger's ports for spans. */
  readonly collector: string;
  /** URL of a Prometheus that reads pods by their annotations and copies their labels, as that of Istio's samples. */
  readonly prometheus: string;
}

export function observers(environment: NodeJS.ProcessEnv = process.env): Observers {
  const jaeger = environment.HELLO_CLUSTER_JAEGER ?? '';
  return {
    jaeger,
    collector: environment.HELLO_CLUSTER_COLLECTOR ?? (jaeger === '' ? '' : new URL(jaeger).hostname),
    prometheus: environment.HELLO_CLUSTER_PROMETHEUS ?? '',
  };
}

/** A series of Prometheus' answer, and its value now. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Vector {
  readonly data: {
    readonly result: readonly {
      readonly metric: Series['labels'];
      readonly value: readonly [number, string];
    }[];
  };
}

export async function askPrometheus(expression: string): Promise<readonly Series[]> {
  const { prometheus } = observers();
  const response = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`);
  if (!response.ok) throw new Error(`Prometheus said to ${expression}: ${await response.text()}`);
  const { data } = (await response.json()) as Vector;
  return data.result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
}
