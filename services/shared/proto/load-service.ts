import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer, type PackageDefinition } from '@grpc/proto-loader';

/** How messages look as objects: names as in the proto, enums by name, oneofs by the name of what is set. */
const messageShape = { keepCase: true, longs: String, enums: String, oneofs: true };

/**
 * Reads a FileDescriptorSet given in base64, as `npm run generate` makes it.
 * @param defaults whether absent fields have their default, or are absent
 */
export function loadPackage(descriptorSet: string, { defaults = true } = {}): PackageDefinition {
  return loadFileDescriptorSetFromBuffer(Buffer.from(descriptorSet, 'base64'), { ...messageShape, defaults });
}

/**
 * Picks one service of a loaded package.
 * @throws Error when the package has no service of that name
 */
export function serviceOf(packageDefinition: PackageDefinition, fullName: string): ServiceDefinition {
  const definition = packageDefinition[fullName];
  if (definition === undefined || 'format' in definition) {
    throw new Error(`The descriptor set has no service ${fullName}.`);
  }
  return definition as ServiceDefinition;
}
