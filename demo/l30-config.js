// What the script tags of the demo say after data-, for the pages of the folder embed.
export default {
  site: 'hollybrook',
  school: 'Hollybrook Primary School',
  endpoint: '/submissions',
  'newsletter-endpoint': '/subscriptions',
  readers: 'Miss Khan, Pastoral Lead',
  'read-when': 'each school day before 10am',
  lead: 'Mr Owen, Designated safeguarding lead',
  region: 'england',
};
