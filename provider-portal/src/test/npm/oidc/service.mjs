// An OpenID provider whose people sign in without being asked. It writes "listening on <issuer>" and then obeys what is posted to /control:
//   {"person": {"sub", "email", "email_verified"}}   who is at the browser
//   {"forged": {"iss": …, "aud": …, "nonce": …}}      claims of the next ID tokens that are not as they should be, signed well
//   {"stranger": true}                               sign the next ID tokens with a key that was never published
//   {"rotate": true}                                 another signing key from now on; the one before is gone
//   {"redirects": [address]}                         where it may send people back to
import {createServer} from 'node:http';
import {json} from 'node:stream/consumers';
import {exportJWK, generateKeyPair, SignJWT, decodeJwt, importJWK} from 'jose';
import Provider from 'oidc-provider';

let person = {sub: 'nobody', email: 'nobody@nowhere.example', email_verified: true};
let forged = {};
let stranger = false;
let key;
let provider;
let issuer;
let redirects = [];

const server = createServer(async (request, response) => {
  if (request.url === '/control') {
    response.end(await obey(await json(request)));
  } else if (request.url.startsWith('/interaction/')) {
    await signIn(request, response);
  } else {
    provider.callback()(request, response);
  }
});
server.listen(0, '127.0.0.1', async () => {
  issuer = `http://localhost:${server.address().port}`;
  key = await newKey();
  renew();
  console.log(`listening on ${issuer}`);
});

async function newKey() {
  const {privateKey} = await generateKeyPair('RS256', {extractable: true});
  return {...await exportJWK(privateKey), alg: 'RS256', use: 'sig', kid: crypto.randomUUID()};
}

function renew() {
  provider = new Provider(issuer, {
    clients: [{
      client_id: 'tessera',
      client_secret: 'a secret of the tests',
      redirect_uris: redirects,
    }],
    jwks: {keys: [key]},
    cookies: {keys: ['one of the tests']},
    pkce: {required: () => true},
    claims: {openid: ['sub'], email: ['email', 'email_verified']},
    features: {devInteractions: {enabled: false}},
    interactions: {url: (_, interaction) => `/interaction/${interaction.uid}`},
    findAccount: (_, id) => ({accountId: id, claims: () => ({...person, sub: id})}),
    loadExistingGrant,
  });
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/token' && context.body?.id_token && (stranger || Object.keys(forged).length > 0)) {
      context.body.id_token = await sign({...decodeJwt(context.body.id_token), ...forged}, stranger ? await newKey() : key);
    }
  });
}

async function loadExistingGrant(context) {
  const grant = new context.oidc.provider.Grant({clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId});
  grant.addOIDCScope('openid email profile');
  await grant.save();
  return grant;
}

async function signIn(request, response) {
  await provider.interactionFinished(request, response, {login: {accountId: person.sub, remember: false}});
}

async function sign(claims, jwk) {
  return new SignJWT(claims).setProtectedHeader({alg: 'RS256', kid: jwk.kid}).sign(await importJWK(jwk, 'RS256'));
}

async function obey(order) {
  person = order.person ?? person;
  forged = order.forged ?? {};
  stranger = order.stranger ?? false;
  redirects = order.redirects ?? redirects;
  key = order.rotate ? await newKey() : key;
  if (order.rotate || order.redirects) {
    renew();
  }
  return 'done';
}
