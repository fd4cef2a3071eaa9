import { runProcess } from '../shared/life/run-process.ts';
import { startClient } from './start.ts';

void runProcess(startClient);
