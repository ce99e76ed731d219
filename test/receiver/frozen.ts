import { form, json } from './support.ts';

/*
 * What version 1 of the widgets sends, byte for byte. Pages stay as they are for years, and letters
 * wait in drawers: a receiver takes these for ever. Never change them; add those of a new version.
 */
const PLAIN =
  '{"v":1,"id":"3f6b1c0a9d2e4f58a7c6b5d4e3f20118","widget":"reflection-form","pack":"caused-harm","site":"hollybrook","lang":"en-GB","sentAt":"2026-11-23T09:30:00.000Z","replaces":"00112233445566778899aabbccddeeff","answers":[{"id":"what.happened","question":"What happened?","value":"We ran."},{"id":"who","question":"Who was affected?","value":["me","friend"],"words":["Me","My friend"]}]}';
const SEALED =
  '{"v":1,"id":"c0ffee00c0ffee00c0ffee00c0ffee00","widget":"mood-check-in","site":"hollybrook","suite":"0010-0001-0002","commitment":"cRCAbi3ZjI3MY7fREyjbSZr_bA6IH_CirmiieXroS2c","recipients":[{"kid":"KznqOOUncmJUNzfKuQBiPQ","enc":"BAAfte3b4nDagULYp1ISw_YAnaEQmPeQMiy2Razv5lVGMFg7fYcUVvr8N7ed8FRS-wf4Vw3KERanyyw8TzG5bV0","key":"WZMpCis9U1LbXyDgGw1nO_q8yLHYSoYJluUgu5NmuUS1PX9f0HI9JTbUM4Mg4pW4"},{"kid":"DEu9r9LUK1kkowp3YMNVfg","enc":"BOgQsj6lxs0iJpL3Gfwhf7JWB60-jLrQZiVMoA_7xlHwKdDmO-CgogAhrCOnqENDT8TIkb1_LhEz49JVnZ4wEQg","key":"OgkUvpes6u7c4YuNpEvp5yAQuok8e4QHniLeMHg4GQSeXVRn960ClSsG3OGygsFu"}],"iv":"6JeRzyn2ZlohOiXF","text":"qPZpeSj_yhJPZ2aUhHvkH5SKZb0LnFFhsg6uLP4UDa1exptU-Te2_0cCPwZMSu413BSUtnxPLdNyWYaIhh5LSMVfvC-LM7UVJ83Cl1cM2Cs25H3BLWzgc3dbQDaDjGgE-VgfeTnLx69YdlYzutC322bPbQuCcqzf8izSJ2M6hf_vt_ZtG4X8PI9H4LR9TWR8jL2kzrvelgSf1JltIEUJpixPyd2nZT1O0rCszszqLE6xkcl1tLgkuD9kHICK63-a2k3g5cdj-t_Vc6LxU94_o9Ag7Xd6BoqPvso1TvqTAA18no35pgu3gNSZ6J8UO-nYsReE8JD7FRFeosy5hcjPbZKs9xTKB6GB_dtEjZ3CYULlg8794mCAcweo3KaR8aEBJ1l2AuyA-qiqV2CsfHh8GTSAxrzhWkNXa19yGfiqmurptEu0COqgVLa8fSyh-JeBBEXzco9tNxrvB7YinBxP_TDC_I-QPaqGWaVZzxvkdKbbwfD2Ls2wZlZ94S_ymWSEzDPMAUTNzCAqCTE4celfdQTsLP_gTUkBR8zciqBol5J1MXSHWPlX-cMbUA1SFSkPQk5sc0g4Fom--e7Sh4P_3rV8U2CYNzemApYSv98_Snq7d17LYMwDuyJc2WzzN2XD9SQbWm4eEnp0pv70ZskY2lqOYPx7yvU-O7zboMuydoob8MQcYJGZAPlBRIiusiNvayC3RAYh580bFiVQ0FU0OSq3ySISeTbMvjEvVYYFEZPZnniatHkw-z3cvHTKqvFlyKuz5-5kvMLcZEWIpRom_BotogSJb6n8le9xaNdy4mZS1vqqkWP5K22ubrdmIkNNW6n7HxpizlURCBB2cAkotsDk3BoOYXqFlPb-FmPlhYuuB0qI0bUnnuip2v5cSEWJk4GYkV5lLVjLLIkudWijCusTJBZOOtUBoC1Yi59HHNgmjxehwNlXDrF7mzcxlnJCKcpCiplgxy1OMBOqo49DG_BLA5-_wF8BztdFcBGK2fePH8mgljiKFo3h2E0v2GKK7VINhl7b_e5y-vB3K0QlVv4O_Lf4AyduZn_iqgoVDwp9nZ1-8rGO9LOhHXikXb0E3W8K8NxoVmEC3FoaFTdoLn0VhoeRcgJC5gty90cJn02O9ZUVcV9aua9W7WCNsjg0rhJz35IJvUWhoTalizNlxhY_Zj4NecPRmk6zgZQHdyZKgmBVs6YtJFZ8kHRxTUapdWx_p_UexEnLQCYwSsDJ9NFeGDhInftVR2XfftdZfO4LDFDqSt5hOYLMXsW0p9ld__vJTxI4YqSPljuMBaFGEB6YHx1Ql0T33jpbzIE6yGSJx6JVXTG6g4i_P0P2enbLuafmmR_jaxHrSQVIrJlP_O4aBx8l8WQzYDaTlCv7aAg"}';
const SIGNUP =
  '{"v":1,"id":"5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e","widget":"newsletter-signup","site":"hollybrook","lang":"cy","sentAt":"2026-11-23T09:30:00.000Z","answers":[{"id":"email","question":"Email address","value":"family@example.org"},{"id":"consent","question":"Yes, please send me the letter.","value":"yes"}]}';
const FORM =
  'id=ab54a98ceb1f0ad2ab54a98ceb1f0ad2&widget=mood-check-in&pack=faces-5&site=hollybrook&lang=en-GB&question.mood=How+are+you+feeling%3F&words.mood.low=Low&words.mood.good=Good&answer.mood=low&answer.note=';

/** The request, and the SHA-256 of its body, which shows that nobody changed it. */
export const FROZEN: [title: string, path: string, request: RequestInit, digest: string][] = [
  ['a plain letter', '/submissions', json(PLAIN), '695bbe0ac0dcfe96364310910d3a72f4c687120c4bf82c166e50dfba1d455c53'],
  ['a sealed letter', '/submissions', json(SEALED), '4106faca842bc350d81b50ed4bb7f5b666e96db68eeabaea6016eb698cbae266'],
  [
    'a sealed letter in a form',
    '/submissions',
    form([['sealed', SEALED]]),
    'c1f9d80b45f9a5fabd9c4b30a6a48e0418d5b6ba9a5906ff48bd9d2025f75760',
  ],
  ['a signup', '/subscriptions', json(SIGNUP), '90cdc67c55a551041cdc8f1d77532fcff9df22d7a6820ba7251cc2f483a25470'],
  [
    'a form of a page without script',
    '/submissions',
    form(FORM),
    '3418b34ebabbaf7fb16d0dea6088e5cff987bfb78e660cfe58fd67abbb9beaee',
  ],
];
