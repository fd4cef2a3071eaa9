import { LitElement } from 'lit';

/** A component whose markup is part of the document, so that one style sheet and one set of patterns serve all. */
export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
