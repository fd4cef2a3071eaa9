import Type, { type Static } from 'typebox';
import { count, known } from './fields.ts';

export const channelSchema = Type.Object(
  {
    connections: known(count('How many connections this client used, as its channel counted them.')),
    addresses: Type.Array(Type.String(), { description: 'The addresses that the target resolved to.' }),
    errors: Type.Array(Type.String(), { description: 'Why connecting failed, where it did.' }),
  },
  { description: 'What the gRPC channel of this client saw.' },
);

export type ChannelFacts = Static<typeof channelSchema>;
