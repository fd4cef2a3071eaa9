import { join } from 'node:path';
import { runProcess } from '../shared/life/run-process.ts';
import { startClient } from './start.ts';

const [, , word, ...rest] = process.argv;

if (word === 'report') void import('./command/run-command.ts').then(({ runCommand }) => runCommand(rest));
else void runProcess((input) => startClient({ ...input, pageFolder: join(__dirname, 'page') }));
