import { RunComparison } from './run-comparison.ts';
import { RunDesk } from './run-desk.ts';
import { RunExports } from './run-exports.ts';
import { RunForm } from './run-form.ts';
import { RunProgress } from './run-progress.ts';
import { RunReport } from './run-report.ts';

customElements.define('run-exports', RunExports);
customElements.define('run-report', RunReport);
customElements.define('run-progress', RunProgress);
customElements.define('run-comparison', RunComparison);
customElements.define('run-desk', RunDesk);
customElements.define('run-form', RunForm);
