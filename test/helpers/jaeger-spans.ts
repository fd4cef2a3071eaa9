type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A span as Jaeger knows it. */
export interface FoundSpan {
  readonly service: string;
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly kind: 'internal' | 'server' | 'client';
  readonly isError: boolean;
  readonly attributes: Attributes;
  /** What all spans of the service carry. */
  readonly resource: Attributes;
}

interface Value {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
}

type Pairs = readonly { readonly key: string; readonly value: Value }[];

/** OTLP as JSON, as Jaeger's API v3 answers. */
interface TraceAnswer {
  readonly result: {
    readonly resourceSpans: readonly {
      readonly resource: { readonly attributes: Pairs };
      readonly scopeSpans: readonly { readonly spans: readonly AnsweredSpan[] }[];
    }[];
  };
}

interface AnsweredSpan {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind?: number;
  readonly status?: { readonly code?: number };
  readonly attributes?: Pairs;
}

const kinds = { 1: 'internal', 2: 'server', 3: 'client' } as const;

/** Reads the spans out of an answer of `/api/v3/traces/…`. */
export function spansOf(answer: unknown): FoundSpan[] {
  return (answer as TraceAnswer).result.resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const shared = attributesOf(resource.attributes);
    return scopeSpans
      .flatMap(({ spans }) => spans)
      .map(({ name, spanId, parentSpanId = '', kind = 1, status, attributes = [] }) => ({
        ...{ name, spanId, parentSpanId, resource: shared, service: String(shared['service.name']) },
        kind: kinds[kind as keyof typeof kinds] ?? 'internal',
        isError: status?.code === 2,
        attributes: attributesOf(attributes),
      }));
  });
}

/** Whole numbers come as text by one way and as doubles by another. */
function attributesOf(pairs: Pairs): Attributes {
  return Object.fromEntries(
    pairs.map(({ key, value: { stringValue, intValue, doubleValue, boolValue } }) => [
      key,
      stringValue ?? doubleValue ?? boolValue ?? Number(intValue ?? 0),
    ]),
  );
}
