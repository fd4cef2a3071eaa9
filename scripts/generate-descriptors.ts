import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Root } from 'protobufjs';
import { FileDescriptorSet, type IDescriptorProto, type IFileDescriptorSet } from 'protobufjs/ext/descriptor';

/**
 * Compiles every proto this project speaks into one module, so that no `.proto` is read at run time.
 * The services of the gRPC project come from the packages that keep them; only Greeter is ours.
 */
const sources = [
  { constant: 'helloworld', file: 'protos/helloworld.proto', name: 'helloworld.proto' },
  {
    constant: 'health',
    file: 'node_modules/grpc-health-check/proto/health/v1/health.proto',
    // As the original's reflection names it.
    name: 'health/v1/health.proto',
  },
  {
    constant: 'reflectionV1',
    file: 'node_modules/@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto',
    name: 'grpc/reflection/v1/reflection.proto',
  },
  {
    constant: 'reflectionV1alpha',
    file: 'node_modules/@grpc/reflection/build/proto/grpc/reflection/v1alpha/reflection.proto',
    name: 'grpc/reflection/v1alpha/reflection.proto',
  },
];

const project = join(__dirname, '..');
const target = join(project, 'services/shared/proto/generated/descriptors.ts');

const lines = sources.map(({ constant, file, name }) => {
  const root = new Root();
  root.loadSync(join(project, file), { keepCase: true });
  root.resolveAll();
  const set = (root as unknown as { toDescriptor(syntax: string): IFileDescriptorSet }).toDescriptor(
    'proto3',
  );
  const [descriptor] = set.file ?? [];
  if (descriptor === undefined) throw new Error(`${file} declares nothing.`);
  descriptor.name = name;
  for (const message of descriptor.messageType ?? []) nameMapEntries(message);
  const bytes = FileDescriptorSet.encode(set).finish();
  return `/** FileDescriptorSet of ${name}, in base64. */\nexport const ${constant} =\n  '${Buffer.from(bytes).toString('base64')}';\n`;
});

/** protobufjs names the entry type of a map after its field; protoc, and so everybody's reflection, adds `Entry`. */
function nameMapEntries(message: IDescriptorProto): void {
  for (const entry of (message.nestedType ?? []).filter(({ options }) => options?.mapEntry)) {
    const field = message.field?.find(({ typeName }) => typeName === entry.name);
    entry.name = `${entry.name}Entry`;
    if (field) field.typeName = entry.name;
  }
}

writeFileSync(target, `// Made by \`npm run generate\`; do not edit.\n\n${lines.join('\n')}`);
