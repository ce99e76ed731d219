import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { probablyMeant } from '../../../src/widgets/newsletter-signup/email.ts';

describe('the address that was probably meant', () => {
  for (const [typed, meant] of [
    ['sam@gmial.com', 'sam@gmail.com'],
    ['sam@gmail.co', 'sam@gmail.com'],
    ['sam@gmail.con', 'sam@gmail.com'],
    ['sam@gmail.cm', 'sam@gmail.com'],
    [' sam@GMAI.COM ', 'sam@gmail.com'],
    ['sam@hotmial.com', 'sam@hotmail.com'],
    ['sam@hotmail.co.ik', ''],
    ['sam@hotmail.couk', 'sam@hotmail.co.uk'],
    ['sam@outlok.com', 'sam@outlook.com'],
    ['sam@yaho.co.uk', 'sam@yahoo.co.uk'],
    ['sam@iclud.com', 'sam@icloud.com'],
    ['sam@btinterent.com', 'sam@btinternet.com'],
    ['"s@m"@gmial.com', '"s@m"@gmail.com'],
  ] as const) {
    it(`${typed.trim()}: ${meant || 'leaves it as it is'}`, () => assert.equal(probablyMeant(typed), meant));
  }

  it('leaves alone what is right, what is unusual, and what is not finished', () => {
    for (const domain of [
      'gmail.com',
      'Hotmail.co.uk',
      'oakfield.sch.uk',
      'st-marys-primary.org',
      'school.example',
      'hollybrook.wales',
      'mail.com',
      'email.com',
      'ymail.com',
      'cloud.com',
      'gmx.net',
      'aol.com',
      'sky.com',
      'me.com',
      'live.co.uk',
      'hotmail.fr',
      'hotmail.ca',
      'yahoo.ca',
      'yahoo.co.in',
      'yahoo.de',
      'outlook.ie',
      'proton.me',
      'gov.uk',
      'x.y',
    ])
      assert.equal(probablyMeant(`sam@${domain}`), '', domain);
    for (const typed of ['', 'sam', 'sam@', '@gmial.com', '@']) assert.equal(probablyMeant(typed), '', typed);
  });
});
