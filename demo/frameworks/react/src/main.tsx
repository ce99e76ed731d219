import { createRoot } from 'react-dom/client';
import 'l30-widgets/define';
import { App } from './app.tsx';

createRoot(document.querySelector('#app')!).render(<App />);
