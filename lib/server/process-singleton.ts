/**
 * One value for a whole process. Next bundles route handlers apart from pages and from the start command, so that a
 * module's own variable would exist once for each of them.
 */
export function processSingleton<Value>(name: string, create: () => Value): Value {
  const key = Symbol.for(`triage-gateway.${name}`);
  const existing: unknown = Reflect.get(globalThis, key);
  // Only this function writes the key, and a name is used with one type.
  if (existing !== undefined) return existing as Value;
  const value = create();
  Reflect.set(globalThis, key, value);
  return value;
}
