/** A run worth trying, and what it shows. */
interface Preset {
  readonly title: string;
  readonly lesson: string;
  /** What differs from the settings of the service. */
  readonly query: string;
}

/** In the order in which they tell the story of gRPC and Kubernetes. */
export const presets: readonly Preset[] = [
  { title: 'As configured', lesson: 'What your calls do now.', query: '' },
  {
    title: 'A connection per call',
    lesson: 'Each call may find another backend, and pays for a new connection.',
    query: 'channel=per-call',
  },
  {
    title: 'round_robin',
    lesson: 'One connection to every backend, calls in turn.',
    query: 'policy=round_robin',
  },
  {
    title: 'Prove it',
    lesson: 'As configured, with as many calls as a sound verdict takes.',
    query: 'requests=auto',
  },
];
