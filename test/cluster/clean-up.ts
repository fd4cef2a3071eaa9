import { certificates, namespaces } from './guard.ts';
import { shellNow } from './shell.ts';

const made: string[] = [`namespace ${namespaces.join(' ')}`];

/** Remembers what a chapter made outside of the two namespaces, as words for `kubectl delete`. */
export function madeOutside(words: string): void {
  made.unshift(words);
}

/** Takes away everything that the walk made, whatever became of it. */
export function cleanUp(): void {
  shellNow('helm uninstall grpc -n grpc --ignore-not-found --wait --timeout 60s');
  shellNow(`rm -rf ${certificates}`);
  for (const words of made) shellNow(`kubectl delete ${words} --ignore-not-found --timeout=120s`);
}
