import { join } from 'node:path';
import { runProcess } from '../shared/life/run-process.ts';
import { startLab } from './start.ts';

void runProcess(({ process, output }) =>
  startLab({
    process: { ...process, workingDirectory: __dirname },
    output,
    pageFolder: join(__dirname, '../../dist/page'),
  }),
);
