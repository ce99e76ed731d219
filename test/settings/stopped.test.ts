import { expect } from '@open-wc/testing';
import { fromSource, setLeafLoader, type LeafLoader } from '../../src/leaf.ts';
import { explain } from '../../src/settings/admin.ts';
import { explainStop, watchStops, type StoppedFile } from '../../src/settings/stopped.ts';
import { report, troubleBehind } from '../../src/settings/trouble.ts';
import { MoodCheckIn } from '../../src/widgets/index.ts';
import { eventually, leave, mount, SETTINGS } from '../suites/widget.ts';
import { listen } from '../support.ts';

const stop: StoppedFile = {
  kind: 'stopped',
  name: 'delivery/index',
  folder: 'https://www.school.example/l30/',
  directive: 'script-src-elem',
  hash: 'sha384-abc',
};

const violation = (blockedURI: string, disposition: SecurityPolicyViolationEventDisposition = 'enforce'): Event =>
  new SecurityPolicyViolationEvent('securitypolicyviolation', {
    effectiveDirective: 'script-src-elem',
    blockedURI,
    disposition,
    violatedDirective: 'script-src-elem',
    originalPolicy: '',
    documentURI: location.href,
    statusCode: 200,
  });

describe('a file of ours that a policy has stopped', () => {
  const at = 'https://www.school.example/l30/delivery/index.js';

  it('is known by its address, whether the browser tells of it before or after it has failed', async () => {
    const page = new EventTarget();
    const stoppedBy = watchStops(page);
    page.dispatchEvent(violation(at));
    expect(await stoppedBy(at)).to.equal('script-src-elem');
    const later = stoppedBy(`${at}?1`);
    page.dispatchEvent(violation(`${at}?1`));
    expect(await later).to.equal('script-src-elem');
  });

  it('is no file that failed for another reason, or that a policy only reports', async () => {
    const page = new EventTarget();
    const stoppedBy = watchStops(page);
    page.dispatchEvent(violation('https://ads.example/x.js'));
    page.dispatchEvent(violation(at, 'report'));
    expect(await stoppedBy(at)).to.equal(undefined);
  });

  it('is told with its hash, or with the place where its hash is', () => {
    expect(explainStop(stop)).to.equal(
      "The content security policy of this page (script-src-elem) stopped delivery/index.js. Add https://www.school.example/l30/ to script-src or, where that takes hashes alone, 'sha384-abc' with an import map: the snippet builder writes both.",
    );
    expect(explainStop({ ...stop, hash: '' })).to.include('its hash from integrity.json');
    expect(explain(stop)).to.equal(explainStop(stop));
  });

  describe('on a page', () => {
    let console: ReturnType<typeof listen>;
    before(() => MoodCheckIn.define());
    beforeEach(() => (console = listen()));
    afterEach(async () => {
      console.stop();
      setLeafLoader();
      await leave();
    });

    const strict: LeafLoader = async (name, bring) => {
      if (!/^(?:delivery|settings)/.test(name)) return fromSource(name, bring);
      throw Object.assign(new TypeError('Failed to fetch dynamically imported module'), { trouble: stop });
    };

    it('is told in the console although the leaf with the words is stopped as well', async () => {
      setLeafLoader(strict);
      expect(await report(stop)).to.equal(explainStop(stop));
      expect(console.said).to.deep.equal([[`[l30] ${explainStop(stop)}`]]);
    });

    it('is told in the widget as soon as somebody begins to answer, once', async () => {
      const widget = await mount('mood-check-in', SETTINGS, undefined, strict);
      const root = widget.shadowRoot!;
      root.querySelector<HTMLElement>('input')!.focus();
      await eventually(() => root.querySelector('[part~=admin]'), 'the note');
      expect(root.querySelector('[part~=admin]')!.textContent).to.include(explainStop(stop));
      root.querySelector<HTMLElement>('input')!.click();
      await widget.updateComplete;
      root.querySelector<HTMLElement>('[part~=send]')!.click();
      await eventually(() => root.querySelector('[part~=outcome]'), 'an outcome');
      expect(root.querySelector('[part~=outcome]')!.textContent).to.include('Your words are still here.');
      expect(console.said.filter(([line]) => line === `[l30] ${explainStop(stop)}`).length).to.equal(1);
    });

    it('is found only behind an error that brings it along', () => {
      expect(troubleBehind(Object.assign(new Error(), { trouble: stop }))).to.equal(stop);
      for (const other of [new TypeError(), undefined, null, 'no']) expect(troubleBehind(other)).to.equal(undefined);
    });
  });
});
