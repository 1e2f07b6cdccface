/** A start that cannot go on, told to the operator in one sentence with its remedy; no stack trace helps them. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
