import { join } from 'node:path';
import { runProcess } from '../shared/life/run-process.ts';
import { runCommand } from './command/run-command.ts';
import { startClient } from './start.ts';

const [, , word, ...rest] = process.argv;

if (word === 'report') void runCommand(rest);
else void runProcess((input) => startClient({ ...input, pageFolder: join(__dirname, 'page') }));
