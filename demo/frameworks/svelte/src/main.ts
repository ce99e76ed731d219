import { mount } from 'svelte';
import 'l30-widgets/define';
import App from './App.svelte';

mount(App, { target: document.querySelector('#app')! });
