/** The colours of the style sheet (Okabe and Ito's, which the colour-blind tell apart): classes tone-0 to tone-7. */
const tones = 8;
/** What is woven over them once they are used up: nothing, then the patterns weave-1 to weave-3. */
const weaves = 4;

/** The look of a backend. */
export interface Paint {
  readonly tone: number;
  /** 0 for none. */
  readonly weave: number;
}

/** 32 looks before one comes again. */
export function paintOf(slot: number): Paint {
  return { tone: slot % tones, weave: Math.floor(slot / tones) % weaves };
}
