/** What there is to know of an address before it is put into a page. */
import { words } from '../locales/en/diagnose.ts';
import { fill } from '../locales/index.ts';
import { fact, look, type Finding } from './finding.ts';

type Service = keyof typeof words.secrets;

/** Whose addresses are a secret in themselves, by the end of a host's name. */
const HOSTS: Readonly<Record<string, Service>> = {
  'logic.azure.com': 'powerAutomate',
  'api.powerplatform.com': 'powerAutomate',
  'hooks.zapier.com': 'zapier',
  'make.com': 'make',
  'integromat.com': 'make',
  'script.google.com': 'appsScript',
  'hooks.slack.com': 'webhook',
  'discord.com': 'webhook',
  'webhook.office.com': 'webhook',
};

const KEY = /^(?:sig|key|code|token|secret|api_?key)$/i;

function serviceAt(endpoint: string): Service | undefined {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    return undefined;
  }
  const host = Object.keys(HOSTS).find((name) => `.${url.hostname}`.endsWith(`.${name}`));
  if (host) return HOSTS[host];
  return [...url.searchParams.keys()].some((name) => KEY.test(name)) ? 'query' : undefined;
}

/** What it means to put an address into a page that is a secret in itself. Undefined for other addresses. */
export function secretIn(endpoint: string): string | undefined {
  const service = serviceAt(endpoint);
  return service && fill(words.address.secret, words.secrets[service]);
}

/** What to know of an address as somebody writes it, before anything else is known. */
export const judgeWriting = (endpoint: string): Finding[] => {
  const secret = secretIn(endpoint);
  return [...(/^\s*\//.test(endpoint) ? [fact(words.address.path)] : []), ...(secret ? [look(secret)] : [])];
};
