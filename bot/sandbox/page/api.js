// Calls of the control API; a refusal becomes an Error with the server's own words.

async function answered(response) {
  const told = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(told.error || `The sandbox answered ${response.status}.`);
  return told;
}

export async function ask(path) {
  return answered(await fetch(`/control/${path}`));
}

export async function tell(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answered(await fetch(`/control/${path}`, { method: "POST", headers, body: JSON.stringify(body || {}) }));
}
