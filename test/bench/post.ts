/** Sends what was entered as the native form and the minimal element do, and believes the endpoint alone. */
export async function post(entered: Record<string, string>): Promise<void> {
  const response = await fetch('/submissions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: crypto.randomUUID(), ...entered }),
  });
  const receipt = (await response.json()) as { storedAt?: string };
  if (!response.ok || !receipt.storedAt) throw new Error('There is no receipt.');
}
