import { runProcess } from '../shared/life/run-process.ts';
import { startLab } from './start.ts';

void runProcess(({ process, output }) =>
  startLab({ process: { ...process, workingDirectory: __dirname }, output }),
);
