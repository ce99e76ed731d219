import type { StorybookConfig } from '@storybook/web-components-vite';

/** What the server and the manager talk over, as far as it is needed here. */
interface Channel {
  removeAllListeners(event: string): void;
}

const config: StorybookConfig & { experimental_serverChannel(channel: Channel): Channel } = {
  stories: ['../stories/*.stories.ts'],
  framework: {
    name: '@storybook/web-components-vite',
    options: { builder: { viteConfigPath: '.storybook/vite.config.ts' } },
  },
  features: { sidebarOnboardingChecklist: false, menuOnboardingChecklist: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // That setting hides the news, but they would still be asked for; with nobody listening, nothing leaves the machine.
  experimental_serverChannel(channel) {
    channel.removeAllListeners('requestWhatsNewData');
    return channel;
  },
};

export default config;
