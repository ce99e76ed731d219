interface Secret {
  /** Whether an address is of this kind. */
  is: (url: URL) => boolean;
  service: string;
  can: string;
}

const endsWith =
  (...names: readonly string[]) =>
  ({ hostname }: URL): boolean =>
    names.some((name) => hostname === name || hostname.endsWith(`.${name}`));

const SECRETS: readonly Secret[] = [
  {
    is: endsWith('logic.azure.com', 'api.powerplatform.com'),
    service: 'This Power Automate address',
    can: 'start your flow',
  },
  { is: endsWith('hooks.zapier.com'), service: 'This Zapier address', can: 'start your Zap' },
  { is: endsWith('make.com', 'integromat.com'), service: 'This Make address', can: 'start your scenario' },
  { is: endsWith('script.google.com'), service: 'This Google Apps Script address', can: 'post to your script' },
  {
    is: endsWith('hooks.slack.com', 'discord.com', 'webhook.office.com'),
    service: 'This webhook address',
    can: 'post to your channel',
  },
  {
    is: ({ searchParams }) =>
      [...searchParams.keys()].some((name) => /^(?:sig|key|code|token|secret|api_?key)$/i.test(name)),
    service: 'This address, with the key in it,',
    can: 'post there',
  },
];

/** What it means to put an address into a page that is a secret in itself. Undefined for other addresses. */
export function secretIn(endpoint: string): string | undefined {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    return undefined;
  }
  const found = SECRETS.find(({ is }) => is(url));
  return (
    found &&
    `${found.service} is itself the key: anyone who looks into your page, or gets the address of this page from you, can ${found.can} and send made-up letters. They cannot read what others sent. Where there is a choice, take an endpoint that lists the sites which may send; otherwise change the address when made-up letters come.`
  );
}
