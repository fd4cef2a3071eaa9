/** Makes markup of a template; what is put into it is text, never markup, unless another template made it. */
type Tag<Markup> = (strings: TemplateStringsArray, ...values: unknown[]) => Markup;

/**
 * With what views are painted: by Lit in the browser, as escaped text on the server. So a view is written once. It may
 * use what both understand: text, markup, lists and null between tags; text in quoted attributes.
 */
export interface Painter<Markup> {
  readonly html: Tag<Markup>;
  /** For what stands inside of an `<svg>`. */
  readonly svg: Tag<Markup>;
  /** The way from this document to the root of the service, such as `../`: it may be served below any path. */
  readonly root: string;
  /** The number of a backend by which it is painted, the same in all pictures of a document. */
  readonly slotOf: (backend: string) => number;
}
