import { runProcess } from '../shared/life/run-process.ts';
import { startServer } from './start.ts';

void runProcess(startServer);
