import { html, svg, type TemplateResult } from 'lit';
import type { Painter } from '../painter.ts';
import { createSlots } from '../slots.ts';

/** Paints views into the document; a backend keeps its colour over all runs. */
export const litPainter: Painter<TemplateResult> = { html, svg, root: '', slotOf: createSlots() };
