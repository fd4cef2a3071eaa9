import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildDashboard } from './dashboard/dashboard.ts';

// Writes the Grafana dashboard that the chart ships, from scripts/dashboard/.

const file = join(__dirname, '../helm/files/dashboards/grpc-hello.json');
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(buildDashboard(), undefined, 2)}\n`);
