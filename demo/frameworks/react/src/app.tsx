import { useState } from 'react';
import type { L30SentEvent } from 'l30-widgets';
import type {} from 'l30-widgets/types/react';

export function App() {
  const [sent, setSent] = useState('');
  return (
    <l30-site endpoint="/submissions" readers="Miss Khan, Pastoral Lead" lead="Mr Owen, Designated safeguarding lead">
      <l30-mood-check-in
        scale="faces-3"
        readWhen="each school day before 10am"
        askName
        onl30-sent={(event: L30SentEvent) => setSent(event.id)}
      />
      <p id="sent">{sent}</p>
    </l30-site>
  );
}
