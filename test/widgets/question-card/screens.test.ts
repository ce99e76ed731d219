import { expect } from '@open-wc/testing';
import { promptAt, type Pack, type Phase } from '../../../src/packs/index.ts';
import { screenAt, screensOf } from '../../../src/widgets/question-card/screens.ts';

const pack = (flow: string, ...phases: Phase[]): Pack => ({
  id: 'a-pack',
  lang: 'en-GB',
  title: 'A pack',
  flow,
  prompts: phases.map((phase, at) => ({
    id: `p${at}`,
    phase,
    core: at !== 1,
    text: `Question ${at}?`,
    answer: { kind: 'talk' },
  })),
});
const told = (flow: string, depth: string, ...phases: Phase[]): string[] =>
  screensOf(pack(flow, ...phases), depth).map(({ prompt, step, turn = '' }) => `${step} ${prompt.id} ${turn}`.trim());

describe('the screens of a question card', () => {
  it('are the questions in order, with their place', () => {
    for (const flow of ['sequence', 'frame'])
      expect(told(flow, 'full', 'story', 'feelings', 'repair')).to.deep.equal(['1 p0', '2 p1', '3 p2']);
  });

  it('are the core questions alone, unless all are asked for', () => {
    expect(told('sequence', 'core', 'story', 'feelings', 'repair')).to.deep.equal(['1 p0', '2 p2']);
  });

  it('give both people the same questions, each beginning every second time, with a screen to hand over between', () => {
    expect(told('turns', 'full', 'story', 'feelings', 'needs')).to.deep.equal([
      '1 p0 first',
      '1 p0 pass',
      '1 p0 second',
      '2 p1 second',
      '2 p1 pass',
      '2 p1 first',
      '3 p2 first',
      '3 p2 pass',
      '3 p2 second',
    ]);
  });

  it('leave a plan to both at once', () => {
    expect(told('turns', 'core', 'story', 'feelings', 'plan')).to.deep.equal([
      '1 p0 first',
      '1 p0 pass',
      '1 p0 second',
      '2 p2 both',
    ]);
  });

  it('end with the last one, and stay there however far someone asks', () => {
    const whole = pack('turns', 'story', 'feelings', 'plan');
    expect([0, 3, 4].map((moved) => screenAt(whole, 'core', moved).last)).to.deep.equal([false, true, true]);
    expect(screenAt(whole, 'core', 99)).to.deep.equal({
      screen: { prompt: whole.prompts[2], step: 2, turn: 'both' },
      last: true,
      steps: 2,
    });
  });

  it('begin with the question of the day where one is picked, and go round', () => {
    const daily = pack('pick', 'connect', 'connect', 'connect');
    for (let moved = 0; moved < 7; moved++)
      expect(screenAt(daily, 'core', moved)).to.deep.include({
        screen: { prompt: promptAt(daily, moved), step: 1 },
        last: false,
      });
  });
});
