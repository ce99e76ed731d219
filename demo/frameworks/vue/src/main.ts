import { createApp } from 'vue';
import 'l30-widgets/define';
import App from './App.vue';

createApp(App).mount('#app');
