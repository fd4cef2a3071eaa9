import { addressesOfOneFamily } from './address.ts';
import type { Backend } from './answerer.ts';
import type { CallRecord } from './series.ts';

/**
 * Tells backends apart that call themselves the same, as pods of two clusters may, by their addresses. One address of
 * either family is what a single pod has, and says nothing.
 */
export function tellApart(calls: readonly CallRecord[]): readonly CallRecord[] {
  const addresses = new Map<string, Set<string>>();
  for (const { answerer } of calls) {
    if (answerer === null || answerer.backend.address === null) continue;
    const { name, address } = answerer.backend;
    addresses.set(name, (addresses.get(name) ?? new Set<string>()).add(address));
  }
  const isAmbiguous = (name: string) => addressesOfOneFamily([...(addresses.get(name) ?? [])]).length > 1;
  const ambiguous = new Set([...addresses.keys()].filter(isAmbiguous));
  if (ambiguous.size === 0) return calls;
  const renamed = new Map<Backend, Backend>();
  return calls.map((record) => {
    const { answerer } = record;
    if (answerer === null || !ambiguous.has(answerer.backend.name)) return record;
    const backend = renamed.get(answerer.backend) ?? withAddress(answerer.backend);
    renamed.set(answerer.backend, backend);
    return { ...record, answerer: { ...answerer, backend } };
  });
}

function withAddress(backend: Backend): Backend {
  return { ...backend, name: `${backend.name} (${backend.address ?? 'no address'})` };
}
