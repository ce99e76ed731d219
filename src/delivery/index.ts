import type { Dialect } from '../dialects/shared/dialect.ts';
import { dialect as json } from '../dialects/json.ts';
import { Courier } from './courier.ts';
import { loadDialect, misfitOf, OWN, type LoadPart, type Misfit, type Route } from './route.ts';
import { Submission, type Allow } from './submission.ts';

/** What a page does with its letters, from the moment someone begins to answer. */
export interface Delivery {
  courier: Courier;
  submission(allow: Allow): Submission;
  misfit(route: Route, audience: 'pupils' | 'newsletter'): Promise<Misfit | undefined>;
}

/** All of delivery but sealing and the rarer dialects, which come as parts of their own when they are needed. */
export function open(loadPart: LoadPart): Delivery {
  const own: Readonly<Record<string, { dialect: Dialect }>> = { [`dialects/${OWN}`]: { dialect: json } };
  const load: LoadPart = async <T>(path: string) => (own[path] as T | undefined) ?? loadPart<T>(path);
  const courier = new Courier({ dialectNamed: (name) => loadDialect(load, name) });
  return {
    courier,
    submission: (allow) => new Submission(courier, load, allow),
    misfit: (route, audience) => misfitOf(route, audience, load),
  };
}
