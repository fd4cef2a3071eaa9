import type { PackageDefinition } from '@grpc/proto-loader';
import {
  FileDescriptorProto,
  type IDescriptorProto,
  type IFileDescriptorProto,
} from 'protobufjs/ext/descriptor';

/** Descriptor files, found by what asks for them. */
export interface ReflectionIndex {
  readonly services: readonly string[];
  /** The serialized file of that name. */
  file(name: string): Buffer | undefined;
  /** The serialized file that declares a service, method or message by its full name. */
  fileOfSymbol(symbol: string): Buffer | undefined;
}

/** Reads the files that proto-loader keeps with every message. */
export function indexPackages(packages: readonly PackageDefinition[]): ReflectionIndex {
  const files = new Map<string, Buffer>();
  const symbols = new Map<string, Buffer>();
  const services: string[] = [];
  for (const bytes of packages.flatMap(filesOf)) {
    const file = FileDescriptorProto.decode(bytes) as IFileDescriptorProto;
    files.set(file.name ?? '', bytes);
    for (const symbol of symbolsOf(file)) symbols.set(symbol, bytes);
    services.push(...(file.service ?? []).map(({ name }) => `${file.package}.${name}`));
  }
  return { services, file: (name) => files.get(name), fileOfSymbol: (symbol) => symbols.get(symbol) };
}

function filesOf(packageDefinition: PackageDefinition): Buffer[] {
  const [files = []] = Object.values(packageDefinition).flatMap((definition) =>
    'fileDescriptorProtos' in definition ? [definition.fileDescriptorProtos as Buffer[]] : [],
  );
  return files;
}

function symbolsOf(file: IFileDescriptorProto): string[] {
  const services = (file.service ?? []).flatMap(({ name, method }) => [
    `${file.package}.${name}`,
    ...(method ?? []).map((one) => `${file.package}.${name}.${one.name}`),
  ]);
  return [
    ...services,
    ...(file.messageType ?? []).flatMap((message) => messageSymbols(file.package ?? '', message)),
  ];
}

/** Fields and enums are not among what the original finds. */
function messageSymbols(scope: string, { name, nestedType }: IDescriptorProto): string[] {
  const fullName = `${scope}.${name}`;
  return [fullName, ...(nestedType ?? []).flatMap((nested) => messageSymbols(fullName, nested))];
}
