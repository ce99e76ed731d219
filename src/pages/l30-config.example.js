// Copy this file to l30-config.js, beside l30.js, and write your own settings in the place of these.
// Each is what your script tag says after data-. They hold for the pages in the folder embed.
// Without readers, read-when and lead the pages for pupils do not send anything.
export default {
  site: 'hollybrook',
  school: 'Hollybrook Primary School',
  endpoint: 'https://inbox.your-school.example/submissions',
  'newsletter-endpoint': 'https://inbox.your-school.example/subscriptions',
  readers: 'Miss Khan, Pastoral Lead',
  'read-when': 'each school day before 10am',
  lead: 'Mr Owen, Designated safeguarding lead',
  region: 'england',
  // Only with 'region': 'other', whose numbers are your own to give:
  // 'emergency': '112',
  // 'helpline': 'Night line, 01632 960001',
};
